"""The PDF reader: text in reading order with boxes, passages over page breaks, links, metadata.

Keeps whatever can be read of a broken file and says what could not. Never writes, never runs
anything that a file holds, never guesses a password.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from muniment.model.reading import Derivative, Finding, Link, Passage, Reading
from muniment.read.pdf import engine
from muniment.read.pdf.healing import Healed, heal
from muniment.read.pdf.info import info_of
from muniment.read.pdf.links import RawLink, joined, placed
from muniment.read.pdf.opening import open_document, page_list
from muniment.read.pdf.pagetext import PageRead, read_page
from muniment.read.pdf.pictures import thumbnail
from muniment.read.text.dates import published

if TYPE_CHECKING:
    from muniment.read.interface import Source

MAX_PAGES = 20_000
MAX_CHARACTERS = 50_000_000
"""Of text in one document; a shelf of books has fewer."""
_GARBLED = ("\ufffd", "\ue000", "\uf8ff")


class PdfReader:
    """Reads application/pdf. Stateless between items."""

    name = "pdf"
    version = "1"
    media_types = frozenset({"application/pdf"})

    def __init__(self, max_pages: int = MAX_PAGES, max_characters: int = MAX_CHARACTERS) -> None:
        self._max_pages = max_pages
        self._max_characters = max_characters

    def warm(self) -> None:
        """Load PDFium, the picture library and the language model before the process is confined."""
        from PIL import JpegImagePlugin, PngImagePlugin  # noqa: F401

        from muniment.read.text.language import model

        engine.raw()
        model()

    def read(self, source: Source) -> Reading:
        """The reading of a PDF; what is broken, encrypted or missing is told in its findings."""
        document, findings = open_document(source.data)
        label = f"{self.name}/{self.version}"
        if document is None:
            return Reading(label, findings=tuple(findings))
        try:
            return self._read(document, label, findings)
        finally:
            document.close()

    def _read(self, document: Any, label: str, findings: list[Finding]) -> Reading:
        pages = Pages(self._max_pages, self._max_characters)
        read = list(pages.read(document))
        healed = heal([one.page for one in read], {link.page for one in read for link in one.links})
        info = info_of(document)
        passages, language = in_languages(healed)
        derivatives = _thumbnails(document, pages)  # before the findings: it may add one
        return Reading(
            label,
            healed.text,
            passages,
            info.title,
            info.author,
            language,
            len(document),
            (*info.moments, *published(healed.text[one.start : one.end] for one in passages)),
            links=_links(read, healed),
            metadata=info.metadata,
            findings=(*findings, *info.findings, *pages.findings()),
            words=healed.words,
            derivatives=derivatives,
        )


class Pages:
    """Reads page after page and remembers what is to be said of them."""

    def __init__(self, max_pages: int, max_characters: int) -> None:
        self._max_pages = max_pages
        self._max_characters = max_characters
        self._count = self._read = self._characters = 0
        self._broken: list[int] = []
        self._wordless: list[int] = []
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
                one = read_page(document, index)
            except Exception:  # whatever a hostile page provokes must not cost the other pages
                self._broken.append(index + 1)
                continue
            self._look_at(one)
            yield one

    def _look_at(self, one: PageRead) -> None:
        number = one.page.number
        if not one.page.lines:
            if one.drawn:
                self._wordless.append(number)
            return
        characters = sum(len(line.text) for line in one.page.lines)
        self._characters += characters
        odd = sum(map(_oddities, (line.text for line in one.page.lines)))
        if odd * 10 > characters:
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
            text = f"Nothing but pictures or drawings, no text to search (a scan?): {where}."
            yield Finding("no-text-page", text, "warning", where)
        if self._garbled:
            where = page_list(self._garbled)
            text = f"The fonts do not say which letters many of their signs are; text is garbled on {where}."
            yield Finding("garbled-text", text, "warning", where)
        if self.undrawn:
            yield Finding("no-thumbnail", "The first page could not be drawn.", "note", "page 1")


def _oddities(text: str) -> int:
    """Characters that stand for no letter: replacement and private-use ones."""
    if text.isascii():
        return 0
    missing, first, last = _GARBLED
    return sum(1 for letter in text if letter == missing or first <= letter <= last)


def _links(read: list[PageRead], healed: Healed) -> tuple[Link, ...]:
    raw: list[RawLink] = [link for one in read for link in one.links]
    links = [placed(link, healed.spans.get(link.page, [])) for link in raw]
    return tuple(joined(links, healed.text))


def _thumbnails(document: Any, pages: Pages) -> tuple[Derivative, ...]:
    try:
        return (thumbnail(document),)
    except (RuntimeError, ValueError, OSError, MemoryError):
        pages.undrawn = True
        return ()


def in_languages(healed: Healed) -> tuple[tuple[Passage, ...], str | None]:
    """The passages with their languages, and the language of most of the text."""
    from muniment.read.text.language import languages

    texts = [healed.text[passage.start : passage.end] for passage in healed.passages]
    found, whole = languages(texts)
    pairs = zip(healed.passages, found, strict=True)
    return tuple(replace(passage, language=language) for passage, language in pairs), whole
