"""Markdown: the text without its markup; headings, lists, quotations, tables, code kept as passages.

Uses markdown-it-py (CommonMark) for the grammar. Where the parser would swallow text (nesting
beyond all reason), the item is read as plain text instead and a finding says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.text.blocks import Block, compose
from muniment.read.text.decode import decode
from muniment.read.text.heal import heal
from muniment.read.text.hypertext import without_tags
from muniment.read.text.language import model
from muniment.read.text.marked import blocks_of
from muniment.read.text.speech import letters
from muniment.read.text.wrapped import blocks_of as plain_blocks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_NESTING = 100
_KEPT = 0.8
"""Of the letters between the tags, so many must come out: entities and link titles make the difference."""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables; targets verbatim; indented text is text, not code."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"]).disable("code")
    # targets are evidence: neither rewritten nor refused, whatever they are
    for name, keep in (("normalizeLink", str), ("normalizeLinkText", str), ("validateLink", lambda _url: True)):
        setattr(made, name, keep)
    return made


class MarkdownReader:
    """Reads `text/markdown`."""

    name = "markdown"
    version = "3"
    media_types = frozenset({"text/markdown"})

    def warm(self) -> None:
        """Load the parser and the language model."""
        parser()
        model()

    def read(self, source: Source) -> Reading:
        """Text, passages and links of `source`; never raises for any bytes."""
        decoded = decode(source.data)
        findings = decoded.findings
        blocks = _marked(decoded.text)
        if blocks is None:
            blocks = plain_blocks(decoded.text)
            findings += (Finding("markup-ignored", "nested too deeply for Markdown; read as plain text"),)
        return compose(
            f"{self.name}/{self.version}",
            heal(blocks),
            findings=findings,
            metadata={"text:encoding": decoded.encoding},
        )


def _marked(text: str) -> list[Block] | None:
    """The blocks, or None where the parser fails or drops too much."""
    environment: dict[str, object] = {}
    try:
        tokens = parser().parse(text, environment)
    except RecursionError:
        return None
    if any(token.level >= _NESTING - 1 for token in tokens):  # what is deeper the parser leaves out
        return None
    blocks = blocks_of(tokens, environment)
    kept = sum(letters(block.text) + sum(letters(mark.target) for mark in block.marks) for block in blocks)
    return blocks if kept >= letters(without_tags(text)) * _KEPT else None
