"""Checks packs and blobs: every frame and file hashed, every part against its act.

Hashing runs on several threads (hashlib releases the interpreter lock); parsing stays on one.
"""

from __future__ import annotations

import mmap
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from muniment.verify.acts import Part, object_reference, read_parts
from muniment.verify.files import CHUNK, LISTS, Tick, hash_file, plain_bytes
from muniment.verify.layout import BLOBS, INCOMING, INTENT, PACKS, blob_paths, pack_name
from muniment.verify.log import root_of
from muniment.verify.report import Report
from muniment.verify.strict import StrictError, dumps, loads

from .logcheck import CheckedLog
from .packs import OBJECT, PARTS, TOMBSTONE, Damage, Frame, frames

WORTH_A_THREAD = 32 * 2**10
"""Handing a smaller object to another thread costs more than hashing it."""
TURN = 0.0005
"""Seconds that parsing may keep a thread that hashes from its next piece; Python's own are ten times as many."""


class Wanted(NamedTuple):
    """An object that some part refers to: which record, which field, how long."""

    act: int
    part: int
    name: str
    size: int


@dataclass
class Contents:
    """What packs and blobs hold, and what the parts say they must hold."""

    wanted: dict[str, Wanted] = field(default_factory=dict)
    """Digest of each object → the first part that refers to it."""
    otherwise: list[tuple[str, Wanted]] = field(default_factory=list)
    """References that give an object another length than its first one does."""
    found: dict[str, str] = field(default_factory=dict)
    """Digest of each object found whole → where."""
    places: dict[str, tuple[Path, int, int]] = field(default_factory=dict)
    parts: set[int] = field(default_factory=set)
    """Acts whose parts were found."""
    fields: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    """Field values of the acts that later checks need (erasures, stamps, …)."""
    gone: list[tuple[int, int, str, int]] = field(default_factory=list)
    """Erased: act, part, field (or empty for the whole part), erasing act."""
    tombs: list[tuple[str, int]] = field(default_factory=list)


