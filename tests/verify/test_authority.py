"""Who may sign: the rules, each kept and each broken, without a vault around them."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.preserve.keyring import SigningKey
from muniment.verify.acts.act import Act, parse_act
from muniment.verify.acts.authority import (
    Authority,
    AuthorityError,
    fingerprint_of,
    parse_key_set,
    recovery_commitment,
)
from muniment.verify.acts.jws import key_id, seal
from muniment.verify.crypto.ed25519 import verify_ed25519 as pure_check
from muniment.verify.log.notes import VerifierKey
from muniment.verify.strict import StrictError, b64url
from tests.verify.test_jws import ACT

ONE, TWO, RECOVERY, STRANGER = (SigningKey(bytes([n]) * 32) for n in range(4))
LOG = "muniment/test"
SUITE = {"hash": "sha-256", "sign": "ed25519"}


def operator(code: str, key: SigningKey) -> dict[str, str]:
    return {"code": code, "key": b64url(key.public), "log_key": str(VerifierKey(LOG, key.public))}


def keys(*operators: dict[str, str], revoked: Any = (), recovery: SigningKey = RECOVERY) -> dict[str, Any]:
    return {
        "operators": list(operators),
        "revoked": list(revoked),
        "recovery": recovery_commitment(recovery.public),
        "policy": {"erase_operators": 2},
    }


def act(index: int, kind: str, signer: SigningKey, **fields: Any) -> Act:
    by = fields.pop("by", "op-2" if signer is TWO else "op-1")
    return parse_act(index, seal(ACT | {"act": kind, "by": by} | fields, signer.public, signer.sign))


def charter(**fields: Any) -> Act:
    wanted = {"charter": {"origin": LOG, "suite": SUITE}, "keys": keys(operator("op-1", ONE))}
    return act(0, "charter", fields.pop("signer", ONE), **(wanted | fields))


def chain() -> Authority:
    """op-1 alone; from 3 on with op-2."""
    authority = Authority.from_charter(charter(), pure_check)
    both = keys(operator("op-1", ONE), operator("op-2", TWO))
    authority.extend(act(3, "authority", ONE, keys=both, before=b64url(authority.current.leaf)), pure_check)
    return authority


# Rule 1


def test_the_charter_is_signed_by_one_it_names() -> None:
    authority = Authority.from_charter(charter(), pure_check)
    assert authority.origin == LOG
    assert authority.current.operator(key_id(ONE.public)) is not None
    assert authority.fingerprint == fingerprint_of(authority.current.leaf)
    assert [len(group) for group in authority.fingerprint.split("-")] == [4] * 8


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signer": TWO}, "not signed by an operator it names"),
        ({"charter": {"origin": LOG, "suite": {"hash": "md5", "sign": "ed25519"}}}, "does not know"),
        ({"charter": {"origin": LOG}}, "does not know"),
        ({"charter": None}, "not a charter"),
        ({"act": "authority"}, "not a charter"),
    ],
)
def test_what_is_no_charter(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(AuthorityError, match=words):
        Authority.from_charter(charter(**changes), pure_check)


def test_a_charter_stands_first() -> None:
    good = charter()
    with pytest.raises(AuthorityError, match="not a charter"):
        Authority.from_charter(parse_act(1, good.entry), pure_check)
    with pytest.raises(AuthorityError, match="the first entry and no other"):
        chain().check(parse_act(5, good.entry), pure_check)


# Rule 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"before": b64url(bytes(32))}, "does not follow"),
        ({"before": None}, "does not follow"),
        ({"authority": 0}, "but entry 3 was in force"),
        ({"log": "b" * 26}, "another vault"),
        ({"act": "hold"}, "no authority entry"),
    ],
)
def test_an_entry_that_breaks_the_chain(changes: dict[str, Any], words: str) -> None:
    authority = chain()
    wanted: dict[str, Any] = {
        "keys": keys(operator("op-1", ONE)),
        "before": b64url(authority.current.leaf),
        "authority": 3,
    }
    fields: dict[str, Any] = wanted | changes
    kind = str(fields.pop("act", "authority"))
    with pytest.raises(AuthorityError, match=words):
        authority.extend(act(6, kind, ONE, **fields), pure_check)
    assert len(authority.chain) == 2
    authority.extend(act(6, "authority", ONE, **wanted), pure_check)
    assert len(authority.chain) == 3


def recovered(signer: SigningKey, claimed: SigningKey, **changes: Any) -> Act:
    authority = chain()
    wanted = {
        "keys": keys(operator("op-9", STRANGER), recovery=STRANGER),
        "before": b64url(authority.current.leaf),
        "authority": 3,
        "recovery_key": b64url(claimed.public),
        "by": "op-9",
    }
    return act(6, changes.pop("kind", "authority"), signer, **(wanted | changes))


def test_the_recovery_key_admits() -> None:
    authority = chain()
    authority.extend(recovered(RECOVERY, RECOVERY), pure_check)
    assert [op.code for op in authority.current.operators] == ["op-9"]
    with pytest.raises(AuthorityError, match="but entry 6 was in force"):
        authority.extend(parse_act(7, recovered(RECOVERY, RECOVERY).entry), pure_check)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (recovered(STRANGER, STRANGER), "not signed by the recovery key"),
        (recovered(STRANGER, RECOVERY), "not signed by the recovery key"),
        (recovered(STRANGER, STRANGER, recovery_key=None), "not signed by the recovery key|base64url"),
        (recovered(RECOVERY, RECOVERY, kind="hold"), "not in force|no authority entry"),
    ],
)
def test_what_the_recovery_key_does_not_sign(wrong: Act, words: str) -> None:
    with pytest.raises((AuthorityError, StrictError), match=words):
        chain().extend(wrong, pure_check)


# Rule 3


def test_a_key_counts_from_the_entry_after_its_admission() -> None:
    authority = chain()
    authority.check(act(2, "hold", ONE), pure_check)
    authority.check(act(4, "hold", TWO, authority=3), pure_check)
    for index, names in ((2, 0), (3, 0)):
        with pytest.raises(AuthorityError, match="a key that was not in force"):
            authority.check(act(index, "hold", TWO, authority=names), pure_check)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (act(4, "hold", ONE, authority=0), "names the authority of entry 0, but entry 3 was in force"),
        (act(2, "hold", ONE, authority=3), "names the authority of entry 3, but entry 0 was in force"),
        (act(4, "hold", ONE, authority=3, log="b" * 26), "belongs to another vault"),
        (act(4, "hold", TWO, authority=3, by="op-1"), "says it is by op-1, but the key is op-2's"),
        (act(4, "hold", STRANGER, authority=3), "a key that was not in force"),
    ],
)
def test_an_act_that_does_not_count(wrong: Act, words: str) -> None:
    with pytest.raises(AuthorityError, match=words):
        chain().check(wrong, pure_check)


def test_a_signature_over_other_bytes() -> None:
    good = act(4, "hold", ONE, authority=3)
    head, _, tail = good.entry.split(b".")
    other = act(4, "hold", ONE, authority=3, note="x").entry.split(b".")[1]
    with pytest.raises(AuthorityError, match="does not fit its bytes"):
        chain().check(parse_act(4, b".".join([head, other, tail])), pure_check)


def test_which_keys_sign_a_checkpoint() -> None:
    """At an authority entry that is the last of the tree, who was in force before it counts too."""
    authority = chain()
    gone = [{"code": "op-1", "key_id": key_id(ONE.public)}]
    only_two = keys(operator("op-2", TWO), revoked=gone)
    last = act(6, "authority", ONE, keys=only_two, before=b64url(authority.current.leaf), authority=3)
    authority.extend(last, pure_check)
    names = {VerifierKey(LOG, ONE.public): "one", VerifierKey(LOG, TWO.public): "two"}
    signers = {size: {names[key] for key in authority.log_keys(size)} for size in (1, 3, 4, 5, 6, 7, 8)}
    both = {"one", "two"}
    assert signers == {1: {"one"}, 3: {"one"}, 4: both, 5: both, 6: both, 7: both, 8: {"two"}}


# Rule 4

GONE = {"code": "op-2", "key_id": key_id(TWO.public)}


def without_two(**fields: Any) -> Authority:
    """op-2 was in force from 3 to 6, and was revoked there."""
    authority = chain()
    state = keys(operator("op-1", ONE), revoked=[GONE | fields])
    before = b64url(authority.current.leaf)
    authority.extend(act(6, "authority", ONE, keys=state, before=before, authority=3), pure_check)
    return authority


@pytest.mark.parametrize("revoked", [[GONE], []])
@pytest.mark.parametrize(
    "back",
    [
        operator("op-2", TWO),
        operator("op-9", TWO),
        operator("op-9", TWO) | {"log_key": operator("", STRANGER)["log_key"]},
        operator("op-9", STRANGER) | {"log_key": operator("", TWO)["log_key"]},
        operator("op-9", STRANGER) | {"log_key": str(VerifierKey("another/name", TWO.public))},
    ],
)
def test_a_revoked_key_is_never_in_force_again(revoked: list[dict[str, str]], back: dict[str, str]) -> None:
    """Whoever holds a stolen key and an operator in force must not bring it back, under whatever code."""
    authority = without_two()
    state = keys(operator("op-1", ONE), back, revoked=revoked)
    entry = act(8, "authority", ONE, keys=state, before=b64url(authority.current.leaf), authority=6)
    with pytest.raises(AuthorityError, match="revoked as op-2's"):
        authority.extend(entry, pure_check)
    assert authority.current.index == 6


def test_a_new_key_under_the_code_of_who_was_revoked() -> None:
    authority = without_two()
    state = keys(operator("op-1", ONE), operator("op-2", STRANGER), revoked=[GONE])
    entry = act(8, "authority", ONE, keys=state, before=b64url(authority.current.leaf), authority=6)
    authority.extend(entry, pure_check)
    assert authority.current.operator(key_id(STRANGER.public)) is not None


def test_a_set_that_revokes_what_it_puts_in_force() -> None:
    authority = chain()
    state = keys(operator("op-1", ONE), operator("op-2", TWO), revoked=[GONE])
    entry = act(6, "authority", ONE, keys=state, before=b64url(authority.current.leaf), authority=3)
    with pytest.raises(AuthorityError, match="revoked as op-2's"):
        authority.extend(entry, pure_check)
    gone = [{"code": "op-1", "key_id": key_id(ONE.public)}]
    with pytest.raises(AuthorityError, match="revoked as op-1's"):
        Authority.from_charter(charter(keys=keys(operator("op-1", ONE), revoked=gone)), pure_check)


# Rule 5


def test_a_compromised_key_leaves_marks() -> None:
    authority = chain()
    gone = [{"code": "op-2", "key_id": key_id(TWO.public), "since": 5}]
    for index, revoked in ((6, gone), (8, [])):
        state = keys(operator("op-1", ONE), revoked=revoked)
        before = b64url(authority.current.leaf)
        entry = act(index, "authority", ONE, keys=state, before=before, authority=authority.current.index)
        authority.extend(entry, pure_check)
        early, late = act(4, "hold", TWO, authority=3), act(5, "hold", TWO, authority=3)
        for one in (early, late):
            authority.check(one, pure_check)
        assert authority.doubt(early) is None
        assert authority.doubt(late) == "op-2's key was later declared compromised since entry 5"
        with pytest.raises(AuthorityError, match="key"):
            authority.check(act(index + 1, "hold", TWO, authority=index), pure_check)


# Rule 6

BOTH = (operator("op-1", ONE), operator("op-2", TWO))


def with_policy(number: Any, rule: str = "judge_people") -> dict[str, Any]:
    return keys(*BOTH) | {"policy": {rule: number}}


def further(authority: Authority, index: int, signer: SigningKey, **fields: Any) -> None:
    """One more authority act."""
    before = b64url(authority.current.leaf)
    entry = act(index, "authority", signer, before=before, authority=authority.current.index, **fields)
    authority.extend(entry, pure_check)


def with_a_proposal(signer: SigningKey = ONE, **fields: Any) -> Authority:
    """op-1 and op-2; entry 6 proposes that one person is enough for a judgement."""
    authority = chain()
    further(authority, 6, signer, keys=with_policy(2), proposes={"judge_people": 1}, **fields)
    return authority


@pytest.mark.parametrize(("rule", "number"), [("judge_people", 3), ("judge_origin_groups", 1), ("a_later_rule", 5)])
def test_one_makes_a_rule_stricter(rule: str, number: int) -> None:
    authority = chain()
    further(authority, 6, ONE, keys=with_policy(number, rule))
    assert authority.current.policy == {rule: number}
    with pytest.raises(AuthorityError, match=f"loosens {rule} alone"):
        further(authority, 7, TWO, keys=with_policy(number - 1, rule))


def test_two_make_a_rule_looser() -> None:
    authority = with_a_proposal()
    further(authority, 7, TWO, keys=with_policy(1), proposal=6)
    assert authority.current.policy == {"judge_people": 1}


def test_what_says_no_number_asks_the_default() -> None:
    authority = chain()
    further(authority, 6, ONE, keys=with_policy("none"))
    with pytest.raises(AuthorityError, match="alone"):
        further(authority, 7, ONE, keys=with_policy(1))


@pytest.mark.parametrize(
    ("signer", "fields", "words"),
    [
        (ONE, {"proposal": 6}, "op-1 proposed it"),
        (TWO, {}, "proposes no change"),
        (TWO, {"proposal": 3}, "proposes no change"),
        (TWO, {"proposal": "6"}, "proposes no change"),
        (TWO, {"proposal": 6, "keys": with_policy(0)}, "not what entry 6 proposed"),
        (RECOVERY, {"proposal": 6, "by": "op-9", "recovery_key": b64url(RECOVERY.public)}, "with the recovery key"),
    ],
)
def test_what_is_no_confirmation(signer: SigningKey, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(AuthorityError, match=words):
        further(with_a_proposal(), 7, signer, **({"keys": with_policy(1)} | fields))


def test_the_recovery_key_proposes_nothing() -> None:
    authority = with_a_proposal(RECOVERY, by="op-9", recovery_key=b64url(RECOVERY.public))
    with pytest.raises(AuthorityError, match="proposes no change"):
        further(authority, 7, TWO, keys=with_policy(1), proposal=6)


def test_a_proposal_is_of_the_policy_that_it_was_made_under() -> None:
    authority = with_a_proposal()
    further(authority, 7, ONE, keys=with_policy(3))
    with pytest.raises(AuthorityError, match="changed since entry 6"):
        further(authority, 8, TWO, keys=with_policy(1), proposal=6)


def test_a_proposal_goes_with_the_key_that_signed_it() -> None:
    authority = with_a_proposal()
    third = SigningKey(bytes([7]) * 32)
    gone = [{"code": "op-1", "key_id": key_id(ONE.public)}]
    left = keys(operator("op-2", TWO), operator("op-3", third), revoked=gone)
    further(authority, 7, TWO, keys=left)
    with pytest.raises(AuthorityError, match="no longer in force"):
        further(authority, 8, TWO, keys=left | {"policy": {"judge_people": 1}}, proposal=6)


STATE = keys(operator("op-1", ONE))


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {},
        STATE | {"operators": {}},
        STATE | {"operators": [1]},
        STATE | {"operators": [{}]},
        STATE | {"operators": [operator("op-1", ONE) | {"key": b64url(bytes(31))}]},
        STATE | {"operators": [operator("op-1", ONE) | {"key": 5}]},
        STATE | {"operators": [operator("op-1", ONE) | {"code": []}]},
        STATE | {"operators": [operator("op-1", ONE) | {"log_key": "none"}]},
        STATE | {"operators": [operator("op-1", ONE), operator("op-1", TWO)]},
        STATE | {"operators": [operator("op-1", ONE), operator("op-2", ONE)]},
        STATE | {"revoked": [{"code": "op-1"}]},
        STATE | {"revoked": ["op-1"]},
        STATE | {"revoked": [{"code": "op-1", "key_id": "x", "since": "5"}]},
        STATE | {"revoked": [{"code": "op-1", "key_id": "x", "since": -5}]},
        STATE | {"revoked": [{"code": "op-1", "key_id": 5}]},
        STATE | {"policy": 5},
        {name: value for name, value in STATE.items() if name != "recovery"},
    ],
)
def test_malformed_key_sets(state: Any) -> None:
    with pytest.raises(StrictError):
        parse_key_set(act(3, "authority", ONE, keys=state))


def test_a_malformed_proposal() -> None:
    with pytest.raises(StrictError, match="no object"):
        parse_key_set(act(3, "authority", ONE, keys=STATE, proposes=[1]))
