"""7z: the directory by py7zr, the members drawn from its decoders piece by piece; nothing is written anywhere.

py7zr's own way of taking out pushes whole members; here they are pulled, so that a limit stops at once. A solid
block is unpacked once, in order. Times are Windows file times, which are UTC.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from muniment.model.reading import Reading, Told
from muniment.read.archive import names
from muniment.read.archive.faults import Faults, MemberError
from muniment.read.archive.listing import Line, blocks, listed
from muniment.read.archive.unpack import MEMORY, PIECE, Inflate, pulled, zstd
from muniment.read.interface import Source

_LARGEST_DIRECTORY = 64 << 20
_FED = 1 << 16
_STALLS = 4
_LINK_TARGET = 4096
_LZMA, _LZMA2, _PPMD = b"\x03\x01\x01", b"\x21", b"\x03\x04\x01"
_START = datetime(1601, 1, 1, tzinfo=UTC)


def read_sevenzip(source: Source, label: str) -> Reading:
    """Every file a child, and a list."""
    faults, metadata = Faults(), {}
    archive = _open(source, faults)
    lines: list[Line] = []
    if archive is not None:
        members = list(archive.files)
        metadata["7z:Entries"] = str(len(members))
        lines = _Taking(archive, source, faults).lines(members)
    return listed(label, blocks(lines, faults), metadata, faults)


def _open(source: Source, faults: Faults) -> Any:
    """py7zr's view of it, or None, and why."""
    import py7zr

    if int.from_bytes(source.head(32)[20:28], "little") > _LARGEST_DIRECTORY:
        faults.add("archive-directory", "its directory is larger than is read; nothing was taken out", "error")
        return None
    try:
        return py7zr.SevenZipFile(source.open(), "r", blocksize=_FED)
    except py7zr.PasswordRequired:
        words = "it is encrypted with its list of names; ask whoever gave it for the opened files, and add them"
        faults.add("archive-encrypted", words)
    except MemoryError:
        faults.add("archive-memory", "its directory needs more memory than is allowed", "error")
    except Exception as error:  # a broken directory breaks py7zr in many ways
        words = f"its directory, which stands at its end, is missing or damaged ({type(error).__name__}); cut off?"
        faults.add("archive-truncated", words, "error")
    return None


class _Taking:
    """One pass over all members, in the order of the archive."""

    def __init__(self, archive: Any, source: Source, faults: Faults) -> None:
        self._archive = archive
        self._source = source
        self._faults = faults
        self._gives = not source.giving.stopped
        self._streams: dict[int, _Stream] = {}
        self._seen: set[str] = set()
        self._places = _places(archive)

    def lines(self, members: list[Any]) -> list[Line]:
        """A line for each member, which is given on the way."""
        return [self._line(member) for member in members]

    def _line(self, member: Any) -> Line:
        name = str(member.filename).encode("utf-8", "replace").decode()
        names.look(names.Shown(name), self._faults)
        if name in self._seen and not member.is_directory:
            self._faults.of("archive-duplicate", name)
        self._seen.add(name)
        remark, given = self._take(member, name)
        modified = _time(member.lastwritetime)
        size = None if member.is_directory else int(member.uncompressed or 0)
        return Line(name, name, size, modified, names.target_of(name.encode()) if given else "", remark)

    def _take(self, member: Any, name: str) -> tuple[str, bool]:
        """A remark for the list, and whether it was given."""
        if member.is_directory:
            return "folder", False
        try:
            chunks = self._chunks(member)
            if member.is_symlink or member.is_junction:
                self._faults.of("archive-link", name)
                return f"link to {_short(chunks)}" if self._gives else "link", False
            if member.is_socket:
                self._faults.of("archive-device", name)
                return "not a file", False
            if not self._gives:
                return "", False
            self._gives = self._source.give(name, chunks, _told(member))
            return "", self._gives
        except MemberError as error:
            self._faults.of(error.code, name)
            return "encrypted" if error.code == "archive-encrypted" else "", False

    def _chunks(self, member: Any) -> Iterator[bytes]:
        """The member's bytes; raises MemberError where its block cannot be unpacked."""
        if member.emptystream or member.folder is None:
            return iter(())
        folder = member.folder
        stream = self._streams.get(id(folder))
        if stream is None:
            self._streams.clear()  # members come block by block: what is behind us is not needed again
            stream = self._streams[id(folder)] = _Stream(self._source, folder, self._places.get(id(folder)))
        return stream.member(int(member.uncompressed), member.crc32)