class PackCheck:
    """One pass over one generation's packs (and the vault's blobs)."""

    KEPT = frozenset({"charter", "erase", "erase-proposal", "stamp"})

    def __init__(self, log: CheckedLog, report: Report, tick: Tick, where: str = "") -> None:
        self.log, self.report, self.tick, self._where = log, report, tick, where
        self.contents = Contents()
        self._open: int | None = None
        self._closed = -1

    def run(self, packs: Path, pool: ThreadPoolExecutor) -> Contents:
        """Check every pack of a folder; leave objects' hashes to the pool."""
        names = [name for name in self._names(packs) if not self._left_over(packs / name)]
        waiting: list[Future[None]] = []
        for number, name in enumerate(names, 1):
            if name != pack_name(number) or not (packs / name).is_file():
                self._fail("file", f"{PACKS}/{name}", "it does not belong here, or a pack before it is missing")
                continue
            waiting += self._pack(packs / name, pool)
        for future in waiting:
            future.result()
        self._check_complete()
        return self.contents

    def _names(self, packs: Path) -> list[str]:
        return sorted(path.name for path in packs.iterdir()) if packs.is_dir() else []

    def _left_over(self, path: Path) -> bool:
        """Whether a file is what an interrupted write or erasure leaves, and says so."""
        plain = path.is_file() and (path.name.startswith(".tmp-") or not path.stat().st_size)
        if plain:
            self._note_left_over(f"{PACKS}/{path.name}")
        return plain

    def _note_left_over(self, where: str) -> None:
        self.report.notes.append(f"{self._where}{where} is left over from an unfinished write")

    def _fail(self, what: str, where: str, why: str) -> None:
        self.report.fail(what, f"{self._where}{where}", why)

    def _pack(self, path: Path, pool: ThreadPoolExecutor) -> Iterator[Future[None]]:
        name = f"{PACKS}/{path.name}"
        with path.open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        batch: list[Frame] = []
        size = 0
        for frame in frames(view):
            if isinstance(frame, Damage):
                self._damage(name, frame, len(view))
                continue
            if frame.act >= self.log.checkpoint.size and self._ended():
                self._note_left_over(f"{name} from byte {frame.offset} on")
                break
            self._order(name, frame)
            if frame.kind != OBJECT:
                self._other(name, frame, bytes(view[frame.offset : frame.end]))
            elif frame.length < WORTH_A_THREAD:
                self._hash_objects(path, view, [frame])
            else:
                batch.append(frame)
                size += frame.length
            if size >= CHUNK:
                yield pool.submit(self._hash_objects, path, view, batch)
                batch, size = [], 0
        yield pool.submit(self._hash_objects, path, view, batch)

    def _damage(self, name: str, damage: Damage, end: int) -> None:
        self._open = None
        # A torn tail behind the last whole act is what a power cut leaves; anything else is damage.
        if damage.end == end and self._ended():
            self._note_left_over(f"{name} from byte {damage.offset} on")
        else:
            self._fail("pack", f"{name} bytes {damage.offset}–{damage.end}", damage.why)

    def _ended(self) -> bool:
        """Whether the last act of the log stands in the packs already, so that the rest is of no act."""
        return self.log.checkpoint.size - 1 in self.contents.parts

    def _order(self, name: str, frame: Frame) -> None:
        """An act's frames stand together, its parts last: so no frame can be given to another act."""
        where = f"{name} at byte {frame.offset}"
        if frame.act >= self.log.checkpoint.size:
            self._fail("frame", where, f"it names entry {frame.act}, which this log does not have")
            return
        if frame.act <= self._closed:
            self._fail("frame", where, f"it stands behind the frames of entry {self._closed}")
        elif self._open not in (None, frame.act):
            self._fail("frame", where, f"it stands among the frames of entry {self._open}")
        self._open = frame.act
        if frame.kind == PARTS:
            self._open, self._closed = None, max(self._closed, frame.act)

    def _hash_objects(self, path: Path, view: memoryview, batch: list[Frame]) -> None:
        name = f"{PACKS}/{path.name}"
        found, places = self.contents.found, self.contents.places
        for frame in batch:
            digest = sha256(view[frame.offset : frame.end]).digest()
            where = f"{name} at byte {frame.offset}"
            if digest != frame.digest:
                self._fail("object", where, f"its bytes are not those kept by entry {frame.act}")
                continue
            key = digest.hex()
            if key in found:
                self._fail("object", where, "it is kept twice")
            found[key] = f"{frame.act}:{where}"
            places[key] = (path, frame.offset, frame.length)
            self.tick(frame.length)

    def _other(self, name: str, frame: Frame, body: bytes) -> None:
        where = f"{name} at byte {frame.offset}"
        self.tick(frame.length)
        if sha256(body).digest() != frame.digest:
            self._fail("frame", where, f"its bytes are not those kept by entry {frame.act}")
        elif frame.kind == TOMBSTONE:
            self._tombstone(where, body)
        elif frame.kind == PARTS:
            self._parts(where, frame.act, body)

    def _tombstone(self, where: str, body: bytes) -> None:
        try:
            eraser = loads(body)["erased"]
            if type(eraser) is not int or body != dumps({"erased": eraser}):
                raise StrictError("it says something else")
        except (StrictError, KeyError, TypeError):
            self._fail("frame", where, "a tombstone that does not name an erasure and nothing else")
        else:
            self.contents.tombs.append((where, eraser))

    def _parts(self, where: str, index: int, body: bytes) -> None:
        act = self.log.acts.get(index)
        if index in self.contents.parts:
            self._fail("parts", where, f"entry {index} has its parts twice")
        self.contents.parts.add(index)
        if act is None:
            return  # the act itself has been named already
        try:
            parts = read_parts(body)
            root = root_of(part.leaf_hash() for part in parts)
            if (root, len(parts)) != (act.parts_root, act.parts_count):
                self._fail("parts", where, f"they are not what entry {index} ({act.kind}) committed to")
            self._take_parts(index, act.kind, parts)
        except StrictError as error:
            self._fail("parts", where, f"entry {index}: {error}")
        self.report.checked["parts"] += act.parts_count

    def _take_parts(self, index: int, kind: str, parts: list[Part]) -> None:
        kept: list[dict[str, Any]] = []
        for number, part in enumerate(parts):
            if part.erased_by is not None:
                self.contents.gone.append((index, number, "", part.erased_by))
            for eraser in part.erased.values():
                self.contents.gone.append((index, number, "a field", eraser))
            values = part.fields()
            for name, value in values.items():
                if type(value) is dict and (reference := object_reference(value)):
                    digest, size = reference
                    mine = Wanted(index, number, name, size)
                    if self.contents.wanted.setdefault(digest, mine).size != size:
                        self.contents.otherwise.append((digest, mine))
            kept.append(values)
        if kind in self.KEPT:
            self.contents.fields[index] = kept

    def _check_complete(self) -> None:
        for index, act in self.log.acts.items():
            if index not in self.contents.parts:
                self.report.miss(f"{self._where}the parts of entry {index} ({act.kind})", "no pack holds them")


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads change often while one of them parses and the others hash."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _intended(path: Path) -> set[str]:
    """The digests in the list that a write of blobs leaves until its act is in the log."""
    try:
        return set(plain_bytes(path, LISTS).decode("ascii", "replace").split("\n"))
    except OSError:
        return set()


