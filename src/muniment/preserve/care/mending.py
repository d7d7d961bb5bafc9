"""Mending from a copy that is older than the vault: damaged bytes come back, nothing else changes.

A pack only grows, and an erasure puts another frame where one stood. So the packs of an older copy are the
beginning of the vault's own, but for what was erased since: that must not come back.
"""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from muniment.preserve.ledger.log import Log, LogBroken
from muniment.store.vault import VaultStore
from muniment.verify import layout
from muniment.verify.acts import Part, parse_act, read_parts, write_parts
from muniment.verify.log import root_of
from muniment.verify.strict import StrictError, dumps
from muniment.verify.vault import HEADER, OBJECT, PARTS, TOMBSTONE, Frame, frames, header

from .copying import copy_file, same_bytes
from .earlier import objects_of

Erased = dict[int, dict[tuple[int, int], int]]
"""By generation (0: the log that is written to): the act that erased a part, by act and part."""


class _Bytes(NamedTuple):
    """Where a frame's body lies."""

    pack: memoryview
    frame: Frame

    @property
    def body(self) -> bytes:
        return bytes(self.pack[self.frame.offset : self.frame.end])


@dataclass
class Held:
    """The whole frames of one log's packs."""

    packs: dict[str, list[_Bytes]] = field(default_factory=dict)
    objects: dict[bytes, _Bytes] = field(default_factory=dict)
    parts: dict[int, _Bytes] = field(default_factory=dict)
    count: Counter[int] = field(default_factory=Counter)
    """Whole frames by act."""

    @classmethod
    def of(cls, folder: Path, log: Log) -> Held:
        """Every frame below a folder whose bytes fit its hash, and parts what their act signed."""
        held = cls()
        for path in sorted(folder.glob("[0-9]*")):
            held.packs[path.name] = [one for one in _whole(path) if _is_signed(one, log)]
            for one in held.packs[path.name]:
                held.count[one.frame.act] += 1
                if one.frame.kind == OBJECT:
                    held.objects[one.frame.digest] = one
                elif one.frame.kind == PARTS:
                    held.parts[one.frame.act] = one
        return held


def _whole(path: Path) -> Iterator[_Bytes]:
    if not path.stat().st_size:
        return
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    for frame in frames(view):
        if isinstance(frame, Frame) and sha256(view[frame.offset : frame.end]).digest() == frame.digest:
            yield _Bytes(view, frame)


def _is_signed(one: _Bytes, log: Log) -> bool:
    """Whether parts are those that their act committed to; other frames are held against the parts."""
    if one.frame.kind != PARTS:
        return True
    try:
        act = parse_act(one.frame.act, log.entry(one.frame.act))
        parts = read_parts(one.body)
        return (root_of(part.leaf_hash() for part in parts), len(parts)) == (act.parts_root, act.parts_count)
    except (StrictError, LogBroken, ValueError):
        return False


