"""Claims and suggestions for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from muniment.model.claims import Suggestion
from muniment.model.records import Record

from .onrecord import record_json
from .words import shortened

PASSAGE, NAME = 70, 40
"""Characters of a passage, and of a speaker's name, in a row of a table; `show` has them whole."""


def claim_json(record: Record) -> dict[str, Any]:
    """A claim as documented."""
    return record_json(record)


def suggestion_json(mark: Suggestion) -> dict[str, Any]:
    """A suggestion as documented: asserter and speaker beside the whole chain."""
    plain: dict[str, Any] = msgspec.to_builtins(mark)
    plain["passage"] = {"page": None, **plain["passage"]}
    plain["asserter"], plain["speaker"] = plain["chain"][0], plain["chain"][-1]
    plain["cue"] = plain["speaker"].get("cue")
    defaults = {"basis": "unknown", "polarity": "affirmed", "confidence": 0, "language": ""}
    lists: dict[str, Any] = {name: [] for name in ("hedges", "acts", "characterisations", "links")}
    return defaults | lists | plain


def claim_row(record: Record) -> tuple[object, ...]:
    """A claim in a row: label, item, speaker, polarity, acts, the beginning of its passage."""
    fields = record.fields
    codes = ", ".join(dict.fromkeys(act["code"] for act in fields["acts"])) or "-"
    polarity = "withdrawn" if record.withdrawn else fields["polarity"]
    passage = fields["passage"]
    said = " ".join(passage.get("text", passage.get("where", "")).split())
    return record.label, fields["item"], _speaker(fields), polarity, codes, shortened(said, PASSAGE)


def _speaker(fields: dict[str, Any]) -> str:
    """Whose claim it is, in a cell: whoever is quoted last, else the document's author."""
    if fields["chain"]:
        return shortened(fields["chain"][-1]["name"], NAME) or "unnamed"
    return f"the author, {shortened(fields['asserter'], NAME)}" if fields["asserter"] else "the author, not known"


def speaker_words(fields: dict[str, Any]) -> str:
    """Whose claim it is, for people: the last of the chain, and who passes it on."""
    shown = [fields["asserter"] or "an author not known", *(one["name"] or "unnamed" for one in fields["chain"])]
    return shown[-1] if len(shown) == 1 else f"{shown[-1]} (in: {' ← '.join(reversed(shown[:-1]))})"


def claim_lines(record: Record, history: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A claim for people."""
    fields = record.fields
    yield f"{record.label}, on record since {record.at}, by {record.by}"
    if record.withdrawn:
        yield f"WITHDRAWN {record.now_at} by {record.now_by}: {fields.get('reason', '')}"
    passage = fields["passage"]
    where = f", page {passage['page']}" if "page" in passage else ""
    yield f"stands in   {fields['item']}{where}"
    yield f"passage     «{passage.get('text', passage.get('where'))}»"
    yield f"said by     {speaker_words(fields)}"
    yield f"knows it    {fields['basis']}"
    yield f"polarity    {fields['polarity']}"
    for name, title in (("hedges", "hedges      "), ("characterisations", "their words ")):
        if fields[name]:
            yield f"{title}{', '.join(fields[name])}"
    for number, act in enumerate(fields["acts"], 1):
        yield f"act {number}       {act['code']}"
        yield from (f"            {line}" for line in _act_lines(act))
    if began := fields.get("began_as"):
        changed = f", changed: {', '.join(began['changed'])}" if began.get("changed") else ""
        yield f"began as    suggestion {began['suggestion']} of {began['extractor']}{changed}"
    if fields["note"]:
        yield f"note        {fields['note']}"
    for version in history[1:]:
        yield f"entry {version['entry']}: changed {version['at']} by {version['by']}: {version.get('reason', '')}"


def _act_lines(act: dict[str, Any]) -> Iterator[str]:
    for name in ("perpetrators", "victims"):
        for party in act.get(name, ()):
            more = [str(party[key]) for key in ("code", "group") if key in party]
            involved = party.get("involvement", "unknown")
            more += [involved] if involved != "unknown" else []
            said, words = party.get("said", ""), ", ".join(more)
            yield f"{name}: {f'{said} ({words})' if said and more else said or words}"
    for name in ("target", "method"):
        if name in act:
            yield f"{name}: {act[name].get('said') or act[name].get('code')}"
    for name in ("place", "time", "count"):
        if name in act:
            yield f"{name}: {_resolved_words(act[name])}"


def _resolved_words(value: dict[str, Any]) -> str:
    said = f"«{value['said']}»" if value.get("said") else "not said"
    names = ("name", "country", "edtf", "low", "high", "unit")
    found = ", ".join(
        str(value[name]) if name not in ("low", "high") else f"{name} {value[name]}" for name in names if name in value
    )
    return f"{said}: {found} (by {value['by']})" if "by" in value else f"{said}{f', {found}' if found else ''}"