class _Stream:
    """The unpacked bytes of one block, from front to back."""

    def __init__(self, source: Source, folder: Any, place: tuple[int, int] | None) -> None:
        self.fault: MemberError | None = None
        self._next = self._drawn = 0
        try:
            self._machine = _decoder(folder, place)
        except MemberError as error:
            self.fault = error
            return
        assert place is not None
        self._file = source.open()
        self._file.seek(place[0])

    def member(self, size: int, crc: int | None) -> Iterator[bytes]:
        """The next member of the block; what is left of it when nobody asks any more is passed over later."""
        if self.fault is not None:
            raise self.fault
        start, self._next = self._next, self._next + size
        return self._member(start, size, crc)

    def _member(self, start: int, size: int, crc: int | None) -> Iterator[bytes]:
        found = 0
        for _ in self._pull(start - self._drawn):
            pass
        for piece in self._pull(size):
            found = zlib.crc32(piece, found)
            yield piece
        if crc is not None and found != crc:
            raise MemberError("archive-crc")

    def _pull(self, size: int) -> Iterator[bytes]:
        stalls = 0
        while size > 0:
            before = self._file.tell()
            piece = self._step(min(PIECE, size))
            if piece:
                stalls, size = 0, size - len(piece)
                self._drawn += len(piece)
                yield piece
                continue
            stalls = stalls + 1 if self._file.tell() == before else 0
            if stalls >= _STALLS:
                self.fault = MemberError("archive-damaged")
                raise self.fault

    def _step(self, most: int) -> bytes:
        try:
            return bytes(self._machine.decompress(self._file, most))
        except MemoryError as error:
            self.fault = MemberError("archive-memory")
            raise self.fault from error
        except MemberError as error:
            self.fault = error
            raise
        except Exception as error:  # lzma, bz2, ppmd, brotli, py7zr: each has its own
            self.fault = MemberError("archive-damaged", str(error))
            raise self.fault from error


def _decoder(folder: Any, place: tuple[int, int] | None) -> Any:
    """py7zr's chain of decoders for a block, with bounded ones where its own are not. Raises MemberError."""
    from py7zr import compressor
    from py7zr.exceptions import PasswordRequired

    if place is None or any(coder["numinstreams"] != 1 or coder["numoutstreams"] != 1 for coder in folder.coders):
        raise MemberError("archive-method")
    if any(_memory(coder) > MEMORY for coder in folder.coders):
        raise MemberError("archive-memory")
    try:
        made = compressor.SevenZipDecompressor(
            folder.coders, place[1], folder.unpacksizes, folder.crc, None, blocksize=_FED
        )
    except PasswordRequired as error:
        raise MemberError("archive-encrypted") from error
    except MemoryError as error:
        raise MemberError("archive-memory") from error
    except Exception as error:
        raise MemberError("archive-method", str(error)) from error
    made.chain = [_bounded(one, compressor) for one in made.chain]
    return made


def _memory(coder: dict[str, Any]) -> int:
    """Bytes that a decoder would set aside."""
    method, said = coder["method"], coder["properties"] or b""
    if method in (_LZMA, _PPMD) and len(said) >= 5:
        return int.from_bytes(said[1:5], "little")
    if method == _LZMA2 and said:
        return 0xFFFFFFFF if said[0] >= 40 else (2 | said[0] & 1) << (said[0] // 2 + 11)
    return 0


def _bounded(decoder: Any, compressor: Any) -> Any:
    if isinstance(decoder, compressor.DeflateDecompressor):
        return _Bounded(lambda: Inflate(-15), again=False)
    if isinstance(decoder, compressor.ZstdDecompressor):
        return _Bounded(zstd, again=True)
    return decoder


class _Bounded:
    """A decoder that keeps to the length it is given. `again`: several frames may follow each other."""

    def __init__(self, machine: Any, again: bool) -> None:
        self._new, self._machine, self._again = machine, machine(), again

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most `max_length` bytes."""
        if self._machine.eof:
            if not self._again:
                return b""
            data = self._machine.unused_data + bytes(data)
            if not data:
                return b""
            self._machine = self._new()
        return pulled(self._machine, bytes(data), max_length)


def _places(archive: Any) -> dict[int, tuple[int, int]]:
    """Block → where its packed bytes begin, and how many they are."""
    streams = getattr(archive.header, "main_streams", None)
    if streams is None:
        return {}
    places, turn = {}, 0
    packed = streams.packinfo
    for folder in streams.unpackinfo.folders:
        if turn < len(packed.packsizes):
            start = archive.afterheader + packed.packpos
            places[id(folder)] = (start + packed.packpositions[turn], packed.packsizes[turn])
        turn += max(1, len(folder.packed_indices))
    return places


def _short(chunks: Iterator[bytes]) -> str:
    made = b""
    for piece in chunks:
        made += piece
        if len(made) > _LINK_TARGET:
            break
    return names.shown(made[:_LINK_TARGET]).text


def _told(member: Any) -> Told:
    properties = member.file_properties()
    mode = member.posix_mode
    details = {
        "7z:Modified": _time(member.lastwritetime),
        "7z:Created": _time(properties.get("creationtime")),
        "7z:Permissions": f"{mode:04o}" if mode is not None else "",
    }
    return Told(details={name: value for name, value in details.items() if value})


def _time(ticks: Any) -> str:
    """Ticks of 100 ns since 1601 as UTC; empty where there are none."""
    if not isinstance(ticks, int) or ticks <= 0:
        return ""
    try:
        return (_START + timedelta(microseconds=ticks // 10)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return ""


def warm() -> None:
    """Import py7zr and its decoders, and let them load what they load late."""
    import py7zr

    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w") as archive:
        archive.writestr(b"x", "x")
    archive = py7zr.SevenZipFile(io.BytesIO(made.getvalue()), "r")
    archive.close()
