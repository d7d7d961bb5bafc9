"""Packs and blobs in a folder: small objects and parts appended to packs, large ones as files.

Writing order within one act: objects, then the act's parts. Blobs are written in `incoming/`, listed
in its `intent` file, and given their names only in `sync`; `recover` undoes what no act covers.
"""

from __future__ import annotations

import contextlib
import mmap
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from hashlib import sha256 as new_hash
from pathlib import Path
from typing import IO

from muniment.model.records import Place
from muniment.store.disk import Disk
from muniment.store.ports import Stored, StoreError, Stream
from muniment.verify.layout import BEFORE, BLOBS, INCOMING, INTENT, PACKS, SPLIT, blob_paths, earlier_numbers, pack_name
from muniment.verify.vault import (
    HEADER,
    OBJECT,
    PACK_LIMIT,
    PARTS,
    TOMBSTONE,
    Damage,
    Frame,
    frame_at,
    frames,
    header,
)

from .splitting import SplitWriter

CHUNK = 2**20
CHECK_IT = "Run `muniment verify` to see what is damaged."


class FolderObjects:
    """An `Objects` store below one folder. `split` is the longest file a blob may be."""

    def __init__(self, root: Path, disk: Disk, split: int = SPLIT) -> None:
        self._packs, self._blobs, self._disk, self._split = root / PACKS, root / BLOBS, disk, split
        self._before = root / BEFORE
        self._pack: IO[bytes] | None = None
        self._number, self._length = 0, 0
        self._new_names = False
        self._torn = False
        self._incoming: list[tuple[str, int, list[Path]]] = []
        self._syncing: list[Future[None]] = []
        self._syncer, self._hasher = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    # Writing

    def put(self, act: int, body: bytes, sha256: str) -> Stored:
        """Append a small object."""
        place = self._append(OBJECT, act, body, bytes.fromhex(sha256))
        return Stored(sha256, len(body), place)

    def put_parts(self, act: int, body: bytes) -> Place:
        """Append an act's parts."""
        return self._append(PARTS, act, body, sha256(body).digest())

    def _append(self, kind: int, act: int, body: bytes, digest: bytes) -> Place:
        self._refuse_torn()
        self._torn = True  # until this frame is whole
        if self._pack is None:
            self._open_pack(max(len(self.pack_names()), 1))
        if self._length and self._length + HEADER.size + len(body) > PACK_LIMIT:
            self._open_pack(self._number + 1)
        assert self._pack is not None
        self._disk.write(self._pack, header(kind, act, body, digest))
        self._disk.write(self._pack, body)
        place = Place(self._number, self._length + HEADER.size, len(body))
        self._length += HEADER.size + len(body)
        self._torn = False
        return place

    def _refuse_torn(self) -> None:
        if self._torn:
            raise StoreError("A write to the packs failed; nothing more is written. Open the vault again.")

    def _open_pack(self, number: int) -> None:
        if self._pack is not None:
            self._disk.sync(self._pack)
            self._pack.close()
        self._disk.make_folder(self._packs)
        path = self._packs / pack_name(number)
        self._pack = path.open("ab", buffering=CHUNK)
        self._number, self._length = number, path.stat().st_size
        self._new_names = True

    def put_stream(self, act: int, source: Stream, head: bytes = b"") -> Stored:
        """Write a large object beside the others, hashing it on the way."""
        folder = self._blobs / INCOMING
        self._disk.make_folder(folder)
        writer = SplitWriter(folder, f"{os.getpid()}-{len(self._incoming)}", self._disk, self._split, self._hasher)
        try:
            writer.write(head)
            buffer = memoryview(bytearray(CHUNK))
            while count := source.readinto(buffer):
                writer.write(buffer[:count])
        except BaseException:
            writer.discard()
            raise
        files = writer.finish()
        digest = writer.hasher.hexdigest()
        self._syncing.append(self._syncer.submit(self._sync_files, files))
        self._incoming.append((digest, writer.size, writer.paths))
        return Stored(digest, writer.size, Place(0, 0, writer.size))

    def _sync_files(self, files: list[IO[bytes]]) -> None:
        for file in files:
            with file:
                self._disk.sync(file)

    def drop_stream(self, stored: Stored) -> None:
        """Take back the stream that was put last: its bytes are here already."""
        self._syncing.pop().result()
        _, _, paths = self._incoming.pop()
        for path in paths:
            self._disk.remove(path)

    def sync(self) -> None:
        """Packs and blobs durable, blobs under their names."""
        self._refuse_torn()
        if self._pack is not None:
            self._disk.sync(self._pack)
        waiting, self._syncing = self._syncing, []
        for future in waiting:
            future.result()
        if self._new_names:
            self._disk.sync_folder(self._packs)
            self._new_names = False
        if self._incoming:
            self._name_blobs()

    def _name_blobs(self) -> None:
        incoming = {digest: (size, paths) for digest, size, paths in self._incoming}
        self._disk.write_file(self._blobs / INCOMING / INTENT, "\n".join(incoming).encode())
        folders: set[Path] = {self._blobs}
        for digest, (size, paths) in incoming.items():
            for temporary, path in zip(paths, blob_paths(self._blobs, digest, size, self._split), strict=True):
                self._disk.make_folder(path.parent)
                self._disk.rename(temporary, path)
                folders.add(path.parent)
        for folder in folders:
            self._disk.sync_folder(folder)
        self._incoming = []

    def committed(self) -> None:
        """The act that covers the blobs is in the log."""
        self._disk.remove(self._blobs / INCOMING / INTENT)

    def close(self) -> None:
        """Close what is open; nothing that was not synced is promised."""
        pack, self._pack = self._pack, None
        if pack is not None:
            with contextlib.suppress(OSError):
                pack.close()
        self._syncer.shutdown()
        self._hasher.shutdown()

    # Reading

    def _generation(self, place: Place) -> Path:
        return self._before / str(place.generation) / PACKS if place.generation else self._packs

    def read(self, place: Place, sha256: str = "") -> bytes:
        """Bytes at a place. Raises StoreError where they are not there, or not those that were kept."""
        if place.pack == 0:
            return b"".join(self.chunks(place, sha256))
        try:
            if self._pack is not None and place.pack == self._number:
                self._pack.flush()
            with (self._generation(place) / pack_name(place.pack)).open("rb") as file:
                file.seek(place.offset - HEADER.size)
                data = file.read(HEADER.size + place.size)
        except OSError as error:
            raise StoreError(f"The bytes of {sha256 or place} cannot be read: {error.strerror}.") from error
        if not _is_kept(data, place.size, sha256):
            raise StoreError(
                f"The pack {pack_name(place.pack)} does not hold at byte {place.offset} what was kept there: it is "
                f"damaged, or was rewritten meanwhile. {CHECK_IT}"
            )
        return data[HEADER.size :]

    @contextmanager
    def as_file(self, place: Place, sha256: str) -> Iterator[Path]:
        """A blob as one file; split ones are put together in a temporary file for as long as needed."""
        import tempfile

        paths = blob_paths(self._blobs, sha256, place.size, self._split)
        if place.pack == 0 and len(paths) == 1:
            yield paths[0]
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "object"
            with path.open("wb") as file:
                for chunk in self.chunks(place, sha256):
                    file.write(chunk)
            yield path

    def chunks(self, place: Place, sha256: str) -> Iterator[bytes]:
        """An object's bytes in order, a megabyte at a time. Raises StoreError, for a wrong hash at the end."""
        if place.pack:
            yield self.read(place, sha256)
            return
        hasher = new_hash()
        try:
            for path in blob_paths(self._blobs, sha256, place.size, self._split):
                with path.open("rb") as file:
                    while chunk := file.read(CHUNK):
                        hasher.update(chunk)
                        yield chunk
        except OSError as error:
            raise StoreError(f"The bytes of {sha256} cannot be read: {error.strerror}. {CHECK_IT}") from error
        if hasher.hexdigest() != sha256:
            raise StoreError(f"The file of {sha256} does not hold the bytes that were kept. {CHECK_IT}")

    def lacking(self, places: Iterable[tuple[str, Place]]) -> list[str]:
        """Names of the files that are gone, or too short to hold these places; no bytes are read."""
        gone = []
        for digest, place in places:
            if place.pack:
                path = self._generation(place) / pack_name(place.pack)
                wanted = {path: place.offset + place.size}
            else:
                paths = blob_paths(self._blobs, digest, place.size, self._split)
                wanted = dict.fromkeys(paths[:-1], self._split)
                wanted[paths[-1]] = place.size - self._split * (len(paths) - 1)
            gone += [path for path, size in wanted.items() if not path.is_file() or path.stat().st_size < size]
        return [path.relative_to(self._packs.parent).as_posix() for path in gone]

    # Erasing

    def erase(self, objects: set[str], parts: Mapping[int, bytes], tombstone: bytes, generation: int = 0) -> None:
        """Rewrite the packs that hold them, each in one step; remove blobs. Safe to repeat."""
        if self._pack is not None:
            self._pack.close()
            self._pack = None
        folder = self._generation(Place(1, 0, 0, generation))
        for path in sorted(folder.glob("[0-9]*")):
            self._rewrite(path, objects, parts, tombstone)
        for digest in objects:
            self._remove_blob(digest)

    def _remove_blob(self, digest: str) -> None:
        folder = self._blobs / digest[:2]
        for path in folder.glob(f"{digest}*"):
            self._disk.remove(path)
        if folder.is_dir():
            self._disk.sync_folder(folder)

    def _rewrite(self, path: Path, objects: set[str], parts: Mapping[int, bytes], tombstone: bytes) -> None:
        found = list(_frames(path))
        if not any(_replacement(frame, objects, parts, tombstone) for frame in found):
            return
        with self._disk.replacing(path) as new, path.open("rb") as old:
            for frame in found:
                replaced = _replacement(frame, objects, parts, tombstone)
                if replaced is None:
                    old.seek(frame.offset - (HEADER.size if isinstance(frame, Frame) else 0))
                    replaced = old.read(frame.end - old.tell())
                self._disk.write(new, replaced)

    # Opening

    def pack_names(self) -> list[str]:
        """Names of the packs, in order."""
        names = (path.name for path in self._packs.iterdir()) if self._packs.is_dir() else ()
        return sorted(name for name in names if name.isdigit())

    def scan(self, size: int, generation: int = 0) -> Iterator[tuple[int, str, Place]]:
        """Every object and, with sha256 "", every act's parts of a log of `size` entries."""
        folder = self._generation(Place(1, 0, 0, generation))
        for name in sorted(path.name for path in folder.glob("[0-9]*")):
            for frame in _frames(folder / name):
                if isinstance(frame, Frame) and frame.act < size and frame.kind in (OBJECT, PARTS):
                    digest = frame.digest.hex() if frame.kind == OBJECT else ""
                    yield frame.act, digest, Place(int(name), frame.offset, frame.length, generation)

    def earlier(self) -> Iterator[tuple[str, Place]]:
        """Objects in the packs of earlier logs."""
        for number in earlier_numbers(self._before.parent)[0]:
            for _, digest, place in self.scan(2**63, number):
                if digest:
                    yield digest, place

    def recover(self, size: int, known: Callable[[str], bool]) -> None:
        """Cut off what an interrupted write left behind the last whole act."""
        for path in self._packs.glob(".tmp-*"):
            self._disk.remove(path)
        self._recover_packs(size)
        self._recover_blobs(known)

    def _recover_packs(self, size: int) -> None:
        """Nothing is removed before it is certain that everything up to the last act is there."""
        beyond: list[Path] = []
        for name in reversed(self.pack_names()):
            path = self._packs / name
            end, ends_log = _end_of_log(path, size - 1)
            if end == 0 and size and name != pack_name(1):
                beyond.append(path)
                continue
            if size and not ends_log:
                raise StoreError(
                    f"The pack {name} ends before the log does: the bytes of entry {size - 1} are damaged or gone. "
                    "Run `muniment verify` to see what is lost, and `muniment restore --from COPY` to put it back."
                )
            for later in beyond:
                self._disk.remove(later)
            if end < path.stat().st_size:
                self._disk.truncate(path, end)
            return
        if size:
            raise StoreError("The packs are gone. Run `muniment restore --from COPY` to put them back.")

    def _recover_blobs(self, known: Callable[[str], bool]) -> None:
        folder = self._blobs / INCOMING
        if not folder.is_dir():
            return
        intent = folder / INTENT
        if intent.exists():
            for digest in intent.read_text("ascii", "replace").split("\n"):
                if len(digest) == 64 and digest.isalnum() and not known(digest):
                    for path in (self._blobs / digest[:2]).glob(f"{digest}*"):
                        self._disk.remove(path)
        for path in sorted(folder.iterdir(), key=lambda p: p.name == INTENT):
            self._disk.remove(path)


