"""The parts around the sheets of an XLSX or XLSB: comments with their authors, targets of links, size of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from muniment.read.office.opc import Relation, of_kind, relation, relations
from muniment.read.office.parts import Parts
from muniment.read.office.properties import local
from muniment.read.table.sheetxml import SheetFacts, facts_of, place_of

LARGEST = 256 << 20
"""So many bytes of XML one sheet may unpack to; all the rest of the workbook likewise."""
MOST_CELLS = 24_000_000
_MOST_COMMENTS = 50_000


@dataclass(frozen=True)
class Comment:
    """A remark on a cell."""

    text: str
    by: str | None = None
    at: str | None = None


@dataclass
class SheetParts:
    """What stands beside the values of one sheet. Rows count from 1, columns from 0."""

    readable: bool = True
    links: dict[int, dict[int, str]] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    comments: dict[int, list[tuple[int, Comment]]] = field(default_factory=dict)


def size_of(parts: Parts, name: str, most: int) -> int:
    """How many bytes a part unpacks to; counted no further than just beyond `most`."""
    total = 0
    for piece in parts.archive.pieces(name, []):
        total += len(piece)
        if total > most:
            break
    return total


def sheets_of(parts: Parts, main: str) -> dict[str, str]:
    """The parts of the sheets by the sheets' names."""
    known = relations(parts, main)
    if not main.endswith(".xml"):
        return {}
    root = parts.xml(main)
    found: dict[str, str] = {}
    for node in [] if root is None else root.iter():
        target = relation(known, node) if local(node) == "sheet" else None
        if target is not None and not target.external:
            found.setdefault(node.get("name") or "", target.target)
    return found


def beside(parts: Parts, name: str, sheet: str) -> SheetParts:
    """All there is to say of the sheet in the part `name`; findings go to `parts.findings`."""
    real = parts.archive.find(name)
    if real is None:
        return SheetParts()
    known = relations(parts, real)
    made = SheetParts(comments=_comments(parts, known))
    data = parts.archive.read(real, LARGEST)
    if data.fault == "long":
        text = f"the sheet unpacks to more than {LARGEST >> 20} MiB and was not read (a bomb?)"
        parts.findings.add("sheet-too-large", text, "error", sheet)
        return SheetParts(readable=False)
    facts = facts_of(data.data, MOST_CELLS)
    if facts.cells > MOST_CELLS:
        text = f"the sheet's cells lie so far apart that it would have {facts.cells:,}; it was not read (a bomb?)"
        parts.findings.add("sheet-too-large", text, "error", sheet)
        return SheetParts(readable=False)
    _say(parts, facts, sheet)
    for (row, column), value in facts.errors.items():
        made.errors.setdefault(row, {})[column] = value
    for (row, column), (key, location) in facts.links.items():
        outside = known[key].target if key in known else ""
        made.links.setdefault(row, {})[column] = outside + (f"#{location}" if location else "")
    return made


def _say(parts: Parts, facts: SheetFacts, sheet: str) -> None:
    if facts.formulas:
        text = (
            f"{facts.formulas:,} cells hold formulas; the text is the result stored when the file was last saved,"
            " nothing was calculated here"
        )
        parts.findings.add("formulas", text, "note", sheet)
    if facts.reaching:
        text = f"a formula reaches outside the workbook or runs something: {facts.reaching[:300]}; it was not run"
        parts.findings.add("formula-reaches-out", text, where=sheet)
    if facts.hidden_rows or facts.hidden_columns:
        text = (
            f"{facts.hidden_rows:,} rows and {facts.hidden_columns:,} groups of columns are hidden; their cells are in"
            " the text all the same: whoever hands it out should know"
        )
        parts.findings.add("hidden-cells", text, where=sheet)


def _comments(parts: Parts, known: dict[str, Relation]) -> dict[int, list[tuple[int, Comment]]]:
    """By row; the newer kind, in threads, stands for the older where there are both."""
    found: dict[int, list[tuple[int, Comment]]] = {}
    threads = of_kind(known, "threadedComment")
    for name in threads or of_kind(known, "comments"):
        root = parts.xml(name)
        if root is not None:
            read = _threaded(root, _people(parts)) if threads else _plain(root)
            for place, comment in read[:_MOST_COMMENTS]:
                found.setdefault(place[0], []).append((place[1], comment))
    return found


def _plain(root: Any) -> list[tuple[tuple[int, int], Comment]]:
    authors = [_text(node) for node in root.iter() if local(node) == "author"]
    made = []
    for node in root.iter():
        place = place_of(node.get("ref") or "") if local(node) == "comment" else None
        if place is not None:
            by = node.get("authorId") or ""
            known = by.isdecimal() and len(by) < 7 and int(by) < len(authors)
            text = "".join(part.text or "" for part in node.iter() if local(part) == "t")
            made.append((place, Comment(text, authors[int(by)] or None if known else None)))
    return made


def _threaded(root: Any, people: dict[str, str]) -> list[tuple[tuple[int, int], Comment]]:
    made = []
    for node in root:
        place = place_of(node.get("ref") or "") if local(node) == "threadedComment" else None
        if place is not None:
            text = "".join(_text(part) for part in node if local(part) == "text")
            made.append((place, Comment(text, people.get(node.get("personId") or "") or None, node.get("dT"))))
    return made


def _people(parts: Parts) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in parts.archive.names:
        if name.startswith("xl/persons/") and name.endswith(".xml") and len(found) < _MOST_COMMENTS:
            root = parts.xml(name)
            for node in [] if root is None else root:
                found[node.get("id") or ""] = node.get("displayName") or ""
    return found


def _text(node: Any) -> str:
    return "".join(node.itertext())
