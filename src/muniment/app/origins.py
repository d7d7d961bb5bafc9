"""From what a person names (items, claims, incidents) to the documents whose origins are asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from muniment.link import Attributed, Origins, origins_of, sentence, speaker_of, translation_ties
from muniment.model.records import Record
from muniment.preserve import find_record

from .line import Line

if TYPE_CHECKING:
    from .vault import Vault


class Asked(NamedTuple):
    """Documents, and the claims in them that are asked about."""

    items: list[str]
    claims: list[Record]


def asked_of(vault: Vault, labels: Sequence[str]) -> Asked:
    """Items themselves; of claims and incidents the items that they stand in. Raises NoSuchItem, NoSuchRecord."""
    items: list[str] = []
    claims: list[Record] = []
    for label in labels:
        if label.rpartition("/")[2].startswith(("claim-", "incident-")):
            record = find_record(vault.ledger, label, "claim", "incident")
            inside = [record] if record.kind == "claim" else claims_of(vault, record)
            claims += inside
            items += [claim.fields["item"] for claim in inside]
        else:
            items.append(vault.item(label).item)
    return Asked(list(dict.fromkeys(items)), list({claim.label: claim for claim in claims}.values()))


def claims_of(vault: Vault, incident: Record) -> list[Record]:
    """The claims of an incident that stand."""
    found = [vault.ledger.catalogue.record(label) for label in incident.fields["claims"]]
    return [claim for claim in found if claim is not None and not claim.withdrawn]


def origins_asked(vault: Vault, labels: Sequence[str], across: bool = False) -> Origins:
    """How many separate origins are known of what is named; `across`: compared across languages, too.

    Raises link.NotInstalled where that is asked for and the extra is not here.
    """
    asked = asked_of(vault, labels)
    said = [
        Attributed(claim.fields["item"], claim.label, speaker_of(claim.fields) if claim.fields["chain"] else "")
        for claim in asked.claims
    ]
    return origins_of(vault.ledger, asked.items, said, translation_ties if across else None)


def origin_groups(vault: Vault, labels: Sequence[str]) -> list[list[str]]:
    """Items of each group."""
    return [list(one.items) for one in origins_asked(vault, labels).groups]


def origins_json(found: Origins) -> dict[str, Any]:
    """The documented JSON form."""
    plain: dict[str, Any] = msgspec.to_builtins(found)
    for one in plain["groups"]:
        one["ties"] = [{"a_span": None, "b_span": None, "alike": 0, "by": "", **tie} for tie in one["ties"]]
    return {"sentence": sentence(found), **plain}


def origins_lines(found: Origins) -> Iterator[Line]:
    """For people: the answer sentence by sentence, then each group with its documents and what ties them."""
    for number, part in enumerate(_sentences(found)):
        yield Line(part, kind="text" if number else "head")
    documents = {one.item: one for one in found.documents}
    for number, of in enumerate(found.groups, 1):
        yield Line(f"group {number}", kind="who")
        for item in of.items:
            one = documents[item]
            yield Line(f"{one.item}  {one.title} ({one.when_is} {one.when})", 2, 4)
        for tie in of.ties:
            yield Line(f"{tie.kind}: {tie.a} and {tie.b}: {tie.why}", 4, 4)
    if found.argued:
        yield Line(f"Why a pair is independent is argued in {', '.join(found.argued)} (`muniment link list`).")


_STARTS = (" Checked: ", " Not checked: ", " Limits: ", " Not finding ")


def _sentences(found: Origins) -> list[str]:
    """The sentence in its parts; limits may hold full stops of their own."""
    said = sentence(found)
    for start in _STARTS:
        said = said.replace(start, f"\n{start.lstrip()}", 1)
    return said.split("\n")
