"""One act of a claim: its code, who is said to have done it, to whom or what, how, where, when, how many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from muniment.model.claims import INVOLVEMENTS
from muniment.model.spelling import did_you_mean

from .refusing import ClaimError, known_keys, one_of, table, tables, text
from .resolved import count, place, time

KEYS = ("code", "perpetrators", "victims", "target", "method", "place", "time", "count", "note")
_ACTING, _SUFFERING, _THING = ("said", "code", "involvement"), ("said", "code", "group"), ("said", "code")


def act_fields(given: Mapping[str, Any], where: str, codes: Collection[str], by: str) -> dict[str, Any]:
    """An act as it is put on record. `codes` are those of the list in use, `by` whoever resolves.

    Raises ClaimError in words.
    """
    known_keys(given, KEYS, where)
    code = text(given.get("code"), f"{where}, code")
    if code not in codes:
        raise ClaimError(
            f"{where}: {code!r} is no code of the list in use{did_you_mean(code, codes)}; `muniment codes` lists them."
        )
    found: dict[str, Any] = {"code": code}
    found["perpetrators"] = [_perpetrator(one, f"{where}, perpetrators") for one in _many(given, "perpetrators", where)]
    found["victims"] = [_party(one, _SUFFERING, f"{where}, victims") for one in _many(given, "victims", where)]
    for name in ("target", "method"):
        if given.get(name):
            found[name] = _party(table(given[name], f"{where}, {name}"), _THING, f"{where}, {name}")
    for name, read in (("place", place), ("time", time), ("count", count)):
        if given.get(name) and (value := read(table(given[name], f"{where}, {name}"), f"{where}, {name}", by)):
            found[name] = value
    if note := text(given.get("note"), f"{where}, note"):
        found["note"] = note
    return {name: value for name, value in found.items() if value != []}


def _many(given: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    return tables(given.get(name), f"{where}, {name}")


def _perpetrator(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A state, an army, an organisation, a person; an ethnic, national or religious group never acts."""
    if given.get("group"):
        raise ClaimError(
            f"{where}: a group may be recorded as targeted, never as acting. Name the army, the authority, the "
            "organisation or the person that is said to have acted, or leave it open."
        )
    found = _party(given, _ACTING, where)
    found["involvement"] = one_of(given.get("involvement"), INVOLVEMENTS, f"{where}, involvement", "unknown")
    return found


def _party(given: Mapping[str, Any], keys: tuple[str, ...], where: str) -> dict[str, Any]:
    known_keys(given, keys, where)
    found = {name: text(given.get(name), f"{where}, {name}") for name in keys if name != "involvement"}
    if not found["said"] and not found["code"]:
        raise ClaimError(f"{where}: give the words as said, or the code of a person or object.")
    return {name: value for name, value in found.items() if value}
