"""What a dossier holds now: its entries looked up, the claims that its incidents bring in, the items they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from muniment.assess.judgement import KIND as JUDGE
from muniment.model.records import Record, parse_label
from muniment.preserve import Ledger, find_item, find_record

KIND = "dossier"
KINDS = ("claim", JUDGE, "incident")
"""Kinds of record that can be entries, beside items."""


class Inside(NamedTuple):
    """What stands and is in; each once, in the order of the entries."""

    claims: tuple[Record, ...]
    judgements: tuple[Record, ...]
    incidents: tuple[Record, ...]
    """Those that an entry touches: an incident itself, a judgement's, and all that hold one of these claims."""
    items: tuple[str, ...]
    """Items that are entries, and those that the claims stand in."""
    gone: tuple[str, ...]
    """Entries that were withdrawn or erased since."""


def find_dossier(ledger: Ledger, label: str) -> Record:
    """A dossier by its label. Raises NoSuchRecord."""
    return find_record(ledger, label, KIND)


def find_entry(ledger: Ledger, text: str) -> str:
    """The label of what can be an entry: an item, claim, judgement or incident. Raises NoSuchItem, NoSuchRecord."""
    word = text.rpartition("/")[2].partition("-")[0]
    if word in ("claim", "judgement", "incident"):
        return find_record(ledger, text, *KINDS).label
    return find_item(ledger, text).item


def inside(ledger: Ledger, fields: Mapping[str, Any]) -> Inside:
    """What a dossier with these fields holds."""
    claims: dict[str, Record] = {}
    judgements: list[Record] = []
    incidents: list[Record] = []
    items: list[str] = []
    gone: list[str] = []
    for entry in fields["entries"]:
        label = str(entry["record"])
        if label.startswith("item-"):
            (items if ledger.catalogue.item(*parse_label(label)) else gone).append(label)
            continue
        record = ledger.catalogue.record(label)
        if record is None or record.withdrawn:
            gone.append(label)
        elif record.kind == "incident":
            incidents.append(record)
            claims |= {one.label: one for one in _brought(ledger, record, fields.get("without", ()))}
        elif record.kind == JUDGE:
            judgements.append(record)
        else:
            claims[record.label] = record
    touched = [*incidents, *_of_judgements(ledger, judgements), *_holding(ledger, claims)]
    standing = list(dict.fromkeys([*items, *(str(claim.fields["item"]) for claim in claims.values())]))
    return Inside(
        tuple(claims.values()),
        tuple(judgements),
        tuple({one.label: one for one in touched}.values()),
        tuple(standing),
        tuple(gone),
    )


def claims_of(ledger: Ledger, incident: Record) -> list[Record]:
    """The claims of an incident that stand."""
    return standing_claims(ledger, incident.fields.get("claims", ()))


def standing_claims(ledger: Ledger, labels: Sequence[str]) -> list[Record]:
    """Those of some claims that were neither withdrawn nor erased."""
    found = (ledger.catalogue.record(label) for label in labels)
    return [claim for claim in found if claim is not None and not claim.withdrawn and "item" in claim.fields]


def _brought(ledger: Ledger, incident: Record, without: Sequence[str]) -> list[Record]:
    return [claim for claim in claims_of(ledger, incident) if claim.label not in without]


def _of_judgements(ledger: Ledger, judgements: Sequence[Record]) -> list[Record]:
    found = (ledger.catalogue.record(str(one.fields["incident"])) for one in judgements)
    return [incident for incident in found if incident is not None and not incident.withdrawn]


def _holding(ledger: Ledger, claims: Mapping[str, Record]) -> list[Record]:
    found = {
        incident.label: incident
        for label in claims
        for incident in ledger.catalogue.records("incident", about=label)
        if not incident.withdrawn and label in incident.fields["claims"]
    }
    return list(found.values())
