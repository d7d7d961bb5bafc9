"""Tracked changes of a text: what was inserted is marked in place, what was deleted is stored apart."""

from __future__ import annotations

from typing import Any

from muniment.model.reading import PassageKind
from muniment.read.office.line import Change
from muniment.read.office.odf.names import DC, OFFICE, TEXT, said
from muniment.read.text.page import edtf

_MOST = 100_000
_KINDS: dict[str, PassageKind] = {TEXT + "insertion": "insertion", TEXT + "deletion": "deletion"}


class Changes:
    """The changes of one part by id."""

    def __init__(self, root: Any | None) -> None:
        self.of: dict[str, Change] = {}
        self._deleted: dict[str, str] = {}
        for region in [] if root is None else list(root.iter(TEXT + "changed-region"))[:_MOST]:
            self._take(region)

    def deleted(self, key: str) -> str:
        """The words that a deletion took away."""
        return self._deleted.get(key, "")

    def count(self, kind: PassageKind) -> int:
        """How many there are of a kind."""
        return sum(change.kind == kind for change in self.of.values())

    def _take(self, region: Any) -> None:
        key = region.get("{http://www.w3.org/XML/1998/namespace}id") or region.get(TEXT + "id") or ""
        for node in region:
            if node.tag in _KINDS:
                about = node.find(OFFICE + "change-info")
                by = "" if about is None else said(about, DC + "creator")
                at = "" if about is None else said(about, DC + "date")
                self.of[key] = Change(_KINDS[node.tag], by or None, edtf(at))
                if node.tag == TEXT + "deletion":
                    self._deleted[key] = "\n".join(_words(child) for child in node if child is not about)


def _words(node: Any) -> str:
    inner = list(node.iter(TEXT + "p", TEXT + "h")) or [node]
    return "\n".join(" ".join("".join(one.itertext()).split()) for one in inner)
