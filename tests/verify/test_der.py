"""DER: one spelling for everything, and nothing but DerError for the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.verify import der
from muniment.verify.timestamps.names import describe_name
from tests.verify import forge


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "cut off"),
        ("02", "cut off"),
        ("0202ff", "cut off"),
        ("020101ff", "1 bytes follow"),
        ("0280ff0000", "length"),
        ("02810101", "length"),
        ("0282008001" + "00" * 128, "length"),
        ("04850000000001ff", "length"),
        ("0482ff", "length"),
        ("1f8101", "tag number"),
    ],
)
def test_what_is_not_der_is_refused(data: str, words: str) -> None:
    with pytest.raises(der.DerError, match=words):
        der.decode(bytes.fromhex(data))


def test_a_megabyte_is_the_limit() -> None:
    with pytest.raises(der.DerError, match="larger than"):
        der.decode(forge.der(0x04, bytes(der.MAX_LENGTH)))


@pytest.mark.parametrize("data", ["0200", "02020001", "0202ff80"])
def test_integers_have_one_form(data: str) -> None:
    with pytest.raises(der.DerError, match="shortest"):
        der.integer(der.decode(bytes.fromhex(data)))


@given(st.integers())
@settings(deadline=None)
def test_integers_come_back(value: int) -> None:
    size = (value if value >= 0 else ~value).bit_length() // 8 + 1
    encoded = forge.der(0x02, value.to_bytes(size, "big", signed=True))
    assert der.integer(der.decode(encoded)) == value


@pytest.mark.parametrize("dotted", ["0.9.2342", "1.2.840.113549.1.1.11", "2.5.4.3", "2.999.1"])
def test_object_identifiers_come_back(dotted: str) -> None:
    assert der.oid(der.decode(forge.oid(dotted))) == dotted


@pytest.mark.parametrize("data", ["0600", "060180", "06022a80", "0603028001", "0641" + "01" * 65])
def test_object_identifiers_have_one_form(data: str) -> None:
    with pytest.raises(der.DerError, match="object identifier"):
        der.oid(der.decode(bytes.fromhex(data)))


@pytest.mark.parametrize("data", ["010101", "0100", "01020000"])
def test_truth_has_two_forms(data: str) -> None:
    with pytest.raises(der.DerError, match="truth"):
        der.boolean(der.decode(bytes.fromhex(data)))


@pytest.mark.parametrize(
    ("data", "bits"), [("03020780", {0}), ("03020106", {5, 6}), ("030100", set()), ("0303070080", {8})]
)
def test_named_bits(data: str, bits: set[int]) -> None:
    assert der.flags(der.decode(bytes.fromhex(data))) == bits


@pytest.mark.parametrize("data", ["0300", "03020880", "030101", "03020781", "030a00" + "ff" * 9])
def test_named_bits_that_are_malformed(data: str) -> None:
    with pytest.raises(der.DerError, match="bit string"):
        der.flags(der.decode(bytes.fromhex(data)))


def test_bits_are_whole_bytes() -> None:
    assert der.bits(der.decode(b"\x03\x02\x00\x05")) == b"\x05"
    with pytest.raises(der.DerError, match="whole bytes"):
        der.bits(der.decode(b"\x03\x02\x01\x04"))


@pytest.mark.parametrize(
    ("tag", "text", "time"),
    [
        (0x17, b"260301123015Z", datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)),
        (0x17, b"500101000000Z", datetime(1950, 1, 1, tzinfo=UTC)),
        (0x17, b"491231235959Z", datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (0x18, b"20260301123015Z", datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)),
        (0x18, b"20260301123015.5Z", datetime(2026, 3, 1, 12, 30, 15, 500000, tzinfo=UTC)),
        (0x18, b"20260301123015.1234567Z", datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)),
    ],
)
def test_times(tag: int, text: bytes, time: datetime) -> None:
    assert der.time(der.decode(forge.der(tag, text))) == time


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (0x17, b"2603011230Z"),
        (0x17, b"260301123015+0100"),
        (0x17, b"20260301123015Z"),
        (0x18, b"20260301123015"),
        (0x18, b"20260301123015.50Z"),
        (0x18, b"20260301123015.Z"),
        (0x18, b"20260230123015Z"),
        (0x18, b"20260301123060Z"),
        (0x18, b"00000301123015Z"),
        (0x0C, b"20260301123015Z"),
    ],
)
def test_times_that_are_refused(tag: int, text: bytes) -> None:
    with pytest.raises(der.DerError, match="time"):
        der.time(der.decode(forge.der(tag, text)))


def test_fields_are_taken_in_order_and_none_is_left() -> None:
    fields = der.Fields(der.decode(forge.seq(forge.number(1), forge.der(0x04, b"x"))))
    assert fields.optional(der.SEQUENCE) is None
    with pytest.raises(der.DerError, match="expected"):
        der.Fields(der.decode(forge.seq(forge.number(1)))).take(der.SEQUENCE)
    fields.take(der.INTEGER)
    with pytest.raises(der.DerError, match="unknown part"):
        fields.end()
    fields.take(der.OCTET_STRING)
    fields.end()
    with pytest.raises(der.DerError, match="missing"):
        fields.take()


@given(st.binary(max_size=80))
@settings(max_examples=500, deadline=None)
def test_whatever_is_read_is_written_the_same(data: bytes) -> None:
    try:
        node = der.decode(data)
    except der.DerError:
        return
    assert node.raw == data
    assert forge.der(node.tag, node.body) == data


def name(*pairs: tuple[str, int, bytes]) -> der.Node:
    """A Name with one set a pair."""
    return der.decode(forge.seq(*(forge.der(0x31, forge.seq(forge.oid(k), forge.der(t, v))) for k, t, v in pairs)))


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ([("2.5.4.6", 0x13, b"UA"), ("2.5.4.3", 0x0C, "Київ".encode())], "CN=Київ,C=UA"),
        ([("2.5.4.10", 0x0C, b'A, "B"+C;<\\>')], 'O=A\\, \\"B\\"\\+C\\;\\<\\\\\\>'),
        ([("2.5.4.10", 0x0C, b" #x ")], "O=\\ #x\\ "),
        ([("2.5.4.10", 0x0C, b"#x")], "O=\\#x"),
        ([("2.5.4.10", 0x1E, "ж".encode("utf-16-be"))], "O=ж"),
        ([("2.5.4.10", 0x0C, b"a\x1b[2Jb")], "O=a\\1B[2Jb"),
        ([("2.5.4.10", 0x0C, "a\u202eb".encode())], "O=a\\E2\\80\\AEb"),
        ([("1.2.3", 0x0C, b"x")], "1.2.3=#0c0178"),
        ([("2.5.4.3", 0x04, b"x")], "CN=#040178"),
        ([], ""),
    ],
)
def test_names_for_people(pairs: list[tuple[str, int, bytes]], text: str) -> None:
    assert describe_name(name(*pairs)) == text


def test_a_name_that_is_not_in_its_encoding_is_refused() -> None:
    with pytest.raises(der.DerError, match="encoding"):
        describe_name(name(("2.5.4.3", 0x0C, b"\xff")))
