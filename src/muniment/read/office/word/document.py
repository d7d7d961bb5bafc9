"""A whole .docx: body, headers, footers, notes and remarks, and what its stories share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from muniment.model.reading import PassageKind
from muniment.read.office.drawing import drawn_text
from muniment.read.office.opc import main_part, of_kind, relation, relations
from muniment.read.office.parts import Parts
from muniment.read.office.word.names import VAL, W, number, value
from muniment.read.office.word.numbers import Numbers
from muniment.read.office.word.remarks import remarks
from muniment.read.office.word.story import Story
from muniment.read.office.word.styles import Styles
from muniment.read.text.blocks import Block

_USUAL = "word/document.xml"
_MOST = 100_000
_CHANGES: tuple[PassageKind, ...] = ("insertion", "deletion")
_FRAMES = ("separator", "continuationSeparator", "continuationNotice")


class Document:
    """Reads one document; afterwards `body` and `blocks` are filled."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.package, self.name = main_part(parts, _USUAL)
        self.chunks: set[str] = set()
        """Parts of other formats that stand in the text."""
        self.hidden = 0
        self._relations = relations(parts, self.name)
        self._styles = Styles(self._side("styles", "word/styles.xml"))
        self._numbers = Numbers(self._side("numbering", "word/numbering.xml"))
        self._remarks = remarks(parts, self._relations)
        self._notes = {kind: self._noted(kind) for kind in ("footnote", "endnote")}
        self._used: set[tuple[str, str]] = set()
        self._changes = dict.fromkeys(_CHANGES, 0)
        self._tables = 0
        self.body: list[Block] = []
        self.blocks: list[Block] = []

    def read(self) -> None:
        """Headers, body, footers, and what nothing refers to."""
        root = self.parts.xml(self.name, missing_matters=True)
        if root is not None:
            self.body = Story(self, self.name).walk(root)
            self.hidden = sum(map(_hides, root.iter(W + "vanish")))
        left = self._left_over()
        headers = self._margins(root, "header")
        self.blocks = headers + self.body + left + self._margins(root, "footer")
        self._settings()
        self._report()

    # what stories ask -----------------------------------------------------------------------------------------

    def kind_and_label(self, properties: Any | None) -> tuple[PassageKind, str]:
        """What a paragraph is, and the number before it, by its own properties and its style's."""
        if properties is None:
            style = self._styles.of("")
            return style.kind, ""
        style = self._styles.of(value(properties, W + "pStyle"))
        kind, list_id, level = style.kind, style.list_id, style.level
        said = properties.find(W + "numPr")
        if said is not None:
            list_id = value(said, W + "numId") or list_id
            level = number(value(said, W + "ilvl")) or 0
        outline = properties.find(W + "outlineLvl")
        if outline is not None and (number(outline.get(VAL)) or 0) < 9:
            kind = "heading"
        if not list_id or list_id == "0":
            return kind, ""
        label = self._numbers.label(list_id, level)
        return ("list" if kind == "paragraph" else kind), label or ""

    def next_table(self) -> int:
        """Tables are counted through the document."""
        self._tables += 1
        return self._tables

    def count_change(self, kind: PassageKind) -> None:
        """A tracked change was met."""
        self._changes[kind] += 1

    def comment(self, key: str, words: str) -> list[Block]:
        """The blocks of a remark on `words`; none the second time."""
        remark = self._remarks.get(key)
        if remark is None or ("comment", key) in self._used:
            return []
        self._used.add(("comment", key))
        about = (f"about: {words}",) if words else ()
        return [
            replace(block, kind=_beside(block, "comment"), by=block.by or remark.by, at=block.at or remark.at,
                    notes=(*block.notes, *remark.notes, *about))
            for block in Story(self, remark.part, f"comment {key}").walk(remark.node)
        ]  # fmt: skip

    def note(self, kind: str, key: str) -> list[Block]:
        """The blocks of a footnote or endnote; none the second time."""
        found = self._notes[kind].get(key)
        if found is None or (kind, key) in self._used:
            return []
        self._used.add((kind, key))
        node, part = found
        blocks = Story(self, part, f"{kind} {key}").walk(node)
        return [replace(block, kind=_beside(block, "note")) for block in blocks]

    def drawn(self, name: str, what: str) -> list[Block]:
        """The words in a chart or diagram."""
        if ("drawn", name) in self._used:
            return []
        self._used.add(("drawn", name))
        return drawn_text(self.parts, name, what)

    # parts ----------------------------------------------------------------------------------------------------

    def _side(self, kind: str, usual: str) -> Any | None:
        return self.parts.xml(next(iter(of_kind(self._relations, kind)), usual))

    def _noted(self, kind: str) -> dict[str, tuple[Any, str]]:
        name = next(iter(of_kind(self._relations, kind + "s")), f"word/{kind}s.xml")
        root = self.parts.xml(name)
        nodes = [] if root is None else root.findall(W + kind)[:_MOST]
        return {node.get(W + "id") or "": (node, name) for node in nodes if node.get(W + "type") not in _FRAMES}

    def _margins(self, root: Any | None, kind: str) -> list[Block]:
        """Headers or footers in the order in which sections name them, the same words once."""
        tag = f"{W}{kind}Reference"
        named = [] if root is None else [relation(self._relations, node) for node in root.iter(tag)]
        targets = [one.target for one in named if one is not None] or of_kind(self._relations, kind)
        blocks: list[Block] = []
        seen: set[tuple[str, ...]] = set()
        for target in dict.fromkeys(targets):
            node = self.parts.xml(target)
            found = [] if node is None else Story(self, target, kind).walk(node)
            words = tuple(block.text for block in found)
            if words not in seen:
                seen.add(words)
                blocks += found
        return blocks

    def _left_over(self) -> list[Block]:
        """Notes and remarks that no place in the text refers to."""
        blocks: list[Block] = []
        for kind in ("footnote", "endnote"):
            for key in self._notes[kind]:
                blocks += self.note(kind, key)
        for key in self._remarks:
            blocks += self.comment(key, "")
        return blocks

    def _settings(self) -> None:
        """Relations of the settings: an attached template is named there."""
        for name in of_kind(self._relations, "settings") or ["word/settings.xml"]:
            relations(self.parts, name)

    def _report(self) -> None:
        inserted, deleted = (self._changes[kind] for kind in _CHANGES)
        if inserted or deleted:
            text = (
                f"it holds changes that nobody accepted or rejected: {inserted:,} insertions, {deleted:,} deletions; "
                "they are passages of their own, and what follows them is marked as continued"
            )
            self.parts.findings.add("tracked-changes", text, "note")
        if self.hidden:
            text = f"{self.hidden:,} stretches are formatted as hidden: a word processor does not show them, this does"
            self.parts.findings.add("hidden-text", text)


def _hides(node: Any) -> bool:
    """Whether `w:vanish` is on, and about words: that of a paragraph's mark hides only the mark."""
    around = node.getparent().getparent()
    return node.get(VAL) not in ("0", "false", "off") and (around is None or around.tag == W + "r")


def _beside(block: Block, kind: PassageKind) -> PassageKind:
    return block.kind if block.kind in _CHANGES else kind
