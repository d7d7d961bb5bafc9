"""Checks a log in a folder: checkpoint, tiles, every act's signature, authority and `seen`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from muniment.verify.acts import Act, Authority, AuthorityError, Seen, parse_act
from muniment.verify.files import BUNDLE, ONE, plain_bytes
from muniment.verify.layout import CHECKPOINT
from muniment.verify.log import (
    WIDTH,
    Check,
    Checkpoint,
    Frontier,
    NoteError,
    Tile,
    TileTree,
    VerifierKey,
    bundles_of,
    check_tiles,
    parse_checkpoint,
    parse_note,
    tiles_of,
)
from muniment.verify.report import Report
from muniment.verify.strict import StrictError

MISSING_TO_NAME = 4_000
"""Missing bundles that are named one by one, at most."""


@dataclass
class CheckedLog:
    """What a checked log is known to say."""

    checkpoint: Checkpoint
    tree: TileTree
    authority: Authority
    acts: dict[int, Act] = field(default_factory=dict)
    """Acts that hold, by index. Payloads are kept: a vault has one act a batch, not one a file."""
    nonces: set[str] = field(default_factory=set)
    signer: VerifierKey | None = None
    """Who signed the checkpoint; None where nobody in force did."""


class LogCheck:
    """One pass over one log folder, filling a report. `where` prefixes what it names."""

    def __init__(self, folder: Path, report: Report, check: Check, where: str = "") -> None:
        self.folder, self.report, self._check, self._where = folder, report, check, where
        self._seen: set[Seen] = set()

    def run(self) -> CheckedLog | None:
        """Check everything; None, and a failure, where there is no checkpoint or no charter."""
        checkpoint = self._checkpoint()
        if checkpoint is None:
            return None
        if self._is_beyond_all_files(checkpoint.size):
            return None
        self._tree = TileTree(self.read, checkpoint.size)
        log = self._walk(checkpoint)
        self._check_root(checkpoint)
        self._check_strangers(checkpoint.size)
        if log is None:
            self.report.miss(f"{self._where}entry 0", "without the charter nobody's signature means anything")
        else:
            self._check_signature(log)
        return log

    def read(self, tile: Tile) -> bytes:
        """A tile's bytes."""
        return plain_bytes(self.folder / tile.path, BUNDLE)

    def _fail(self, what: str, where: str, why: str) -> None:
        self.report.fail(what, f"{self._where}{where}", why)

    def _checkpoint(self) -> Checkpoint | None:
        try:
            self._note = parse_note(plain_bytes(self.folder / CHECKPOINT, ONE))
            return parse_checkpoint(self._note.text)
        except FileNotFoundError:
            self.report.miss(f"{self._where}log/checkpoint", "without it nothing can be checked")
        except (OSError, NoteError) as error:
            self._fail("checkpoint", "log/checkpoint", str(error))
        return None

    def _is_beyond_all_files(self, size: int) -> bool:
        """Whether the checkpoint speaks of so many entries that naming what is missing would never end."""
        present = sum(1 for path in (self.folder / "tile/entries").rglob("*") if path.is_file())
        if size <= WIDTH * (present + MISSING_TO_NAME):
            return False
        why = f"it speaks of {size} entries, but there are {present} files of at most {WIDTH}"
        self._fail("checkpoint", "log/checkpoint", why)
        return True

    def _walk(self, checkpoint: Checkpoint) -> CheckedLog | None:
        log: CheckedLog | None = None
        frontier = Frontier()
        for first, entries, leaves in check_tiles(self.read, checkpoint.size, self._tile_fails):
            whole = first == frontier.size
            for index, (entry, leaf) in enumerate(zip(entries, leaves, strict=True), first):
                act = self._parse(index, entry)
                if act is not None:
                    root = frontier.root() if whole and act.seen.size == index else None
                    log = self._take(log, checkpoint, act, root)
                if whole:
                    frontier.append(leaf)
        self.report.checked["entries"] += checkpoint.size
        return log

    def _tile_fails(self, path: str, why: str) -> None:
        self._fail("tile", f"log/{path}", why)

    def _parse(self, index: int, entry: bytes) -> Act | None:
        try:
            return parse_act(index, entry)
        except StrictError as error:
            self._fail("act", f"entry {index}", str(error))
            return None

    def _take(self, log: CheckedLog | None, checkpoint: Checkpoint, act: Act, root: bytes | None) -> CheckedLog | None:
        """Check one act and add it; the first must be the charter."""
        try:
            if log is None:
                log = CheckedLog(checkpoint, self._tree, Authority.from_charter(act, self._check))
            elif act.kind == "authority":
                log.authority.extend(act, self._check)
            else:
                log.authority.check(act, self._check)
            self._check_seen(act, root)
        except (AuthorityError, StrictError) as error:
            self._fail("act", f"entry {act.index} ({act.kind})", str(error))
            return log
        self._check_replay(log, act)
        log.acts[act.index] = act
        self.report.checked["signatures"] += 1
        return log

    def _check_seen(self, act: Act, root: bytes | None) -> None:
        """The checkpoint that the signer saw must be a prefix of this log."""
        if act.seen in self._seen:
            return
        if act.seen.size > act.index:
            raise AuthorityError("it claims to have seen a checkpoint later than itself")
        try:
            wanted = root if root is not None else self._tree.root(act.seen.size)
        except (OSError, ValueError, IndexError):
            return  # the tiles that are wrong or missing have been named already
        if wanted != act.seen.root:
            raise AuthorityError(f"its signer saw another log of {act.seen.size} entries than this one")
        self._seen.add(act.seen)

    def _check_replay(self, log: CheckedLog, act: Act) -> None:
        nonce = str(act.payload.get("nonce"))
        if nonce in log.nonces:
            self._fail("act", f"entry {act.index} ({act.kind})", "it stands in the log twice (replayed)")
        log.nonces.add(nonce)

    def _check_root(self, checkpoint: Checkpoint) -> None:
        try:
            root = self._tree.root()
        except (OSError, ValueError, IndexError):
            return
        if root != checkpoint.root:
            self._fail("checkpoint", "log/checkpoint", "its root is not the root of the entries")

    def _check_signature(self, log: CheckedLog) -> None:
        checkpoint = log.checkpoint
        if checkpoint.origin != log.authority.origin:
            self._fail("checkpoint", "log/checkpoint", f"it is of another log ({checkpoint.origin})")
        try:
            log.signer = self._note.signed_by(log.authority.log_keys(checkpoint.size), self._check)
        except NoteError as error:
            self._fail("checkpoint", "log/checkpoint", str(error))
            return
        if log.signer is None:
            self._fail("checkpoint", "log/checkpoint", "no key in force has signed it")
        self._check_lines()

    def _check_lines(self) -> None:
        if len(self._note.signatures) != 1:
            self._fail("checkpoint", "log/checkpoint", "it carries signatures that nobody here made")

    def _check_strangers(self, size: int) -> None:
        """Every file below the log must be one of its tiles, or the rest of an unfinished write."""
        wanted = {tile.path for tile in (*tiles_of(size), *bundles_of(size))} | {CHECKPOINT}
        for path in sorted(p for p in self.folder.rglob("*") if not p.is_dir()):
            name = path.relative_to(self.folder).as_posix()
            if name in wanted:
                continue
            if path.is_file() and (path.name.startswith(".tmp-") or self._is_other_width(name, wanted)):
                self.report.notes.append(f"{self._where}log/{name} is left over from an unfinished write")
            else:
                self._fail("file", f"log/{name}", "it does not belong here")

    def _is_other_width(self, name: str, wanted: set[str]) -> bool:
        """Whether this is an earlier or later state of a tile of this log."""
        stem, _, width = name.partition(".p/")
        twins = [stem, *(other for other in _partials(wanted, stem))]
        for twin in twins:
            if twin in wanted and (width.isdigit() or not width):
                return self._begin_alike(name, twin)
        return False

    def _begin_alike(self, name: str, twin: str) -> bool:
        try:
            mine, its = (plain_bytes(self.folder / one, BUNDLE) for one in (name, twin))
        except OSError:
            return False
        return mine.startswith(its) or its.startswith(mine)


def _partials(names: set[str], stem: str) -> Iterator[str]:
    return (f"{stem}.p/{width}" for width in range(1, 256) if f"{stem}.p/{width}" in names)
