"""The code lists in use in a vault: those shipped, and those its people put on record beside or instead of them."""

from __future__ import annotations

from typing import NamedTuple

from muniment.codes import Code, CodeList, load, read_list
from muniment.model.records import Record
from muniment.preserve import Ledger, put_body

from .form import ClaimError

SHIPPED = ("acts",)
KIND = "codes"


class Vocabulary(NamedTuple):
    """All codes that a claim may use, each with the list it is of."""

    lists: tuple[CodeList, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Every code."""
        return frozenset(code.id for one in self.lists for code in one.codes)

    @property
    def elements(self) -> frozenset[str]:
        """Codes that are legal elements: those shipped, and those of a user's own lists."""
        law = {code.id for code in load("law")}
        return frozenset(law | {code.id for one in self.lists for code in one.codes if code.kind == "element"})

    def speaks_of_law(self, code: str) -> bool:
        """Whether a code is a legal element, or, being in no list in use, the beginning of one's name."""
        elements = self.elements
        return code in elements or (
            code not in self.ids and any(element.startswith(f"{code}-") for element in elements)
        )

    def list_of(self, code: str) -> str:
        """The list and version that a code is of, as it is put on record: `acts/1`."""
        return next(f"{one.name}/{one.version}" for one in self.lists if any(code == each.id for each in one.codes))

    def codes(self) -> list[tuple[CodeList, Code]]:
        """Every code with its list, in order."""
        return [(one, code) for one in self.lists for code in one.codes]


def in_use(ledger: Ledger) -> Vocabulary:
    """The lists in use: a list on record replaces an earlier one, or a shipped one, of the same name."""
    found = {name: load(name) for name in SHIPPED}
    for record in ledger.catalogue.records(KIND):
        if not record.withdrawn:
            body = ledger.read_object(record.fields["list"])
            one = read_list(body, record.fields.get("name", record.label))
            found[one.name] = one
    return Vocabulary(tuple(found.values()))


def adopt(ledger: Ledger, data: bytes, source: str, reason: str) -> tuple[CodeList, Record]:
    """Put a list of the user's own on record, whole. Raises what `read_list` raises, in words."""
    made = read_list(data, source)
    for one in (*(load(name) for name in SHIPPED), *in_use(ledger).lists):
        if (one.name, one.version) == (made.name, made.version):
            raise ClaimError(
                f"A list {one.name}/{one.version} is in use already, and claims refer to it by that name. Give yours "
                "another version, or another name."
            )
    draft = ledger.draft(KIND)
    stored = put_body(draft, data)
    draft.add(
        {"name": source, "title": made.title, "reason": reason, "list": {"object": stored.sha256, "size": stored.size}}
    )
    written = draft.commit()
    record = ledger.catalogue.record(f"{written.index}.0")
    assert record is not None
    return made, record
