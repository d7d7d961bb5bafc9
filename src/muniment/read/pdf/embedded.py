"""Files inside a PDF: those of the document, and those pinned to a page. They become items of their own.

A name in a PDF is a name and nothing more. Nothing is opened here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from muniment.model.reading import Finding, Told
from muniment.read.pdf import engine
from muniment.read.pdf.remarks import Pinned, text_of

if TYPE_CHECKING:
    from muniment.read.interface import Source

MAX_FILES = 10_000
_MOST = 1 << 30
_DATES = ("CreationDate", "ModDate")


def give_embedded(source: Source, document: Any, pinned: Iterable[Pinned]) -> Iterator[Finding]:
    """Hand out every file inside; what could not be taken out is told. Limits are those of `Source.give`."""
    pdfium = engine.raw()
    count = max(0, pdfium.FPDFDoc_GetAttachmentCount(document.raw))
    broken: list[str] = []
    for index in range(min(count, MAX_FILES)):
        handle = pdfium.FPDFDoc_GetAttachment(document.raw, index)
        outcome = _give(source, handle, index, "") if handle else "(unreadable)"
        if outcome is False:
            return
        broken += [outcome] if isinstance(outcome, str) else []
    for number, one in enumerate(pinned):
        outcome = _give(source, one.handle, number, f"page {one.page}/")
        if outcome is False:
            return
        broken += [outcome] if isinstance(outcome, str) else []
    if broken:
        names = ", ".join(broken[:20]) + (" …" if len(broken) > 20 else "")
        yield Finding("attachment-damaged", f"Files attached to the PDF could not be taken out: {names}.", "warning")
    if count > MAX_FILES:
        text = f"The PDF carries {count:,} attached files; only the first {MAX_FILES:,} were taken out."
        yield Finding("too-many-attachments", text, "warning")


def _give(source: Source, handle: Any, index: int, folder: str) -> bool | str:
    """Whether to go on; the file's name where it could not be taken out."""
    pdfium = engine.raw()
    name = text_of(lambda buffer, size: pdfium.FPDFAttachment_GetName(handle, buffer, size))
    path = folder + (name or f"attachment-{index + 1}")
    data = _bytes(handle)
    if data is None:
        return path[:200]
    return source.give(path, [data], _told(handle))


def _bytes(handle: Any) -> bytes | None:
    pdfium = engine.raw()
    size = ctypes.c_ulong(0)
    if not pdfium.FPDFAttachment_GetFile(handle, None, 0, ctypes.byref(size)) or size.value > _MOST:
        return None
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    if not pdfium.FPDFAttachment_GetFile(handle, buffer, size.value, ctypes.byref(size)):
        return None
    return buffer.raw[: min(size.value, len(buffer))]


def _told(handle: Any) -> Told:
    """What the PDF says of the file: its dates, kind and description."""
    pdfium = engine.raw()
    details = {}
    for key in _DATES:
        value = _parameter(handle, key)
        if value:
            details[f"pdf:{key}"] = value[:100]
    subtype = text_of(lambda buffer, size: pdfium.FPDFAttachment_GetSubtype(handle, buffer, size))
    if subtype:
        details["pdf:Subtype"] = subtype[:200]
    described = text_of(lambda buffer, size: pdfium.FPDFAttachment_GetDescription(handle, buffer, size))
    if described:
        details["pdf:Description"] = described[:1000]
    return Told(details=details)


def _parameter(handle: Any, key: str) -> str:
    pdfium = engine.raw()
    name = key.encode("ascii") + b"\x00"
    return text_of(lambda buffer, size: pdfium.FPDFAttachment_GetStringValue(handle, name, buffer, size))
