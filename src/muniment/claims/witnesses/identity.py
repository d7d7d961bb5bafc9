"""Who a person is: a record of its own, sealed for the keepers. Only here is it ever open, and never written open.

To read it is not an act: it leaves no trace in the log, for whoever has the key can read it without this program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from muniment.claims.form.refusing import ClaimError, known_keys, text, texts
from muniment.model.records import Record
from muniment.preserve import (
    CannotOpen,
    KeeperKey,
    Ledger,
    Refused,
    carried_over,
    enter_records,
    key_name,
    read_sealed,
    revise_record,
    seal,
    unseal,
)
from muniment.verify.strict import StrictError

from .keepers import keepers

KIND = "identity"
KEYS = ("name", "other_names", "born", "contact", "address", "documents", "note")
MOST = 64 * 1024
"""Bytes of an identity."""


class Read(NamedTuple):
    """An identity as a keeper reads it."""

    person: str
    label: str
    identity: dict[str, Any]
    keys: tuple[str, ...]
    """Names of the keys that it is sealed for."""


def identity_fields(form: Any) -> dict[str, Any]:
    """An identity from a form (one JSON object). Raises ClaimError, which repeats nothing of what it says."""
    if not isinstance(form, Mapping):
        raise ClaimError("identity: one table of fields is wanted, with a name at least.")
    known_keys(form, KEYS, "identity")
    found: dict[str, Any] = {}
    for name in KEYS:
        value = form.get(name)
        try:
            found[name] = texts(value, name) if name == "other_names" else text(value, name)
        except ClaimError:
            raise ClaimError(f"identity, {name}: it is no text, or too long, or empty.") from None
    if not found["name"]:
        raise ClaimError("identity: a name is wanted; all else may be left out.")
    return {name: value for name, value in found.items() if value}


def readers_of(ledger: Ledger, about: str) -> list[bytes]:
    """Public keys of all keepers. Raises Refused where there is none, so that nobody could ever read it."""
    found = [one.public for one in keepers(ledger)]
    if not found:
        raise Refused(
            "no-keeper", about,
            "Nobody is a keeper here, so nobody could ever read a sealed identity. Whoever is to keep the names runs "
            "`muniment persons keeper` first.",
        )  # fmt: skip
    return found


def put_identity(ledger: Ledger, person: Record, identity: Mapping[str, Any], reason: str = "") -> Record:
    """Seal an identity for all keepers and put it on record: anew, or as the next version. Raises Refused."""
    before = identity_of(ledger, person.label)
    plain = json.dumps(identity, ensure_ascii=False).encode()
    if len(plain) > MOST:
        raise ClaimError(f"identity: {len(plain):,} bytes are too many; at most {MOST:,}.")
    body = seal(plain, ledger.vault, person.record, readers_of(ledger, person.label))
    fields = {"person": person.label, "sealed": {"object": sha256(body).hexdigest(), "size": len(body)}}
    if before is None:
        return enter_records(ledger, KIND, [fields], [body])[0]
    former = {"formerly": before.fields["formerly"]} if "formerly" in before.fields else {}
    return revise_record(ledger, before, {**fields, **former, "reason": reason}, [body])


def identity_of(ledger: Ledger, person: str) -> Record | None:
    """The record of a person's sealed identity, if there is one."""
    found = [record for record in ledger.catalogue.records(KIND, about=person) if not record.withdrawn]
    return found[-1] if found else None


def read_identity(ledger: Ledger, person: Record) -> Read:
    """A person's identity. Raises ClaimError where there is none, Refused for all but keepers it is sealed for."""
    record = identity_of(ledger, person.label)
    if record is None:
        raise ClaimError(f"No identity of {person.label} is kept here.")
    body = ledger.read_object(record.fields["sealed"])
    outside = read_sealed(body)
    if f"{outside.vault}/{outside.about}" not in _names_of(ledger, person):
        raise Refused("sealed-for-another", person.label, f"{record.label} was sealed for another person's record.")
    try:
        opened = json.loads(unseal(body, _mine(ledger, outside.vault)))
    except (CannotOpen, StrictError) as error:
        codes = ", ".join(_codes(ledger, tuple(outside.keys))) or "keepers who are in force no more"
        words = f"{error} The identity of {person.label} is sealed for {codes}."
        raise Refused("keepers-only", person.label, words) from error
    return Read(person.label, record.label, opened, tuple(outside.keys))


def identity_if_mine(ledger: Ledger, person: Record) -> dict[str, Any]:
    """A person's identity where whoever is at work here can read it; else nothing."""
    try:
        return read_identity(ledger, person).identity
    except (ClaimError, Refused):
        return {}


def reseal(ledger: Ledger) -> tuple[list[str], list[str]]:
    """Seal every identity anew that is not sealed for exactly the keepers in force.

    Returns labels of the persons whose identity was sealed anew, and of those whose identity cannot be read by
    whoever does this. Raises Refused where nobody is a keeper.
    """
    wanted = {key_name(public) for public in readers_of(ledger, "identities")}
    done: list[str] = []
    left: list[str] = []
    for record in ledger.catalogue.records(KIND):
        person = ledger.catalogue.record(record.fields["person"])
        if record.withdrawn or person is None or set(sealed_for(ledger, record)) == wanted:
            continue
        opened = identity_if_mine(ledger, person)
        if opened:
            put_identity(ledger, person, opened, "sealed anew for the keepers in force")
        (done if opened else left).append(person.label)
    return done, left


def sealed_for(ledger: Ledger, record: Record) -> Sequence[str]:
    """Names of the keys that an identity is sealed for."""
    return tuple(read_sealed(ledger.read_object(record.fields["sealed"])).keys)


def _mine(ledger: Ledger, vault: str) -> list[KeeperKey]:
    return [KeeperKey(seed) for seed in ledger.keyring.keeper_seeds(vault)]


def _names_of(ledger: Ledger, person: Record) -> list[str]:
    """`VAULT/act.part` of a person's record, here and in the logs that this one goes on from."""
    return [f"{ledger.vault}/{person.record}", *carried_over(ledger, person)]


def _codes(ledger: Ledger, keys: Sequence[str]) -> list[str]:
    return [one.code for one in keepers(ledger) if one.key in keys]
