"""The text of an OpenDocument part → blocks, by walking its XML in document order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muniment.model.reading import PassageKind
from muniment.read.office.line import Change, Line
from muniment.read.office.odf.names import DC, DRAW, HREF, LOEXT, OFFICE, PRESENTATION, SVG, TABLE, TEXT, number, said
from muniment.read.text.blocks import Block
from muniment.read.text.page import edtf

if TYPE_CHECKING:
    from muniment.read.office.odf.document import Document

_SPACE = re.compile(r"[ \t\r\n]+")
_QUOTED = 200
_MOST_SPACES = 1000
_MOST_REPEATED = 100
_CHANGES = ("insertion", "deletion")


class Story:
    """Walks one part or piece of one; `where` names a piece beside the body."""

    def __init__(self, document: Document, where: str = "") -> None:
        self.blocks: list[Block] = []
        self._document = document
        self._where = where
        self._after: list[Block] = []
        self._change: Change | None = None
        self._label = ""
        self._in_row = False
        self._kind: PassageKind | None = None
        self._remarked: dict[str, list[str]] = {}

    def walk(self, node: Any) -> list[Block]:
        """The blocks below `node`."""
        self._level(node)
        self.blocks += self._after
        self._after = []
        return [replace(block, kind=_as(block, self._kind)) for block in self.blocks] if self._kind else self.blocks

    def walk_as(self, node: Any, kind: PassageKind) -> list[Block]:
        """The same, all in one kind; tracked changes stay what they are."""
        self._kind = kind
        return self.walk(node)

    # blocks ---------------------------------------------------------------------------------------------------

    def _level(self, node: Any) -> None:
        loose = Line()
        for child in node:
            tag = child.tag
            if tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(child)
            elif tag == TEXT + "list":
                self._list(child)
            elif tag == TABLE + "table":
                self._table(child)
            elif tag == DRAW + "page":
                self._document.slide(child, self)
            elif tag in _INLINE:
                loose.change = self._change
                _INLINE[tag](self, child, loose)
            elif tag not in _SILENT and isinstance(tag, str):
                self._level(child)
        self._put(loose.blocks("paragraph", self._where))

    def _paragraph(self, node: Any) -> None:
        line = Line()
        line.change = self._change
        label, self._label = self._label, ""
        if label:
            line.add(label + " ")
        self._content(node, line)
        is_heading = node.tag == TEXT + "h" or self._document.is_title(node.get(TEXT + "style-name") or "")
        kind: PassageKind = "heading" if is_heading else "paragraph"
        if kind == "paragraph" and self._document.lists.depth:
            kind = "list"
        blocks = line.blocks(kind, self._where)
        if blocks:
            blocks[0].tight = kind == "list" and bool(self.blocks) and self.blocks[-1].kind == "list"
        self._put(blocks)

    def _put(self, blocks: list[Block]) -> None:
        self.blocks += blocks
        if not self._in_row:
            self.blocks += self._after
            self._after = []

    def _list(self, node: Any) -> None:
        lists = self._document.lists
        lists.open(node)
        for child in node:
            if child.tag == TEXT + "list-item":
                self._label = lists.item(child)
            if isinstance(child.tag, str):
                self._level(child)
        self._label = ""
        lists.close()

    def _table(self, node: Any) -> None:
        name = f"table {self._document.next_table()}"
        if self._where:
            name = f"{self._where}, {name}"
        for count, row in enumerate(node.iter(TABLE + "table-row"), 1):
            if next(row.iterancestors(TABLE + "table")) is node:
                self._row(row, f"{name}, row {count}", count > 1)

    def _row(self, row: Any, where: str, tight: bool) -> None:
        outer, self._in_row = self._in_row, True
        line, nested, first = Line(), list[Any](), True
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            for _ in range(number(cell.get(TABLE + "number-columns-repeated"), 1, _MOST_REPEATED)):
                if not first:
                    line.change = None
                    line.add("\t")
                first = False
                self._cell(cell, line, nested)
        self._in_row = outer
        self.blocks += line.blocks("table", where, tight)
        for one in nested:
            self._table(one)
        if not outer:
            self._put([])

    def _cell(self, cell: Any, line: Line, nested: list[Any]) -> None:
        first = True
        for node in cell.iter(TEXT + "p", TEXT + "h", TABLE + "table"):
            holder = next((one for one in node.iterancestors(TABLE + "table-cell", *_APART)), None)
            if holder is not cell:
                continue  # it belongs to a table, note or frame inside the cell
            if node.tag == TABLE + "table":
                nested.append(node)
                continue
            line.change = self._change
            if not first:
                line.add("\n")
            first = False
            self._content(node, line)

    # text -----------------------------------------------------------------------------------------------------

    def _content(self, node: Any, line: Line) -> None:
        self._say(node.text, line)
        for child in node:
            tag = child.tag
            handler = _INLINE.get(tag)
            if handler is not None:
                handler(self, child, line)
            elif not isinstance(tag, str):
                self._say(child.text, line)  # an entity that was not expanded stays as it is written
            elif tag not in _SILENT:
                self._content(child, line)
            self._say(child.tail, line)

    def _say(self, text: str | None, line: Line) -> None:
        if not text:
            return
        text = _SPACE.sub(" ", text)
        line.add(text)
        for words in self._remarked.values():
            words.append(text)

    def _spaces(self, node: Any, line: Line) -> None:
        line.add(" " * number(node.get(TEXT + "c"), 1, _MOST_SPACES))

    def _tab(self, _node: Any, line: Line) -> None:
        line.add(" " if self._in_row else "\t")

    def _break(self, _node: Any, line: Line) -> None:
        line.add("\n")

    def _link(self, node: Any, line: Line) -> None:
        line.open_link(node.get(HREF) or "")
        self._content(node, line)
        line.close_link()

    # changes --------------------------------------------------------------------------------------------------

    def _change_start(self, node: Any, line: Line) -> None:
        self._change = line.change = self._document.changes.of.get(node.get(TEXT + "change-id") or "")

    def _change_end(self, _node: Any, line: Line) -> None:
        self._change = line.change = None

    def _deleted(self, node: Any, line: Line) -> None:
        key = node.get(TEXT + "change-id") or ""
        words = self._document.changes.deleted(key)
        if words:
            line.change = self._document.changes.of.get(key)
            line.add(words)
            line.change = self._change

    # what hangs on the text -----------------------------------------------------------------------------------

    def _note(self, node: Any, _line: Line) -> None:
        kind = node.get(TEXT + "note-class") or "footnote"
        body = node.find(TEXT + "note-body")
        if body is not None:
            where = f"{kind} {said(node, TEXT + 'note-citation')}".strip()
            self._after += self._aside(where).walk_as(body, "note")

    def _remark(self, node: Any, _line: Line) -> None:
        name = node.get(OFFICE + "name") or ""
        by, at = said(node, DC + "creator") or None, edtf(said(node, DC + "date"))
        parent = node.get(LOEXT + "parent-name")
        notes = (f"reply to comment {parent}",) if parent else ()
        if node.get(LOEXT + "resolved") == "true":
            notes = (*notes, "resolved")
        where = f"comment {name}".strip()
        blocks = self._aside(f"{self._where}, {where}" if self._where else where).walk_as(node, "comment")
        self._after += [replace(one, by=one.by or by, at=one.at or at, notes=(*one.notes, *notes)) for one in blocks]
        if name:
            self._remarked[name] = []

    def _remark_end(self, node: Any, _line: Line) -> None:
        name = node.get(OFFICE + "name") or ""
        words = " ".join("".join(self._remarked.pop(name, [])).split())[:_QUOTED]
        if words:
            ends = f"comment {name}"
            for block in (*self._after, *self.blocks):
                if block.kind == "comment" and block.where.endswith(ends):
                    block.notes = (*block.notes, f"about: {words}")

    def _frame(self, node: Any, line: Line) -> None:
        """A frame or shape: its text follows the paragraph, its pictures are links to files inside."""
        href = node.get(HREF)
        if href:
            self._show(node, href, line)
        for child in node:
            tag = child.tag
            if tag in (SVG + "title", SVG + "desc"):
                words = "".join(child.itertext())
                self._after.append(Block(words, "caption", where="picture", notes=("description of a picture",)))
            elif tag in (TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table"):
                self._after += self._aside(self._boxed()).walk([child])
            elif tag == DRAW + "text-box":
                self._after += self._aside(self._boxed()).walk(child)
            elif isinstance(tag, str) and tag not in _SILENT:
                self._frame(child, line)

    def _boxed(self) -> str:
        return f"{self._where}, text box" if self._where else "text box"

    def _linked_frame(self, node: Any, line: Line) -> None:
        line.open_link(node.get(HREF) or "")
        line.close_link()
        for child in node:
            self._frame(child, line)

    def _show(self, node: Any, href: str, line: Line) -> None:
        path = self._document.inside(href)
        if path:
            line.picture(path)
        elif node.tag == DRAW + "object":
            self._after += self._document.object(href)
        else:
            self._document.outside(node, href)

    def _source(self, node: Any, _line: Line) -> None:
        """A section or table whose content comes from elsewhere."""
        self._document.outside(node, node.get(HREF) or node.get(OFFICE + "dde-topic") or "")

    def _hidden(self, node: Any, line: Line) -> None:
        self._document.hidden += 1
        self._say(node.get(TEXT + "string-value"), line)
        self._content(node, line)

    def _aside(self, where: str) -> Story:
        return Story(self._document, where)


_SHAPES = ("frame", "custom-shape", "rect", "ellipse", "circle", "line", "connector", "polygon", "polyline", "path",
           "caption", "g", "measure", "regular-polygon", "image", "object", "object-ole", "plugin")  # fmt: skip
_APART = (TEXT + "note", OFFICE + "annotation", DRAW + "frame", DRAW + "custom-shape", DRAW + "text-box")
_SILENT = frozenset((
    TEXT + "tracked-changes", OFFICE + "forms", TEXT + "sequence-decls", TEXT + "variable-decls",
    TEXT + "user-field-decls", TEXT + "note-citation", DC + "creator", DC + "date", PRESENTATION + "notes",
    DRAW + "page-thumbnail", OFFICE + "event-listeners", OFFICE + "binary-data", DRAW + "glue-point",
    "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creator-initials", LOEXT + "sender-initials",
))  # fmt: skip
_INLINE: dict[Any, Callable[[Story, Any, Line], None]] = {
    TEXT + "s": Story._spaces, TEXT + "tab": Story._tab, TEXT + "line-break": Story._break, TEXT + "a": Story._link,
    TEXT + "change-start": Story._change_start, TEXT + "change-end": Story._change_end, TEXT + "change": Story._deleted,
    TEXT + "note": Story._note, OFFICE + "annotation": Story._remark, OFFICE + "annotation-end": Story._remark_end,
    DRAW + "a": Story._linked_frame, TEXT + "section-source": Story._source, OFFICE + "dde-source": Story._source,
    TABLE + "table-source": Story._source, TEXT + "hidden-text": Story._hidden,
    TEXT + "hidden-paragraph": Story._hidden,
    **{DRAW + name: Story._frame for name in _SHAPES},
}  # fmt: skip


def _as(block: Block, kind: PassageKind) -> PassageKind:
    return block.kind if block.kind in (*_CHANGES, "comment", "note") else kind
