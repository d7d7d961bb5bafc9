"""A code list written as a table: a row a code. The same tree comes out as from JSON."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath
from typing import Any

from .refusal import ListRefused
from .written import Path, Written

COLUMNS = ("list", "version", "title", "id", "label", "definition", "kind", "roles", "instrument", "article")
"""And `label_xx` for the label in a language. `list`, `version` and `title` are read from the first row."""
_HEAD = ("list", "version", "title")
_LABEL = re.compile(r"label_([a-z]{2,3})\Z")


def from_table(text: str, source: str) -> Written:
    """A tree from CSV: commas, semicolons or tabs. Without a column `list`, the file's name is the list's."""
    columns, rows = _rows(text, source)
    strange = [column for column in columns if column not in COLUMNS and not _LABEL.match(column)]
    if strange or "id" not in columns:
        what = f"no column is called {strange[0]!r}" if strange else "there is no column “id”"
        raise ListRefused(source, 1, f"{what}; a code list has the columns {', '.join(COLUMNS)} and label_xx.")
    if not rows:
        raise ListRefused(source, 1, "there is no code: a code list has one a row.")
    first = dict(zip(columns, rows[0][1], strict=True))
    head = {key: first[key] for key in _HEAD if first.get(key)}
    tree: dict[str, Any] = {"list": PurePath(source).stem.lower(), **head}
    tree["codes"] = [_code(dict(zip(columns, cells, strict=True))) for _, cells in rows]
    lines = [line for line, _ in rows]
    return Written(tree, source, lambda path: _line(lines, path))


def _rows(text: str, source: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise ListRefused(source, reader.line_num, f"this is no table: {error}.") from error
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise ListRefused(source, 1, f"the column {twice[0]!r} stands twice; keep one.")
    for line, cells in rows:
        if len(cells) != len(columns):
            raise ListRefused(source, line, f"{len(cells)} cells stand under {len(columns)} columns.")
    return columns, rows


def _code(cells: dict[str, str]) -> dict[str, Any]:
    code: dict[str, Any] = {key: cells[key] for key in COLUMNS if key not in _HEAD and cells.get(key)}
    if "roles" in code:
        code["roles"] = re.split(r"[\s,;]+", code["roles"])
    labels = {name[6:]: value for name, value in cells.items() if _LABEL.match(name) and value}
    return code | ({"labels": labels} if labels else {})


def _line(lines: list[int], path: Path) -> int:
    """The last line of the row, as spreadsheets without breaks in cells count."""
    if path[:1] == ("codes",) and len(path) > 1:
        return lines[int(path[1])]
    return lines[0]
