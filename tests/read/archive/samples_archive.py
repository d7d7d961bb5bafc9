"""Invented archives, made by other people's writers, and what a reading of one gives."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import Any

from muniment.model.reading import Finding, Reading, Told
from muniment.read.giving import Allowance, Giving
from muniment.read.interface import Source
from muniment.read.readers.archive import ArchiveReader

ZIP, TAR, SEVENZIP = "application/zip", "application/x-tar", "application/x-7z-compressed"
GZIP, BZIP2, XZ, ZSTD = "application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd"
DAY = (2031, 5, 1, 10, 20, 30)


class Got:
    """A reading, its children by path, and its findings by code."""

    def __init__(self, data: bytes, media_type: str, name: str = "", allowance: Allowance | None = None) -> None:
        self.source = Source(media_type=media_type, data=data, name=name)
        if allowance is not None:
            self.source.giving = Giving(allowance, self.source.collected)
        self.reading: Reading = ArchiveReader().read(self.source)
        self.parts = self.source.collected.parts
        self.children = {part.path: data for part, data in self.parts}
        self.told: dict[str, Told] = {part.path: part.told for part, _ in self.parts}
        self.codes: dict[str, Finding] = {finding.code: finding for finding in self.reading.findings}
        self.lines = [self.reading.text[one.start : one.end] for one in self.reading.passages]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """A ZIP by the standard library."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.comment = comment
        for name, data in members.items():
            info = zipfile.ZipInfo(name, DAY)
            info.external_attr = 0o100640 << 16
            archive.writestr(info, data, method)
    return made.getvalue()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A ZIP in which a name stands in other bytes, as old programs write them."""
    assert len(old) == len(new)
    assert data.count(old) >= 2
    return data.replace(old, new)


def tarred(*members: tuple[str, bytes | None, dict[str, Any]], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A TAR by the standard library: name, content, and what else its header says."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, data, more in members:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.uname = len(data or b""), 1_935_400_830, "mira"
            for key, value in more.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(data or b""))
    return made.getvalue()


def patched(data: bytes, at: int, new: bytes) -> bytes:
    """`data` with other bytes at a place."""
    return data[:at] + new + data[at + len(new) :]
