"""Workbooks for the tests, written by other people's writers: XlsxWriter, and LibreOffice for what it converts."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import xlsxwriter

from muniment.model.reading import Passage, Reading
from muniment.read.interface import Source
from muniment.read.readers.sheet import SheetReader
from muniment.read.readers.table import TableReader
from muniment.read.sniff import sniff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(fill: Callable[[Any], None], **options: object) -> bytes:
    """The workbook that `fill` fills."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    fill(book)
    book.close()
    return buffer.getvalue()


def of_rows(rows: list[list[object]], name: str = "Sheet1") -> bytes:
    """A workbook of one sheet."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


@lru_cache(maxsize=8)
def converted(data: bytes, ending: str) -> bytes:
    """A workbook as LibreOffice saves it with another ending."""
    program = shutil.which("soffice")
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.xlsx").write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", folder, f"{folder}/a.xlsx"], check=True, capture_output=True, timeout=180)
        return (Path(folder) / f"a.{ending}").read_bytes()


def with_parts(data: bytes, **changed: bytes | None) -> bytes:
    """A packed workbook with parts replaced or added; names with `__` for `/` and `_x` for `.xml`. None: left out."""
    parts = {name.replace("__", "/").replace("_dot_", "."): value for name, value in changed.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(old.getinfo(name), old.read(name))
        for name, value in parts.items():
            if value is not None:
                new.writestr(name, value)
    return buffer.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a packed workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def source(data: bytes, media_type: str = "") -> Source:
    """The bytes as a reader is given them, with the type that is told from them."""
    return Source(media_type=media_type or sniff(data[:4096], len(data), data[-4096:]), data=data)


def read_sheet(data: bytes) -> Reading:
    """What the reader of workbooks makes of it."""
    return SheetReader().read(source(data))


def read_table(data: bytes | str, media_type: str = "text/csv") -> Reading:
    """What the reader of separated values makes of it."""
    return TableReader().read(source(data.encode() if isinstance(data, str) else data, media_type))


def rows_of(reading: Reading) -> list[list[str]]:
    """Cells of all rows."""
    return [text(reading, one).split("\t") for one in reading.passages if one.kind == "table"]


def places(reading: Reading) -> list[str]:
    """Where each row stands."""
    return [one.where for one in reading.passages if one.kind == "table"]


def text(reading: Reading, passage: Passage) -> str:
    """A passage's words."""
    return reading.text[passage.start : passage.end]


def codes(reading: Reading) -> list[str]:
    """The codes of all findings."""
    return [one.code for one in reading.findings]
