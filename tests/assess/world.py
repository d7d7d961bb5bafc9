"""A vault with a few read items, two or three operators, claims and an incident, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from muniment.assess import Asked
from muniment.model.reading import Reading
from muniment.preserve import Keyring, Ledger, admit_operator, enter_records, find_item, keep_reading, request_admission
from muniment.store.vault import VaultStore
from tests.preserve.vaults import Place, deposit

TEXTS = {
    "clinic-uk.txt": (b"\xd0\x9a\xd0\xbb\xd1\x96\xd0\xbd\xd1\x96\xd0\xba\xd0\xb0", "uk"),
    "clinic-en.txt": (b"The clinic at Ostrivka was hit.", "en"),
    "picture.jpg": (b"no letters", None),
}


class World:
    """One folder; `as_(code)` opens it for writing as one of its people."""

    def __init__(self, root: Path, people: int = 2) -> None:
        self.place = Place(root)
        for number in range(2, people + 1):
            with self.place.open() as ledger:
                line = request_admission(ledger, f"op-{number}")
            with self.as_("op-1") as ledger:
                admit_operator(ledger, line)
        with self.as_("op-1") as ledger:
            self.items = [one.item for one in deposit(ledger, [(name, data) for name, (data, _) in TEXTS.items()])]
            for item, (data, language) in zip(self.items, TEXTS.values(), strict=True):
                draft = ledger.draft("read")
                text = data.decode() if language else ""
                keep_reading(draft, item, Reading("text/1", text, language=language))
                draft.commit()
            acts = [{"code": "attack-medical"}, {"code": "injury"}]
            told = [{"item": item, "acts": acts} for item in self.items[:2]]
            self.claims = [record.label for record in enter_records(ledger, "claim", told)]
            self.incident = self.enter(ledger, "incident", {"name": "The clinic", "claims": self.claims})

    @staticmethod
    def enter(ledger: Ledger, kind: str, fields: dict[str, Any]) -> str:
        return enter_records(ledger, kind, [fields])[0].label

    def as_(self, code: str) -> Ledger:
        return self.place.open(write=True, code=code)

    def look(self) -> Ledger:
        return Ledger(VaultStore(self.place.vault), Keyring(self.place.settings))

    def asked(self, **changes: Any) -> Asked:
        """That it happened, met, on the Ukrainian claim, read in Ukrainian."""
        usual: dict[str, Any] = {
            "proposition": "happened",
            "standard": "reasonable-grounds",
            "outcome": "met",
            "reasons": "both describe the same roof",
            "for_": self.claims[:1],
            "read_in": ["uk"],
        }
        return Asked(**(usual | changes))

    def translated(self, data: bytes, parent: str) -> str:
        """Bring a person's English translation of an item."""
        with self.as_("op-1") as ledger:
            told = {"parent": find_item(ledger, parent).sha256, "made_as": "translation", "made_by": "person-1"}
            item = deposit(ledger, [("translation.txt", data)], **told)[0].item
            draft = ledger.draft("read")
            keep_reading(draft, item, Reading("text/1", data.decode(), language="en"))
            draft.commit()
        return item


def words_of(lacking: Sequence[Any]) -> list[str]:
    """The rules that are not met."""
    return [lack.rule for lack in lacking]
