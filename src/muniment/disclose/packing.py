"""Builds a package: payload first, then the act that commits to it, then the proofs.

Everything is built in a folder beside the destination and gets its name last, so that a refusal or
an interruption leaves nothing behind under the name of a package.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from muniment.model.counting import counted
from muniment.model.records import ItemRow
from muniment.preserve import Ledger, fast_check, kept_stamps
from muniment.verify.acts import Part, write_shown
from muniment.verify.log import format_proof, inclusion_path
from muniment.verify.main import asked_for, verify
from muniment.verify.package import EARLIER, write_earlier
from muniment.verify.report import Report
from muniment.verify.strict import b64url, dumps

from .bag import Payload, write_bag
from .case_uco import case_jsonld
from .describing import exhibit, handover, item_path
from .enclosures import earlier_sizes, enclosures
from .exhibit import Exhibit, Handover, PackageFile
from .exhibits_csv import exhibits_csv
from .onrecord import Compiled, DossierShown, Told, choose, claims_csv, described
from .report import report_html
from .rocrate import ro_crate
from .selection import Selection, Terms, select
from .zipping import holds_the_same, zip_folder


class PackageError(Exception):
    """A package cannot be made there; the message says why."""


class PackageBroken(Exception):
    """A package was made and does not verify, so it was not kept; the message says what is wrong."""


@dataclass(frozen=True)
class Disclosed:
    """What was handed out: the act, the package's folder and zip file, how many items and records of people, what
    checking it gave."""

    act: int
    folder: Path
    zip: Path
    items: int
    records: int
    bytes: int
    fingerprint: str
    report: Report


def disclose(
    ledger: Ledger, items: Sequence[ItemRow], terms: Terms, destination: Path, compiled: Compiled | None = None
) -> Disclosed:
    """Check, build, log, verify and zip a package. Raises Refused or PackageError before anything is written.

    `compiled` is the dossier whose items these are; whoever compiled it has made sure that it may go out. Raises
    PackageBroken where what was made does not verify.
    """
    if not items and compiled is None:
        raise PackageError("Nothing was selected, so there is nothing to hand over.")
    _check_place(ledger, destination)
    selection = select(ledger, items, terms)
    staging = destination.with_name(f".{destination.name}.partial")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        builder = Builder(ledger, selection, terms, staging, compiled)
        act = builder.build()
        report = _verified(ledger, staging, act)
        staging.rename(destination)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    archive = _zipped(destination)
    size = sum(chosen.item.size for chosen in selection.chosen)
    counts = len(selection.chosen), len(builder.told), size
    return Disclosed(act, destination, archive, *counts, ledger.authority.fingerprint, report)


def _check_place(ledger: Ledger, destination: Path) -> None:
    """Raise PackageError where a package must not be made. Writes nothing."""
    if destination.resolve().is_relative_to(ledger.store.root.resolve()):
        raise PackageError(
            f"{destination} lies in the vault's own folder. A package must lie outside the vault: choose another place."
        )
    if destination.exists() or _archive(destination).exists():
        raise PackageError(f"{destination} or its zip file exists already. Choose another name.")


def _archive(destination: Path) -> Path:
    return destination.with_name(f"{destination.name}.zip")


def _verified(ledger: Ledger, folder: Path, act: int) -> Report:
    """What `muniment verify` says of the finished package. Raises PackageBroken unless it is good."""
    report = verify(folder, asked_for(ledger.authority.fingerprint, None, ()), fast_check)
    if not report.ok:
        wrong = [f"{problem.what} {problem.where}: {problem.why}" for problem in report.fails]
        wrong += [f"missing: {gone.what}: {gone.why}" for gone in report.missing]
        raise PackageBroken(
            f"THE PACKAGE DOES NOT VERIFY and was not kept: {wrong[0]}. Hand nothing over. Entry {act} of the log "
            "says that a package was made. Run `muniment verify` on the vault."
        )
    return report


def _zipped(destination: Path) -> Path:
    """The package as a zip file whose bytes were read back and are those of the folder."""
    archive = _archive(destination)
    zip_folder(destination, archive)
    if not holds_the_same(archive, destination):
        archive.unlink()
        raise PackageBroken(f"{archive} DID NOT COME OUT as what {destination} holds, and was removed. Check the disk.")
    return archive


class Builder:
    """Builds one package in a folder."""

    def __init__(
        self, ledger: Ledger, selection: Selection, terms: Terms, root: Path, compiled: Compiled | None = None
    ) -> None:
        self.ledger, self.selection, self.terms, self.root = ledger, selection, terms, root
        self.compiled = compiled
        self.told: list[Told] = choose(ledger, compiled, selection, terms) if compiled else []
        self._files: list[Payload] = []
        self._records: dict[str, str] = {}

    def build(self) -> int:
        """Write everything; returns the index of the disclosure act."""
        about = handover(self.ledger, self.terms, self._left_out())
        annexes = {chosen.item.sha256: chosen.annex for chosen in self.selection.chosen}
        exhibits = [exhibit(self.ledger, chosen, annexes) for chosen in self.selection.chosen]
        for chosen in self.selection.chosen:
            self._copy_item(chosen.item, item_path(chosen))
            self._records[item_path(chosen)] = chosen.record
        self._write_acts()
        self._describe(about, exhibits, self._dossier())
        contents = self._contents()
        act = self._log(contents)
        self._write("data/contents.json", contents)
        self._prove(act)
        write_bag(self.root, about, self._files)
        return act

    def _left_out(self) -> list[str]:
        others = sum(len(chosen.others) for chosen in self.selection.chosen)
        return [
            *([str(self.compiled.left_out["said"])] if self.compiled else []),
            "What else the vault holds is not told; this is a selection.",
            *([_further(others)] if others else []),
        ]

    def _dossier(self) -> DossierShown | None:
        return described(self.ledger, self.compiled, self.told, self.selection.chosen) if self.compiled else None

    # Payload

    def _write(self, name: str, data: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._files.append(Payload(name, sha256(data).hexdigest(), len(data)))

    def _copy_item(self, item: ItemRow, name: str) -> None:
        """Copy an item's bytes, hashing what is written: a damaged one is never handed out."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        hasher = sha256()
        place = self.ledger.catalogue.objects([item.sha256])[item.sha256]
        with path.open("wb") as file:
            for chunk in self.ledger.objects.chunks(place, item.sha256):
                hasher.update(chunk)
                file.write(chunk)
        if hasher.hexdigest() != item.sha256:
            raise PackageError(
                f"{item.item} is damaged: its bytes are not those that were kept. Run `muniment verify`."
            )
        self._files.append(Payload(name, item.sha256, item.size))

    def _write_acts(self) -> None:
        for keys in self.ledger.authority.chain:
            self._write(f"data/authority/{keys.index}.jws", self.ledger.log.entry(keys.index))
        for index, wanted in sorted(self.selection.parts.items()):
            self._write(f"data/acts/{index}.jws", self.ledger.log.entry(index))
            parts = self.ledger.parts(index)
            self._write(f"data/disclosures/{index}.json", _shown(index, parts, wanted.items()))

    def _describe(self, about: Handover, exhibits: list[Exhibit], dossier: DossierShown | None) -> None:
        self._write("data/exhibits.csv", exhibits_csv(exhibits))
        if dossier is not None:
            self._write("data/claims.csv", claims_csv(dossier))
        self._write("data/report.html", report_html(about, exhibits, dossier))
        self._write("data/case/case.jsonld", case_jsonld(about, exhibits))
        for name, data in enclosures(self.ledger, about).items():
            self._write(name, data)
        listed = [
            PackageFile(
                path=file.path, title=file.path, media_type=_media(file.path), size=file.size, sha256=file.sha256
            )
            for file in self._files
            if not file.path.startswith("data/items/")
        ]
        self._write("data/ro-crate-metadata.json", ro_crate(about, exhibits, listed))

    def _contents(self) -> bytes:
        files: list[dict[str, Any]] = []
        for file in sorted(self._files, key=lambda file: file.path):
            entry: dict[str, Any] = {"path": file.path, "size": file.size, "sha256": file.sha256}
            if file.path in self._records:
                entry["record"] = self._records[file.path]
            files.append(entry)
        return dumps({"v": 1, "files": files}) + b"\n"

    # The act and its proofs

    def _log(self, contents: bytes) -> int:
        draft = self.ledger.draft("disclose")
        terms = self.terms
        left_out = {"left_out": dict(self.compiled.left_out)} if self.compiled else {}
        draft.add({"to": terms.to, "purpose": terms.purpose, "contents": sha256(contents).hexdigest(), **left_out})
        for chosen in self.selection.chosen:
            draft.add({"record": chosen.record, "annex": chosen.annex, "newest": chosen.newest})
        for told in self.told:
            draft.add(told.part())
        return draft.commit().index

    def _prove(self, act: int) -> None:
        ledger = self.ledger
        note = ledger.log.note
        assert note is not None
        self._write("data/log/checkpoint", note)
        self._write("data/log/disclosure.jws", ledger.log.entry(act))
        parts = ledger.parts(act)
        everything = [(number, tuple(part.fields())) for number, part in enumerate(parts)]
        self._write("data/log/disclosure.json", _shown(act, parts, everything))
        tree = ledger.log.tree
        shown = [*(keys.index for keys in ledger.authority.chain), *self.selection.parts]
        for index in sorted(set(shown)):
            self._write(f"data/proofs/{index}.tlog-proof", format_proof(index, tree.inclusion(index), note))
        self._write("data/proofs/disclosure.tlog-proof", format_proof(act, tree.inclusion(act), note))
        stamps = kept_stamps(ledger)
        self._write(EARLIER, write_earlier(tree, earlier_sizes(ledger, [kept.size for kept in stamps])))
        for number, kept in enumerate(stamps):
            stem = f"data/timestamps/{kept.size}-{number}"
            self._write(f"{stem}.tsr", kept.token)
            self._write(f"{stem}.checkpoint", kept.checkpoint)
            proof = [b64url(hash_) for hash_ in tree.consistency(kept.size)]
            self._write(f"{stem}.consistency", dumps(proof))


def _shown(index: int, parts: list[Part], wanted: Iterable[tuple[int, tuple[str, ...]]]) -> bytes:
    leaves = [part.leaf_hash() for part in parts]
    rows = [(number, parts[number], names, inclusion_path(number, leaves)) for number, names in sorted(wanted)]
    return write_shown(index, rows)


def _further(count: int) -> str:
    noun = counted(count, "further acquisition")
    return f"{noun} of the same files {'is' if count == 1 else 'are'} not shown."


def _media(path: str) -> str:
    return {".json": "application/json", ".html": "text/html", ".csv": "text/csv", ".txt": "text/plain"}.get(
        Path(path).suffix, "application/octet-stream"
    )
