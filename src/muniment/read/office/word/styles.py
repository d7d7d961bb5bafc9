"""Styles: which paragraphs are headings, quotations, captions, and which are numbered by their style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from muniment.model.reading import PassageKind
from muniment.read.office.word.names import VAL, W, number, value

_HEADING = re.compile(r"heading\s*\d|title\Z", re.IGNORECASE)
_DEEPEST = 20
_MOST = 20_000
_BODY_TEXT = 9


@dataclass(frozen=True)
class Style:
    """What a style says of its paragraphs."""

    kind: PassageKind = "paragraph"
    list_id: str = ""
    level: int = 0


PLAIN = Style()


class Styles:
    """The document's styles by id; what they inherit is followed at most 20 steps."""

    def __init__(self, root: Any | None) -> None:
        nodes = [] if root is None else root.findall(W + "style")[:_MOST]
        self._nodes = {node.get(W + "styleId") or "": node for node in nodes}
        self._made: dict[str, Style] = {}
        self.default = next(
            (key for key, node in self._nodes.items()
             if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true", "on")), "",
        )  # fmt: skip

    def of(self, key: str) -> Style:
        """The style with that id; where the styles are lost, what its id suggests."""
        key = key or self.default
        if key not in self._made:
            self._made[key] = self._read(key)
        return self._made[key]

    def _read(self, key: str) -> Style:
        if key not in self._nodes:
            return Style("heading") if _HEADING.match(key) else PLAIN
        chain: list[Any] = []
        seen = key
        while seen in self._nodes and len(chain) < _DEEPEST:
            chain.append(self._nodes[seen])
            seen = value(self._nodes[seen], W + "basedOn")
        kind: PassageKind = next((found for node in chain if (found := _kind(node))), "paragraph")
        for node in chain:
            said = node.find(f"{W}pPr/{W}numPr")
            if said is not None:
                return Style(kind, value(said, W + "numId"), number(value(said, W + "ilvl")) or 0)
        return Style(kind)


def _kind(node: Any) -> PassageKind | None:
    level = node.find(f"{W}pPr/{W}outlineLvl")
    name = value(node, W + "name").lower()
    if level is not None and (number(level.get(VAL)) or 0) < _BODY_TEXT:
        return "heading"
    if _HEADING.match(name):
        return "heading"
    if name in ("quote", "intense quote", "block text"):
        return "quotation"
    if name == "caption":
        return "caption"
    return "code" if name in ("html preformatted", "macro", "macro text") else None
