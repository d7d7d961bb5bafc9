"""Incidents of a vault: candidates over all claims on record, and what they say for people and machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.claims import claims_on_record
from muniment.link import Candidate, IncidentError, Said, confirm_incident, suggest_incidents
from muniment.model.records import Record

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


def side_lines(rows: Sequence[Said]) -> Iterator[str]:
    """For people: each claim with who says it and how they know it, what it says below."""
    for row in rows:
        denied = {"affirmed": "", "denied": ", DENIES", "unknown": ", not certain"}[row.polarity]
        yield f"  {row.claim} in {row.item}: {row.speaker or 'unnamed'} ({_basis(row.basis)}){denied}"
        yield f"      {row.code or 'no act'}"
        for name, word in _SHOWN:
            value = getattr(row, name)
            if value:
                yield f"      {word}: {value if isinstance(value, str) else ', '.join(value)}"
        if row.count:
            yield f"      how many: {row.count}{f' {row.unit}' if row.unit and row.unit not in row.count else ''}"


def _basis(basis: str) -> str:
    return "how they know it is not said" if basis == "unknown" else basis
