"""Page after page of one document, within limits, and what is to be said of them.

A page that provokes an error costs no other page. Pages without text are recognised.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from muniment.model.reading import Finding
from muniment.read.ocr.session import Session
from muniment.read.pdf.lines import Page
from muniment.read.pdf.opening import page_list
from muniment.read.pdf.pagetext import PageRead, read_page
from muniment.read.pdf.scanned import recognised_lines

_GARBLED = ("\ufffd", "\ue000", "\uf8ff")


class Pages:
    """Reads page after page and remembers what is to be said of them."""

    def __init__(self, max_pages: int, max_characters: int, session: Session, wished: bool = False) -> None:
        """`wished`: pages whose text is garbled are recognised too, in place of that text."""
        self._session = session
        self._wished = wished
        self._max_pages = max_pages
        self._max_characters = max_characters
        self._count = self._read = self._characters = 0
        self._broken: list[int] = []
        self._wordless: list[int] = []
        self._blank: list[int] = []
        self._garbled: list[int] = []
        self.undrawn = False
        """The first page could not be drawn."""

    def read(self, document: Any) -> Iterator[PageRead]:
        """The pages that can be read, up to the limits."""
        self._count = len(document)
        for index in range(min(self._count, self._max_pages)):
            if self._characters > self._max_characters:
                break
            self._read = index + 1
            try:
                one = self._with_text(document, index, read_page(document, index))
            except Exception:  # whatever a hostile page provokes must not cost the other pages
                self._broken.append(index + 1)
                continue
            self._look_at(one)
            yield one

    def _with_text(self, document: Any, index: int, one: PageRead) -> PageRead:
        """The page, recognised where it has no text or only signs that stand for no letter."""
        if not one.drawn:
            self._blank.append(one.page.number)
            return one
        if one.page.lines and not (self._wished and _is_garbled(one.page)):
            return one
        lines = recognised_lines(document, index, self._session, one.frame)
        if lines is None:
            self._blank.append(one.page.number)
        return replace(one, page=replace(one.page, lines=lines)) if lines else one

    def _look_at(self, one: PageRead) -> None:
        number = one.page.number
        if not one.page.lines:
            if one.drawn:
                self._wordless.append(number)
            return
        self._characters += sum(len(line.text) for line in one.page.lines)
        if _is_garbled(one.page):
            self._garbled.append(number)

    def findings(self) -> Iterator[Finding]:
        """What is to be said about pages, in words."""
        if self._read < self._count:
            text = (
                f"Only the first {self._read:,} of {self._count:,} pages were read, "
                "which is as much as one file is given."
            )
            yield Finding("too-long", text, "warning", f"page {self._read + 1}")
        if self._broken:
            where = page_list(self._broken)
            yield Finding("page-not-read", f"Damaged, could not be read: {where}.", "warning", where)
        if self._wordless:
            where = page_list(self._wordless)
            text = f"Nothing but pictures or drawings, no text to search: {where}."
            yield Finding("no-text-page", text, "warning", where)
        if self._blank:
            where = page_list(self._blank)
            yield Finding("blank-page", f"Nothing is to be seen, not even a drawing: {where}.", "note", where)
        if self._garbled:
            where = page_list(self._garbled)
            text = (
                f"The fonts do not say which letters many of their signs are; text is garbled "
                f"on {where}. Reading it again with character recognition may give more."
            )
            yield Finding("garbled-text", text, "warning", where)
        if self.undrawn:
            yield Finding("no-thumbnail", "The first page could not be drawn.", "note", "page 1")


def _is_garbled(page: Page) -> bool:
    """Whether more than a tenth of its characters stand for no letter."""
    characters = sum(len(line.text) for line in page.lines)
    return sum(_oddities(line.text) for line in page.lines) * 10 > characters


def _oddities(text: str) -> int:
    """Characters that stand for no letter: replacement and private-use ones."""
    if text.isascii():
        return 0
    missing, first, last = _GARBLED
    return sum(1 for letter in text if letter == missing or first <= letter <= last)
