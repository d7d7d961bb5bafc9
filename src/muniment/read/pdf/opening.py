"""Opening a PDF, and saying in words why one cannot be opened or is not whole.

Never asks for or tries a password.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from muniment.model.reading import Finding
from muniment.read.pdf import engine
from muniment.read.pdf.repair import with_new_end

_PASSWORD, _SECURITY = 4, 5
"""FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY (fpdfview.h)."""
_TAIL = 2048
_HEAD = 1024
_END = re.compile(rb"%%EOF")


def open_document(data: bytes) -> tuple[Any, list[Finding]]:
    """A pypdfium2 document, or None, and what is wrong with the file as a whole."""
    findings = _outside(data)
    helpers = engine.pypdfium2()
    try:
        return _with_form(helpers.PdfDocument(data)), findings
    except helpers.PdfiumError as error:
        document = None if error.err_code in (_PASSWORD, _SECURITY) else _mended(data)
        return document, [*findings, _not_opened(error) if document is None else _REBUILT]


def _with_form(document: Any) -> Any:
    """With the values of a form at hand, where there is one. No script of it is run: this PDFium has none."""
    if document.get_formtype() != engine.raw().FORMTYPE_NONE:
        document.init_forms()
    return document


_REBUILT = Finding(
    "damaged-pdf",
    "The PDF is damaged: the table of its parts is lost. Its pages were looked for one by one; some may be "
    "missing, and their order is the order in the file.",
)


def _mended(data: bytes) -> Any:
    """A document made of whatever pages are found, or None."""
    copy = with_new_end(data)
    if copy is None:
        return None
    helpers = engine.pypdfium2()
    try:
        return helpers.PdfDocument(copy)
    except helpers.PdfiumError:
        return None


def _outside(data: bytes) -> list[Finding]:
    """What can be seen without taking the file apart: is its end there?"""
    if not data:
        return [Finding("empty-file", "The file is empty.", "error")]
    if _END.search(data[-_TAIL:]):
        return []
    text = (
        "The end mark of a PDF (%%EOF) is missing: the file was probably cut off, and pages may be missing. "
        "What could be put together from the rest was read."
    )
    return [Finding("truncated-pdf", text, "warning", f"byte {len(data)}")]


def _not_opened(error: Any) -> Finding:
    if error.err_code in (_PASSWORD, _SECURITY):
        text = (
            "The PDF is encrypted and opens only with a password, so nothing in it was read. "
            "Ask whoever brought it for the password or for an open copy, and add that copy too."
        )
        return Finding("encrypted", text, "error")
    text = (
        f"The PDF is damaged and could not be opened ({error}). The bytes are kept as they came; ask for another copy."
    )
    return Finding("damaged-pdf", text, "error")


def page_list(numbers: Iterable[int]) -> str:
    """Page numbers for a person: `pages 3, 5–9`."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = [str(a) if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in ranges]
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return ("page " if single else "pages ") + ", ".join(words)
