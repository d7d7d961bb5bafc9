"""HTML: all visible text in order, links with their targets, and what the page says about itself.

Never loads anything a page refers to. The page's own words are kept whole; what is article and
what is frame around it is not decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.model.reading import Finding, Moment, Reading
from muniment.read.interface import Source
from muniment.read.text.blocks import compose
from muniment.read.text.decode import Decoded, decode
from muniment.read.text.hypertext import is_too_deep, walk, without_tags
from muniment.read.text.language import model
from muniment.read.text.page import PageFacts, facts
from muniment.read.text.wrapped import blocks_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,30})", re.IGNORECASE)
_LONGEST_FOR_DATES = 2 << 20
"""Pages beyond this many characters are not searched for authors and dates by heuristics."""


class HtmlReader:
    """Reads `text/html`."""

    name = "html"
    version = "3"
    media_types = frozenset({"text/html", "application/xhtml+xml"})

    def warm(self) -> None:
        """Import the parsers and load the language model."""
        import selectolax.lexbor  # noqa: F401

        guess_author_and_date("<html><body><p>.</p></body></html>")
        model()

    def read(self, source: Source) -> Reading:
        """Text, passages, links and metadata of `source`; never raises for any bytes."""
        from selectolax.lexbor import LexborHTMLParser

        decoded = decoded_page(source.data)
        if is_too_deep(decoded.text):
            return _as_text(f"{self.name}/{self.version}", decoded)
        tree = LexborHTMLParser(decoded.text)
        said = facts(tree)
        author, moments, findings = _by_and_when(tree, said, decoded)
        blocks = walk(tree.root) if tree.root is not None else []
        return compose(
            f"{self.name}/{self.version}",
            blocks,
            findings=(*decoded.findings, *findings),
            title=said.title,
            language=said.language,
            author=author,
            moments=moments,
            metadata={"text:encoding": decoded.encoding, **said.metadata},
            has_base="html:base" in said.metadata,
        )


def _as_text(reader: str, decoded: Decoded) -> Reading:
    note = Finding("markup-ignored", "nested too deeply for HTML; read as the text between the tags")
    metadata = {"text:encoding": decoded.encoding}
    blocks = blocks_of(without_tags(decoded.text))
    return compose(reader, blocks, findings=(*decoded.findings, note), metadata=metadata)


def decoded_page(data: bytes) -> Decoded:
    """The page as text, in the encoding it states where that can be."""
    head = data[:2048]
    stated = _CHARSET.search(head) or _XML_ENCODING.search(head)
    name = stated.group(1).decode("ascii") if stated else ""
    if name.lower().startswith("utf-16"):
        name = ""  # it could not be read as ASCII if it were true
    if name.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii"):
        name = "windows-1252"  # as browsers take it (WHATWG Encoding)
    return decode(data, name)


def _by_and_when(
    tree: LexborHTMLParser, said: PageFacts, decoded: Decoded
) -> tuple[str | None, tuple[Moment, ...], tuple[Finding, ...]]:
    """Author, moments and findings: what the page states, then what its layout suggests."""
    if (said.author and said.moments) or len(decoded.text) > _LONGEST_FOR_DATES:
        return said.author, said.moments, ()
    try:
        author, day = guess_author_and_date(decoded.text)
    except Exception as error:  # heuristics of others on hostile pages: worth a note, not the reading
        note = Finding("metadata-unread", f"author and date could not be looked for: {type(error).__name__}")
        return said.author, said.moments, (note,)
    guessed = (Moment("published", day, day, "htmldate (from the page's markup)"),) if day else ()
    return said.author or author, said.moments or guessed, ()


def guess_author_and_date(text: str) -> tuple[str | None, str | None]:
    """Author by trafilatura, day of first publication (ISO 8601) by htmldate, from markup only."""
    from htmldate import find_date
    from trafilatura import load_html
    from trafilatura.metadata import extract_metadata

    tree = load_html(text)
    if tree is None:
        return None, None
    day = find_date(tree, original_date=True, extensive_search=False)
    found = extract_metadata(tree, extensive=False)
    return (found.author or None) if found is not None else None, day
