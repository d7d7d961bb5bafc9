"""A story (body, header, footnote, comment …) → blocks, by walking its XML in document order.

What is not known is walked through, so that no word is lost; only properties are passed over. Text boxes,
notes and remarks follow the paragraph, or the row, that they hang on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from muniment.model.reading import PassageKind
from muniment.read.office.line import Change, Line
from muniment.read.office.opc import Relation, outside, relation, relations
from muniment.read.office.word.elements import (
    CONTAINERS,
    IGNORED,
    PPR,
    RPR,
    TBL,
    P,
    T,
    cells_of,
    change_of_row,
    chosen,
    labelled,
    rows_of,
    span_of,
)
from muniment.read.office.word.fields import Field, link_of, outside_of
from muniment.read.office.word.names import W
from muniment.read.office.word.symbols import symbol
from muniment.read.text.blocks import Block
from muniment.read.text.page import edtf

if TYPE_CHECKING:
    from muniment.read.office.word.document import Document

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_QUOTED = 200
Handler = Callable[[Any, Line], None]


class Story:
    """Walks one story. `document` is what all stories of a document share; `where` names a story beside the body."""

    def __init__(self, document: Document, part: str, where: str = "") -> None:
        self.blocks: list[Block] = []
        self._document = document
        self._part = part
        self._where = where
        self._relations: dict[str, Relation] | None = None
        self._after: list[Block] = []
        self._fields: list[Field] = []
        self._hidden = False
        self._remarked: dict[str, list[str]] = {}
        """Remarks whose stretch is open, and its words so far."""
        self._quoted: dict[str, list[str]] = {}
        self._in_row = False
        self._tables = 0
        self._inline: dict[Any, Handler] = self._handlers()

    def walk(self, node: Any) -> list[Block]:
        """The blocks below `node`."""
        self._level(node)
        self._flush()
        return self.blocks

    # blocks ---------------------------------------------------------------------------------------------------

    def _level(self, node: Any) -> None:
        """Elements that hold paragraphs and tables; text loose among them becomes a paragraph of its own."""
        loose = Line()
        for child in node:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag in CONTAINERS:
                self._level(child)
            elif tag == _MC + "AlternateContent":
                self._level(chosen(child))
            elif tag == W + "altChunk":
                self._chunk(child)
            elif tag not in IGNORED:
                self._one(child, loose)
        if not loose.is_empty:
            self._put(loose.blocks("paragraph", self._where))

    def _paragraph(self, node: Any) -> None:
        line = Line()
        kind, label = self._document.kind_and_label(node.find(PPR))
        self._fill(node, line)
        blocks = line.blocks(kind, self._where)
        if label and blocks:
            blocks[0] = labelled(blocks[0], label)
        if blocks:
            before = self.blocks[-1] if self.blocks else None
            tight = kind == "list" and before is not None and before.kind == "list"
            blocks[0].tight = tight
        self._put(blocks)

    def _fill(self, node: Any, line: Line) -> None:
        """The text of a paragraph; links of fields that began in an earlier one go on."""
        for one in self._fields:
            if one.link is not None and one.shows:
                line.open_link(one.link)
        self._children(node, line)

    def _put(self, blocks: list[Block]) -> None:
        self.blocks += blocks
        if not self._in_row:
            self._flush()

    def _flush(self) -> None:
        after, self._after = self._after, []
        self.blocks += after

    def _table(self, node: Any) -> None:
        self._tables += 1
        name = f"table {self._document.next_table()}"
        if self._where:
            name = f"{self._where}, {name}"
        count = 0
        for row in rows_of(node):
            count += 1
            cells = list(cells_of(row))
            if len(cells) == 1 and not self._in_row and len(cells[0].findall(P)) != 1:
                self._level(cells[0])  # a frame around text, not a row
                continue
            self._row(row, cells, f"{name}, row {count}", count > 1)

    def _row(self, row: Any, cells: list[Any], where: str, tight: bool) -> None:
        outer, self._in_row = self._in_row, True
        line, nested = Line(), list[Any]()
        before = line.change = change_of_row(row)
        for position, cell in enumerate(cells):
            if position:
                line.add("\t")
            self._cell(cell, line, nested)
            line.change = before
            line.add("\t" * (span_of(cell) - 1))
        self._in_row = outer
        self.blocks += line.blocks("table", where, tight)
        for one in nested:
            self._table(one)
        if not outer:
            self._flush()

    def _cell(self, cell: Any, line: Line, nested: list[Any]) -> None:
        """Paragraphs of a cell are parted by a line end; tables in it follow the row."""
        first = True
        for child in cell:
            if child.tag == P:
                if not first:
                    line.add("\n")
                first = False
                _, label = self._document.kind_and_label(child.find(PPR))
                if label:
                    line.add(label + " ")
                self._fill(child, line)
            elif child.tag == TBL:
                nested.append(child)
            elif child.tag in CONTAINERS or child.tag == _MC + "AlternateContent":
                self._cell(chosen(child) if child.tag not in CONTAINERS else child, line, nested)
            elif child.tag not in IGNORED:
                self._one(child, line)

    def _chunk(self, node: Any) -> None:
        """A file of another format that the word processor would show in this place."""
        found = relation(self._rels(), node)
        if found is not None and not found.external:
            self._document.chunks.add(found.target)
            line = Line()
            line.picture(found.target)
            self._put(line.blocks("paragraph", self._where))

    # text -----------------------------------------------------------------------------------------------------

    def _children(self, node: Any, line: Line) -> None:
        handlers = self._inline
        for child in node:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child, line)
            elif isinstance(child.tag, str):
                self._children(child, line)
            else:
                self._entity(child, line)

    def _one(self, node: Any, line: Line) -> None:
        handler = self._inline.get(node.tag)
        if handler is not None:
            handler(node, line)
        elif isinstance(node.tag, str):
            self._children(node, line)
        else:
            self._entity(node, line)

    def _entity(self, node: Any, line: Line) -> None:
        """An entity that was not expanded stays as it is written."""
        self._say(node.text or "", line)

    def _handlers(self) -> dict[Any, Handler]:
        found: dict[Any, Handler] = {
            W + "t": self._text, W + "delText": self._text, _M + "t": self._text, _A + "t": self._text,
            W + "r": self._run,
            W + "tab": lambda _node, line: self._say(" " if self._in_row else "\t", line),
            W + "ptab": lambda _node, line: self._say(" " if self._in_row else "\t", line),
            W + "br": lambda _node, line: self._say("\n", line),
            W + "cr": lambda _node, line: self._say("\n", line),
            W + "noBreakHyphen": lambda _node, line: self._say("\u2011", line),
            W + "sym": lambda node, line: self._say(symbol(node.get(W + "char"), node.get(W + "font")), line),
            W + "ins": lambda node, line: self._changed(node, line, "insertion"),
            W + "del": lambda node, line: self._changed(node, line, "deletion"),
            W + "moveTo": lambda node, line: self._changed(node, line, "insertion", ("moved here",)),
            W + "moveFrom": lambda node, line: self._changed(node, line, "deletion", ("moved away",)),
            W + "hyperlink": self._hyperlink, W + "fldSimple": self._simple_field, W + "fldChar": self._field_mark,
            W + "instrText": self._instruction, W + "delInstrText": self._instruction,
            W + "commentRangeStart": lambda node, _line: self._remarked.update({node.get(W + "id") or "": []}),
            W + "commentRangeEnd": self._remark_end,
            W + "commentReference": self._comment,
            W + "footnoteReference": lambda node, _line: self._note(node, "footnote"),
            W + "endnoteReference": lambda node, _line: self._note(node, "endnote"),
            W + "txbxContent": self._text_box, W + "p": self._stray, W + "tbl": self._stray,
            _MC + "AlternateContent": lambda node, line: self._children(chosen(node), line),
            _A + "blip": self._blip, _V + "imagedata": self._vml_picture, _O + "OLEObject": self._object,
            _WP + "docPr": self._described, _V + "shape": self._vml_shape, _V + "textpath": self._word_art,
            _C + "chart": lambda node, _line: self._drawn(node, "chart"),
            _DGM + "relIds": lambda node, _line: self._drawn(node, "diagram", "dm"),
        }  # fmt: skip
        for tag in IGNORED:
            found[tag] = _nothing
        return found

    def _text(self, node: Any, line: Line) -> None:
        self._say("".join(node.itertext()) if len(node) else node.text or "", line)

    def _say(self, text: str, line: Line) -> None:
        if self._fields and not self._fields[-1].shows:
            return  # between the code of a field and its result nothing is shown
        line.add(text)
        if self._remarked:
            for words in self._remarked.values():
                words.append(text)

    def _run(self, node: Any, line: Line) -> None:
        for child in node:
            tag = child.tag
            if tag == T:
                self._text(child, line)
            elif tag != RPR:
                self._one(child, line)

    def _changed(self, node: Any, line: Line, kind: PassageKind, notes: tuple[str, ...] = ()) -> None:
        before = line.change
        by, at = node.get(W + "author"), node.get(W + "date")
        if before is not None:  # inserted by one, deleted by another
            notes = (*notes, *before.notes, f"{before.kind} by {before.by or 'somebody'}")
        line.change = Change(kind, by, edtf(at) if at else None, notes)
        self._document.count_change(kind)
        self._children(node, line)
        line.change = before

    def _stray(self, node: Any, _line: Line) -> None:
        """A paragraph or table inside a paragraph: it follows."""
        self._after += Story(self._document, self._part, self._where).walk([node])

    # links and fields -----------------------------------------------------------------------------------------

    def _rels(self) -> dict[str, Relation]:
        if self._relations is None:
            self._relations = relations(self._document.parts, self._part)
        return self._relations

    def _hyperlink(self, node: Any, line: Line) -> None:
        found, anchor = relation(self._rels(), node), node.get(W + "anchor")
        target = "" if found is None else found.target
        line.open_link(f"{target}#{anchor}" if anchor else target)
        self._children(node, line)
        line.close_link()

    def _simple_field(self, node: Any, line: Line) -> None:
        link = self._judge(node.get(W + "instr") or "")
        if link is not None:
            line.open_link(link)
        self._children(node, line)
        if link is not None:
            line.close_link()

    def _field_mark(self, node: Any, line: Line) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            one = self._fields[-1]
            one.shows, one.link = True, self._judge(one.text)
            if one.link is not None:
                line.open_link(one.link)
        elif kind == "end" and self._fields:
            one = self._fields.pop()
            if one.link is not None:
                line.close_link()
            elif not one.shows and (link := self._judge(one.text)) is not None:  # a link on nothing
                line.open_link(link)
                line.close_link()

    def _instruction(self, node: Any, _line: Line) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].code.append(node.text or "")

    def _judge(self, code: str) -> str | None:
        found = outside_of(code)
        if found is not None:
            outside(self._document.parts, f"something that a field ({found[0]}) would load", found[1], self._part)
        return link_of(code)

    # what hangs on the text -----------------------------------------------------------------------------------

    def _remark_end(self, node: Any, _line: Line) -> None:
        key = node.get(W + "id") or ""
        self._quoted[key] = self._remarked.pop(key, [])

    def _comment(self, node: Any, _line: Line) -> None:
        key = node.get(W + "id") or ""
        pieces = self._quoted.pop(key, None) or self._remarked.pop(key, [])
        words = " ".join("".join(pieces).split())[:_QUOTED]
        self._after += self._document.comment(key, words)

    def _note(self, node: Any, kind: str) -> None:
        self._after += self._document.note(kind, node.get(W + "id") or "")

    def _text_box(self, node: Any, _line: Line) -> None:
        where = f"{self._where}, text box" if self._where else "text box"
        self._after += Story(self._document, self._part, where).walk(node)

    def _drawn(self, node: Any, what: str, name: str = "id") -> None:
        found = relation(self._rels(), node, name)
        if found is not None and not found.external:
            self._after += self._document.drawn(found.target, what)

    # pictures -------------------------------------------------------------------------------------------------

    def _blip(self, node: Any, line: Line) -> None:
        self._show(relation(self._rels(), node, "embed"), line)
        self._children(node, line)

    def _vml_picture(self, node: Any, line: Line) -> None:
        self._show(relation(self._rels(), node), line)

    def _object(self, node: Any, line: Line) -> None:
        self._show(relation(self._rels(), node), line)

    def _show(self, found: Relation | None, line: Line) -> None:
        if found is not None and not found.external:
            line.picture(found.target)

    def _described(self, node: Any, line: Line) -> None:
        """What the author wrote for those who cannot see a picture; and the link on it."""
        click = node.find(_A + "hlinkClick")
        found = None if click is None else relation(self._rels(), click)
        if found is not None:
            line.open_link(found.target)
            line.close_link()
        self._describe(node.get("descr"))

    def _vml_shape(self, node: Any, line: Line) -> None:
        self._describe(node.get("alt"))
        self._children(node, line)

    def _describe(self, words: str | None) -> None:
        if words and words.strip():
            self._after.append(Block(words, "caption", where="picture", notes=("description of a picture",)))

    def _word_art(self, node: Any, line: Line) -> None:
        self._say(node.get("string") or "", line)


def _nothing(_node: Any, _line: Line) -> None:
    """Properties and marks that show nothing."""
