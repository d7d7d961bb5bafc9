"""Elements of a story: which hold others, which show nothing, and what stands in a table, its rows and cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from muniment.read.office.line import Change
from muniment.read.office.word.names import W, number, value
from muniment.read.text.blocks import Block
from muniment.read.text.page import edtf

_PASSED_OVER = ("sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr",
                "customXmlPr", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak")  # fmt: skip
P, TBL, PPR, T, RPR = W + "p", W + "tbl", W + "pPr", W + "t", W + "rPr"
IGNORED = frozenset({W + name for name in _PASSED_OVER} | {PPR, RPR, W + "pgNum", W + "annotationRef"})
CONTAINERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "body", "docPartBody"))


def chosen(node: Any) -> Any:
    """Of several renderings of one thing the first that has anything; they say the same."""
    for child in node:
        if len(child):
            return child
    return node


def labelled(block: Block, label: str) -> Block:
    """A paragraph with the number or sign that its list gives it."""
    shift = len(label) + 1
    marks = [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in block.marks]
    return replace(block, text=f"{label} {block.text.lstrip()}" if not marks else f"{label} {block.text}", marks=marks)


def rows_of(table: Any) -> Any:
    """Rows, also those in controls or custom elements."""
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag not in IGNORED and isinstance(child.tag, str):
            yield from rows_of(child)


def cells_of(row: Any) -> Any:
    """Cells, also those in controls or custom elements."""
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag not in IGNORED and isinstance(child.tag, str):
            yield from cells_of(child)


def span_of(cell: Any) -> int:
    """How many columns it takes."""
    return min(max(number(value(cell, f"{W}tcPr/{W}gridSpan")) or 1, 1), 100)


def change_of_row(row: Any) -> Change | None:
    """A row that as a whole was inserted or deleted."""
    for name, kind in (("ins", "insertion"), ("del", "deletion")):
        node = row.find(f"{W}trPr/{W}{name}")
        if node is not None:
            at = node.get(W + "date")
            return Change(kind, node.get(W + "author"), edtf(at) if at else None, ("table row",))  # type: ignore[arg-type]
    return None
