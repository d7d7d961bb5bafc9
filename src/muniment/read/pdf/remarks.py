"""What stands beside a page's text: remarks people wrote on it, and the fields of a form with what was filled in.

Files pinned to a page are told too. Nothing is run, and nothing that a remark points to is opened.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import msgspec

from muniment.model.reading import Box, Passage, PassageKind
from muniment.read.pdf import engine
from muniment.read.pdf.info import edtf_of
from muniment.read.pdf.lines import Frame

MAX_PER_PAGE = 2_000
_MAX_TEXT = 1_000_000
_CHECKBOX, _RADIO, _COMBO, _LIST, _TEXT = 2, 3, 4, 5, 6
"""FPDF_FORMFIELD_…: the kinds that hold a value; others are buttons and signatures."""
_VALUED = frozenset((_CHECKBOX, _RADIO, _COMBO, _LIST, _TEXT))
_NAMES = {
    1: "note", 3: "text", 5: "rectangle", 6: "circle", 9: "highlight", 10: "underline", 11: "squiggly",
    12: "strikeout", 13: "stamp", 14: "caret", 15: "ink", 4: "line", 7: "polygon", 8: "polyline", 17: "attachment",
    28: "redaction mark",
}  # fmt: skip
"""FPDF_ANNOT_…, in words."""
_LINK, _POPUP, _ATTACHMENT, _WIDGET = 2, 16, 17, 20


class Remark(msgspec.Struct, frozen=True):
    """A passage beside the text. Edges in points as shown: left, top, right, bottom."""

    text: str
    kind: PassageKind
    page: int
    edges: tuple[float, float, float, float] | None = None
    where: str = ""
    by: str | None = None
    at: str | None = None
    marks: tuple[str, ...] = ()


class Pinned(msgspec.Struct, frozen=True):
    """A file attached to a place on a page: PDFium's handle, and what its remark says."""

    page: int
    handle: Any
    text: str


def remarks_on(document: Any, page: Any, number: int, frame: Frame) -> tuple[list[Remark], list[Pinned]]:
    """Remarks, fields and attached files of an open page, in the file's order; at most 2,000."""
    pdfium = engine.raw()
    remarks: list[Remark] = []
    pinned: list[Pinned] = []
    form = document.formenv.raw if document.formenv is not None else None
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    for index in range(min(count, MAX_PER_PAGE)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        try:
            subtype = pdfium.FPDFAnnot_GetSubtype(note)
            if subtype == _WIDGET:
                remarks += _field(note, form, number, frame)
            elif subtype not in (_LINK, _POPUP):
                remarks += _comment(note, subtype, number, frame)
            if subtype == _ATTACHMENT and (handle := pdfium.FPDFAnnot_GetFileAttachment(note)):
                pinned.append(Pinned(number, handle, _string(note, "Contents")))
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return remarks, pinned


def written(text: str, remarks: list[Remark]) -> tuple[str, list[Passage]]:
    """The text with the remarks behind it, and a passage for each."""
    parts, passages, at = [text] if text else [], [], len(text)
    for one in remarks:
        if parts:
            parts.append("\n\n")
            at += 2
        boxes = (Box(one.page, *(round(edge, 2) for edge in one.edges)),) if one.edges else ()
        end = at + len(one.text)
        passages.append(
            Passage(at, end, one.kind, one.page, boxes=boxes, where=one.where, by=one.by, at=one.at, marks=one.marks)
        )
        parts.append(one.text)
        at = end
    return "".join(parts), passages


def _comment(note: Any, subtype: int, number: int, frame: Frame) -> Iterator[Remark]:
    text = _string(note, "Contents")
    if not text:
        return
    dates = (edtf_of(date) for key in ("CreationDate", "M") if (date := _string(note, key)))
    at = next((date for date in dates if date), None)
    kind = _NAMES.get(subtype, "")
    where = f"page {number}" + (f", {kind}" if kind else "")
    yield Remark(
        text,
        "comment",
        number,
        _edges(note, frame),
        where,
        _string(note, "T")[:500] or None,
        at,
        (kind,) if kind else (),
    )


def _field(note: Any, form: Any, number: int, frame: Frame) -> Iterator[Remark]:
    """A field's name and value: `family name: Ana Dorne`."""
    pdfium = engine.raw()
    if form is None:
        return
    if pdfium.FPDFAnnot_GetFormFieldType(form, note) not in _VALUED:
        return
    name = text_of(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldName(form, note, buffer, size))
    said = text_of(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, note, buffer, size))
    value = text_of(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
    label = said or name
    if label or value:
        text = f"{label}: {value}" if label else value
        yield Remark(text.strip(), "field", number, _edges(note, frame), f"field {name}" if name else "field")


def _edges(note: Any, frame: Frame) -> tuple[float, float, float, float] | None:
    pdfium = engine.raw()
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
        return None
    left, right = sorted((rect.left, rect.right))
    bottom, top = sorted((rect.bottom, rect.top))
    edges = frame.place(left, bottom, right, top)
    return edges if all(-1e7 < edge < 1e7 for edge in edges) else None


def _string(note: Any, key: str) -> str:
    pdfium = engine.raw()
    name = key.encode("ascii") + b"\x00"
    return text_of(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, name, buffer, size))


def text_of(ask: Any) -> str:
    """What a function gives that fills a buffer with UTF-16; trimmed, line ends made one."""
    size = min(int(ask(None, 0)), _MAX_TEXT)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * ((size + 1) // 2))()
    ask(buffer, size)
    text = bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
