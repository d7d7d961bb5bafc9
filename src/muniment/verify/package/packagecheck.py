"""Checks a package: manifests, contents, log proofs, signatures, disclosed fields, newest statements.

What is trusted: nothing in the package. The charter inside fixes the keys, the checkpoint fixes the
log, the disclosure act (which is in that log) fixes the contents. Whether the charter is the right
one is the axis *identity*, and only the asker can know.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from muniment.verify.acts import Act, Authority, AuthorityError, ShownPart, parse_act, read_shown
from muniment.verify.asked import Asked
from muniment.verify.crypto import verify_ed25519 as pure_check
from muniment.verify.files import ONE, Tick, plain_bytes, silent
from muniment.verify.identity import judge_identity
from muniment.verify.log import (
    Check,
    Checkpoint,
    NoteError,
    ProofError,
    VerifierKey,
    check_consistency,
    check_inclusion,
    parse_checkpoint,
    parse_note,
    parse_proof,
)
from muniment.verify.report import Gone, Report
from muniment.verify.strict import StrictError, loads
from muniment.verify.timestamps import StampedSize, StampError, check_stamp, time_in_words

from .bagcheck import check_bag, check_bag_info, room_for
from .chaincheck import is_index
from .contentscheck import ContentsCheck
from .earlier import EARLIER, read_earlier, read_proof


class PackageCheck:
    """One verification of one package folder."""

    def __init__(
        self, root: Path, asked: Asked, check: Check = pure_check, tick: Tick = silent, threads: int = 2
    ) -> None:
        self.root, self.asked, self._check, self._tick, self._threads = root, asked, check, tick, threads
        self.report = Report("package")
        self._acts: dict[int, Act] = {}
        self._shown: dict[int, list[ShownPart]] = {}
        self._earlier: dict[int, bytes] = {}
        """Roots of earlier sizes that the checkpoint is proven to extend."""
        self._used: set[str] = set()
        """Files that were read for what they prove; nothing else may lie beside them."""

    def run(self) -> Report:
        """Check everything and return the report."""
        with ThreadPoolExecutor(self._threads) as pool:
            self._files = check_bag(self.root, self.report, pool, self._tick)
        checkpoint = self._checkpoint()
        authority = self._authority() if checkpoint else None
        if checkpoint is None or authority is None:
            return self.report
        signer = self._checkpoint_signature(authority)
        disclosure = self._entry("data/log/disclosure.jws")
        judge_identity(self.report, authority, signer, self.asked.trust)
        self._time(checkpoint)
        self._take_consistencies(checkpoint)
        self._completeness(checkpoint, disclosure)
        if disclosure is not None:
            self._take_acts(authority, checkpoint, disclosure)
            self._contents(disclosure, authority)
        return self.report

    # Reading

    def _bytes(self, name: str) -> bytes:
        """A file's bytes. Raises OSError."""
        self._used.add(name)
        return plain_bytes(self.root / name, room_for(len(self._files)) if name.endswith(".json") else ONE)

    def _read(self, name: str) -> bytes | None:
        try:
            return self._bytes(name)
        except FileNotFoundError:
            self.report.miss(name, "it is not in the package")
        except OSError as error:
            self._fail("file", name, error)
        return None

    def _fail(self, what: str, where: str, error: object) -> None:
        self.report.fail(what, where, str(error))

    def _checkpoint(self) -> Checkpoint | None:
        data = self._read("data/log/checkpoint")
        if data is None:
            return None
        try:
            self._note = parse_note(data)
            self._note_bytes = data
            return parse_checkpoint(self._note.text)
        except NoteError as error:
            self._fail("checkpoint", "data/log/checkpoint", error)
            return None

    def _entries(self, folder: str) -> Iterator[tuple[int, str]]:
        """(index, path) of the `.jws` files of a folder, in order of their indexes."""
        found = []
        for path in (self.root / folder).glob("*.jws"):
            name = f"{folder}/{path.name}"
            if is_index(path.stem):
                found.append((int(path.stem), name))
            else:
                self._fail("act", name, "its name is not the index of an entry")
        return iter(sorted(found))

    def _entry(self, name: str, index: int | None = None) -> Act | None:
        data = self._read(name)
        if data is None:
            return None
        try:
            return parse_act(self._index_of(data) if index is None else index, data)
        except (StrictError, NoteError, OSError) as error:
            self._fail("act", name, error)
            return None

    def _index_of(self, entry: bytes) -> int:
        """The disclosure's index is told by its proof, which is checked with all others."""
        del entry
        index, _, _ = parse_proof(self._bytes("data/proofs/disclosure.tlog-proof"))
        return index

    # Authority and acts

    def _authority(self) -> Authority | None:
        authority: Authority | None = None
        for index, name in self._entries("data/authority"):
            act = self._entry(name, index)
            if act is None:
                return None
            try:
                if authority is None:
                    authority = Authority.from_charter(act, self._check)
                else:
                    authority.extend(act, self._check)
            except (AuthorityError, StrictError) as error:
                self._fail("authority", name, error)
                return None
            self._acts[index] = act
        if authority is None:
            self.report.miss("data/authority/0.jws", "without the charter nobody's signature means anything")
        return authority

    def _checkpoint_signature(self, authority: Authority) -> VerifierKey | None:
        checkpoint = parse_checkpoint(self._note.text)
        try:
            signer = self._note.signed_by(authority.log_keys(checkpoint.size), self._check)
        except NoteError as error:
            self._fail("checkpoint", "data/log/checkpoint", error)
            return None
        if signer is None or checkpoint.origin != authority.origin:
            self._fail("checkpoint", "data/log/checkpoint", "no key in force has signed it for this log")
        if len(self._note.signatures) != 1:
            self._fail("checkpoint", "data/log/checkpoint", "it carries signatures that nobody here made")
        return signer

    def _take_acts(self, authority: Authority, checkpoint: Checkpoint, disclosure: Act) -> None:
        acts = [(name, act) for index, name in self._entries("data/acts") if (act := self._entry(name, index))]
        for name, act in [*acts, ("data/log/disclosure.jws", disclosure)]:
            if act.index in self._acts:
                self._fail("act", name, "it is in the package twice")
            self._acts[act.index] = act
            try:
                authority.check(act, self._check)
            except (AuthorityError, StrictError) as error:
                self._fail("act", f"{name} ({act.kind})", error)
            if doubt := authority.doubt(act):
                self.report.notes.append(f"{name}: {doubt}")
        for act in self._acts.values():
            self._check_proof(checkpoint, act, act is disclosure)
        self._disclosure_in_force(authority, disclosure)
        for act in self._acts.values():
            self._take_parts(act, act is disclosure)
        self.report.checked["signatures"] += len(self._acts) + 1

    def _disclosure_in_force(self, authority: Authority, disclosure: Act) -> None:
        if disclosure.kind != "disclose":
            self._fail("act", "data/log/disclosure.jws", "it is not a disclosure")
        if disclosure.authority != authority.current.index:
            why = f"it was signed under entry {disclosure.authority}, which is not the last authority shown"
            self._fail("authority", "data/authority", why)

    def _check_proof(self, checkpoint: Checkpoint, act: Act, is_disclosure: bool) -> None:
        name = f"data/proofs/{'disclosure' if is_disclosure else act.index}.tlog-proof"
        data = self._read(name)
        if data is None:
            return
        try:
            index, hashes, note = parse_proof(data)
            if index != act.index or note != self._note_bytes:
                raise NoteError("it is a proof of something else")
            check_inclusion(act.index, checkpoint.size, act.leaf, hashes, checkpoint.root)
        except (NoteError, ProofError) as error:
            self._fail("proof", name, error)
        self.report.checked["proofs"] += 1

    def _take_parts(self, act: Act, is_disclosure: bool) -> None:
        if act.kind in ("charter", "authority"):
            return
        name = "data/log/disclosure.json" if is_disclosure else f"data/disclosures/{act.index}.json"
        data = self._read(name)
        if data is None:
            return
        try:
            parts = read_shown(data, act)
        except (StrictError, ProofError) as error:
            self._fail("disclosure", name, error)
            return
        self._shown[act.index] = parts
        self.report.checked["parts"] += len(parts)
        for part in parts:
            if part.hidden and not is_disclosure:
                why = f"up to {part.hidden} of its fields are not shown"
                self.report.withheld.append(Gone(f"{act.kind}-{act.index}.{part.number}", why))

    def _take_consistencies(self, checkpoint: Checkpoint) -> None:
        """Proofs from earlier sizes, for whoever holds an earlier checkpoint and asks with --since."""
        names = [f"data/log/{path.name}" for path in sorted((self.root / "data/log").glob("*.consistency"))]
        for name in [*names, *([EARLIER] if (self.root / EARLIER).exists() else [])]:
            try:
                self._take_consistency(name, checkpoint)
            except (StrictError, ProofError, OSError) as error:
                self._fail("proof", name, error)

    def _take_consistency(self, name: str, checkpoint: Checkpoint) -> None:
        data = self._bytes(name)
        if name == EARLIER:
            self._earlier = read_earlier(data, checkpoint)
            self.report.checked["checkpoints"] += len(self._earlier)
        else:
            read_proof(loads(data) if is_index(Path(name).stem) else None)

    def _contents(self, disclosure: Act, authority: Authority) -> None:
        data = self._read("data/contents.json")
        parts = self._shown.get(disclosure.index)
        if data is None or parts is None:
            return
        contents = ContentsCheck(self.report, self._acts, self._shown, self._files, authority)
        contents.run(data, disclosure, parts)
        contents.check_uncommitted(self._used)
        check_bag_info(self.root, self._files, disclosure, contents.head, self.report)

    # Time and completeness

    def _time(self, checkpoint: Checkpoint) -> None:
        stamps: list[StampedSize] = []
        for path in sorted((self.root / "data/timestamps").glob("*.tsr")):
            name = f"data/timestamps/{path.name}"
            try:
                stamps.append(self._stamp(checkpoint, f"data/timestamps/{path.stem}"))
            except (StampError, ProofError, StrictError, OSError, ValueError) as error:
                self._fail("stamp", name, error)
        self.report.checked["stamps"] += len(stamps)
        self.report.time = time_in_words(stamps, checkpoint.size)

    def _stamp(self, checkpoint: Checkpoint, stem: str) -> StampedSize:
        token, stamped_note = self._bytes(f"{stem}.tsr"), self._bytes(f"{stem}.checkpoint")
        stamped, root = check_stamp(token, stamped_note, (), self.asked.anchors)
        hashes = read_proof(loads(self._bytes(f"{stem}.consistency")))
        check_consistency(stamped.size, checkpoint.size, root, checkpoint.root, hashes)
        return stamped

    def _completeness(self, checkpoint: Checkpoint, disclosure: Act | None) -> None:
        if disclosure is not None:
            covered = disclosure.index + 1
            self.report.completeness = (
                f"complete for the records shown, as of {covered} entries, on the signature of {disclosure.by}; "
                "a selection: says nothing of what else exists"
            )
            if covered < checkpoint.size:
                later = f"; the log went on to {checkpoint.size} entries, and what was stated in them is not covered"
                self.report.completeness += later
        if self.asked.since is None:
            return
        try:
            since = parse_checkpoint(parse_note(self.asked.since).text)
        except NoteError as error:
            self._fail("checkpoint", "--since", error)
            return
        if since.origin != checkpoint.origin:
            self._fail("checkpoint", "--since", f"is of another log ({since.origin})")
        elif since.size == checkpoint.size and since.root != checkpoint.root:
            self._fail("log", "--since", f"forked: another log of {since.size} entries was seen before")
        elif since.size > checkpoint.size:
            self._fail("log", "--since", f"older than what was seen: {checkpoint.size} of {since.size} entries")
        else:
            self._since_proof(since, checkpoint)

    def _since_proof(self, since: Checkpoint, checkpoint: Checkpoint) -> None:
        """Only a proof that is in the package can tie it to an earlier checkpoint."""
        if since == checkpoint:
            self.report.completeness += "; it is the checkpoint seen before"
            return
        if since.size in self._earlier:
            if self._earlier[since.size] == since.root:
                self.report.completeness += f"; extends the {since.size} entries seen before"
            else:
                self._fail("log", "--since", f"forked: other entries than the {since.size} seen before")
            return
        for name in (f"data/log/{since.size}.consistency", *self._consistencies(since.size)):
            if not (self.root / name).exists():
                continue
            try:
                hashes = read_proof(loads(self._bytes(name)))
                check_consistency(since.size, checkpoint.size, since.root, checkpoint.root, hashes)
            except (StrictError, ProofError, OSError) as error:
                self._fail("log", "--since", f"forked: {error}")
                return
            self.report.completeness += f"; extends the {since.size} entries seen before"
            return
        self._fail("log", "--since", f"the package holds no proof from {since.size} entries; ask for one")

    def _consistencies(self, size: int) -> list[str]:
        found = (self.root / "data/timestamps").glob(f"{size}-*.consistency")
        return [f"data/timestamps/{path.name}" for path in sorted(found)]
