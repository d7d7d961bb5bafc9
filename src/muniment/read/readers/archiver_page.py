"""The report page of auto-archiver: the text of a page, and what it says of the files it stored."""

from __future__ import annotations

from msgspec import structs

from muniment.model.reading import Moment, Reading
from muniment.read.exports.archiver_page import take_apart
from muniment.read.exports.gathered import Gathered
from muniment.read.interface import Source
from muniment.read.office.findings import Findings
from muniment.read.readers.html import HtmlReader, decoded_page
from muniment.read.text.hypertext import is_too_deep


class ArchiverPageReader:
    """Reads the pages that auto-archiver's HTML formatter writes."""

    name = "archiver-page"
    version = "1"
    media_types = frozenset({"text/x-auto-archiver+html"})

    def __init__(self) -> None:
        self._pages = HtmlReader()

    def warm(self) -> None:
        """As for any page."""
        self._pages.warm()

    def read(self, source: Source) -> Reading:
        """The page's reading, with metadata and findings of its own."""
        from selectolax.lexbor import LexborHTMLParser

        page = self._pages.read(source)
        gathered = Gathered(source, Findings())
        decoded = decoded_page(source.data)
        archived = ""
        if not is_too_deep(decoded.text):
            archived = take_apart(LexborHTMLParser(decoded.text), gathered)
        written = gathered.metadata.get("auto-archiver:_processed_at", "")
        moments = (Moment("created", written, archived or None, "auto-archiver _processed_at"),) if written else ()
        return structs.replace(
            page,
            reader=f"{self.name}/{self.version}",
            metadata={**page.metadata, **gathered.metadata},
            # what is guessed from the markup of a report is when it was made, not when what it reports was
            moments=(*moments, *(one for one in page.moments if not one.said_by.startswith("htmldate"))),
            findings=(*page.findings, *gathered.findings.all()),
        )
