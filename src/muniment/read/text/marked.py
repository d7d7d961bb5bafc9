"""markdown-it tokens → blocks. Drops markup and never words: unknown tags and unused references stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from muniment.model.reading import PassageKind
from muniment.read.text.blocks import Block, Mark, joined
from muniment.read.text.words import words

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST_HEADING = 200
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_KNOWN_TAGS = words(
    "a abbr b big bdi bdo blockquote body br cite code del details div em font h1 h2 h3 h4 h5 h6 head hr html i img",
    " ins kbd li mark ol p pre q s samp script section small span strong style strike sub summary sup table tbody td",
    " tfoot th thead tr tt u ul var wbr center figure figcaption main article header footer nav aside",
)


def blocks_of(tokens: list[Token], environment: Mapping[str, object]) -> list[Block]:
    """Blocks in order; `environment` is what the parser noted of link references."""
    walk = _Walk()
    for token in tokens:
        walk.take(token)
    return [*walk.blocks, *_unused_references(walk.blocks, environment)]


class _Walk:
    """Goes through block tokens and knows what it stands in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._quotes = 0
        self._lists: list[int | None] = []
        """For each list we are in: the next number, or None for bullets."""
        self._label = ""
        self._heading = False
        self._cells: list[Block] | None = None

    def take(self, token: Token) -> None:
        """Take in one token."""
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            self.blocks.append(Block(token.content.rstrip("\n"), "code"))
        elif kind == "html_block":
            self.blocks += _from_html(token.content)
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if kind.endswith("open") else -1
        elif kind in ("heading_open", "heading_close"):
            self._heading = kind.endswith("open")
        elif kind in ("tr_open", "tr_close"):
            self._row(kind.endswith("open"))
        else:
            self._list(token)

    def _inline(self, token: Token) -> None:
        block = inline(token.children or [])
        if self._cells is not None:
            self._cells.append(block)
            return
        block.kind = self._kind(block.text)
        if self._label:
            block = joined(Block(self._label, block.kind, tight=True), block, "")
        block.tight = block.kind == "list" and bool(self.blocks) and self.blocks[-1].kind == "list"
        self._label = ""
        self.blocks.append(block)

    def _kind(self, text: str) -> PassageKind:
        if self._heading and len(text) <= _LONGEST_HEADING:  # longer: a paragraph underlined by a page rule
            return "heading"
        if self._quotes:
            return "quotation"
        return "list" if self._lists else "paragraph"

    def _row(self, opens: bool) -> None:
        if opens:
            self._cells = []
            return
        cells, self._cells = self._cells or [], None
        row = Block("", "table", tight=bool(self.blocks) and self.blocks[-1].kind == "table")
        for index, cell in enumerate(cells):
            row = joined(row, cell, "\t" if index else "")
        self.blocks.append(row)

    def _list(self, token: Token) -> None:
        kind = token.type
        if kind == "ordered_list_open":
            self._lists.append(int(token.attrs.get("start", 1)))
        elif kind == "bullet_list_open":
            self._lists.append(None)
        elif kind in ("ordered_list_close", "bullet_list_close"):
            self._lists.pop()
        elif kind == "list_item_open" and self._lists:
            number = self._lists[-1]
            if number is not None:  # numbers are referred to; bullets are mere markup
                self._label = f"{token.info or number}{token.markup} "
                self._lists[-1] = number + 1


def inline(children: Iterable[Token]) -> Block:
    """The text of a run of inline tokens, with its links."""
    pieces: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[int, str]] = []
    at = 0
    for token in children:
        piece = _piece(token)
        if token.type == "link_open":
            opened.append((at, str(token.attrs.get("href", ""))))
        elif token.type == "link_close" and opened:
            start, target = opened.pop()
            marks.append(Mark(start, at, target))
        elif token.type == "image":
            marks.append(Mark(at, at + len(piece), str(token.attrs.get("src", ""))))
        pieces.append(piece)
        at += len(piece)
    return Block("".join(pieces), marks=marks)


def _piece(token: Token) -> str:
    kind = token.type
    if kind == "softbreak":
        return " "
    if kind == "hardbreak":
        return "\n"
    if kind == "html_inline":
        return _literal(token.content)
    if kind == "image":
        return inline(token.children or []).text
    return token.content if kind in ("text", "code_inline", "text_special") else ""


def _literal(tag: str) -> str:
    """Nothing for a tag of HTML; the very characters for what only looks like one: `<inaudible>`."""
    if _BREAK.match(tag):
        return "\n"
    name = _TAG_NAME.match(tag)
    return "" if tag.startswith("<!--") or (name and name.group(1).lower() in _KNOWN_TAGS) else tag


def _from_html(source: str) -> list[Block]:
    from muniment.read.text.hypertext import blocks_of_html

    names = {name.lower() for name in _TAG_NAME.findall(source)}
    if names and not names & _KNOWN_TAGS:
        return [Block(source.strip())]
    return blocks_of_html(source)


def _unused_references(blocks: list[Block], environment: Mapping[str, object]) -> list[Block]:
    """`[1]: https://…` that nothing refers to: it is still something the item says."""
    references = cast(dict[str, dict[str, str]], environment.get("references", {}))
    used = {mark.target for block in blocks for mark in block.marks}
    found: list[Block] = []
    for label, reference in references.items():
        if reference["href"] not in used:
            text = f"[{label}]: {reference['href']} {reference.get('title', '')}".rstrip()
            start = len(label) + 4
            mark = Mark(start, start + len(reference["href"]), reference["href"])
            found.append(Block(text, marks=[mark], tight=bool(found)))
    return found