class BlobCheck:
    """All blob files of a vault: each named by its own hash."""

    def __init__(self, folder: Path, report: Report, tick: Tick) -> None:
        self.folder, self.report, self.tick = folder / BLOBS, report, tick
        self.found: dict[str, int] = {}
        """Digest of each blob → its length."""
        self.unfinished = _intended(self.folder / INCOMING / INTENT)
        """Digests that an unfinished write was about to name: no entry need speak of them."""

    def start(self, pool: ThreadPoolExecutor) -> list[Future[None]]:
        """Hash every blob, longest first so that no thread is left with one at the end."""
        groups = self._groups()
        largest = sorted(groups.items(), key=lambda item: -sum(p.stat().st_size for p in item[1]))
        return [pool.submit(self._hash, digest, paths) for digest, paths in largest]

    def _groups(self) -> dict[str, list[Path]]:
        groups: dict[str, list[Path]] = {}
        for path in sorted(p for p in self.folder.rglob("*") if not p.is_dir()):
            name = path.relative_to(self.folder)
            digest = path.name.partition(".")[0]
            if name.parts[0] == INCOMING:
                self.report.notes.append(f"{BLOBS}/{name.as_posix()} is left over from an unfinished write")
            elif len(name.parts) != 2 or len(digest) != 64 or name.parts[0] != digest[:2] or not path.is_file():
                self.report.fail("file", f"{BLOBS}/{name.as_posix()}", "it does not belong here")
            else:
                groups.setdefault(digest, []).append(path)
        return groups

    def _hash(self, digest: str, paths: list[Path]) -> None:
        try:
            actual, size = hash_file(paths, self.tick)
        except OSError as error:
            self.report.fail("object", f"{BLOBS}/{digest[:2]}/{digest}", f"it cannot be read: {error}")
            return
        if actual != digest:
            why = "its bytes are not those that were kept"
            self.report.fail("object", f"{BLOBS}/{digest[:2]}/{digest}", why)
        elif paths != blob_paths(self.folder, digest, size):
            named = ", ".join(f"{BLOBS}/{digest[:2]}/{path.name}" for path in paths)
            self.report.fail("file", named, "an object of this size is not kept under these names")
        self.found[digest] = size
