"""Time stamps: real ones by openssl hold, forged ones do not, and every rule has a forgery of its own."""

from __future__ import annotations

import hashlib
import random
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import rfc3161_client
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.verify.timestamps.rfc3161 import Stamp, StampError, pem_certificates, read_stamp
from tests.tsa import Authority, KeyKind
from tests.verify.forge import DATA, Forger, number, seq

KINDS: list[KeyKind] = ["rsa", "p256", "p384", "p521"]


@pytest.fixture(scope="module", params=KINDS)
def authority(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"), kind=request.param)


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("deep"), kind="p256", middle=True)


def pem(path: Path) -> list[bytes]:
    return pem_certificates(path.read_bytes())


def openssl_accepts(folder: Path, tsr: bytes, data: bytes, root: Path, middle: Path | None = None) -> bool:
    (folder / "checked").write_bytes(data)
    (folder / "checked.tsr").write_bytes(tsr)
    command = ["openssl", "ts", "-verify", "-data", str(folder / "checked"), "-CAfile", str(root)]
    command += ["-in", str(folder / "checked.tsr")] + (["-untrusted", str(middle)] if middle else [])
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def we_accept(tsr: bytes, data: bytes, root: Path, middle: Path | None = None) -> bool:
    try:
        return read_stamp(tsr, data, pem(middle) if middle else (), pem(root)).trusted
    except StampError:
        return False


# --- real stamps -------------------------------------------------------------------------------


def test_a_real_stamp_holds_and_says_what_it_says(authority: Authority) -> None:
    tsr = authority.stamp(DATA)
    stamp = read_stamp(tsr, DATA, anchors=pem(authority.root_pem))
    theirs = rfc3161_client.decode_timestamp_response(tsr).tst_info
    signer = x509.load_pem_x509_certificate(authority.signer_pem.read_bytes())
    assert stamp == Stamp(
        time=theirs.gen_time,
        imprint=hashlib.sha256(DATA).digest(),
        imprint_algorithm="sha256",
        policy="1.3.6.1.4.1.99999.1",
        nonce=theirs.nonce,
        serial=theirs.serial_number,
        authority=signer.subject.rfc4514_string(),
        signer_fingerprint=hashlib.sha256(pem(authority.signer_pem)[0]).hexdigest(),
        root_fingerprint=hashlib.sha256(pem(authority.root_pem)[0]).hexdigest(),
        trusted=True,
    )
    assert stamp.time.utcoffset() == timedelta(0)


def test_the_bare_token_holds_too(authority: Authority) -> None:
    token = rfc3161_client.decode_timestamp_response(authority.stamp(DATA)).time_stamp_token()
    assert read_stamp(token, DATA, anchors=pem(authority.root_pem)).trusted


def test_without_an_anchor_everything_but_trust_is_checked(authority: Authority) -> None:
    tsr = authority.stamp(DATA)
    alone = read_stamp(tsr, DATA)
    assert not alone.trusted
    assert alone.root_fingerprint == alone.signer_fingerprint
    with_chain = read_stamp(tsr, DATA, chain=pem(authority.root_pem))
    assert not with_chain.trusted
    assert with_chain.root_fingerprint == hashlib.sha256(pem(authority.root_pem)[0]).hexdigest()
    with pytest.raises(StampError, match="other bytes"):
        read_stamp(tsr, DATA + b"x")


def test_an_authority_between_root_and_signer(deep: Authority) -> None:
    tsr, middle, root = deep.stamp(DATA), pem(deep.chain_pem), pem(deep.root_pem)
    assert read_stamp(tsr, DATA, middle, root).trusted
    assert read_stamp(tsr, DATA, middle, middle).trusted
    assert not read_stamp(tsr, DATA, (), root).trusted
    assert not read_stamp(tsr, DATA, [*middle, *root]).trusted


def test_openssl_accepts_and_rejects_the_same(authority: Authority, deep: Authority, tmp_path: Path) -> None:
    stranger = Authority(tmp_path / "s", kind="p256", name="Stranger")
    impostor = Authority(tmp_path / "i", kind=authority.kind)
    tsr, folder = authority.stamp(DATA), tmp_path
    cases: list[tuple[bytes, bytes, Path, Path | None]] = [
        (tsr, DATA, authority.root_pem, None),
        (tsr, DATA + b"x", authority.root_pem, None),
        (tsr, DATA, stranger.root_pem, None),
        (tsr, DATA, impostor.root_pem, None),
        (tsr[:-1] + bytes([tsr[-1] ^ 1]), DATA, authority.root_pem, None),
        (impostor.stamp(DATA), DATA, authority.root_pem, None),
        (deep.stamp(DATA), DATA, deep.root_pem, None),
        (deep.stamp(DATA), DATA, deep.root_pem, deep.chain_pem),
    ]
    verdicts = [we_accept(*case) for case in cases]
    assert verdicts == [openssl_accepts(folder, *case) for case in cases]
    assert verdicts == [True, False, False, False, False, False, False, True]


def test_openssl_and_we_refuse_an_expired_certificate(tmp_path: Path) -> None:
    expired = Authority(tmp_path / "e", kind="p256", expired=True)
    tsr = expired.stamp(DATA)
    assert not openssl_accepts(tmp_path, tsr, DATA, expired.root_pem)
    with pytest.raises(StampError, match="was not valid at"):
        read_stamp(tsr, DATA, anchors=pem(expired.root_pem))


