"""What the claims of one incident say, side by side: as said, with unit, speaker and basis. Nothing is averaged.

Denials stand beside accounts; they are not votes, and nothing here counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from muniment.model.counting import bounds
from muniment.model.records import Record


class Said(msgspec.Struct, frozen=True):
    """One act of one claim, as said beside as resolved; empty is not said."""

    claim: str
    item: str
    speaker: str
    """Empty where unnamed."""
    basis: str
    polarity: str
    code: str
    perpetrators: tuple[str, ...]
    victims: tuple[str, ...]
    target: str
    place: str
    time: str
    count: str
    unit: str


def side_by_side(claims: Sequence[Record]) -> list[Said]:
    """Every act of every claim, in the order of the claims; a claim without acts in a row of its own."""
    return [row for record in claims for row in _rows(record)]


def _rows(record: Record) -> list[Said]:
    fields = record.fields
    return [_row(record, act) for act in fields.get("acts") or [{"code": ""}]]


def speaker_of(fields: dict[str, Any]) -> str:
    """Whose claim it is: the last of the chain, else who says the document."""
    chain = fields.get("chain") or []
    return str(chain[-1]["name"] if chain else fields.get("asserter", ""))


def _row(record: Record, act: dict[str, Any]) -> Said:
    fields = record.fields
    count = act.get("count", {})
    return Said(
        record.label,
        fields["item"],
        speaker_of(fields),
        fields["basis"],
        fields["polarity"],
        act["code"],
        tuple(_party(one) for one in act.get("perpetrators", ())),
        tuple(_party(one) for one in act.get("victims", ())),
        _party(act.get("target", {})),
        _both(act.get("place", {}), ("name", "country")),
        _both(act.get("time", {}), ("edtf",)),
        _beside(str(count.get("said", "")), bounds(count.get("low"), count.get("high"))),
        str(count.get("unit", "")),
    )


def _party(given: dict[str, Any]) -> str:
    return str(given.get("said") or given.get("code", ""))


def _both(value: dict[str, Any], names: tuple[str, ...]) -> str:
    resolved = ", ".join(str(value[name]) for name in names if value.get(name) not in (None, ""))
    return _beside(str(value.get("said", "")), resolved)


def _beside(said: str, resolved: str) -> str:
    """As said beside as resolved: `on Sunday = 2031-05-04`."""
    return f"{said} = {resolved}" if said and resolved and said != resolved else said or resolved
