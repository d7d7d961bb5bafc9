"""Claims from a table: a CSV with a row an act. Rows with the same `claim` are one claim with several acts."""

from __future__ import annotations

import csv
import io
from typing import Any, NamedTuple

from muniment.model.spelling import did_you_mean

from .refusing import ClaimError

_CLAIM = ("item", "passage", "where", "asserter", "speaker", "speaker_role", "basis", "polarity", "hedges",
          "characterisations", "language", "note")  # fmt: skip
_ACT = ("code", "perpetrators", "involvement", "victims", "target", "method", "place", "place_name", "country",
        "latitude", "longitude", "uncertainty", "time", "edtf", "count", "low", "high", "unit")  # fmt: skip
COLUMNS = ("claim", *_CLAIM, *_ACT)
BETWEEN = "|"
"""Between several speakers (outermost first), parties, hedges or labels in one cell."""
MOST_ROWS = 200_000


class Row(NamedTuple):
    """One claim of the table: its first line, its item, the form."""

    line: int
    item: str
    form: dict[str, Any]
    cells: dict[str, str]
    """What the row that began it says of the whole claim."""


def read_sheet(data: bytes, name: str) -> list[Row]:
    """The claims of a table in order. Raises ClaimError naming line and column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClaimError(f"{name} is not UTF-8 (byte {error.start}). Save it as CSV UTF-8.") from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    _columns(reader.fieldnames, name)
    found: dict[str, Row] = {}
    try:
        for number, cells in enumerate(reader):
            _row(found, reader.line_num, f"row {number}", cells, name)
    except csv.Error as error:
        raise ClaimError(f"{name}, line {reader.line_num}: {error}.") from error
    if not found:
        raise ClaimError(f"{name} has no row beside the names of its columns.")
    return list(found.values())


def _columns(names: Any, where: str) -> None:
    for column in names or ():
        if column not in COLUMNS:
            raise ClaimError(
                f"{where}: there is no column {column!r}{did_you_mean(str(column), COLUMNS)}; "
                f"there are {', '.join(COLUMNS)}."
            )
    if not names or "item" not in names:
        raise ClaimError(f"{where}: the first line has to name the columns, `item` among them.")


def _row(found: dict[str, Row], line: int, alone: str, cells: dict[str, Any], name: str) -> None:
    if None in cells or len(found) >= MOST_ROWS:
        raise ClaimError(f"{name}, line {line}: more cells than columns, or more than {MOST_ROWS:,} claims.")
    given = {column: (value or "").strip() for column, value in cells.items()}
    key = given.get("claim") or alone
    act = _act(given)
    if key in found:
        changed = [column for column in _CLAIM if given.get(column) and given[column] != found[key].cells.get(column)]
        if changed:
            raise ClaimError(f"{name}, line {line}: claim {key!r} has another {changed[0]} in line {found[key].line}.")
        if act:
            found[key].form["acts"].append(act)
        return
    form = _form(given) | {"acts": [act] if act else []}
    found[key] = Row(line, given["item"], form, {column: given.get(column, "") for column in _CLAIM})


def _many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def _form(given: dict[str, str]) -> dict[str, Any]:
    role = given.get("speaker_role") or "reported"
    passage = {"text": given.get("passage") or None, "where": given.get("where") or None}
    return {
        "passage": {name: value for name, value in passage.items() if value},
        "asserter": given.get("asserter", ""),
        "chain": [{"name": "" if one == "?" else one, "role": role} for one in _many(given.get("speaker", ""))],
        "basis": given.get("basis", ""),
        "polarity": given.get("polarity", ""),
        "hedges": _many(given.get("hedges", "")),
        "characterisations": _many(given.get("characterisations", "")),
        "language": given.get("language", ""),
        "note": given.get("note", ""),
    }


def _act(given: dict[str, str]) -> dict[str, Any]:
    if not any(given.get(column) for column in _ACT):
        return {}
    involved = {"involvement": given["involvement"]} if given.get("involvement") else {}
    found: dict[str, Any] = {
        "code": given.get("code", ""),
        "perpetrators": [{"said": one, **involved} for one in _many(given.get("perpetrators", ""))],
        "victims": [{"said": one} for one in _many(given.get("victims", ""))],
        "target": given.get("target", ""),
        "method": given.get("method", ""),
        "place": _named(
            given, {"said": "place", "name": "place_name"}, "country", "latitude", "longitude", "uncertainty"
        ),
        "time": _named(given, {"said": "time"}, "edtf"),
        "count": _named(given, {"said": "count"}, "low", "high", "unit"),
    }
    return {name: value for name, value in found.items() if value}


def _named(given: dict[str, str], renamed: dict[str, str], *names: str) -> dict[str, str]:
    wanted = renamed | {name: name for name in names}
    return {name: given[column] for name, column in wanted.items() if given.get(column)}
