"""ProofMode: media files, each with the proof that the app wrote beside it, signatures, and time stamps.

What a proof says of its media file goes with that file: when the proof was made, where, and the hash, which is
compared. What it says about the device and its owner is not repeated; the proof files are restricted.
Source: guardianproject/proofmode-android (`MediaWatcher.buildProof`, `ShareProofActivity`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import msgspec

from muniment.model.reading import Finding, Moment, Reading, Told
from muniment.read.archive.faults import MemberError
from muniment.read.archive.listing import listed
from muniment.read.archive.prooffile import (
    CREATED,
    GENERATED,
    MODIFIED,
    Proof,
    proof_of_csv,
    proof_of_json,
)  # fmt: skip
from muniment.read.archive.zipitem import ZipItem
from muniment.read.interface import Source
from muniment.read.text.blocks import Block

TOOL = "ProofMode"
MOST_PROOFS = 2_000
_LONGEST_PROOF = 1 << 20
_HASHED = 1 << 30
"""So many bytes of media are hashed; a proof beyond them is matched by name alone and not compared."""
_CSV, _JSON = ".proof.csv", ".proof.json"
_RESTRICTED = (_CSV, _JSON, "batchproof.csv", ".gst", ".nostr", ".devicecheck", "pubkey.asc", ".cert")
_BESIDE = (*_RESTRICTED, ".asc", ".ots", ".txt")
"""Ends of the names of files that are no media."""


@dataclass
class _Case:
    """One proof on its way: `stem` is its name without the ending; `media` the member it is about."""

    stem: str
    proof: Proof
    media: str = ""
    found: str = ""
    """The hash of `media`; empty where it was not worked out."""


@dataclass
class _Set:
    """All of one archive."""

    cases: list[_Case] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)


def read(archive: ZipItem, source: Source, label: str) -> Reading:
    """Media files with what their proofs say of them; then all the rest.

    Never a plain ZIP again: what is named like a proof stays restricted even where it cannot be understood.
    """
    made = _Set()
    _read_proofs(archive, made)
    _match(archive, made)
    _give(archive, source, made)
    _remarks(archive, made)
    blocks = [block for case in made.cases for block in _blocks(case)]
    reading = listed(label, [*blocks, *archive.listing()], archive.metadata() | _metadata(made.cases), archive.faults)
    return msgspec.structs.replace(
        reading,
        moments=tuple(one for case in made.cases for one in _moments(case.proof)),
        positions=tuple(one for case in made.cases if (one := case.proof.position) is not None),
        findings=(*made.findings, *reading.findings),
    )


def _read_proofs(archive: ZipItem, made: _Set) -> None:
    stems = dict.fromkeys(
        name.removesuffix(end) for name in archive.names for end in (_CSV, _JSON) if name.endswith(end)
    )
    if len(stems) > MOST_PROOFS:
        words = f"it holds {len(stems):,} proofs; the first {MOST_PROOFS:,} were read, all files were taken out"
        made.findings.append(Finding("proofmode-too-many", words))
    bad = []
    for stem in list(stems)[:MOST_PROOFS]:
        proof = _proof(archive, stem, made)
        if proof is None:
            bad.append(stem)
        else:
            made.cases.append(_Case(stem, proof))
    if bad:
        words = f"{len(bad)} proof files could not be understood: {', '.join(bad[:10])}; they are kept as they are"
        made.findings.append(Finding("proofmode-unreadable", words, "warning", bad[0]))


def _proof(archive: ZipItem, stem: str, made: _Set) -> Proof | None:
    """The first proof that was written: the CSV keeps it, the JSON is written anew each time."""
    first, last = proof_of_csv(_bytes(archive, stem + _CSV)), proof_of_json(_bytes(archive, stem + _JSON))
    if first and last and first.sha256 != last.sha256:
        words = f"the two proof files of {stem} name different hashes; the one of the CSV file was taken"
        made.findings.append(Finding("proofmode-disagree", words, "error", stem))
    if first and first.rows > 1:
        words = f"the proof {stem} was written {first.rows} times; its first writing was taken"
        made.findings.append(Finding("proofmode-repeated", words, "note", stem))
    return first or last


def _bytes(archive: ZipItem, name: str) -> bytes:
    try:
        return archive.read(name, _LONGEST_PROOF)
    except (KeyError, MemberError):
        return b""


def _match(archive: ZipItem, made: _Set) -> None:
    """Find the media file of each proof: by its hash, else by the name the proof gives, or has itself."""
    media = [name for name in archive.names if not name.endswith(("/", *_BESIDE))]
    made.hashes = _hashes(archive, media)
    by_hash = {digest: name for name, digest in made.hashes.items()}
    by_base = {name.rsplit("/", 1)[-1]: name for name in media}
    for case in made.cases:
        stem = case.stem.rsplit("/", 1)[-1]
        named = by_base.get(stem, "") or by_base.get(case.proof.media_name, "")
        begins = next((name for base, name in by_base.items() if base.startswith(stem + ".")), "")
        case.media = by_hash.get(case.proof.sha256, "") or named or begins
        case.found = made.hashes.get(case.media, "")


def _hashes(archive: ZipItem, media: list[str]) -> dict[str, str]:
    """Name → SHA-256, as far as whole members come out within the limit."""
    found: dict[str, str] = {}
    left = _HASHED
    for name in media:
        digest = hashlib.sha256()
        try:
            for piece in archive.chunks(name):
                left -= len(piece)
                if left < 0:
                    return found
                digest.update(piece)
        except MemberError:
            continue
        found[name] = digest.hexdigest()
    return found


def _give(archive: ZipItem, source: Source, made: _Set) -> None:
    for case in made.cases:
        if not case.media:
            going_on = source.mention(case.proof.media_name or case.stem, _told(case.proof))
        elif archive.was_given(case.media):
            continue  # a second proof of the same file: the first one's words went with it
        else:
            going_on = archive.give(source, case.media, _told(case.proof))
        if not going_on:
            return
    for name in archive.names:
        if name.endswith(_RESTRICTED) and not archive.give(source, name, Told(restricted=True)):
            return
    archive.give_rest(source)


def _told(proof: Proof) -> Told:
    details = {f"proofmode:{name}": value for name, value in proof.shown.items()}
    return Told(obtained=_when(proof) or "", tool=TOOL, sha256=proof.sha256, details=details)


def _when(proof: Proof) -> str | None:
    return proof.time(GENERATED) or proof.time(CREATED)


def _remarks(archive: ZipItem, made: _Set) -> None:
    for case in made.cases:
        _remark(case, made)
    if any(case.proof.claims_utc() for case in made.cases):
        words = (
            "ProofMode writes the device's local time and puts a Z behind it, as if it were UTC; the times are given "
            "as written and counted without a zone: compare them with other sources before you rely on the hour"
        )
        made.findings.append(Finding("proofmode-time", words))
    withheld = sorted({name for case in made.cases for name in case.proof.withheld})
    if withheld:
        words = (
            "the proof files tell about the device, its owner or its network "
            f"({', '.join(withheld)}); they are restricted, and what these fields say is not repeated here"
        )
        made.findings.append(Finding("proofmode-identifiers", words))
    if any(name.endswith((".asc", ".ots", ".gst")) for name in archive.names):
        words = "its signatures (PGP) and time stamps (OpenTimestamps, SafetyNet) are kept; they were not checked"
        made.findings.append(Finding("proofmode-not-checked", words, "note"))


def _remark(case: _Case, made: _Set) -> None:
    if not case.media:
        name = case.proof.media_name or case.stem
        words = f"the file that the proof {case.stem} is about ({name}) is not in this archive"
        made.findings.append(Finding("proofmode-no-media", words, "warning", case.stem))
    elif case.found and case.found != case.proof.sha256:
        words = (
            f"{case.media} is not the file its proof is about: its SHA-256 is {case.found}, "
            f"the proof says {case.proof.sha256 or 'none'}; it was changed or exchanged after the proof was made"
        )
        made.findings.append(Finding("proofmode-hash-mismatch", words, "error", case.media))
    elif not case.found:
        words = f"{case.media} was not compared with the hash in its proof: it could not be unpacked, or is too large"
        made.findings.append(Finding("proofmode-hash-not-compared", words, "warning", case.media))


def _blocks(case: _Case) -> list[Block]:
    """The proof in words: a heading, then its fields."""
    place = case.media or case.stem
    fields = [
        Block(f"{name}: {value}", "field", tight=True, where=f"{case.stem} {name}")
        for name, value in case.proof.shown.items()
    ]  # fmt: skip
    return [Block(f"ProofMode proof of {place}", "heading", where=case.stem), *fields]


def _metadata(cases: list[_Case]) -> dict[str, str]:
    """How many proofs; with one alone, its fields too."""
    made = {"proofmode:Proofs": str(len(cases))}
    if len(cases) == 1:
        made |= {f"proofmode:{name}": value for name, value in cases[0].proof.shown.items()}
    return made


def _moments(proof: Proof) -> list[Moment]:
    kinds = (("created", CREATED), ("created", GENERATED), ("modified", MODIFIED), ("gps", "Location.Time"))
    return [
        Moment(what, proof.shown[name], proof.time(name), f"ProofMode {name}")
        for what, name in kinds
        if name in proof.shown
    ]
