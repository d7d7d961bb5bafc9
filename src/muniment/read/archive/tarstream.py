"""TAR, read from front to back in one pass, so that one that comes packed needs no place to be unpacked to.

Links and devices are listed and not followed or made. Times are seconds since 1970, which is UTC.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from muniment.model.reading import Reading, Told
from muniment.read.archive import names
from muniment.read.archive.faults import Faults, MemberError
from muniment.read.archive.listing import Line, blocks, listed
from muniment.read.archive.unpack import PIECE
from muniment.read.interface import Source

MOST_MEMBERS = 200_000
_BLOCK = 512
_LONGEST_HEADER = 4 << 20
"""No header is larger; one that says it is could fill the memory."""
_LARGEST_SPARSE = 256 << 20
_END_LOOKED_AT = 64 << 20


class Forward(io.RawIOBase):
    """A stream of pieces as a file that is read forward; it can go back by a block."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""
        self._at = 0
        self._position = 0
        self._last = b""
        self._back = b""
        self.fault: MemberError | None = None
        """What went wrong with the stream: all there is to come is lost."""

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """Forward, that is."""
        return True

    def tell(self) -> int:
        """Bytes from the start."""
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer at the end."""
        wanted = _LONGEST_HEADER if size is None or size < 0 else size
        if wanted > _LONGEST_HEADER:
            raise MemberError("archive-damaged", "a header that is too large")
        parts = [self._back[:wanted]]
        self._back = self._back[wanted:]
        missing = wanted - len(parts[0])
        while missing > 0 and self._fill():
            part = self._held[self._at : self._at + missing]
            self._at += len(part)
            missing -= len(part)
            parts.append(part)
        made = b"".join(parts)
        self._position += len(made)
        self._last = made[-_BLOCK:] if len(made) >= _BLOCK else (self._last + made)[-_BLOCK:]
        return made

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Forward, or back by a block at most."""
        back = self._position - offset
        if whence != io.SEEK_SET or back > len(self._last):
            raise MemberError("archive-damaged", "places that go backwards")
        if back > 0:
            self._back = self._last[-back:] + self._back
            self._last, self._position = self._last[:-back], offset
        while self._position < offset:
            if not self.read(min(PIECE, offset - self._position)):
                break
        return self._position

    def _fill(self) -> bool:
        if self._at < len(self._held):
            return True
        try:
            self._held, self._at = next(self._pieces, b""), 0
        except MemberError as error:
            self.fault, self._held, self._pieces = error, b"", iter(())
        return bool(self._held)


def pieces_of(source: Source) -> Iterator[bytes]:
    """An item as a stream."""
    with source.open() as file:
        while piece := file.read(PIECE):
            yield piece


def read_plain_tar(source: Source, label: str) -> Reading:
    """A TAR that is not packed."""
    return read_tar(Forward(pieces_of(source)), source, label, Faults(), {})


def read_tar(file: Forward, source: Source, label: str, faults: Faults, metadata: dict[str, str]) -> Reading:
    """Every file a child, and a list."""
    walked = _Walk(file, source, faults)
    lines = blocks(walked.lines(), faults)
    metadata = metadata | {"tar:Entries": str(walked.count)}
    if walked.comment:
        metadata["tar:Comment"] = walked.comment
    return listed(label, lines, metadata, faults)


