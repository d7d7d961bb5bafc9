"""DrawingML (ISO/IEC 29500-1, 21): the words in shapes, diagrams and charts."""

from __future__ import annotations

from typing import Any

from muniment.read.office.line import Line
from muniment.read.office.opc import Relation, relation, relations
from muniment.read.office.parts import Parts
from muniment.read.text.blocks import Block

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MOST = 100_000
_TEXT = (A + "t", _M + "t")


def fill(node: Any, line: Line, found: dict[str, Relation]) -> None:
    """The text of an `a:p`, with its links."""
    for child in node:
        tag = child.tag
        if tag in _TEXT:
            line.add(child.text or "")
        elif tag == A + "br":
            line.add("\n")
        elif tag in (A + "r", A + "fld"):
            _run(child, line, found)
        elif tag not in (A + "pPr", A + "endParaRPr", A + "rPr"):
            fill(child, line, found)


def _run(node: Any, line: Line, found: dict[str, Relation]) -> None:
    click = node.find(f"{A}rPr/{A}hlinkClick")
    if click is not None:
        line.open_link(target_of(click, found))
    fill(node, line, found)
    if click is not None:
        line.close_link()


def target_of(click: Any, found: dict[str, Relation]) -> str:
    """Where a click leads: an address, a slide of the document as `#ppt/slides/slide3.xml`, or nowhere."""
    one = relation(found, click)
    if one is None:
        action = click.get("action") or ""
        return f"#{action.partition('?')[2]}" if action else ""
    return one.target if one.external else f"#{one.target}"


def paragraphs(root: Any, found: dict[str, Relation]) -> list[Line]:
    """The paragraphs below an element, in order."""
    made = []
    for node in list(root.iter(A + "p"))[:_MOST]:
        line = Line()
        fill(node, line, found)
        made.append(line)
    return made


def drawn_text(parts: Parts, name: str, what: str) -> list[Block]:
    """The words in a chart or diagram that has a part of its own; a chart's figures as rows."""
    root = parts.xml(name)
    if root is None:
        return []
    found = relations(parts, name)
    blocks = [block for line in paragraphs(root, found) for block in line.blocks("paragraph", what)]
    for series in list(root.iter(_C + "ser"))[:_MOST]:
        values = [(node.text or "").strip() for node in series.iter(_C + "v")]
        blocks.append(Block("\t".join(values[:_MOST]), "table", bool(blocks), where=what))
    return blocks
