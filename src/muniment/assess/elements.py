"""That an act in a claim answers to an element of law: a person's judgement with reasons, never a program's."""

from __future__ import annotations

from muniment.codes import CodeList, load
from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, find_record, revise_record, withdraw_record

from .errors import AssessError
from .people import person

KIND = "element"
LIST = "law"


def legal_elements() -> CodeList:
    """The list of legal elements in use."""
    return load(LIST)


def map_element(ledger: Ledger, claim: str, act: int, element: str, reasons: str, author: str | None = None) -> Record:
    """Map act number `act` (from 1) of a claim to a legal element; again, it supersedes this person's earlier reasons.

    Raises AssessError, NoSuchRecord, codes.UnknownCode; Refused where `author` is not the person who signs.
    """
    code = person(ledger, author, "mapping to an element of law")
    of = find_record(ledger, claim, "claim")
    if of.withdrawn:
        raise AssessError(f"{of.label} has been withdrawn: {of.fields.get('reason', '')}")
    acts = of.fields.get("acts", [])
    if not 1 <= act <= len(acts):
        raise AssessError(f"{of.label} has {len(acts)} act{'' if len(acts) == 1 else 's'}; there is no act {act}.")
    if not reasons.strip():
        raise AssessError("A mapping has reasons: say why this act answers to that element.")
    named = f"{legal_elements().name}/{legal_elements().version}"
    fields = {
        "claim": of.label,
        "version": of.versions,
        "act": act,
        "code": str(acts[act - 1]["code"]),
        "element": legal_elements().match(element).id,
        "elements": named,
        "reasons": reasons.strip(),
        "judge": code,
    }
    before = [one for one in mappings(ledger, of.label) if _key(one) == (act, element, code)]
    return revise_record(ledger, before[0], fields) if before else enter_records(ledger, KIND, [fields])[0]


def withdraw_mapping(ledger: Ledger, label: str, reason: str, author: str | None = None) -> Record:
    """Withdraw a mapping. It stays in the log."""
    person(ledger, author, "mapping to an element of law")
    return withdraw_record(ledger, find_record(ledger, label, KIND), reason)


def mappings(ledger: Ledger, claim: str = "", withdrawn: bool = False) -> list[Record]:
    """Mappings in the order they came, of one claim or of all."""
    records = ledger.catalogue.records(KIND, about=claim)
    return [record for record in records if withdrawn or not record.withdrawn]


def _key(record: Record) -> tuple[int, str, str]:
    return record.fields["act"], record.fields["element"], record.fields["judge"]