def test_openssl_and_we_refuse_a_rejection(tmp_path: Path) -> None:
    refusing = Authority(tmp_path / "r", kind="p256", fault="rejected")
    tsr = refusing.stamp(DATA)
    assert not openssl_accepts(tmp_path, tsr, DATA, refusing.root_pem)
    with pytest.raises(StampError, match=r"rejected the request; .*does not accept this digest"):
        read_stamp(tsr, DATA)


def test_the_verifier_of_rfc3161_client_agrees(authority: Authority) -> None:
    tsr = authority.stamp(DATA)
    root = x509.load_pem_x509_certificate(authority.root_pem.read_bytes())
    verifier = rfc3161_client.VerifierBuilder().add_root_certificate(root).build()
    assert verifier.verify_message(rfc3161_client.decode_timestamp_response(tsr), DATA)
    assert read_stamp(tsr, DATA, anchors=pem(authority.root_pem)).trusted


# --- damage ------------------------------------------------------------------------------------


def test_no_byte_of_a_token_can_be_changed(authority: Authority) -> None:
    """One bit in every byte. What survives is the status becoming *granted with modifications*."""
    tsr, anchors = authority.stamp(DATA), pem(authority.root_pem)
    source, survived = random.Random(3161), []
    for at in range(len(tsr)):
        changed = bytearray(tsr)
        changed[at] ^= 1 << (source.randrange(8) if at != 8 else 0)
        try:
            read_stamp(bytes(changed), DATA, anchors=anchors)
        except StampError:
            continue
        survived.append(at)
    assert tsr[6:9] == b"\x02\x01\x00"
    assert survived == [8]


def test_thousands_of_random_damages_give_nothing_but_stamp_errors(authority: Authority) -> None:
    tsr, anchors = authority.stamp(DATA), pem(authority.root_pem)
    source = random.Random(5816)
    for _ in range(1500):
        changed = bytearray(tsr)
        for _ in range(source.choice((1, 1, 2, 5))):
            at, how = source.randrange(9, len(changed)), source.randrange(4)
            if how == 0:
                changed[at : at + source.randrange(1, 9)] = b""
            elif how == 1:
                changed[at:at] = source.randbytes(source.randrange(1, 9))
            elif how == 2:
                changed = changed[: at + 1]
            else:
                changed[at] = (changed[at] + source.randrange(1, 256)) % 256
            if len(changed) < 11:
                break
        if changed == tsr or _is_spelling(bytes(changed), tsr):
            continue
        with pytest.raises(StampError):
            read_stamp(bytes(changed), DATA, anchors=anchors)


def _is_spelling(changed: bytes, tsr: bytes) -> bool:
    """`rsaEncryption` for `sha256WithRSAEncryption`, unsigned in the SignerInfo: means the same there."""
    arcs = bytes.fromhex("2a864886f70d0101")
    at = tsr.rfind(arcs) + len(arcs)
    return at >= len(arcs) and changed == tsr[:at] + b"\x01" + tsr[at + 1 :]


@given(st.binary(max_size=300))
@settings(max_examples=500, deadline=None)
def test_noise_is_a_stamp_error(noise: bytes) -> None:
    for data in (noise, seq(noise), seq(seq(number(0)), noise), seq(seq(number(0)), seq(noise))):
        with pytest.raises(StampError):
            read_stamp(data, DATA)


@pytest.mark.parametrize("depth", [10, 10_000, 200_000])
def test_depth_costs_nothing(depth: int) -> None:
    with pytest.raises(StampError):
        read_stamp(b"\x30\x80" * depth, DATA)
    nested = b""
    for _ in range(min(depth, 2000)):
        nested = seq(nested)
    with pytest.raises(StampError):
        read_stamp(nested, DATA)


@pytest.mark.parametrize("junk", [b"", b"no certificate", b"\x30\x00", bytes(2 << 20)])
def test_junk_among_the_certificates_is_a_stamp_error(junk: bytes) -> None:
    good = Forger().response()
    for chain, anchors in (([junk], []), ([], [junk])):
        with pytest.raises(StampError, match="certificates given"):
            read_stamp(good, DATA, chain, anchors)


# --- PEM ---------------------------------------------------------------------------------------


def test_pem_files_give_their_certificates_in_order(deep: Authority) -> None:
    both = b"remark\r\n" + deep.root_pem.read_bytes() + b"\n" + deep.chain_pem.read_bytes()
    both += (deep.folder / "root.key").read_bytes()
    found = pem_certificates(both.replace(b"\n", b"\r\n"))
    assert found == [pem(deep.root_pem)[0], pem(deep.chain_pem)[0]]
    assert [x509.load_der_x509_certificate(der).subject.rfc4514_string() for der in found] == [
        "CN=Test Root,O=Test",
        "CN=Test middle,O=Test,C=XX",
    ]
    assert pem_certificates(b"") == []


def test_a_pem_block_that_is_not_base64_is_a_stamp_error() -> None:
    with pytest.raises(StampError, match="not base64"):
        pem_certificates(b"-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n")
