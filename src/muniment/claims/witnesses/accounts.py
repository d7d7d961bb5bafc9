"""Accounts: that a person was heard, by whom, how, in which languages; and what is known of earlier times.

Nobody is to be heard a fourth time unawares: what is known of earlier accounts is shown before one is put on record,
and from the third on a reason is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.claims.form.refusing import known_keys, one_of, text
from muniment.model.counting import counted
from muniment.model.records import Record
from muniment.preserve import Ledger, Refused, enter_records, find_record, revise_record

from .checks import YES_NO, edtf, items_of, languages, person_of, something
from .earlier import MANY, Earlier, earlier_of, parse_earlier
from .identity import identity_if_mine
from .naming import refuse_names

KIND = "account"
METHODS = ("in person", "phone", "video", "written", "other", "unknown")
TEXTS = ("interviewer", "interpreter", "date", "referral", "note")
KEYS = (*TEXTS, "languages", "method", "vulnerable", "earlier", "items")


def account_fields(ledger: Ledger, person: Record, form: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an account. Raises ClaimError, NoSuchItem."""
    known_keys(form, KEYS, "account")
    found: dict[str, Any] = {"person": person.label}
    found |= {name: text(form.get(name), f"account, {name}") for name in TEXTS}
    found["date"] = edtf(found["date"], "account, date")
    found["languages"] = languages(form.get("languages") or (), "account, languages")
    found["method"] = one_of(form.get("method"), METHODS, "account, method", "unknown")
    found["vulnerable"] = one_of(form.get("vulnerable"), YES_NO, "account, vulnerable", "unknown")
    found["earlier_accounts"] = parse_earlier(form.get("earlier") or ())
    found["items"] = items_of(ledger, form.get("items") or ())
    refuse_names(found, identity_if_mine(ledger, person))
    return found


def known_before(ledger: Ledger, person: str, earlier: Sequence[str] = ()) -> Earlier:
    """What is known of earlier accounts of a person, with what they say this time. Raises ClaimError."""
    return earlier_of(ledger, person_of(ledger, person).label, parse_earlier(earlier) if earlier else "unknown")


def add_account(ledger: Ledger, person: str, form: Mapping[str, Any], reason: str = "") -> Record:
    """Put an account on record. Raises Refused where two or more are known and no reason is given; ClaimError."""
    of = person_of(ledger, person)
    fields = account_fields(ledger, of, form)
    before = earlier_of(ledger, of.label, fields["earlier_accounts"])
    if before.known >= MANY and not reason.strip():
        raise Refused("many-accounts", of.label, _many(of.label, before.known))
    if reason:
        refuse_names({"reason": reason}, identity_if_mine(ledger, of))
        fields["reason"] = reason.strip()
    return enter_records(ledger, KIND, [fields])[0]


def _many(person: str, count: int) -> str:
    known = counted(count, "earlier account")
    return (
        f"{known} of {person} are known (`muniment accounts list --person {person}`). Being heard again and again "
        "harms people and their evidence. If it had to be, say why with --reason."
    )


def edit_account(ledger: Ledger, label: str, changes: Mapping[str, Any], reason: str) -> Record:
    """The next version of an account: what is given replaces, what is not stays. Raises ClaimError."""
    record = find_record(ledger, label, KIND)
    something(dict(changes), record.label)
    person = person_of(ledger, record.fields["person"])
    told = record.fields["earlier_accounts"]
    kept = {name: record.fields[name] for name in KEYS if name in record.fields}
    kept["earlier"] = [told] if isinstance(told, str) else [f"{one['to']}; {one['when']}" for one in told]
    fields = account_fields(ledger, person, {**kept, **changes})
    refuse_names({"reason": reason}, identity_if_mine(ledger, person))
    former = {"formerly": record.fields["formerly"]} if "formerly" in record.fields else {}
    return revise_record(ledger, record, {**fields, **former, "reason": reason})


def accounts_on_record(ledger: Ledger, person: str = "") -> list[Record]:
    """Accounts on record, of one person or of all, without those withdrawn."""
    about = person_of(ledger, person).label if person else ""
    return [record for record in ledger.catalogue.records(KIND, about=about) if not record.withdrawn]
