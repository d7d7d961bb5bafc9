"""A whole .pptx: slides in the order of the presentation, each with its notes and remarks after it."""

from __future__ import annotations

import re
from typing import Any

from muniment.read.office.opc import main_part, of_kind, relation, relations
from muniment.read.office.parts import Parts
from muniment.read.office.slides.names import P
from muniment.read.office.slides.remarks import Remarks
from muniment.read.office.slides.shapes import Shapes
from muniment.read.text.blocks import Block

_USUAL = "ppt/presentation.xml"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml\Z", re.IGNORECASE)
_MOST = 20_000


class Deck:
    """Reads one presentation; afterwards `blocks` is filled and `count` is the number of slides."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.package, self.name = main_part(parts, _USUAL)
        self.blocks: list[Block] = []
        self.count = 0
        self._relations = relations(parts, self.name)
        self._remarks = Remarks(parts, self._relations)
        self._frames: dict[str, None] = {}
        """Layouts and masters that slides use."""

    def read(self) -> None:
        """All slides, then what stands on their masters and layouts."""
        for name in self._slides()[:_MOST]:
            self.count += 1
            self._slide(name, f"slide {self.count}")
        for name in self._frames:
            root = self.parts.xml(name)
            if root is not None:
                shapes = Shapes(self.parts, name, "slide layout" if "ayout" in name else "slide master", frame=True)
                self.blocks += shapes.walk(root)

    def _slides(self) -> list[str]:
        """As the presentation lists them; where it cannot be read, by their numbers."""
        root = self.parts.xml(self.name, missing_matters=True)
        nodes = [] if root is None else list(root.iter(P + "sldId"))
        named = [found.target for node in nodes if (found := relation(self._relations, node)) is not None]
        stored = sorted(
            (int(match[1]), name)
            for name in self.parts.archive.names
            if (match := _SLIDE.match(name)) and len(name) < 99
        )
        left = [name for _number, name in stored if name not in set(named)]
        if left and named:
            text = f"{len(left):,} slides are in the file but not in the presentation; they come last in this text"
            self.parts.findings.add("slides-not-shown", text)
        return [*dict.fromkeys(named), *left]

    def _slide(self, name: str, where: str) -> None:
        root = self.parts.xml(name, missing_matters=True)
        if root is None:
            return
        found = relations(self.parts, name)
        blocks = Shapes(self.parts, name, where, found).walk(root)
        if root.get("show") in ("0", "false"):
            blocks = [_hidden(block) for block in blocks]
            text = "the slide is hidden: a slide show leaves it out, this text does not"
            self.parts.findings.add("hidden-text", text, "note", where)
        self.blocks += blocks + self._notes(of_kind(found, "notesSlide"), where)
        self.blocks += self._remarks.of(found, where)
        for layout in of_kind(found, "slideLayout"):
            self._frames[layout] = None
            for master in of_kind(relations(self.parts, layout), "slideMaster"):
                self._frames[master] = None

    def _notes(self, names: list[str], where: str) -> list[Block]:
        blocks: list[Block] = []
        for name in names:
            root: Any = self.parts.xml(name)
            if root is not None:
                for block in Shapes(self.parts, name, where, notes=True).walk(root):
                    block.kind, block.notes = "note", ("speaker's notes",)
                    blocks.append(block)
        return blocks


def _hidden(block: Block) -> Block:
    block.notes = (*block.notes, "hidden slide")
    return block
