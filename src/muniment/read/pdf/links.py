"""Links of a PDF: those drawn as annotations, and addresses that stand in the text as such.

Targets are kept verbatim, dead and broken ones too. Never opens one.
"""

from __future__ import annotations

import ctypes
import re
from itertools import pairwise
from typing import Any

import msgspec

from muniment.model.reading import Link
from muniment.read.pdf import engine
from muniment.read.pdf.healing import Span
from muniment.read.pdf.lines import Frame
from muniment.read.text.links import state

MAX_PER_PAGE = 2_000
_MAX_TARGET = 8_192
_URI_ACTION = 3
"""PDFACTION_URI (fpdf_doc.h)."""
_ADDRESS_SIGNS = ("://", "www.", "WWW.", "@")


class RawLink(msgspec.Struct, frozen=True):
    """A target and where it is drawn: points, origin top left; `text` as PDFium has it."""

    page: int
    target: str
    left: float
    top: float
    right: float
    bottom: float
    text: str


def links_on(document: Any, page: Any, textpage: Any, number: int, frame: Frame, text: str) -> list[RawLink]:
    """The links of an open page, each target once for each place. `text` is the page's text."""
    links = _annotated(document, page, textpage, number, frame)
    if any(sign in text for sign in _ADDRESS_SIGNS):
        links += [one for one in _in_text(textpage, number, frame) if not _is_among(one, links)]
    return links


def _annotated(document: Any, page: Any, textpage: Any, number: int, frame: Frame) -> list[RawLink]:
    pdfium = engine.raw()
    links: list[RawLink] = []
    at, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(links) < MAX_PER_PAGE and pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(at), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != _URI_ACTION:
            continue
        target = _uri(document, action)
        if not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            continue
        # PDF rectangles may name any two opposite corners
        left, right = sorted((rect.left, rect.right))
        bottom, top = sorted((rect.bottom, rect.top))
        under = textpage.get_text_bounded(left, bottom, right, top).strip()
        links.append(RawLink(number, target, *frame.place(left, bottom, right, top), under))
    return links


def _uri(document: Any, action: Any) -> str:
    pdfium = engine.raw()
    size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(min(max(size, 1), _MAX_TARGET))
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, len(buffer))
    raw = buffer.value
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _in_text(textpage: Any, number: int, frame: Frame) -> list[RawLink]:
    """Addresses PDFium recognises in the text."""
    pdfium = engine.raw()
    found = pdfium.FPDFLink_LoadWebLinks(textpage.raw)
    if not found:
        return []
    try:
        count = min(pdfium.FPDFLink_CountWebLinks(found), MAX_PER_PAGE)
        links = (_web_link(textpage, found, index, number, frame) for index in range(count))
        return [link for link in links if link is not None]
    finally:
        pdfium.FPDFLink_CloseWebLinks(found)


def _web_link(textpage: Any, found: Any, index: int, number: int, frame: Frame) -> RawLink | None:
    pdfium = engine.raw()
    buffer = (ctypes.c_ushort * _MAX_TARGET)()
    size = pdfium.FPDFLink_GetURL(found, index, buffer, _MAX_TARGET)
    target = bytes(buffer)[: max(0, size - 1) * 2].decode("utf-16-le", "replace")
    start, count = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFLink_GetTextRange(found, index, ctypes.byref(start), ctypes.byref(count)):
        return None
    edges = [ctypes.c_double() for _ in range(4)]
    if count.value <= 0 or pdfium.FPDFLink_CountRects(found, index) <= 0:
        return None
    if not pdfium.FPDFLink_GetRect(found, index, 0, *map(ctypes.byref, edges)):
        return None
    left, top, right, bottom = (edge.value for edge in edges)
    # PDFium puts the scheme in front of `www.` and of mail addresses: the text has it as written
    text = textpage.get_text_range(start.value, count.value)
    return RawLink(number, target, *frame.place(left, bottom, right, top), text)


def _is_among(link: RawLink, links: list[RawLink]) -> bool:
    """Whether an annotation covers the place already, whatever its target."""
    across, down = (link.left + link.right) / 2, (link.top + link.bottom) / 2
    return any(one.left <= across <= one.right and one.top - 1 <= down <= one.bottom + 1 for one in links)


def placed(raw: RawLink, spans: list[Span]) -> Link:
    """The link with its place in the text: its very words where they are found, else the lines
    that it covers; 0 to 0 where it covers no text (a picture)."""
    covered = [span for span in spans if _covers(raw, span)]
    if not covered:
        return Link(raw.text, raw.target, 0, 0, state(raw.target))
    start, end = covered[0].start, covered[-1].end
    within = "".join(_text_between(covered))
    words = re.sub(r"[\s\ufffe\x02-]+", " ", raw.text).split()
    match = re.search(r"[\s-]*".join(map(re.escape, words)), within) if words else None
    if match is not None and match.end() > match.start():
        start, end = start + match.start(), start + match.end()
        return Link(within[match.start() : match.end()], raw.target, start, end, state(raw.target))
    return Link(within, raw.target, start, end, state(raw.target))


def joined(links: list[Link], text: str) -> list[Link]:
    """One link where a line break cut it in two: same target, nothing but a space or hyphen between."""
    out: list[Link] = []
    for link in links:
        last = out[-1] if out else None
        if last is not None and last.target == link.target and 0 <= link.start - last.end <= 1 and last.end:
            whole = text[last.start : link.end]
            out[-1] = Link(whole, link.target, last.start, link.end, link.state)
        else:
            out.append(link)
    return out


def _text_between(spans: list[Span]) -> list[str]:
    """The spans' text with the text's own spacing between them."""
    parts = [spans[0].line.text]
    for before, span in pairwise(spans):
        parts.append(" " * (span.start - before.end) + span.line.text)
    return parts


def _covers(raw: RawLink, span: Span) -> bool:
    line = span.line
    middle = (line.top + line.bottom) / 2
    return raw.top <= middle <= raw.bottom and raw.left < line.right and raw.right > line.left
