"""Keepers: operators who can read identities. The rules, all of them:

1. A keeper key is put on record by the operator whose it is, signed with their own key for acts.
2. Where there is no keeper, whoever asks becomes the first. Afterwards a keeper has to admit each other one, so that
   nobody makes themself a reader of names. A keeper may replace their own key.
3. Who is revoked as an operator is a keeper no more, nor is who is admitted later under the same code; nor who asked,
   or was admitted, by an act that was declared doubtful since.
4. A keeper may end their own part or another's. None of this takes back what somebody could read before.
5. In a branch everybody asks anew: codes may be other people's there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from muniment.claims.form import ClaimError
from muniment.model.records import Record
from muniment.preserve import (
    KeeperKey,
    Ledger,
    Refused,
    carried_over,
    enter_records,
    fast_check,
    is_usable,
    key_name,
    record_versions,
    revise_record,
    withdraw_record,
)
from muniment.verify.acts import AuthorityError
from muniment.verify.strict import StrictError, b64url, from_b64url

KIND = "keeper"


class Keeper(NamedTuple):
    """Somebody who can read what is sealed from now on, or who asks to."""

    code: str
    public: bytes
    since: int
    """Entry in which they asked or were admitted."""
    label: str
    """Their record."""
    admitted: bool = True

    @property
    def key(self) -> str:
        """What their key is called: to be compared by voice before they are admitted."""
        return key_name(self.public)


class _Stated(NamedTuple):
    entry: int
    by: str
    operator: str
    public: bytes
    ended: bool
    label: str


def keepers(ledger: Ledger) -> list[Keeper]:
    """Keepers in force, in the order in which they were admitted."""
    return [one for one in everybody(ledger) if one.admitted]


def everybody(ledger: Ledger) -> list[Keeper]:
    """Keepers in force, then those who ask and wait."""
    found: dict[str, Keeper] = {}
    asked: dict[str, Keeper] = {}
    for said in sorted(_stated(ledger)):
        found, asked = _still(ledger, found, said.entry), _still(ledger, asked, said.entry)
        _take(said, found, asked)
    size = ledger.log.size
    now = [*_still(ledger, found, size).values(), *_still(ledger, asked, size).values()]
    return [one for one in now if ledger.authority.doubt(ledger.act(one.since)) is None]


def _take(said: _Stated, found: dict[str, Keeper], asked: dict[str, Keeper]) -> None:
    """One statement: somebody asks, replaces their key, is admitted, or ends."""
    own = said.by == said.operator
    one = Keeper(said.operator, said.public, said.entry, said.label, admitted=own)
    if said.ended:
        if own or said.by in found:
            found.pop(said.operator, None)
            asked.pop(said.operator, None)
    elif own and (not found or said.operator in found):
        found[said.operator] = one
        asked.pop(said.operator, None)
    elif own:
        asked[said.operator] = one._replace(admitted=False)
    elif said.by in found and said.operator in asked and asked[said.operator].public == said.public:
        found[said.operator] = one._replace(admitted=True)
        del asked[said.operator]


def _stated(ledger: Ledger) -> Iterator[_Stated]:
    """Every version of every keeper's record that counts: signed by who was in force, and with a key that is one."""
    for record in ledger.catalogue.records(KIND):
        if carried_over(ledger, record):
            continue
        for version in record_versions(ledger, record):
            public = _public(version.get("key"))
            if public and _is_sound(ledger, version["entry"]):
                ended = version.get("state") == "withdrawn"
                yield _Stated(
                    version["entry"], version["by"], str(version.get("operator")), public, ended, record.label
                )


def _public(text: object) -> bytes:
    """The bytes of a public key; none where it is no key, which then counts for nothing."""
    try:
        key = from_b64url(str(text))
    except StrictError:
        return b""
    return key if is_usable(key) else b""


def _is_sound(ledger: Ledger, entry: int) -> bool:
    try:
        ledger.authority.check(ledger.act(entry), fast_check)
    except AuthorityError:
        return False
    return True


def _still(ledger: Ledger, some: dict[str, Keeper], entry: int) -> dict[str, Keeper]:
    """Those who were operators all the time from their own entry up to this one."""
    sets = [(keys.index, {op.code for op in keys.operators}) for keys in ledger.authority.chain]
    return {
        code: one
        for code, one in some.items()
        if all(code in codes for index, codes in sets if one.since < index < entry)
    }


def ask(ledger: Ledger, renew: bool = False) -> Keeper:
    """Make a keeper key for whoever signs here and put its public part on record. Raises ClaimError.

    The private part is kept with their other keys before anything is on record.
    """
    code = ledger.identity.code
    before = _record_of(ledger, code)
    mine = {KeeperKey(seed).public for seed in ledger.keyring.keeper_seeds(ledger.vault)}
    now = next((one for one in everybody(ledger) if one.code == code), None)
    if now and now.public in mine and not renew and (now.admitted or keepers(ledger)):
        state = "are a keeper already" if now.admitted else "have asked already; a keeper has to admit you"
        raise ClaimError(f"You {state} (key {now.key}). With --renew you get a new key.")
    key = KeeperKey.make()
    ledger.keyring.save_keeper_seed(ledger.vault, code, key.seed)
    fields = {"operator": code, "key": b64url(key.public)}
    if before and not before.withdrawn:
        revise_record(ledger, before, {**fields, "reason": "a new key"})
    else:
        enter_records(ledger, KIND, [fields])
    return next(one for one in everybody(ledger) if one.code == code)


def admit(ledger: Ledger, code: str) -> Keeper:
    """Admit somebody who asks. Raises Refused for who is no keeper, ClaimError where nobody asks."""
    _only_keepers(ledger, code)
    waiting = next((one for one in everybody(ledger) if one.code == code and not one.admitted), None)
    if waiting is None:
        raise ClaimError(f"No operator {code} asks to be a keeper; they run `muniment persons keeper` themselves.")
    revise_record(ledger, _of(ledger, waiting), {"operator": code, "key": b64url(waiting.public), "reason": "admitted"})
    return next(one for one in keepers(ledger) if one.code == code)


def end(ledger: Ledger, code: str, reason: str) -> Keeper:
    """End somebody's part as a keeper, or one's own. Raises Refused, ClaimError."""
    if code != ledger.identity.code:
        _only_keepers(ledger, code)
    one = next((one for one in everybody(ledger) if one.code == code), None)
    if one is None:
        raise ClaimError(f"{code} is no keeper here.")
    withdraw_record(ledger, _of(ledger, one), reason)
    return one


def _only_keepers(ledger: Ledger, what: str) -> None:
    if ledger.identity.code not in {one.code for one in keepers(ledger)}:
        raise Refused("keepers-only", what, "Only a keeper admits keepers, or ends the part of another one.")


def _record_of(ledger: Ledger, code: str) -> Record | None:
    """The newest record that this operator began about themself."""
    own = [
        record
        for record in ledger.catalogue.records(KIND)
        if record.by == code and record.fields.get("operator") == code and "formerly" not in record.fields
    ]
    return own[-1] if own else None


def _of(ledger: Ledger, one: Keeper) -> Record:
    record = ledger.catalogue.record(one.label)
    assert record is not None, one.label
    return record
