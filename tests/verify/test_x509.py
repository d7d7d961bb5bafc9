"""Certificates: what is read, and what is malformed in ways a library would not write."""

from __future__ import annotations

import pytest

from muniment.verify.der import DerError
from muniment.verify.timestamps.x509 import BASIC_CONSTRAINTS, KEY_USAGE, read_certificate
from tests.verify.forge import NOW, RSA_SHA256, algorithm, der, issue, number, oid, seq

NAME = seq(der(0x31, seq(oid("2.5.4.3"), der(0x0C, b"x"))))
VALIDITY = seq(*[der(0x18, NOW.strftime("%Y%m%d%H%M%SZ").encode())] * 2)
KEY = seq(algorithm("1.3.101.112"), der(0x03, bytes(33)))


def extension(name: str, value: bytes, critical: bytes = b"\x01\x01\xff") -> bytes:
    return seq(oid(name), critical, der(0x04, value))


def certificate(*extensions: bytes, version: int | None = 2, outer: str = RSA_SHA256, tail: bytes = b"") -> bytes:
    """A certificate by nobody, as DER; version 2 is written for version 3."""
    head = der(0xA0, number(version)) if version is not None else b""
    tbs = [head, number(5), algorithm(RSA_SHA256), NAME, VALIDITY, NAME, KEY]
    wrapped = [der(0xA3, seq(*extensions))] if extensions else []
    return seq(seq(*tbs, *wrapped, tail), algorithm(outer), der(0x03, bytes(5)))


CA = extension(BASIC_CONSTRAINTS, seq(b"\x01\x01\xff", number(3)))


def test_what_a_certificate_says() -> None:
    read = read_certificate(certificate(CA, extension(KEY_USAGE, b"\x03\x02\x02\x04")))
    assert (read.name, read.serial, read.not_before, read.not_after) == ("CN=x", 5, NOW, NOW)
    assert (read.authority_depth, read.usages, read.riddles()) == (3, frozenset({5}), [])
    assert read.may(5)
    assert not read.may(0)


def test_it_agrees_with_cryptography() -> None:
    theirs = issue("somebody", authority=True)
    ours = read_certificate(theirs.der)
    assert ours.name == theirs.cert.subject.rfc4514_string()
    assert (ours.serial, ours.signed) == (theirs.cert.serial_number, theirs.cert.tbs_certificate_bytes)
    assert (ours.not_before, ours.not_after) == (theirs.cert.not_valid_before_utc, theirs.cert.not_valid_after_utc)
    assert ours.issued(ours)


def test_an_old_certificate_limits_nothing_and_is_no_authority() -> None:
    read = read_certificate(certificate(version=None))
    assert (read.authority_depth, read.usages, read.stamps_only()) == (None, None, False)


@pytest.mark.parametrize("value", [seq(), seq(b"\x01\x01\x00"), seq(number(1))])
def test_basic_constraints_that_do_not_say_ca(value: bytes) -> None:
    assert read_certificate(certificate(extension(BASIC_CONSTRAINTS, value))).authority_depth is None


def test_only_critical_extensions_are_riddles() -> None:
    read = read_certificate(certificate(extension("1.2.3", b"", b""), extension("1.2.4", b"")))
    assert read.riddles() == ["1.2.4"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (certificate(CA, CA), "twice"),
        (certificate(CA, version=1), "its version does not know"),
        (certificate(CA, version=None), "its version does not know"),
        (certificate(version=0), "unknown version 1"),
        (certificate(version=3), "unknown version 4"),
        (certificate(outer="1.2.840.113549.1.1.12"), "two different signature algorithms"),
        (certificate(CA, tail=number(1)), "unknown part"),
        (certificate() + b"x", "follow its end"),
    ],
)
def test_certificates_that_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(DerError, match=words):
        read_certificate(data)
