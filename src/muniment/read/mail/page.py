"""The HTML text of a mail: the same code reads it as reads pages; here only its pictures are looked after.

Pictures inside the mail (`cid:`) become links to the child; what lies in the network stays a link and is
never fetched, though a mail program would: that is how a sender learns that a mail was opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from muniment.read.mail.charsets import codec, is_refused, to_text
from muniment.read.mail.notes import Notes, shown
from muniment.read.mail.transfer import undone
from muniment.read.text.blocks import Block, Mark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_STYLED = re.compile(r"url\(\s*[\"']?((?:https?:|//|cid:)[^\"')\s]{1,2000})", re.IGNORECASE)
_DATA = re.compile(r"data:([^,;]*)(?:;(?!base64)[^,;]*)*(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)
_OUTSIDE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_MOST = 5_000
_PICTURES = {"img": "src", "input": "src"}


@dataclass
class Inside:
    """What a mail's HTML can point to inside the mail: Content-ID and Content-Location → the child's path."""

    by_id: dict[str, str] = field(default_factory=dict)
    by_location: dict[str, str] = field(default_factory=dict)
    written: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Pictures that stand in the HTML itself (`data:`): path → media type and bytes."""

    def path(self, target: str) -> str:
        """The path of the child that `target` means, or ""."""
        bare = target.strip()
        if bare[:4].lower() == "cid:":
            said = bare[4:]
            return self.by_id.get(said) or self.by_id.get(unquote(said)) or ""
        return self.by_location.get(bare, "")

    def take(self, target: str, where: str) -> str:
        """Keep a picture that is written out in its address; its path, or "" where it is none."""
        match = _DATA.match(target.strip())
        if match is None or len(self.written) >= _MOST:
            return ""
        kind, packed, body = match.groups()
        raw = unquote_to_bytes(body)
        raw = b"".join(undone(raw, 0, len(raw), "base64" if packed else "", Notes(), ""))
        path = f"{where or '1'}/data {len(self.written) + 1}"
        self.written[path] = (kind[:200], raw)
        return path


def html_text(raw: bytes, label: str, notes: Notes, where: str) -> str:
    """The page's source; the mail's word on the character set goes before the page's."""
    stated = _CHARSET.search(raw[:2048])
    if not codec(label) and not is_refused(label) and stated is not None:
        inner = stated.group(1).decode("ascii")
        label = "" if inner.lower().startswith("utf-16") else inner
    return to_text(raw, label, notes, where)


def html_blocks(source: str, inside: Inside, notes: Notes, where: str) -> list[Block]:
    """The blocks of an HTML text, pictures as links on nothing at their place."""
    from selectolax.lexbor import LexborHTMLParser

    from muniment.read.text.hypertext import is_too_deep, walk, without_tags
    from muniment.read.text.wrapped import blocks_of

    if is_too_deep(source):
        notes.add("markup-ignored", "nested too deeply for HTML; read as the text between the tags", where=where)
        return blocks_of(without_tags(source))
    tree = LexborHTMLParser(source)
    lower = source.lower()
    pictures = _targets(tree, "src", "img[src], input[src]") if "<img" in lower or "<input" in lower else []
    blocks = walk(tree.root, _PICTURES) if tree.root is not None else []
    styled = [found.group(1) for found in _STYLED.finditer(source)][:_MOST] if "url(" in lower else []
    styled += _targets(tree, "background", "[background]") if "background" in lower else []
    if styled:
        blocks.append(Block("", marks=[Mark(0, 0, target) for target in styled]))
    _say_outside([*pictures, *styled], inside, notes, where)
    _say_missing(pictures, inside, notes, where)
    for block in blocks:
        for mark in block.marks:
            path = inside.path(mark.target) or inside.take(mark.target, where)
            if path:
                mark.target, mark.child = path, True
    return blocks


def _targets(tree: LexborHTMLParser, attribute: str, selector: str) -> list[str]:
    found = ((node.attributes.get(attribute) or "").strip() for node in tree.css(selector)[:_MOST])
    return [target for target in found if target]


def _say_outside(targets: list[str], inside: Inside, notes: Notes, where: str) -> None:
    outside = [target for target in targets if _OUTSIDE.match(target) and not inside.path(target)]
    if outside:
        words = (
            f"{len(outside):,} of its pictures lie in the network (first: {shown(outside[0])}); they were not fetched:"
            " a mail program that shows them tells the sender when and from where it was opened"
        )
        notes.add("remote-content", words, "note", where)


def _say_missing(targets: list[str], inside: Inside, notes: Notes, where: str) -> None:
    lost = [target for target in targets if target[:4].lower() == "cid:" and not inside.path(target)]
    if lost:
        words = f"a picture it shows is not inside the mail: {shown(lost[0])}"
        notes.add("picture-missing", words, where=where)
