"""What goes where something that people put on record is erased: every version of it. A note may hold a name.

What refers to it stays, and shows that it is gone; a review of it stays, too.
"""

from __future__ import annotations

from muniment.model.counting import counted
from muniment.model.records import KINDS_OF_RECORD
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.records import find_record, places_of

ERASABLE = frozenset(
    {"claim", "link", "incident", "judge", "dossier", "date", "account", "consent", "object", "element"}
)
"""Kinds of act. A person stays on record by their code, for what was said of them refers to it."""


def is_on_record(text: str) -> bool:
    """Whether a label is that of such a record."""
    return text.rpartition("/")[2].partition("-")[0] in {KINDS_OF_RECORD[kind] for kind in ERASABLE}


class GoingRecord:
    """Finds it; `parts` are the parts that go, `words` say so to a person. Raises NoSuchRecord."""

    def __init__(self, ledger: Ledger, text: str) -> None:
        record = find_record(ledger, text, *sorted(ERASABLE))
        self.label = record.label
        self.parts = places_of(ledger, record)
        self.words = [f"{record.label}, with all that it says ({counted(len(self.parts), 'version')})"]
        self.former: list[str] = list(record.fields.get("formerly", ()))
        for other in ledger.catalogue.records(about=record.label):
            if not other.withdrawn:
                self.words.append(f"CAREFUL: {other.label} refers to {record.label}, and stays without it")
