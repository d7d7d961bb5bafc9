"""HTML → blocks: all text a person would see, in order, with the links on it.

Goes through the tree without recursion, so depth costs nothing but memory; never loads what a
page refers to. Left out: scripts, styles, templates, comments and what the page itself hides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.model.reading import PassageKind
from muniment.read.text.blocks import Block, Mark
from muniment.read.text.words import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN = words("head script style template noscript svg math object audio video canvas datalist title")
_KINDS: dict[str, PassageKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "li": "list", "dt": "list", "dd": "list",
    "option": "list", "blockquote": "quotation", "pre": "code", "figcaption": "caption",
    "caption": "caption", "tr": "table",
}  # fmt: skip
_BLOCKS = words(
    "address article aside body center details dialog dir div dl fieldset figure footer form header hgroup hr html",
    " iframe legend main menu nav ol p section select summary table tbody textarea tfoot thead ul",
) | frozenset(_KINDS)
_CELLS = frozenset(("td", "th"))
_LINKS = {"a": "href", "area": "href", "iframe": "src", "embed": "src"}
_TIGHT = frozenset(("list", "table"))
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|td|th|tr|dt|dd|option|br|img|hr|meta|link|input|area|base|col|embed|source|track|wbr)\b)[a-z][^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 5_000
_MANY_TAGS = 20_000
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def blocks_of_html(source: str) -> list[Block]:
    """The blocks of a page or of a fragment of one."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(source).root
    return walk(root) if root is not None else []


def is_too_deep(source: str) -> bool:
    """Whether the tree would be deeper than any page: the parser's time grows with depth squared."""
    if source.count("<") < _MANY_TAGS:
        return False
    depth = deepest = 0
    for tag in _NESTING.finditer(source):
        depth = max(0, depth + (-1 if tag.group(1) else 1))
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def without_tags(source: str) -> str:
    """The text between the tags, for pages that are no page."""
    return _TAG.sub("\n", source)


def walk(root: LexborNode, shown: Mapping[str, str] | None = None) -> list[Block]:
    """The blocks of a tree, in document order.

    `shown`: more elements that point somewhere and by which attribute, pictures for instance; they become
    links on nothing where they stand.
    """
    writer = _Writer({**_LINKS, **(shown or {})})
    node: LexborNode | None = root
    while node is not None:
        entered = writer.enter(node)
        below = node.child if entered else None
        if below is not None:
            node = below
            continue
        if entered:
            writer.leave(node)
        node = _onward(node, root, writer)
    writer.flush()
    return writer.blocks


def _onward(node: LexborNode, root: LexborNode, writer: _Writer) -> LexborNode | None:
    """The next node in order once all of `node` is done; leaves what ends on the way."""
    while node.mem_id != root.mem_id:
        after = node.next
        if after is not None:
            return after
        parent = node.parent
        if parent is None:
            return None
        writer.leave(parent)
        node = parent
    return None


@dataclass
class _OpenLink:
    """A link whose end is still to come; it may run over several blocks."""

    start: int
    target: str
    seen: bool = False
    """Whether an earlier block has some of its text."""


class _Writer:
    """Collects running text and cuts it into blocks where the page's elements do."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self.blocks: list[Block] = []
        self._link_by = links
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._open_links: list[_OpenLink] = []
        self._label = ""
        """The number of the list item whose text is still to come."""
        self._kinds: list[tuple[str, PassageKind]] = []
        self._numbers: list[int | None] = []
        self._verbatim = 0

    def enter(self, node: LexborNode) -> bool:
        """Take in `node`; False where what is below it is not to be read."""
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node.text_content or "")
            return False
        if tag in _UNSEEN or tag.startswith(("!", "-")) or _is_hidden(node, tag):
            return tag.startswith("-doc")
        if tag in _BLOCKS:
            self._open_block(tag, node)
        elif tag == "br":
            self._add("\n")
        elif tag in _CELLS and self._length:
            self._add("\t")
        if tag in self._link_by and self._link_by[tag] in node.attributes:
            self._open_links.append(_OpenLink(self._length, node.attributes[self._link_by[tag]] or ""))
        return True

    def leave(self, node: LexborNode) -> None:
        """The end of an element that was entered."""
        tag = node.tag or ""
        if tag in self._link_by and self._link_by[tag] in node.attributes and self._open_links:
            link = self._open_links.pop()
            if self._length > link.start or not link.seen:
                self._marks.append(Mark(link.start, self._length, link.target))
        if tag in _BLOCKS:
            self.flush()
            self._close_block(tag)

    def flush(self) -> None:
        """End the block that is being written."""
        for link in self._open_links:
            if self._length > link.start:
                self._marks.append(Mark(link.start, self._length, link.target))
                link.seen = True
            link.start = 0
        text = "".join(self._pieces)
        if text.strip() or self._marks:
            kind = self._kinds[-1][1] if self._kinds else "paragraph"
            tight = kind in _TIGHT and bool(self.blocks) and self.blocks[-1].kind == kind
            self.blocks.append(Block(text, kind, tight, self._marks))
        self._pieces, self._length, self._marks = [], 0, []

    def _open_block(self, tag: str, node: LexborNode) -> None:
        self.flush()
        self._verbatim += tag in ("pre", "textarea")
        if tag in _KINDS:
            self._kinds.append((tag, _KINDS[tag]))
        if tag in ("ol", "ul", "menu", "dir"):
            self._numbers.append(_start_of(node) if tag == "ol" else None)
        if tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self._label = f"{number}. "
            self._numbers[-1] = number + 1

    def _close_block(self, tag: str) -> None:
        self._verbatim -= tag in ("pre", "textarea")
        if self._kinds and self._kinds[-1][0] == tag:
            self._kinds.pop()
        if tag in ("ol", "ul", "menu", "dir") and self._numbers:
            self._numbers.pop()

    def _text(self, text: str) -> None:
        if not self._verbatim:
            text = _SPACE.sub(" ", text)
            if text.startswith(" ") and (not self._pieces or self._pieces[-1][-1:] in " \n\t"):
                text = text[1:]
        if text and self._label and not text.isspace():
            self._add(self._label)
            self._label = ""
            text = text.lstrip()
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def _start_of(node: LexborNode) -> int:
    said = node.attributes.get("start") or "1"
    return int(said) if said.isdecimal() and len(said) < 9 else 1


def _is_hidden(node: LexborNode, tag: str) -> bool:
    if tag.startswith(("-", "!")) or tag in ("html", "body"):
        return False
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style") or ""))
