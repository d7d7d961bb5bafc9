"""Claims and suggestions for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from muniment.model.claims import Act, Party, Span, Suggestion
from muniment.model.records import Record

from .onrecord import record_json
from .words import shortened

PASSAGE = 70
"""Characters of a passage in a row of a table."""


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
    return record.label, fields["item"], speaker_words(fields), polarity, codes, shortened(said, PASSAGE)


def speaker_words(fields: dict[str, Any]) -> str:
    """Whose claim it is, for people: the last of the chain, and who passes it on."""
    names = [fields["asserter"], *(one["name"] for one in fields["chain"])]
    shown = [name or "unnamed" for name in names]
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


def suggestion_lines(marks: Iterable[Suggestion]) -> Iterator[str]:
    """Suggestions for people: the margin of each document."""
    item = ""
    for mark in marks:
        if mark.item != item:
            item = mark.item
            yield f"{item}: who says it is {mark.chain[0].name or 'not known'}"
        names = " ← ".join(one.name or "unnamed" for one in reversed(mark.chain))
        held: list[str] = [] if mark.polarity == "affirmed" else [mark.polarity]
        held += [span.text for span in mark.hedges]
        yield f"  {mark.suggestion}  {names}" + (f" [{', '.join(held)}]" if held else "")
        yield f"      «{' '.join(mark.passage.text.split())}»"
        yield from (f"      {_suggested(act)}" for act in mark.acts)
        if mark.characterisations:
            yield f"      their words: {_texts(mark.characterisations)}"


def _suggested(act: Act) -> str:
    said = [
        *(
            f"{name} {_parties(parties)}"
            for name, parties in (("by", act.perpetrators), ("to", act.victims))
            if parties
        ),
        *(f"{name} {span.text}" for name, span in (("target", act.target), ("with", act.method)) if span),
    ]
    if act.place:
        said.append(
            f"at {act.place.said.text}"
            + (f" = {act.place.resolved}, {act.place.country}" if act.place.resolved else "")
        )
    if act.time:
        said.append(f"when {act.time.said.text}" + (f" = {act.time.edtf}" if act.time.edtf else ""))
    if act.count:
        said.append(f"how many {act.count.said.text}")
    return f"{act.code}: {'; '.join(said)}" if said else act.code


def _parties(parties: Sequence[Party]) -> str:
    return _texts([party.said for party in parties])


def _texts(spans: Sequence[Span]) -> str:
    return ", ".join(span.text for span in spans)
