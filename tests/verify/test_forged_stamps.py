"""Forged time stamps: each breaks one rule, is signed properly all the same, and is refused for that rule."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from muniment.verify.timestamps.rfc3161 import StampError, read_stamp
from muniment.verify.timestamps.x509 import Certificate
from tests.verify import forge
from tests.verify.forge import DATA, NOW, Forger, Issued, issue, number, oid, seq, signer_under

ROOT = issue("root", authority=True, usage=("key_cert_sign",))
SIGNER = signer_under(ROOT)
OTHER = signer_under(ROOT, key_name="other")


def forged(**changes: object) -> bytes:
    base: dict[str, object] = {"root": ROOT, "signer": SIGNER}
    return Forger(**(base | changes)).response()  # type: ignore[arg-type]


def test_the_forger_makes_good_ones() -> None:
    stamp = read_stamp(forged(), DATA, anchors=[ROOT.der])
    assert (stamp.trusted, stamp.time, stamp.serial, stamp.nonce) == (True, NOW, 7, None)


SHA512_IMPRINT: dict[str, object] = {"imprint_oid": forge.SHA512, "imprint": hashlib.sha512(DATA).digest()}
SIGNER_SERIAL = SIGNER.cert.serial_number
SIGNER_NAME = seq(forge.der(0xA4, SIGNER.cert.issuer.public_bytes()))

GOOD: dict[str, dict[str, object]] = {
    "granted with modifications": {"status": seq(number(1))},
    "rsaEncryption as the scheme": {"scheme_oid": forge.RSA},
    "a fraction of a second": {"gen_time": b"20260301123015.25Z"},
    "a SHA-512 imprint": SHA512_IMPRINT,
    "a nonce": {"info_tail": number(99)},
    "accuracy, ordering and nonce": {"info_tail": seq(number(1)) + b"\x01\x01\xff" + number(99)},
    "the first version of the pin": {
        "without": [forge.PINNED_V2],
        "attributes": {forge.PINNED: seq(seq(seq(forge.der(0x04, hashlib.sha1(SIGNER.der).digest()))))},
    },
    "a pin with its issuer": {
        "attributes": {forge.PINNED_V2: Forger(ROOT, SIGNER).pin(SIGNER.der, seq(SIGNER_NAME, number(SIGNER_SERIAL)))}
    },
    "a remark on an extension that is not critical": {
        "info_tail": forge.der(0xA1, seq(oid("1.2.3"), forge.der(0x04, b"")))
    },
}


@pytest.mark.parametrize("changes", GOOD.values(), ids=GOOD)
def test_what_a_stamp_may_have(changes: dict[str, object]) -> None:
    assert read_stamp(forged(**changes), DATA, anchors=[ROOT.der]).trusted


BAD: dict[str, tuple[dict[str, object], str]] = {
    "waiting": ({"status": seq(number(3))}, "asked to wait"),
    "rejected, with words": (
        {"status": seq(number(2), seq(forge.der(0x0C, b"go away")), b"\x03\x02\x05\xa0")},
        "rejected the request; it does not accept this digest; it does not allow the request; 'go away'",
    ),
    "another content type": ({"content_oid": forge.PLAIN}, "is not a time stamp"),
    "a version of the future": ({"info_version": 2}, "not of version 1"),
    "other bytes": ({"imprint": hashlib.sha256(b"x").digest()}, "for other bytes"),
    "a SHA-1 imprint": (
        {"imprint_oid": forge.SHA1, "imprint": hashlib.sha1(DATA).digest()},
        "SHA-1, which this verifier does not accept",
    ),
    "a cut imprint": ({"imprint": hashlib.sha256(DATA).digest()[:31]}, "for other bytes"),
    "a giant serial": ({"serial": 1 << 600}, "512 bits"),
    "a giant nonce": ({"info_tail": number(1 << 600)}, "512 bits"),
    "a condition": (
        {"info_tail": forge.der(0xA1, seq(oid("1.2.3"), b"\x01\x01\xff", forge.der(0x04, b"")))},
        "a condition that is not understood: 1.2.3",
    ),
    "an impossible time": ({"gen_time": b"20260230000000Z"}, "no such time"),
    "no signer": ({"signers": 0}, "has 0 signers"),
    "two signers": ({"signers": 2}, "has 2 signers"),
    "no signed attributes": ({"signed_attributes": False, "sign_info_only": True}, "was expected"),
    "no content type": ({"without": [forge.CONTENT_TYPE]}, "attribute 1.2.840.113549.1.9.3 is missing"),
    "a wrong content type": ({"attributes": {forge.CONTENT_TYPE: oid(forge.PLAIN)}}, "something other than"),
    "no digest": ({"without": [forge.MESSAGE_DIGEST]}, "attribute 1.2.840.113549.1.9.4 is missing"),
    "a wrong digest": ({"attributes": {forge.MESSAGE_DIGEST: forge.der(0x04, bytes(32))}}, "contents are not"),
    "no pin": ({"without": [forge.PINNED_V2]}, "with which certificate"),
    "an empty pin": ({"attributes": {forge.PINNED_V2: seq(seq())}}, "is empty"),
    "a pin of another certificate": (
        {"attributes": {forge.PINNED_V2: Forger(ROOT, SIGNER).pin(OTHER.der)}},
        "another certificate than",
    ),
    "a good pin beside a bad one": (
        {"attributes": {forge.PINNED: seq(seq(seq(forge.der(0x04, bytes(20)))))}},
        "another certificate than",
    ),
    "a pin with another serial": (
        {"attributes": {forge.PINNED_V2: Forger(ROOT, SIGNER).pin(SIGNER.der, seq(SIGNER_NAME, number(5)))}},
        "names another issuer",
    ),
    "a pin with another issuer": (
        {
            "attributes": {
                forge.PINNED_V2: Forger(ROOT, SIGNER).pin(
                    SIGNER.der,
                    seq(seq(forge.der(0xA4, SIGNER.cert.subject.public_bytes())), number(SIGNER_SERIAL)),
                )
            }
        },
        "names another issuer",
    ),
    "an attribute twice": (
        {"extra_attributes": [seq(oid(forge.CONTENT_TYPE), forge.der(0x31, oid(forge.PLAIN)))]},
        "exactly one value",
    ),
    "an attribute with two values": (
        {"attributes": {forge.CONTENT_TYPE: oid(forge.TST_INFO) * 2}},
        "exactly one value",
    ),
    "another's signature": ({"signing_key": "other"}, "signature is not by CN=stamper"),
    "another digest than announced": ({"announced": [forge.SHA512]}, "not among those announced"),
    "another digest than signed": (
        {"digest_oid": forge.SHA512, "announced": [forge.SHA512]},
        "contents are not",
    ),
    "PSS": ({"scheme_oid": forge.RSA_PSS}, "RSA-PSS, which this verifier does not accept"),
    "the wrong family": ({"scheme_oid": forge.ECDSA_SHA256}, "signature is not by"),
    "no certificate": ({"carried": []}, "neither in it nor among those given"),
    "a heap of certificates": ({"carried": [SIGNER] * 40}, "more than 32"),
}


@pytest.mark.parametrize(("changes", "words"), BAD.values(), ids=BAD)
def test_a_token_with_one_thing_wrong(changes: dict[str, object], words: str) -> None:
    with pytest.raises(StampError) as caught:
        read_stamp(forged(**changes), DATA)
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


def test_nothing_may_follow_the_token() -> None:
    with pytest.raises(StampError, match="unknown part"):
        read_stamp(seq(seq(number(0)), Forger(ROOT, SIGNER).token(), number(1)), DATA)


def test_the_signer_may_be_brought_instead_of_carried() -> None:
    tsr = forged(carried=[])
    assert read_stamp(tsr, DATA, [SIGNER.der], [ROOT.der]).trusted
    assert read_stamp(tsr, DATA, [], [SIGNER.der]).trusted


ANY, STAMPING = ExtendedKeyUsageOID.CODE_SIGNING, ExtendedKeyUsageOID.TIME_STAMPING
SIGNERS: dict[str, tuple[Callable[[], Issued], str]] = {
    "no purpose": (lambda: signer_under(ROOT, purposes=()), "not for time stamping alone"),
    "another purpose": (lambda: signer_under(ROOT, purposes=(ANY,)), "not for time stamping alone"),
    "two purposes": (lambda: signer_under(ROOT, purposes=(STAMPING, ANY)), "not for time stamping alone"),
    "not critical": (lambda: signer_under(ROOT, critical=False), "not for time stamping alone"),
    "not for signing": (lambda: signer_under(ROOT, usage=("crl_sign",)), "not for signing"),
    "a riddle": (lambda: signer_under(ROOT, riddle=True), "conditions that are not understood: 1.2.3.4"),
    "over": (lambda: signer_under(ROOT, end=NOW - timedelta(seconds=1)), "was not valid at 2026-03-01"),
    "not begun": (lambda: signer_under(ROOT, start=NOW + timedelta(seconds=1)), "was not valid at"),
    "a short key": (lambda: signer_under(ROOT, key_name="short"), "1024 bits"),
    "another issuer's hand": (lambda: signer_under(ROOT, signed_with="other"), "not signed by CN=root"),
}


@pytest.mark.parametrize(("make", "words"), SIGNERS.values(), ids=SIGNERS)
def test_a_signer_who_may_not_stamp(make: Callable[[], Issued], words: str) -> None:
    with pytest.raises(StampError) as caught:
        read_stamp(forged(signer=make()), DATA, anchors=[ROOT.der])
    assert words in str(caught.value)


@pytest.mark.parametrize("usage", [None, ("digital_signature",), ("content_commitment",)])
def test_a_signer_who_may(usage: tuple[str, ...] | None) -> None:
    signer = signer_under(ROOT, usage=usage, start=NOW, end=NOW)
    assert read_stamp(forged(signer=signer), DATA, anchors=[ROOT.der]).trusted


AUTHORITIES: dict[str, tuple[Callable[[], Issued], str]] = {
    "no CA": (lambda: issue("root"), "it is no CA"),
    "no basic constraints": (lambda: issue("root", basic=False), "it is no CA"),
    "may not issue": (lambda: issue("root", authority=True, usage=("crl_sign",)), "its key usage"),
    "a riddle": (lambda: issue("root", authority=True, riddle=True), "not understood: 1.2.3.4"),
    "over": (lambda: issue("root", authority=True, end=NOW - timedelta(days=1)), "CN=root was not valid"),
    "another's key": (lambda: issue("root", authority=True, key_name="other"), "not signed by CN=root"),
}


@pytest.mark.parametrize(("make", "words"), AUTHORITIES.values(), ids=AUTHORITIES)
@pytest.mark.parametrize("anchored", [True, False])
def test_an_issuer_who_may_not_issue(make: Callable[[], Issued], words: str, anchored: bool) -> None:
    """Also without an anchor: a chain that is broken is refused, not called untrusted."""
    above = make().der
    with pytest.raises(StampError) as caught:
        read_stamp(forged(), DATA, [] if anchored else [above], [above] if anchored else [])
    assert words in str(caught.value)


def chain_of(length: int, depth: int | None = None) -> tuple[list[Issued], bytes]:
    """Root and `length` authorities below it, and a stamp by a signer under the last."""
    chain = [issue("root", authority=True, depth=depth)]
    for i in range(length):
        chain.append(issue(f"middle {i}", chain[-1], key_name=f"ec {i}", authority=True))
    return chain, forged(signer=signer_under(chain[-1]))


@pytest.mark.parametrize(("length", "depth", "holds"), [(1, 1, True), (2, 1, False), (1, 0, False), (0, 0, True)])
def test_how_many_authorities_may_stand_below(length: int, depth: int, holds: bool) -> None:
    chain, tsr = chain_of(length, depth)
    certificates = [c.der for c in chain]
    if holds:
        assert read_stamp(tsr, DATA, certificates[1:], certificates[:1]).trusted
    else:
        with pytest.raises(StampError, match="does not allow"):
            read_stamp(tsr, DATA, certificates[1:], certificates[:1])


def test_a_chain_has_an_end() -> None:
    chain, tsr = chain_of(9)
    with pytest.raises(StampError, match="longer than 8"):
        read_stamp(tsr, DATA, [c.der for c in chain[1:]], [chain[0].der])


def test_two_authorities_that_vouch_for_each_other_lead_nowhere() -> None:
    one = issue("one", authority=True, key_name="ec one")
    two = issue("two", one, authority=True, key_name="ec two")
    back = issue("one", two, authority=True, key_name="ec one")
    tsr = forged(signer=signer_under(back))
    assert not read_stamp(tsr, DATA, [two.der, back.der]).trusted


def test_a_crossed_chain_takes_the_way_that_is_trusted() -> None:
    old, new = issue("old", authority=True, key_name="ec old"), issue("new", authority=True, key_name="ec new")
    crossed = issue("new", old, authority=True, key_name="ec new")
    tsr = forged(signer=signer_under(new), carried=None)
    lost = issue("lost", authority=True, key_name="ec lost")
    dead = issue("new", lost, authority=True, key_name="ec new")
    for pool in ([crossed, new, dead], [dead, new, crossed], [new, dead, crossed]):
        stamp = read_stamp(tsr, DATA, [c.der for c in pool], [old.der])
        assert stamp.trusted
        assert stamp.root_fingerprint == hashlib.sha256(old.der).hexdigest()


def test_look_alikes_cannot_cost_more_than_forty_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    checked, really = [], Certificate.issued

    def counted(above: Certificate, below: Certificate) -> bool:
        checked.append(above)
        return really(above, below)

    monkeypatch.setattr(Certificate, "issued", counted)
    ends = [NOW + timedelta(days=i + 1) for i in range(60)]
    fakes = [issue("root", authority=True, key_name="ec fake", end=end).der for end in ends]
    with pytest.raises(StampError, match="not signed by"):
        read_stamp(forged(), DATA, fakes)
    assert len(checked) == 40
    assert read_stamp(forged(), DATA, fakes, [ROOT.der]).trusted
    assert len(checked) == 41


def test_a_stranger_as_anchor_is_not_trust() -> None:
    stranger = issue("stranger", authority=True, key_name="ec stranger")
    stamp = read_stamp(forged(), DATA, [ROOT.der], [stranger.der])
    assert not stamp.trusted
    assert stamp.root_fingerprint == hashlib.sha256(ROOT.der).hexdigest()
