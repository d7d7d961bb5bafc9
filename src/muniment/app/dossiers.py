"""Dossiers for people and for machines; and what it is that stands against something, for those who leave it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from muniment.assess import (
    Inside,
    LeftOut,
    Statement,
    Weighing,
    Why,
    inside_dossier,
    left_out_of,
    require_explained,
    state_left_out,
    unexplained,
)
from muniment.claims import codes_in_use
from muniment.link import Contrary, contrary_to, speaker_of
from muniment.model.counting import counted
from muniment.model.records import Record, parse_label

from .onrecord import record_json
from .words import shortened

if TYPE_CHECKING:
    from .vault import Vault

RESPONSES = ("responsibility",)
"""Codes that are no circumstance by their kind and bear on a happening alike: who denies or acknowledges it."""
HOW = "Put it in with `muniment dossier add`, or say why not: `muniment dossier explain {} --left-out REASON`."
_PASSAGE = 60


def weighing(vault: Vault) -> Weighing:
    """How those who leave something out are told what stands against what: side by side, as `incidents` has it."""
    codes = code_labels(vault)
    known = {code.id for _, code in codes_in_use(vault.ledger).codes() if code.kind == "circumstance"} | {*RESPONSES}

    def weigh(claim: Record, beside: Sequence[Record]) -> Iterator[Why]:
        for one in contrary_to(claim, beside, known):
            yield Why(one.kind, one.code, _words(one, codes.get(one.code, one.code)))

    return weigh


def code_labels(vault: Vault) -> dict[str, str]:
    """Code → what it is called."""
    return {code.id: code.label for _, code in codes_in_use(vault.ledger).codes()}


_SAID = {
    "denial": "it denies what {than} affirms",
    "affirmation": "it affirms what {than} denies",
    "circumstance": "it speaks of a circumstance ({code})",
    "count": "it gives another number than {than} ({code})",
    "party": "it names another party than {than} ({code})",
    "place": "it names another place than {than} ({code})",
    "time": "it names another time than {than} ({code})",
}


def _words(one: Contrary, code: str) -> str:
    return _SAID[one.kind].format(than=one.than, code=code)


def look(vault: Vault, dossier: Record) -> tuple[Inside, list[LeftOut], Statement]:
    """What a dossier holds now, what is left out of it, and what a package would state of that."""
    held = inside_dossier(vault.ledger, dossier.fields)
    left = left_out_of(vault.ledger, held, weighing(vault))
    return held, left, state_left_out(vault.ledger, dossier, held, left, code_labels(vault))


def check_explained(dossier: Record, left: Sequence[LeftOut]) -> None:
    """Refuse to hand out what leaves contrary information out and nobody has said why. Raises Refused."""
    require_explained(dossier.label, dossier.fields, left, HOW.format(dossier.label))


def dossier_json(vault: Vault, dossier: Record) -> dict[str, Any]:
    """A dossier as documented: what it holds now and what is left out, beside what is on record."""
    held, left, statement = look(vault, dossier)
    missing = {one.record for one in unexplained(dossier.fields, left)}
    return record_json(dossier) | {
        "inside": {
            "claims": [one.label for one in held.claims],
            "judgements": [one.label for one in held.judgements],
            "incidents": [one.label for one in held.incidents],
            "items": list(held.items),
        },
        "gone": list(held.gone),
        "linked": [
            {
                "record": one.record,
                "item": one.item,
                "contrary": [why._asdict() for why in one.contrary],
                "unexplained": one.record in missing,
            }
            for one in left
        ],
        "statement": statement.said,
    }


def dossier_row(dossier: Record) -> tuple[object, ...]:
    """A dossier in a row: label, how many entries, who stated it last, name."""
    return dossier.label, len(dossier.fields["entries"]), dossier.now_by, dossier.fields["name"]


def dossier_lines(vault: Vault, dossier: Record, history: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A dossier for people: its entries in order, what goes out with them, and what is left out, with the reasons."""
    held, left, statement = look(vault, dossier)
    yield f"{dossier.label}  {dossier.fields['name']}, version {dossier.versions}"
    yield f"purpose     {dossier.fields['purpose']}"
    if dossier.withdrawn:
        yield f"WITHDRAWN {dossier.now_at} by {dossier.now_by}: {dossier.fields.get('reason', '')}"
    for number, entry in enumerate(dossier.fields["entries"], 1):
        yield f"{number:>4}  {entry['record']}  {_entry_words(vault, entry['record'])}"
        if entry["note"]:
            yield f"      note: {entry['note']}"
    if dossier.fields["without"]:
        yield f"without     {', '.join(dossier.fields['without'])}"
    yield f"goes out    {_going(held)}"
    yield from (f"GONE        {label} was withdrawn or erased since; take it out" for label in held.gone)
    yield from _left_lines(dossier, left)
    yield f"stated      {statement.said}"
    for version in history[1:]:
        yield f"entry {version['entry']}: changed {version['at']} by {version['by']}: {version.get('reason', '')}"


def _going(held: Inside) -> str:
    counts = ((held.items, "item"), (held.claims, "claim"), (held.judgements, "judgement"))
    return ", ".join(counted(len(many), word) for many, word in counts)


def _left_lines(dossier: Record, left: Sequence[LeftOut]) -> Iterator[str]:
    missing = {one.record for one in unexplained(dossier.fields, left)}
    for one in left:
        mark = " UNEXPLAINED" if one.record in missing else ""
        where = f" in {one.item}" if one.item != one.record else ""
        yield f"left out    {one.record}{where}{mark}"
        yield from (f"            contrary: {why.words}" for why in one.contrary)


def _entry_words(vault: Vault, label: str) -> str:
    """What an entry is, in a line."""
    word = label.partition("-")[0]
    if word == "item":
        row = vault.ledger.catalogue.item(*parse_label(label))
        return ", ".join(row.names[:1]) if row else "erased"
    record = vault.ledger.catalogue.record(label)
    if record is None or not record.fields:
        return "erased"
    return ("withdrawn: " if record.withdrawn else "") + _SHORT[word](record)


def _claim_words(record: Record) -> str:
    passage = record.fields.get("passage", {})
    said = " ".join(str(passage.get("text", passage.get("where", ""))).split())
    return f"{speaker_of(record.fields) or 'unnamed'}: «{shortened(said, _PASSAGE)}»"


def _judgement_words(record: Record) -> str:
    about = f" ({record.fields['about']})" if "about" in record.fields else ""
    return f"{record.fields['proposition']}{about}: {record.fields['outcome']} by {record.fields['standard']}"


def _incident_words(record: Record) -> str:
    return f"{record.fields['name']}, {counted(len(record.fields['claims']), 'claim')}"


_SHORT: dict[str, Callable[[Record], str]] = {
    "claim": _claim_words,
    "judgement": _judgement_words,
    "incident": _incident_words,
}
