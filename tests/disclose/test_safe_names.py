"""Names in a package are safe on every file system, bounded, and never two alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.disclose.safe_names import MAX_LENGTH, safe_name, safe_names

SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))}

NAMED = {
    "CON.txt": "file-CON.txt",
    "con": "file-con",
    "aux.tar.gz": "file-aux.tar.gz",
    "NUL .pdf": "file-NUL.pdf",
    "COM1.log": "file-COM1.log",
    "COM¹": "file-COM1",
    "lpt9.": "file-lpt9",
    "console.txt": "console.txt",
    "trailing dots...": "trailing-dots",
    "blank at end.pdf ": "blank-at-end.pdf",
    "report.pdf. .": "report.pdf",
    "../../../etc/passwd": "etc-passwd",
    "C:\\Users\\dara\\photo.JPG": "C-Users-dara-photo.jpg",
    ".hidden": "hidden",
    "-rf": "rf",
    "~": "file",
    "": "file",
    "...": "file",
    "invoice\u202efdp.exe": "invoice-fdp.exe",
    "écrits d’été.odt": "ecrits-d-ete.odt",
    "Свідчення 2031-04.docx": "2031-04.docx",
    "شهادة.pdf": "file.pdf",
    "data:stream.txt": "data-stream.txt",
    "archive.superlongextension": "archive.superlongextension",
    "photo.ＪＰＧ": "photo.jpg",
    "a\x00b.txt": "a-b.txt",
}
hostile = st.text(st.characters() | st.sampled_from("./\\ -_:CONconAUXnul1é\u202e"), max_size=120)


@pytest.mark.parametrize(("name", "safe"), NAMED.items(), ids=ascii)
def test_named(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(hostile)
def test_every_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert SHAPE.match(safe)
    assert safe[-1] not in "-._"
    assert len(safe) <= MAX_LENGTH
    assert safe.split(".")[0].casefold() not in DEVICES
    assert ".." not in safe


@given(st.lists(hostile | st.sampled_from(["A.TXT", "a.txt", "á.txt", "a-2.txt", "x" * 200]), max_size=20))
def test_no_two_are_alike_even_without_case(names: list[str]) -> None:
    safe = safe_names(names)
    assert len(safe) == len(names)
    assert len({each.casefold() for each in safe}) == len(names)
    assert all(SHAPE.match(each) and len(each) <= MAX_LENGTH for each in safe)


@given(hostile)
def test_a_safe_name_stays(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@given(st.text(st.sampled_from("abcXYZ"), min_size=1, max_size=200), st.sampled_from(["pdf", "JPG", "mp4", "7z"]))
def test_a_sane_extension_is_kept(stem: str, extension: str) -> None:
    assert safe_name(f"{stem}.{extension}").endswith(f".{extension.lower()}")


def test_clashes_are_numbered_before_the_extension() -> None:
    assert safe_names(["A.pdf", "a.PDF", "a-2.pdf"]) == ["A.pdf", "a-2.pdf", "a-2-2.pdf"]