class _Walk:
    """One pass over a TAR."""

    def __init__(self, file: Forward, source: Source, faults: Faults) -> None:
        self._file = file
        self._source = source
        self._faults = faults
        self._gives = not source.giving.stopped
        self._seen: set[bytes] = set()
        self.count = 0
        self.comment = ""

    def lines(self) -> Iterator[Line]:
        """A line for each member, which is given on the way."""
        tar: tarfile.TarFile | None = None
        try:
            tar = tarfile.TarFile(fileobj=self._file, mode="r", encoding="utf-8", errors="surrogateescape")
            self.comment = _text(tar.pax_headers.get("comment", ""))
            while (member := tar.next()) is not None:
                setattr(tar, "members", [])  # noqa: B010  # it would keep them all; the stubs do not know the name
                if self.count == MOST_MEMBERS:
                    words = f"it has more than {MOST_MEMBERS:,} members; the rest was not looked at"
                    self._faults.add("archive-too-many-members", words)
                    return
                self.count += 1
                line, going_on = self._member(tar, member)
                yield line
                if not going_on:
                    words = "taking files out ended there, so the list ends there too"
                    self._faults.add("archive-listing-cut", words, "note")
                    return
            self._look_at_end(tar.offset)
        except (tarfile.TarError, MemberError, RecursionError, ValueError, OverflowError) as error:
            self._broken(error)

    def _broken(self, error: Exception) -> None:
        where = f"byte {self._file.tell()}"
        if self._file.fault is not None and self._file.fault.code != "archive-cut":
            words = f"it is damaged near {where} of what is unpacked; what follows was lost"
            self._faults.add(self._file.fault.code, words, "error", where)
            return
        cut = isinstance(error, tarfile.ReadError) or self._file.fault is not None
        code, what = ("archive-truncated", "is cut off") if cut else ("archive-damaged", "cannot be understood")
        words = f"it {what} after {self.count:,} members ({where}); what follows was not read"
        self._faults.add(code, words, "error", where)

    def _look_at_end(self, offset: int) -> None:
        """Two blocks of zeros end a TAR. Something else there is damage, or something that was put behind it."""
        self._file.seek(offset)
        block = self._file.read(_BLOCK)
        if self._file.fault is not None or len(block) < _BLOCK:
            if self._file.fault is not None or block:
                self._broken(tarfile.ReadError())
            else:
                self._faults.add("archive-no-end", "its end mark is missing: it may have been cut off", "warning")
            return
        if block.strip(b"\x00"):
            self._faults.add(
                "archive-damaged", f"what stands at byte {offset:,} is no header; what follows was not read", "error"
            )
            return
        looked = 0
        while looked < _END_LOOKED_AT and (piece := self._file.read(PIECE)):
            if piece.strip(b"\x00"):
                at = self._file.tell() - len(piece.lstrip(b"\x00"))
                words = f"something follows the archive's end (near byte {at:,}); most programs do not show it"
                self._faults.add("archive-data-after", words, where=f"byte {at}")
                return
            looked += len(piece)
        if self._file.fault is not None:
            self._broken(self._file.fault)

    def _member(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> tuple[Line, bool]:
        raw = member.name.encode("utf-8", "surrogateescape")
        shown = names.shown(raw)
        names.look(shown, self._faults)
        if raw in self._seen and not member.isdir():
            self._faults.of("archive-duplicate", shown.text)
        self._seen.add(raw)
        modified = _utc(member.mtime)
        remark, going_on, given = self._take(tar, member, raw, shown.text)
        size = member.size if member.isreg() else None
        path = names.target_of(raw)
        return Line(shown.text, path, size, modified, path if given else "", remark), going_on

    def _take(self, tar: tarfile.TarFile, member: tarfile.TarInfo, raw: bytes, name: str) -> tuple[str, bool, bool]:
        """A remark for the list, whether to go on, whether it was given."""
        if member.isdir():
            return "folder", True, False
        if member.issym() or member.islnk():
            self._faults.of("archive-link", name)
            return f"link to {names.shown(member.linkname.encode('utf-8', 'surrogateescape')).text}", True, False
        if not member.isreg():
            self._faults.of("archive-device", name)
            return f"not a file (type {member.type!r})", True, False
        if member.issparse():
            large = member.size > _LARGEST_SPARSE
            self._faults.of("archive-sparse-large" if large else "archive-sparse", name)
            if large:
                return "sparse", True, False
        if not self._gives:
            return "", True, False
        try:
            given = self._source.give(raw, self._bytes(tar, member), _told(member))
        except MemberError as error:
            self._faults.of(error.code, name)
            return "cut off", True, False
        return "", given, given

    def _bytes(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
        if member.issparse():
            yield from _sparse(tar, member)
            return
        self._file.seek(member.offset_data)
        left = member.size
        while left > 0:
            piece = self._file.read(min(PIECE, left))
            if not piece:
                raise self._file.fault or MemberError("archive-cut")
            left -= len(piece)
            yield piece


def _sparse(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    opened = tar.extractfile(member)
    assert opened is not None
    try:
        while piece := opened.read(PIECE):
            yield piece
    except tarfile.ReadError as error:
        raise MemberError("archive-cut") from error


def _told(member: tarfile.TarInfo) -> Told:
    owner = ":".join(one for one in (member.uname, member.gname) if one)
    details = {
        "tar:Modified": _utc(member.mtime),
        "tar:Permissions": f"{member.mode & 0o7777:04o}",
        "tar:Owner": _text(owner),
        "tar:Comment": _text(member.pax_headers.get("comment", "")),
    }
    return Told(details={name: value for name, value in details.items() if value})


def _text(written: str) -> str:
    return names.shown(written[:1000].encode("utf-8", "surrogateescape")).text


def _utc(seconds: Any) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
