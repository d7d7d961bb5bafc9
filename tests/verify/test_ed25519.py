"""Ed25519: the RFC's vectors, the published edge cases, and agreement with another implementation."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from muniment.verify.crypto import ed25519

VECTORS = Path(__file__).parent / "vectors"
L = 2**252 + 27742317777372353535851937790883648493
P = 2**255 - 19

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        "454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
        "3dca179c138ac17ad9bef1177331a704",
    ),
]


def load(name: str) -> list[dict[str, Any]]:
    cases = json.loads((VECTORS / name).read_text())
    assert isinstance(cases, list)
    return cases


def check(key: str, message: str, signature: str) -> bool:
    return ed25519.verify_ed25519(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


def theirs(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032(key: str, message: str, signature: str) -> None:
    assert check(key, message, signature)
    assert not check(key, message + "00", signature)


def test_the_twelve_edge_cases_of_taming_the_many_eddsas() -> None:
    cases = load("speccheck_ed25519.json")
    assert len(cases) == 12
    verdicts = {case["id"]: check(case["key"], case["msg"], case["sig"]) for case in cases}
    assert verdicts == {case["id"]: case["strict"] for case in cases}
    assert [number for number, verdict in verdicts.items() if verdict] == [3]


def test_wycheproof() -> None:
    cases = load("wycheproof_ed25519.json")
    assert len(cases) == 210
    for case in cases:
        # "acceptable" are keys outside the prime-order group: we take those that are not of small order.
        wanted = case["result"] == "valid" or case["flags"] == ["MixedOrderPublicKey"]
        if case["result"] == "invalid":
            wanted = False
        assert check(case["key"], case["msg"], case["sig"]) is wanted, case


def test_all_points_of_small_order_are_known() -> None:
    """The blacklist is exactly the kernel of multiplication by eight, however encoded."""
    found = set()
    for y in ed25519._SMALL_ORDER_Y:
        point = ed25519._decode(y.to_bytes(32, "little"))
        assert point is not None
        x, y_, z, t = point
        for candidate in (point, (-x % P, y_, z, -t % P)):
            found.add(ed25519._encode(candidate))
            for _ in range(3):
                candidate = ed25519._double(candidate)
            assert ed25519._encode(candidate) == (1).to_bytes(32, "little")
    assert len(found) == 8
    for y in (P, P + 1):
        for sign in (0, 1 << 255):
            encoded = (y | sign).to_bytes(32, "little")
            assert ed25519._is_small_order(encoded)
            assert ed25519._decode(encoded) is None


@pytest.mark.parametrize("y", [1, P - 1])
def test_a_negative_zero_is_no_encoding(y: int) -> None:
    assert ed25519._decode((y | 1 << 255).to_bytes(32, "little")) is None


def test_small_order_keys_and_commitments_are_refused_even_where_the_equation_holds() -> None:
    identity = (1).to_bytes(32, "little")
    assert not ed25519.verify_ed25519(identity, b"anything", identity + bytes(32))
    private = Ed25519PrivateKey.generate()
    a = private.public_key().public_bytes_raw()
    for message in (b"one", b"two"):
        assert not ed25519.verify_ed25519(a, message, identity + bytes(32))
        assert not ed25519.verify_ed25519(identity, message, a + bytes(32))


def test_it_agrees_with_cryptography_on_good_and_corrupted_signatures() -> None:
    source = random.Random(25519)
    good = bad = 0
    for _ in range(150):
        private = Ed25519PrivateKey.from_private_bytes(source.randbytes(32))
        key, message = private.public_key().public_bytes_raw(), source.randbytes(source.randrange(200))
        signature = private.sign(message)
        assert ed25519.verify_ed25519(key, message, signature)
        good += 1
        for _ in range(3):
            parts = [bytearray(key), bytearray(message or b"x"), bytearray(signature)]
            part = source.choice(parts)
            part[source.randrange(len(part))] ^= 1 << source.randrange(8)
            changed = bytes(parts[0]), bytes(parts[1]), bytes(parts[2])
            assert ed25519.verify_ed25519(*changed) == theirs(*changed)
            bad += not ed25519.verify_ed25519(*changed)
    assert (good, bad) == (150, 450)


@pytest.mark.parametrize("name", ["speccheck_ed25519.json", "wycheproof_ed25519.json"])
def test_well_formed_makes_a_faster_library_agree(name: str) -> None:
    for case in load(name):
        key, message, signature = (bytes.fromhex(case[part]) for part in ("key", "msg", "sig"))
        both = ed25519.well_formed(key, signature) and theirs(key, message, signature)
        assert both is ed25519.verify_ed25519(key, message, signature), case


def test_s_is_taken_only_below_the_order() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    key, signature = private.public_key().public_bytes_raw(), private.sign(b"m")
    s = int.from_bytes(signature[32:], "little")
    assert ed25519.verify_ed25519(key, b"m", signature)
    assert not ed25519.verify_ed25519(key, b"m", signature[:32] + (s + L).to_bytes(32, "little"))


@pytest.mark.parametrize(("key_size", "signature_size"), [(31, 64), (33, 64), (32, 63), (32, 65), (0, 0)])
def test_wrong_lengths_are_false_and_no_error(key_size: int, signature_size: int) -> None:
    assert ed25519.verify_ed25519(bytes(key_size), b"", bytes(signature_size)) is False


def test_a_key_that_is_no_point_is_false() -> None:
    outside = next(y for y in range(2, 50) if ed25519._decode(y.to_bytes(32, "little")) is None)
    assert ed25519.verify_ed25519(outside.to_bytes(32, "little"), b"", bytes(64)) is False
