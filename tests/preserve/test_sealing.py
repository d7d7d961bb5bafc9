"""What is sealed opens for those it was sealed for, as it was sealed, and for nobody else."""

from __future__ import annotations

import hmac
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from muniment.preserve import CannotOpen, KeeperKey, is_usable, key_name, read_sealed, seal, unseal
from muniment.verify.strict import StrictError, b64url, from_b64url

VAULT, ABOUT = "a" * 26, "4.0"
TEXT = b'{"name":"Zelmira Qorvane"}'


def test_each_holder_opens_it_and_nobody_else_does() -> None:
    ana, bo, stranger = (KeeperKey.make() for _ in range(3))
    sealed = seal(TEXT, VAULT, ABOUT, [ana.public, bo.public])
    assert unseal(sealed, [stranger, bo]) == unseal(sealed, [ana]) == TEXT
    with pytest.raises(CannotOpen, match="any key of yours"):
        unseal(sealed, [stranger])
    assert set(read_sealed(sealed).keys) == {key_name(ana.public), key_name(bo.public)}
    assert b"Zelmira" not in sealed


@pytest.mark.parametrize("field", ["vault", "about"])
def test_what_is_sealed_for_one_record_is_no_other_s(field: str) -> None:
    key = KeeperKey.make()
    moved = _with(seal(TEXT, VAULT, ABOUT, [key.public]), **{field: "5.0"})
    with pytest.raises(CannotOpen, match="altered"):
        unseal(moved, [key])


def test_a_changed_byte_is_noticed() -> None:
    key = KeeperKey.make()
    sealed = seal(TEXT, VAULT, ABOUT, [key.public])
    body = bytearray(read_sealed(sealed).sealed)
    body[3] ^= 1
    with pytest.raises(CannotOpen, match="altered"):
        unseal(_with(sealed, sealed=b64url(bytes(body))), [key])


def test_a_key_that_was_not_committed_to_opens_nothing() -> None:
    key = KeeperKey.make()
    other = json.loads(seal(TEXT, VAULT, ABOUT, [key.public]))
    with pytest.raises(CannotOpen, match="differently"):
        unseal(_with(seal(TEXT, VAULT, ABOUT, [key.public]), commit=other["commit"]), [key])


def test_the_length_is_told_in_steps_only() -> None:
    key = KeeperKey.make()
    lengths = {len(seal(b"x" * size, VAULT, ABOUT, [key.public])) for size in (1, 40, 256)}
    assert len(lengths) == 1
    assert len(seal(b"x" * 257, VAULT, ABOUT, [key.public])) > lengths.pop()


def test_the_same_text_is_sealed_differently_each_time() -> None:
    key = KeeperKey.make()
    assert seal(TEXT, VAULT, ABOUT, [key.public]) != seal(TEXT, VAULT, ABOUT, [key.public])


@pytest.mark.parametrize("public", [bytes(32), b"\x01" + bytes(31), b"short"])
def test_a_public_key_whose_secret_anybody_knows_is_not_sealed_for(public: bytes) -> None:
    assert not is_usable(public)
    assert is_usable(KeeperKey.make().public)
    with pytest.raises(ValueError, match=r"."):
        seal(TEXT, VAULT, ABOUT, [public])


def test_nothing_is_sealed_for_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        seal(TEXT, VAULT, ABOUT, [])


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"typ":"muniment-sealed","v":2}', b'{"typ":"muniment-sealed","v":1}'])
def test_what_is_not_of_the_form_is_refused(data: bytes) -> None:
    with pytest.raises(StrictError):
        read_sealed(data)


def test_the_wrapping_is_hpke_as_the_standard_has_it() -> None:
    """Opened by RFC 9180 written out here, from hashes, curve and cipher alone."""
    key = KeeperKey.make()
    sealed = read_sealed(seal(TEXT, VAULT, ABOUT, [key.public]))
    where = f"{VAULT}\n{ABOUT}".encode()
    inner = _hpke_open(sealed.keys[key_name(key.public)], key, b"muniment/sealed-key/v1\n" + where)
    padded = ChaCha20Poly1305(inner).decrypt(bytes(12), sealed.sealed, b"muniment/sealed/v1\n" + where)
    assert padded == TEXT + b" " * (256 - len(TEXT))


def _hpke_open(wrapped: bytes, key: KeeperKey, info: bytes) -> bytes:
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"
    sent = wrapped[:32]
    shared = key.private.exchange(X25519PublicKey.from_public_bytes(sent))
    secret = _expand(kem, _extract(kem, b"", b"eae_prk", shared), b"shared_secret", sent + key.public, 32)
    context = b"\x00" + _extract(suite, b"", b"psk_id_hash", b"") + _extract(suite, b"", b"info_hash", info)
    prk = _extract(suite, secret, b"secret", b"")
    aead = ChaCha20Poly1305(_expand(suite, prk, b"key", context, 32))
    return aead.decrypt(_expand(suite, prk, b"base_nonce", context, 12), wrapped[32:], b"")


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + material, "sha256")


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labelled + b"\x01", "sha256")[:length]


def _with(data: bytes, /, **changes: Any) -> bytes:
    return json.dumps({**json.loads(data), **changes}, separators=(",", ":")).encode()


def test_the_commitment_is_the_specified_one() -> None:
    key = KeeperKey.make()
    sealed = read_sealed(seal(TEXT, VAULT, ABOUT, [key.public]))
    inner = _hpke_open(
        sealed.keys[key_name(key.public)], key, b"muniment/sealed-key/v1\n" + f"{VAULT}\n{ABOUT}".encode()
    )
    assert from_b64url(sealed.commit) == sha256(b"muniment/sealed-commit/v1\n" + inner).digest()


def test_the_vector_of_the_specification_opens() -> None:
    spec = Path(__file__).parents[2] / "docs" / "spec" / "identity.md"
    (said,) = re.findall(r"```json\n(.*?)```", spec.read_text("utf-8"), flags=re.DOTALL)
    sealed = said.replace("\n", "").encode()
    key = KeeperKey(bytes(range(32)))
    assert key.public.hex() in spec.read_text("utf-8")
    assert key_name(key.public) in spec.read_text("utf-8")
    assert read_sealed(sealed).about == "3.0"
    assert unseal(sealed, [key]) == TEXT
