"""Comments on slides, as older and as newer programs store them."""

from __future__ import annotations

from typing import Any

from muniment.read.office.drawing import paragraphs
from muniment.read.office.opc import Relation, of_kind
from muniment.read.office.parts import Parts
from muniment.read.office.properties import local
from muniment.read.office.slides.names import P
from muniment.read.text.blocks import Block
from muniment.read.text.page import edtf

_MOST = 100_000


class Remarks:
    """All comments of a presentation; authors are stored apart from what they said."""

    def __init__(self, parts: Parts, found: dict[str, Relation]) -> None:
        self._parts = parts
        self._authors: dict[str, str] = {}
        for name in of_kind(found, "commentAuthors", "authors"):
            root = parts.xml(name)
            for node in [] if root is None else root[:_MOST]:
                self._authors[node.get("id") or ""] = node.get("name") or ""

    def of(self, found: dict[str, Relation], where: str) -> list[Block]:
        """The comments on the slide that has these relations."""
        blocks: list[Block] = []
        for name in of_kind(found, "comments", "comment"):
            root = self._parts.xml(name)
            for node in [] if root is None else root[:_MOST]:
                blocks += self._remark(node, where, ())
        return blocks

    def _remark(self, node: Any, where: str, notes: tuple[str, ...]) -> list[Block]:
        by = self._authors.get(node.get("authorId") or "") or None
        at = edtf(node.get("dt") or node.get("created") or "")
        if node.get("status") in ("resolved", "closed"):
            notes = (*notes, "resolved")
        blocks = [Block(_words(node), "comment", where=where, by=by, at=at, notes=notes)]
        for child in node:
            if local(child) == "replyLst":
                for reply in child[:_MOST]:
                    blocks += self._remark(reply, where, (f"reply to {by or 'the comment above'}",))
        return blocks


def _words(node: Any) -> str:
    said = node.find(P + "text")
    if said is not None:
        return said.text or ""
    body = next((child for child in node if local(child) == "txBody"), None)
    lines = [] if body is None else paragraphs(body, {})
    return "\n".join(block.text for line in lines for block in line.blocks())
