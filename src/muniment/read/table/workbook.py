"""Workbooks of Excel (XLSX, XLSM, XLSB, XLS): values by calamine, all else from the parts around them.

Nothing is calculated and no macro is run; the text of a formula's cell is the result that was stored with it.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from muniment.read.exports.gathered import Gathered
from muniment.read.interface import Source
from muniment.read.office import ole
from muniment.read.office.opc import hand_out_files, main_part, of_kind, outside, relations
from muniment.read.office.parts import Parts
from muniment.read.office.properties import About, about, local
from muniment.read.table.cells import column, text_of
from muniment.read.table.rows import Rows
from muniment.read.table.sheetparts import LARGEST, SheetParts, beside, sheets_of, size_of
from muniment.read.table.tabled import Table
from muniment.read.text.blocks import Block
from muniment.read.text.page import edtf

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

HIDDEN = "hidden"
_WITH_ROWS = ("WorkSheet", "MacroSheet")
_MOST_SHEETS = 1_000
_MOST_MERGED = 1_000
_KEPT_OF_XLSB = ("xl/media/", "xl/embeddings/", "xl/vbaproject.bin")


class Workbook:
    """Reads one workbook into `rows`; what is wrong with it goes to `gathered.findings`."""

    def __init__(self, source: Source, rows: Rows, gathered: Gathered) -> None:
        self._source = source
        self._rows = rows
        self._gathered = gathered
        self._findings = gathered.findings
        self._parts: Parts | None = None
        self._names: dict[str, str] = {}

    def read_packed(self) -> About:
        """An XLSX or XLSB. Raises `muniment.read.office.archive.Unusable`."""
        parts = self._parts = Parts(self._source, self._findings)
        package, main = main_part(parts, "xl/workbook.xml")
        self._names = sheets_of(parts, main)
        said = about(parts, package, "xlsx")
        self._look_outside(parts, main)
        if self._fits(parts):
            self._sheets(_mended(parts) if parts.archive.recovered else self._source.open())
        if main.endswith(".xml"):
            hand_out_files(parts)
        else:
            names = [name for name in parts.archive.names if name.lower().startswith(_KEPT_OF_XLSB)]
            parts.hand_out(names)
            self._macros("xl/vbaProject.bin" in names)
        return said

    def read_binary(self) -> About:
        """An XLS."""
        said, has_macros = _summary(self._source)
        self._macros(has_macros)
        self._sheets(self._source.open())
        return said

    def _macros(self, has: bool) -> None:
        if has:
            text = "it carries macros (programs); they were not run, and should not be: open it only in a safe place"
            self._findings.add("macros", text)

    def _fits(self, parts: Parts) -> bool:
        """Whether all that calamine loads at once can be loaded."""
        sheets = {parts.archive.find(name) for name in self._names.values()}
        total = 0
        for name in parts.archive.names:
            if name not in sheets and name.lower().endswith((".xml", ".bin", ".rels")):
                total += size_of(parts, name, LARGEST - total)
            if total > LARGEST:
                text = f"its parts unpack to more than {LARGEST >> 20} MiB; no sheet was read (a bomb?)"
                self._findings.add("workbook-too-large", text, "error", name)
                return False
        return True

    def _look_outside(self, parts: Parts, main: str) -> None:
        """Other workbooks, programs and databases that it would take values from."""
        known = relations(parts, main)
        for name in of_kind(known, "externalLink", "externalLinkPath"):
            relations(parts, name)
            root = parts.xml(name) if name.endswith(".xml") else None
            for node in [] if root is None else root:
                if local(node) == "ddeLink":
                    words = f"{node.get('ddeService') or ''} {node.get('ddeTopic') or ''}"
                    outside(parts, "a program that would be asked for values (DDE)", words, name)
        for name in of_kind(known, "connections"):
            root = parts.xml(name) if name.endswith(".xml") else None
            for node in [] if root is None else list(root.iter())[:10_000]:
                address = node.get("connection") or node.get("url") or node.get("sourceFile")
                if address:
                    outside(parts, "a source of data outside the workbook", address, name)

    def _sheets(self, file: BinaryIO) -> None:
        from python_calamine import CalamineError, PasswordError, load_workbook

        try:
            book = load_workbook(file)
        except PasswordError:
            text = "it is locked with a password and was not read; ask for an open copy or the password"
            self._findings.add("encrypted", text, "error")
            return
        except CalamineError as error:
            self._findings.add("workbook-damaged", f"no sheet could be read: {str(error)[:200]}", "error")
            return
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how Rust's own failures come out
                raise
            self._findings.add("workbook-damaged", "no sheet could be read: it is damaged", "error")
            return
        self._gathered.metadata["sheet:Sheets"] = str(len(book.sheets_metadata))
        hidden = []
        for about_sheet in book.sheets_metadata[:_MOST_SHEETS]:
            kind = str(about_sheet.typ).rpartition(".")[2]
            seen = str(about_sheet.visible).rpartition(".")[2]
            if seen != "Visible":
                hidden.append(about_sheet.name)
            self._macros(kind in ("MacroSheet", "Vba"))
            if kind in _WITH_ROWS and not self._rows.full:
                self._sheet(book, about_sheet.name, seen != "Visible")
        self._say_hidden(hidden)

    def _say_hidden(self, hidden: list[str]) -> None:
        if hidden:
            self._gathered.metadata["sheet:Hidden"] = "\n".join(hidden)[:2000]
            text = f"sheets are hidden: {', '.join(hidden)[:500]}; they are in the text all the same"
            self._findings.add("hidden-sheets", text)

    def _sheet(self, book: CalamineWorkbook, name: str, hidden: bool) -> None:
        self._rows.sheet(name, name, (HIDDEN,) if hidden else ())
        known = SheetParts()
        if self._parts is not None and name in self._names and self._names[name].endswith(".xml"):
            known = beside(self._parts, self._names[name], name)
        if not known.readable:
            return
        try:
            self._fill(book.get_sheet_by_name(name), known)
        except Exception as error:  # a sheet that calamine gives up on must not cost the others
            text = f"the sheet could not be read to its end: {str(error)[:200]}"
            self._findings.add("sheet-damaged", text, "error", name)
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how Rust's own failures come out
                raise
            self._findings.add("sheet-damaged", "the sheet could not be read: it is damaged", "error", name)

    def _fill(self, sheet: CalamineSheet, known: SheetParts) -> None:
        table = Table(self._rows, self._gathered)
        left = sheet.start[1] if sheet.start else 0
        merged = _merged(sheet)
        number = 0
        for number, values in enumerate(sheet.iter_rows(), 1):
            cells = [value if type(value) is str else text_of(value) for value in values]
            links, errors = known.links.get(number), known.errors.get(number)
            for place, said in (errors or {}).items():
                if 0 <= place - left < len(cells) and not cells[place - left]:
                    cells[place - left] = said
            if not table.add(cells, number, left, merged.get(number, ()), links):
                break
            if number in known.comments:
                self._remarks(known, number)
        for later in sorted(known.comments):
            if later > number:
                self._remarks(known, later)
        table.close()

    def _remarks(self, known: SheetParts, number: int) -> None:
        for place, comment in sorted(known.comments[number], key=lambda one: one[0]):
            at = edtf(comment.at) if comment.at else None
            where = self._rows.place(place, number, place)
            self._rows.remark(Block(comment.text, "comment", where=where, by=comment.by, at=at))


def _merged(sheet: CalamineSheet) -> dict[int, tuple[str, ...]]:
    """Marks of rows in which merged cells begin."""
    found: dict[int, tuple[str, ...]] = {}
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MOST_MERGED]:
        words = f"merged {column(left)}{top + 1}:{column(right)}{bottom + 1}"
        found[top + 1] = (*found.get(top + 1, ()), words)
    return found


def _mended(parts: Parts) -> BinaryIO:
    """The recovered parts as an archive with a directory, in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in parts.archive.names:
            if name.lower().endswith((".xml", ".rels", ".bin")):
                archive.writestr(zipfile.ZipInfo(name), parts.archive.read(name).data)
    buffer.seek(0)
    return buffer


def _summary(source: Source) -> tuple[About, bool]:
    """What an XLS says about itself, and whether it has macros."""
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(source.open()) as file:
            return ole.about(file), ole.has_macros(file)
    except Exception:  # olefile raises many kinds for damage; the sheets are read without it
        return About(), False
