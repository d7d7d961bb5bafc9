"""Bookmarks: all of them as metadata, and those that say what the pages do not as passages.

Most bookmarks repeat a heading, and twice the same words would be found twice.
"""

from __future__ import annotations

import itertools
from typing import Any

import msgspec

from muniment.read.pdf import engine
from muniment.read.pdf.remarks import Remark
from muniment.read.picture.small import printable, shortened

MAX_BOOKMARKS = 10_000
MAX_DEPTH = 15


class Bookmark(msgspec.Struct, frozen=True):
    """A title, the page it leads to (from 1) where it leads to one, how deep it stands."""

    title: str
    page: int | None
    level: int


def bookmarks_of(document: Any) -> list[Bookmark]:
    """The outline, top to bottom; loops and what is deeper than 15 levels are left out."""
    pdfium_error = engine.pypdfium2().PdfiumError
    found: list[Bookmark] = []
    try:
        for item in itertools.islice(document.get_toc(max_depth=MAX_DEPTH), MAX_BOOKMARKS):
            destination = item.get_dest()
            index = destination.get_index() if destination is not None else None
            title = printable(item.get_title())
            if title:
                found.append(Bookmark(title, index + 1 if index is not None and index >= 0 else None, item.level))
    except (pdfium_error, ValueError, RecursionError):
        pass  # what was found before is kept
    return found


def outline_metadata(bookmarks: list[Bookmark]) -> dict[str, str]:
    """The titles with their pages, in one value."""
    if not bookmarks:
        return {}
    lines = (one.title + (f" ({one.page})" if one.page else "") for one in bookmarks)
    return {"pdf:Outline": shortened("; ".join(itertools.islice(lines, 200))), "pdf:Bookmarks": str(len(bookmarks))}


def unsaid(bookmarks: list[Bookmark], text: str) -> list[Remark]:
    """Those whose words stand nowhere in the text of the pages."""
    told = _plain(text)
    return [
        Remark(one.title, "note", one.page or 1, None, "bookmark", marks=("bookmark",))
        for one in bookmarks
        if _plain(one.title) not in told
    ]


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
