"""What is on record of persons by their codes, for stages that may not know one another: accounts and consents.

Here stands what was stated; what follows from it (groups of one origin, refusals) is decided where it is used.
"""

from __future__ import annotations

from typing import NamedTuple

from muniment.model.records import Record
from muniment.preserve.ledger.ledger import Ledger


def accounts_of_person(ledger: Ledger) -> dict[str, list[str]]:
    """Person → items that record an account of theirs: one informant, so one origin, however many groups asked."""
    found: dict[str, dict[str, None]] = {}
    for record in ledger.catalogue.records("account"):
        if not record.withdrawn:
            found.setdefault(record.fields["person"], {}).update(dict.fromkeys(record.fields["items"]))
    return {person: list(items) for person, items in found.items()}


class Recorded(NamedTuple):
    """A person of whom an item records an account, and what they agreed to or refused."""

    person: str
    account: str
    consents: tuple[Record, ...]


def persons_recorded_in(ledger: Ledger, item: str) -> list[Recorded]:
    """Persons of whom an item (by its label) records an account; each once."""
    found: dict[str, Recorded] = {}
    for account in ledger.catalogue.records("account", about=item):
        person = account.fields["person"]
        if not account.withdrawn and person not in found:
            stated = ledger.catalogue.records("consent", about=person)
            standing = tuple(one for one in stated if one.fields["person"] == person and not one.withdrawn)
            found[person] = Recorded(person, account.label, standing)
    return list(found.values())
