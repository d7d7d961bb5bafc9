"""The PDF reader: text in reading order with boxes, passages over page breaks, links, metadata.

Keeps whatever can be read of a broken file and says what could not. Never writes, never runs
anything that a file holds, never guesses a password.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from muniment.model.reading import Derivative, Finding, Link, Passage, Reading
from muniment.read.interface import Undrawable
from muniment.read.ocr.session import Session
from muniment.read.pdf import engine
from muniment.read.pdf.embedded import give_embedded
from muniment.read.pdf.healing import Healed, heal
from muniment.read.pdf.info import info_of
from muniment.read.pdf.inside import findings_inside
from muniment.read.pdf.links import RawLink, joined, placed
from muniment.read.pdf.opening import open_document, page_list
from muniment.read.pdf.outline import bookmarks_of, outline_metadata, unsaid
from muniment.read.pdf.pages import Pages
from muniment.read.pdf.pagetext import PageRead
from muniment.read.pdf.pictures import page_picture, thumbnail
from muniment.read.pdf.remarks import written
from muniment.read.text.dates import published

if TYPE_CHECKING:
    from muniment.read.interface import Source

MAX_PAGES = 20_000
MAX_CHARACTERS = 50_000_000
"""Of text in one document; a shelf of books has fewer."""


class PdfReader:
    """Reads application/pdf. Stateless between items."""

    name = "pdf"
    version = "3"
    media_types = frozenset({"application/pdf"})

    def __init__(self, max_pages: int = MAX_PAGES, max_characters: int = MAX_CHARACTERS) -> None:
        self._max_pages = max_pages
        self._max_characters = max_characters

    def warm(self) -> None:
        """Load PDFium, the picture library, recognition and the language model before the process is confined."""
        from PIL import JpegImagePlugin, PngImagePlugin  # noqa: F401

        from muniment.read.ocr.session import warm

        engine.raw()
        warm()

    def read(self, source: Source) -> Reading:
        """The reading of a PDF; what is broken, encrypted or missing is told in its findings."""
        document, findings = open_document(source.data)
        label = f"{self.name}/{self.version}"
        if document is None:
            return Reading(label, findings=tuple(findings))
        try:
            with Session(source) as session:
                return self._read(source, document, session, findings)
        finally:
            document.close()

    def draw(self, source: Source, page: int) -> Derivative:
        """Page `page` (from 1) as PNG, 1,600 pixels long. Raises IndexError, Undrawable."""
        document, findings = open_document(source.data)
        if document is None:
            raise Undrawable(" ".join(finding.text for finding in findings))
        try:
            return page_picture(document, page)
        except engine.pypdfium2().PdfiumError as error:
            raise Undrawable(f"Page {page} is damaged and cannot be drawn; the bytes are kept as they came.") from error
        finally:
            document.close()

    def _read(self, source: Source, document: Any, session: Session, findings: list[Finding]) -> Reading:
        pages = Pages(self._max_pages, self._max_characters, session, "ocr" in source.wishes)
        read = list(pages.read(document))
        healed = heal([one.page for one in read], {link.page for one in read for link in one.links})
        bookmarks = bookmarks_of(document)
        remarks = [*unsaid(bookmarks, healed.text), *(remark for one in read for remark in one.remarks)]
        text, beside = written(healed.text, remarks)
        info = info_of(document)
        passages, language = in_languages(text, (*healed.passages, *beside))
        derivatives = _thumbnails(document, pages)  # before the findings: it may add one
        embedded = give_embedded(source, document, (pin for one in read for pin in one.pinned))
        return Reading(
            f"{self.name}/{self.version}",
            text,
            passages,
            info.title,
            info.author,
            language,
            len(document),
            (*info.moments, *published(text[one.start : one.end] for one in passages)),
            links=_links(read, healed),
            metadata=info.metadata | outline_metadata(bookmarks) | session.metadata(),
            findings=(
                *findings, *info.findings, *findings_inside(source.data, document), *embedded,
                *pages.findings(), *session.findings(lambda where: page_list(map(int, where))),
            ),
            words=healed.words,
            derivatives=derivatives,
        )  # fmt: skip


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


def in_languages(text: str, given: Sequence[Passage]) -> tuple[tuple[Passage, ...], str | None]:
    """The passages with their languages, and the language of most of the text."""
    from muniment.read.text.language import languages

    found, whole = languages([text[passage.start : passage.end] for passage in given])
    pairs = zip(given, found, strict=True)
    return tuple(replace(passage, language=language) for passage, language in pairs), whole
