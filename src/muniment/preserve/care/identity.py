"""What goes where a person's identity is erased: every version of the record that holds it, and its sealed bytes.

The person stays on record by their code, with accounts, consents and what claims say: those name nobody.
"""

from __future__ import annotations

from muniment.model.records import label
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.records import find_record, places_of

KIND = "identity"


def is_person(text: str) -> bool:
    """Whether a label is a person's."""
    return text.startswith("person-")


class GoingIdentity:
    """Finds it; `parts` are the parts that go, `words` say so to a person. Raises NoSuchRecord."""

    def __init__(self, ledger: Ledger, person: str) -> None:
        self.parts: list[tuple[int, int]] = []
        self.words: list[str] = []
        self.former: list[str] = []
        """Records in earlier logs of what goes."""
        for record in ledger.catalogue.records(KIND, about=find_record(ledger, person, "person").label):
            for place in places_of(ledger, record):
                self.parts.append(place)
                self.words.append(f"{label(KIND, *place)}: the identity of {person} as it was sealed then")
            self.former += record.fields.get("formerly", ())
        if self.parts:
            self.words.append(f"{person} stays on record by that code, with accounts, consents and claims")
            self.words.append("CAREFUL: keepers could read it until now; what they kept of it, they still have")