class Mending:
    """Mends the packs, blobs and tiles of a vault from `copy`, which verifies and is its log's beginning.

    `size`: entries in the copy's log.
    """

    def __init__(self, store: VaultStore, copy: Path, size: int) -> None:
        self._store, self._folder, self._disk, self._copy, self._size = store, store.root, store.disk, copy, size
        self._erased: Erased = {}
        self.mended: list[str] = []
        """Files that were written, relative to the vault."""
        self._live: set[str] = set()
        self._gone: dict[str, int] = {}

    def run(self, erased: Erased) -> list[str]:
        """Mend what can be, without what was erased; the files that were written."""
        self._erased = erased
        for number, (own, theirs) in self.held.items():
            self._note_references(number, own, theirs)
        for number, (own, theirs) in self.held.items():
            self._mend_packs(number, own, theirs)
        self._mend_blobs()
        return self.mended

    def _generations(self) -> list[int]:
        return sorted({int(path.name) for path in (self._copy / layout.BEFORE).glob("[0-9]*")} | {0})

    def _packs(self, root: Path, generation: int) -> Path:
        return root / _below(generation) / layout.PACKS

    @cached_property
    def held(self) -> dict[int, tuple[Held, Held]]:
        """By generation, what the vault's packs hold and what the copy's do; needs logs that are whole."""
        return {number: self._both(number) for number in self._generations()}

    def _both(self, generation: int) -> tuple[Held, Held]:
        log = log_of(self._store, generation)
        return Held.of(self._packs(self._folder, generation), log), Held.of(self._packs(self._copy, generation), log)

    # What may come back

    def _note_references(self, generation: int, own: Held, theirs: Held) -> None:
        """Objects that a part which stays refers to, and those that were erased with their parts."""
        for act in own.parts.keys() | theirs.parts.keys():
            for part in read_parts(self._parts(generation, act, own, theirs)):
                self._live |= objects_of(part)
        for (act, number), eraser in self._erased.get(generation, {}).items():
            if act in theirs.parts:
                for digest in objects_of(read_parts(theirs.parts[act].body)[number]):
                    self._gone[digest] = eraser

    def _parts(self, generation: int, act: int, own: Held, theirs: Held) -> bytes:
        """An act's parts as they must be now."""
        if act in own.parts:
            return own.parts[act].body
        parts = read_parts(theirs.parts[act].body)
        for number, part in enumerate(parts):
            eraser = self._erased.get(generation, {}).get((act, number))
            if eraser is not None and part.leaf is None:
                parts[number] = Part(leaf=part.leaf_hash(), erased_by=eraser)
        return write_parts(parts)

    # Packs

    def _mend_packs(self, generation: int, own: Held, theirs: Held) -> None:
        for name, wanted in theirs.packs.items():
            if any(own.count[one.frame.act] < theirs.count[one.frame.act] for one in wanted):
                pieces = (self._piece(generation, one, own, theirs) for one in wanted)
                rest = self._behind(own.packs.get(name, ()), generation)
                path = self._packs(self._folder, generation) / name
                self._write(path, pieces, rest)

    def _piece(self, generation: int, one: _Bytes, own: Held, theirs: Held) -> bytes:
        """The frame that belongs where the copy has this one."""
        kind, act, digest = one.frame.kind, one.frame.act, one.frame.digest
        body = one.body
        if kind == PARTS:
            body = self._parts(generation, act, own, theirs)
        elif kind == OBJECT and self._was_buried(digest, own):
            kind, body = TOMBSTONE, dumps({"erased": self._gone[digest.hex()]})
        return header(kind, act, body) + body

    def _was_buried(self, digest: bytes, own: Held) -> bool:
        """Whether an object of the copy was erased since; one that was brought again stands with a later act."""
        if digest.hex() not in self._gone:
            return False
        again = digest in own.objects and own.objects[digest].frame.act >= self._size
        return again or digest.hex() not in self._live

    def _may_return(self, digest: str) -> bool:
        return digest in self._live or digest not in self._gone

    def _behind(self, own: list[_Bytes] | tuple[()], generation: int) -> memoryview:
        """What the vault's pack holds of entries that the copy does not have."""
        rest = memoryview(b"")
        # From the end: the act in a frame's head is under no hash, so what stands among earlier ones is earlier.
        for one in reversed(own if generation == 0 else ()):
            if one.frame.act < self._size:
                break
            rest = one.pack[one.frame.offset - HEADER.size :]
        return rest

    def _write(self, path: Path, pieces: Iterator[bytes], rest: memoryview) -> None:
        self._disk.make_folder(path.parent)
        with self._disk.replacing(path) as file:
            for piece in pieces:
                self._disk.write(file, piece)
            self._disk.write(file, rest)
        self.mended.append(path.relative_to(self._folder).as_posix())

    # Files

    def _mend_blobs(self) -> None:
        for path in sorted((self._copy / layout.BLOBS).glob("[0-9a-f][0-9a-f]/*")):
            if self._may_return(path.name.partition(".")[0]):
                self._mend_file(path)

    def mend_logs(self) -> None:
        """The log's whole tiles, which never change; and everything of the logs that are no longer written to."""
        for number in self._generations():
            top = self._copy / _below(number) / layout.LOG
            for path in sorted(path for path in top.rglob("*") if path.is_file()):
                if number or (path.parent != top and not path.parent.name.endswith(".p")):
                    self._mend_file(path)

    def _mend_file(self, path: Path) -> None:
        target = self._folder / path.relative_to(self._copy)
        if not same_bytes(path, target):
            copy_file(self._disk, path, target)
            self.mended.append(target.relative_to(self._folder).as_posix())


def log_of(store: VaultStore, generation: int) -> Log:
    """The log of a generation, 0 being the one that is written to."""
    return Log(dict(store.earlier_logs())[generation], "") if generation else Log(store.log, store.origin)


def _below(generation: int) -> Path:
    return Path(layout.BEFORE) / str(generation) if generation else Path()
