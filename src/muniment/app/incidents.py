"""Incidents of a vault: candidates over all claims on record, and what they say for people and machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.claims import claims_on_record
from muniment.link import Candidate, IncidentError, Said, confirm_incident, suggest_incidents
from muniment.model.records import Record

from .line import Line

if TYPE_CHECKING:
    from .vault import Vault


def candidates(vault: Vault) -> list[Candidate]:
    """Claims that may be one incident and are not together yet."""
    incidents = [record for record in vault.ledger.catalogue.records("incident") if not record.withdrawn]
    return suggest_incidents(claims_on_record(vault.ledger), [record.fields["claims"] for record in incidents])


def confirm(vault: Vault, named: Sequence[str], name: str, reason: str) -> Record:
    """An incident of these claims, or of the candidate named. Raises IncidentError."""
    if len(named) != 1 or not named[0].startswith("i-"):
        return confirm_incident(vault.ledger, name, named, reason)
    found = {one.candidate: one for one in candidates(vault)}
    if named[0] not in found:
        raise IncidentError(f"There is no candidate {named[0]} any more; `muniment incidents suggest` lists them.")
    return confirm_incident(vault.ledger, name, found[named[0]].claims, reason, named[0])


def side_json(row: Said) -> dict[str, Any]:
    """What one claim says, as documented."""
    plain: dict[str, Any] = msgspec.to_builtins(row)
    return plain


_SHOWN = (("perpetrators", "by"), ("victims", "to"), ("target", "target"), ("place", "where"), ("time", "when"))


def side_lines(rows: Sequence[Said]) -> Iterator[Line]:
    """For people: each claim with who says it and how they know it, act by act what it says below."""
    claim = ""
    for row in rows:
        if row.claim != claim:
            claim = row.claim
            denied = {"affirmed": "", "denied": ", DENIES it", "unknown": ", leaves it open"}[row.polarity]
            who = f"{row.speaker or 'somebody unnamed'} ({_BASIS[row.basis]}){denied}"
            yield Line(f"{row.claim} in {row.item}: {who}", 2, 4, "who")
        yield Line(row.code or "no act", 6, 4)
        for name, word in _SHOWN:
            value = getattr(row, name)
            if value:
                yield Line(f"{word}: {value if isinstance(value, str) else ', '.join(value)}", 8, 4)
        if row.count:
            unit = f" {row.unit}" if row.unit and row.unit not in row.count else ""
            yield Line(f"how many: {row.count}{unit}", 8, 4)


def candidate_lines(found: Sequence[Candidate]) -> Iterator[Line]:
    """For people: which claims may be one happening, why, and how to say that they are."""
    if not found:
        yield Line("No two claims on record that are not together yet look like one happening.")
        yield Line("Those that you know to be one: muniment incidents confirm CLAIM CLAIM --name NAME --reason WHY")
        return
    for one in found:
        yield Line(f"{one.candidate}  {', '.join(one.claims)}", kind="who")
        for why in one.why:
            yield Line(why, 4)
    yield Line("Nothing is on record by this. Read the claims; if they speak of one happening:")
    yield Line(f"muniment incidents confirm {found[0].candidate} --name NAME --reason WHY", 4, 4)


_BASIS = {
    "saw": "saw it", "heard": "heard it", "told": "was told it", "inferred": "inferred it",
    "document": "from a document", "unknown": "how they know it is not said",
}  # fmt: skip
