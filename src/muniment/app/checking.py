"""Observations on a vault's items: each text by itself, and its quotations beside the other texts held here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.claims import reference_dates
from muniment.claims.checks import Observation, differing, observations, quoted
from muniment.model.reading import Reading
from muniment.model.records import ItemRow

from .line import Line

if TYPE_CHECKING:
    from .vault import Vault


def check(
    vault: Vault, items: Sequence[ItemRow], progress: Callable[[int], None] = lambda _: None
) -> list[Observation]:
    """What does not fit together in these items, in their order. Nothing is written anywhere."""
    dates = reference_dates(vault.ledger)
    readings = [(item.item, reading) for item in items if (reading := vault.reading(item.item))]
    found: dict[str, list[Observation]] = {}
    for item, reading in readings:
        found[item] = observations(item, reading, dates)
        progress(1)
    quotes = [one for item, reading in readings for one in quoted(item, reading)]
    for one in differing(quotes, _texts(vault)) if quotes else ():
        found[one.item].append(one)
    return [one for item, _ in readings for one in sorted(found[item], key=lambda one: one.spans[0].start)]


def _texts(vault: Vault) -> Iterator[tuple[str, Reading]]:
    for item in vault.items():
        if reading := vault.reading(item.item):
            yield item.item, reading


def observation_json(one: Observation) -> dict[str, Any]:
    """An observation as documented."""
    plain: dict[str, Any] = msgspec.to_builtins(one)
    plain["spans"] = [{"page": None, **span} for span in plain["spans"]]
    return plain | {
        "other": one.other,
        "other_spans": [{"page": None, **span} for span in plain.get("other_spans", ())],
    }


def observation_lines(found: Sequence[Observation]) -> Iterator[Line]:
    """Observations for people, item by item."""
    item = ""
    for one in found:
        if one.item != item:
            item = one.item
            yield Line(item, kind="head")
        first = one.spans[0]
        page = f"page {first.page}, " if first.page else ""
        yield Line(f"{one.code} ({page}characters {first.start}–{first.end})", 2, 4, "who")
        yield Line(one.words, 6, 0)
