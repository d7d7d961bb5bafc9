"""The shapes of a slide, a layout or a page of notes → blocks, in the order in which they are stored."""

from __future__ import annotations

from typing import Any

from muniment.model.reading import PassageKind
from muniment.read.office.drawing import A, drawn_text, fill, target_of
from muniment.read.office.line import Line
from muniment.read.office.opc import Relation, relation, relations
from muniment.read.office.parts import Parts
from muniment.read.office.slides.names import P
from muniment.read.text.blocks import Block

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_TITLES = ("title", "ctrTitle")
_COUNTED = ("sldNum", "sldImg")
_BODIES = ("body", "obj", "")


class Shapes:
    """Walks one part. `frame`: a layout or master, whose placeholders show nothing of their own."""

    def __init__(
        self, parts: Parts, name: str, where: str, found: dict[str, Relation] | None = None,
        frame: bool = False, notes: bool = False,
    ) -> None:  # fmt: skip
        self._parts = parts
        self._relations = relations(parts, name) if found is None else found
        self._where = where
        self._frame = frame
        self._notes = notes
        self._tables = 0
        self.blocks: list[Block] = []

    def walk(self, node: Any) -> list[Block]:
        """The blocks below `node`."""
        for child in node:
            tag = child.tag
            if tag == P + "sp":
                self._shape(child)
            elif tag == P + "pic":
                self._picture(child)
            elif tag == P + "graphicFrame":
                self._graphic(child)
            elif tag == _MC + "AlternateContent":
                self.walk(next((one for one in child if len(one)), child))
            elif isinstance(tag, str):
                self.walk(child)
        return self.blocks

    def _shape(self, node: Any) -> None:
        place = node.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = "none" if place is None else place.get("type") or ""
        if kind in _COUNTED or (place is not None and (self._frame or (self._notes and kind not in _BODIES))):
            return
        self._properties(node.find(f"{P}nvSpPr/{P}cNvPr"))
        body = node.find(P + "txBody")
        for number, child in enumerate([] if body is None else body.findall(A + "p")):
            line = Line()
            fill(child, line, self._relations)
            is_list = _has_bullet(child, kind in _BODIES and not self._notes)
            passage: PassageKind = "heading" if kind in _TITLES else "list" if is_list else "paragraph"
            self.blocks += line.blocks(passage, self._where, tight=passage == "list" and number > 0)
        self._fills(node)

    def _picture(self, node: Any) -> None:
        self._properties(node.find(f"{P}nvPicPr/{P}cNvPr"))
        self._fills(node)
        about = node.find(f"{P}nvPicPr/{P}nvPr")
        for child in [] if about is None else about.iter():
            media = relation(self._relations, child, "embed")  # links outside are findings already
            if media is not None and child.tag == _P14 + "media":
                self._show(media)

    def _graphic(self, node: Any) -> None:
        self._properties(node.find(f"{P}nvGraphicFramePr/{P}cNvPr"))
        for child in node.iter(A + "tbl", _C + "chart", _DGM + "relIds", P + "oleObj"):
            if child.tag == A + "tbl":
                self._table(child)
            elif child.tag == P + "oleObj":
                self._show(relation(self._relations, child))
            else:
                self._drawn(child)
        self._fills(node)

    def _table(self, node: Any) -> None:
        self._tables += 1
        for number, row in enumerate(node.findall(A + "tr"), 1):
            line = Line()
            for position, cell in enumerate(row.findall(A + "tc")):
                if position:
                    line.add("\t")
                for place, child in enumerate(cell.iter(A + "p")):
                    if place:
                        line.add("\n")
                    fill(child, line, self._relations)
            where = f"{self._where}, table {self._tables}, row {number}"
            self.blocks += line.blocks("table", where, tight=number > 1)

    def _drawn(self, node: Any) -> None:
        name, what = ("id", "chart") if node.tag == _C + "chart" else ("dm", "diagram")
        found = relation(self._relations, node, name)
        if found is not None and not found.external:
            self.blocks += drawn_text(self._parts, found.target, f"{self._where}, {what}")

    def _properties(self, node: Any | None) -> None:
        """The link on a whole shape, and the words for those who cannot see it."""
        if node is None:
            return
        for click in node.findall(A + "hlinkClick"):
            target = target_of(click, self._relations)
            if target or not click.get("action"):
                line = Line()
                line.open_link(target)
                line.close_link()
                self.blocks += line.blocks("paragraph", self._where)
        words = node.get("descr") or ""
        if words.strip():
            notes = ("description of a picture",)
            self.blocks.append(Block(words, "caption", where=self._where, notes=notes))

    def _fills(self, node: Any) -> None:
        for child in node.iter(A + "blip"):
            self._show(relation(self._relations, child, "embed"))

    def _show(self, found: Relation | None) -> None:
        if found is not None and not found.external:
            line = Line()
            line.picture(found.target)
            self.blocks += line.blocks("paragraph", self._where)


def _has_bullet(node: Any, usual: bool) -> bool:
    properties = node.find(A + "pPr")
    if properties is not None:
        if properties.find(A + "buNone") is not None:
            return False
        if properties.find(A + "buChar") is not None or properties.find(A + "buAutoNum") is not None:
            return True
    return usual
