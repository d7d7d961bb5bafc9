"""The envelope of acts: one form, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from muniment.preserve.keyring import SigningKey
from muniment.verify.acts.act import KINDS, parse_act
from muniment.verify.acts.jws import key_id, parse, seal
from muniment.verify.crypto.ed25519 import verify_ed25519 as pure_check
from muniment.verify.log.merkle import leaf_hash
from muniment.verify.strict import StrictError, b64url

KEY = SigningKey(bytes(range(32)))
PAYLOAD = {"v": 1, "typ": "muniment-act", "text": "Карвезія"}
ENTRY = seal(PAYLOAD, KEY.public, KEY.sign)
HEAD, BODY, TAIL = ENTRY.split(b".")


def test_what_is_sealed_is_parsed_and_signed() -> None:
    envelope = parse(ENTRY)
    assert envelope.payload == PAYLOAD
    assert envelope.key_id == key_id(KEY.public)
    assert envelope.signed + b"." + TAIL == ENTRY
    assert envelope.is_signed_by(KEY.public, pure_check)
    assert not envelope.is_signed_by(SigningKey(bytes(32)).public, pure_check)
    assert not envelope._replace(signed=envelope.signed + b"x").is_signed_by(KEY.public, pure_check)
    assert not envelope._replace(key_id="0" * 16).is_signed_by(KEY.public, pure_check)


def header(value: Any) -> bytes:
    return b64url(json.dumps(value).encode()).encode()


KID = key_id(KEY.public)


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        HEAD + b"." + BODY,
        ENTRY + b".x",
        ENTRY + b"=",
        ENTRY + b"\n",
        HEAD + b"=." + BODY + b"." + TAIL,
        "é".encode() + ENTRY,
        b".".join([header({"alg": "none", "kid": KID}), BODY, TAIL]),
        b".".join([header({"alg": "ES256", "kid": KID}), BODY, TAIL]),
        b".".join([header({"alg": "EdDSA"}), BODY, TAIL]),
        b".".join([header({"alg": "EdDSA", "kid": 5}), BODY, TAIL]),
        b".".join([header({"alg": "EdDSA", "kid": KID, "crit": []}), BODY, TAIL]),
        b".".join([header({"alg": "EdDSA", "kid": KID, "jwk": {}}), BODY, TAIL]),
        b".".join([header([]), BODY, TAIL]),
        b".".join([HEAD, header([]), TAIL]),
        b".".join([HEAD, header("text"), TAIL]),
        b".".join([HEAD, b64url(b'{"a":1,"a":2}').encode(), TAIL]),
        b".".join([HEAD, b64url(b'{"a":1.0}').encode(), TAIL]),
        b".".join([HEAD, BODY, TAIL[:-1] + (b"B" if TAIL[-1:] == b"A" else b"z")]),
    ],
)
def test_another_form_is_refused(entry: bytes) -> None:
    with pytest.raises(StrictError):
        parse(entry)


HASH = b64url(bytes(32))
ACT: dict[str, Any] = {
    "v": 1,
    "typ": "muniment-act",
    "act": "acquire",
    "log": "a" * 26,
    "seen": {"size": 0, "root": HASH},
    "authority": 0,
    "by": "op-1",
    "clock": {"at": "2031-04-02T10:00:00Z"},
    "parts": {"root": HASH, "count": 0},
    "nonce": "n",
}


def test_an_act_keeps_every_field_and_its_bytes() -> None:
    entry = seal(ACT | {"weather": "rain"}, KEY.public, KEY.sign)
    act = parse_act(7, entry)
    assert act.payload["weather"] == "rain"
    assert (act.index, act.leaf, act.entry) == (7, leaf_hash(entry), entry)
    assert {"charter", "authority", "erase", "disclose"} <= KINDS


MISSING = [{name: None} for name in ("log", "seen", "authority", "by", "clock", "parts", "act", "v", "typ")]
MALFORMED: list[dict[str, Any]] = [
    {"crit": []},
    {"log": ""},
    {"log": 1},
    {"by": ["op-1"]},
    {"authority": -1},
    {"authority": True},
    {"authority": "0"},
    {"seen": {"size": 0}},
    {"seen": {"size": -1, "root": HASH}},
    {"seen": {"size": 0, "root": HASH + "="}},
    {"parts": {"root": b64url(bytes(33)), "count": 0}},
    {"parts": {"root": HASH, "count": None}},
    {"v": "1"},
    {"act": "genocide"},
]


@pytest.mark.parametrize("changes", [*MISSING, *MALFORMED], ids=str)
def test_an_act_of_another_form_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(StrictError):
        parse_act(0, seal(ACT | changes, KEY.public, KEY.sign))