def _frames(path: Path) -> Iterator[Frame | Damage]:
    if path.stat().st_size:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        yield from frames(memoryview(mapped))


def _is_kept(data: bytes, size: int, digest: str) -> bool:
    """Whether a header and body read from a pack are a whole frame, and of that digest if one is given."""
    frame = frame_at(data, 0)
    if isinstance(frame, str) or frame.length != size or frame.digest.hex() != (digest or frame.digest.hex()):
        return False
    return sha256(data[HEADER.size :]).digest() == frame.digest


def _end_of_log(path: Path, last: int) -> tuple[int, bool]:
    """How far a pack holds whole frames of acts up to `last`, and whether they end with that act's parts."""
    end, ends_log = 0, False
    for frame in _frames(path):
        if isinstance(frame, Damage) or frame.act > last:
            break
        end, ends_log = frame.end, frame.act == last and frame.kind == PARTS
    return end, ends_log


def _replacement(
    frame: Frame | Damage, objects: set[str], parts: Mapping[int, bytes], tombstone: bytes
) -> bytes | None:
    """The whole frame that takes a frame's place, or None where it stays."""
    if isinstance(frame, Damage):
        return None
    if frame.kind == OBJECT and frame.digest.hex() in objects:
        return header(TOMBSTONE, frame.act, tombstone) + tombstone
    if frame.kind == PARTS and frame.act in parts:
        return header(PARTS, frame.act, parts[frame.act]) + parts[frame.act]
    return None
