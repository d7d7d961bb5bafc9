"""RSA and ECDSA: Wycheproof's vectors, the curves' own constants, keys that are refused in words."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from muniment.verify.crypto import ecdsa, keys
from muniment.verify.der import decode
from tests.verify.forge import algorithm, der, number, oid, seq

VECTORS = Path(__file__).parent / "vectors"
CURVES = [(ecdsa.P256, ec.SECP256R1()), (ecdsa.P384, ec.SECP384R1()), (ecdsa.P521, ec.SECP521R1())]

SETS = [
    ("wycheproof_p256.json", keys.Scheme("ecdsa", "sha256"), "sha256"),
    ("wycheproof_p384.json", keys.Scheme("ecdsa", "sha384"), "sha384"),
    ("wycheproof_p521.json", keys.Scheme("ecdsa", "sha512"), "sha512"),
    ("wycheproof_rsa_2048.json", keys.Scheme("rsa", "sha256"), "sha256"),
]


def load(name: str) -> list[dict[str, Any]]:
    cases = json.loads((VECTORS / name).read_text())
    assert isinstance(cases, list)
    return cases


@pytest.mark.parametrize(("name", "scheme", "digest"), SETS, ids=[s[0] for s in SETS])
def test_wycheproof(name: str, scheme: keys.Scheme, digest: str) -> None:
    good = 0
    for case in load(name):
        key = keys.read_public_key(decode(bytes.fromhex(case["key"])))
        verdict = keys.signed_by(key, scheme, digest, bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"]))
        # "acceptable" is RSA padding without NULL: one encoding is enough for us.
        assert verdict is (case["result"] == "valid"), case
        good += verdict
    assert good >= 8


@pytest.mark.parametrize(("ours", "theirs"), CURVES, ids=[c[0].name for c in CURVES])
def test_the_constants_of_the_curves(ours: ecdsa.Curve, theirs: ec.EllipticCurve) -> None:
    base = ec.derive_private_key(1, theirs).public_key().public_numbers()
    assert (ours.gx, ours.gy) == (base.x, base.y)
    assert ours.has(ours.gx, ours.gy)
    assert ecdsa._add_products(ours, ours.n, 0, (ours.gx, ours.gy, 1))[2] == 0


def test_a_digest_longer_than_the_order_is_cut() -> None:
    """P-256 with SHA-512, as some authorities sign."""
    from cryptography.hazmat.primitives import hashes

    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_numbers()
    signature = private.sign(b"m", ec.ECDSA(hashes.SHA512()))
    assert ecdsa.verify(ecdsa.P256, point.x, point.y, hashlib.sha512(b"m").digest(), signature)
    assert not ecdsa.verify(ecdsa.P256, point.x, point.y, hashlib.sha512(b"n").digest(), signature)
    assert not ecdsa.verify(ecdsa.P256, point.x, point.y + 1, hashlib.sha512(b"m").digest(), signature)


def test_a_key_that_is_the_base_point_itself() -> None:
    """Adding equal points is a case of its own in the formulas."""
    from cryptography.hazmat.primitives import hashes

    signature = ec.derive_private_key(1, ec.SECP256R1()).sign(b"m", ec.ECDSA(hashes.SHA256()))
    digest = hashlib.sha256(b"m").digest()
    assert ecdsa.verify(ecdsa.P256, ecdsa.P256.gx, ecdsa.P256.gy, digest, signature)


def test_rsa_signatures_have_the_length_of_the_key_and_the_digest_they_name() -> None:
    case = next(c for c in load("wycheproof_rsa_2048.json") if c["result"] == "valid")
    key = keys.read_public_key(decode(bytes.fromhex(case["key"])))
    message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
    named, unnamed = keys.Scheme("rsa", "sha256"), keys.Scheme("rsa", None)
    assert keys.signed_by(key, named, "sha256", message, signature)
    assert keys.signed_by(key, unnamed, "sha256", message, signature)
    assert not keys.signed_by(key, named, "sha256", message, b"\x00" + signature)
    assert not keys.signed_by(key, keys.Scheme("rsa", "sha384"), "sha256", message, signature)
    assert not keys.signed_by(key, unnamed, "sha384", message, signature)


def spki(algorithm_der: bytes, key: bytes) -> bytes:
    return seq(algorithm_der, der(0x03, b"\x00", key))


P256_OID, RSA_OID, EC_OID = "1.2.840.10045.3.1.7", "1.2.840.113549.1.1.1", "1.2.840.10045.2.1"
POINT = b"\x04" + ecdsa.P256.gx.to_bytes(32, "big") + ecdsa.P256.gy.to_bytes(32, "big")


def rsa_key(bits: int, exponent: int = 65537) -> bytes:
    return spki(algorithm(RSA_OID, der(0x05)), seq(number((1 << bits) - 1), number(exponent)))


@pytest.mark.parametrize(
    ("info", "words"),
    [
        (rsa_key(1024), "1024 bits"),
        (rsa_key(32768), "32768 bits"),
        (rsa_key(2048, 1), "exponent"),
        (rsa_key(2048, 65536), "exponent"),
        (rsa_key(2048, (1 << 80) + 1), "exponent"),
        (spki(algorithm(EC_OID, oid("1.3.132.0.10")), POINT), "curve other than"),
        (spki(algorithm(EC_OID), POINT), "curve other than"),
        (spki(algorithm(EC_OID, oid(P256_OID)), b"\x02" + POINT[1:33]), "in full"),
        (spki(algorithm(EC_OID, oid(P256_OID)), POINT[:-1] + b"\x00"), "not a point"),
        (spki(algorithm("1.3.101.112"), bytes(32)), "Ed25519"),
        (spki(algorithm(RSA_OID, number(1)), b""), "parameters"),
        (spki(algorithm(RSA_OID, der(0x05), der(0x05)), b""), "parameters"),
    ],
)
def test_keys_that_are_refused_in_words(info: bytes, words: str) -> None:
    with pytest.raises(keys.UnsupportedError, match=words):
        keys.read_public_key(decode(info))


@pytest.mark.parametrize(
    ("name", "words"),
    [("1.3.14.3.2.26", "SHA-1"), ("1.2.840.113549.2.5", "MD5"), ("1.2.3", "unknown algorithm 1.2.3")],
)
def test_digests_that_are_refused_in_words(name: str, words: str) -> None:
    with pytest.raises(keys.UnsupportedError, match=words):
        keys.read_digest(decode(algorithm(name)))


@pytest.mark.parametrize(("name", "words"), [("1.2.840.113549.1.1.10", "RSA-PSS"), ("1.2.840.113549.1.1.5", "SHA-1")])
def test_schemes_that_are_refused_in_words(name: str, words: str) -> None:
    with pytest.raises(keys.UnsupportedError, match=words):
        keys.read_scheme(decode(algorithm(name, seq())))


def test_a_key_of_one_family_signs_nothing_of_the_other() -> None:
    key = keys.read_public_key(decode(spki(algorithm(EC_OID, oid(P256_OID)), POINT)))
    assert not keys.signed_by(key, keys.Scheme("rsa", "sha256"), "sha256", b"", bytes(256))
    assert not keys.signed_by(key, keys.Scheme("ecdsa", "sha384"), "sha256", b"", b"")
