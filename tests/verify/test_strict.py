"""Strict JSON and base64: what two readers could take differently is refused."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.verify.strict import MAX_INTEGER, StrictError, b64, b64url, dumps, from_b64, from_b64url, loads

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INTEGERS = st.integers(-MAX_INTEGER, MAX_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_again(value: Any) -> None:
    written = dumps(value)
    assert loads(written) == value
    assert json.loads(written) == value
    assert loads(json.dumps(value)) == value
    assert b"\n" not in written


REFUSED = {
    "a key twice": b'{"a":1,"a":1}',
    "a key twice, once escaped": b'{"a":1,"\\u0061":2}',
    "a key twice, deep down": b'[{"b":{"a":1,"a":2}}]',
    "a fraction": b"1.5",
    "an integer as a fraction": b"1.0",
    "an exponent": b"1e3",
    "beyond 2^53": b"9007199254740993",
    "below -2^53": b"-9007199254740993",
    "a very long number": b"1" * 100_000,
    "minus nothing": b"-0",
    "not a number": b"NaN",
    "endless": b"Infinity",
    "endless below": b"[-Infinity]",
    "a lone high surrogate": b'"\\ud800"',
    "a lone low surrogate": b'["\\udc00x"]',
    "a lone surrogate in a key": b'{"\\ud800":1}',
    "surrogates the wrong way round": b'"\\udc00\\ud800"',
    "no UTF-8": b'"\xff"',
    "a surrogate in UTF-8": b'"\xed\xa0\x80"',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "a line feed in a text": b'"a\nb"',
    "something behind it": b"{} {}",
    "a comma too many": b"[1,]",
    "a leading zero": b"01",
    "nothing": b"",
    "deep": b"[" * 200_000 + b"]" * 200_000,
    "deep with an escape": b"[" * 990 + b'"\\u0041"' + b"]" * 990,
    "deep objects": b'{"a":' * 100_000,
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_refused(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(StrictError):
        loads(data)
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("number", [MAX_INTEGER, -MAX_INTEGER, 0, 2**53 - 1])
def test_integers_up_to_their_bound(number: int) -> None:
    assert loads(str(number)) == number
    assert loads(dumps(number)) == number


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert loads(b'"\\ud83d\\ude00"') == "\U0001f600"


def test_the_message_says_what() -> None:
    with pytest.raises(StrictError, match="stands twice"):
        loads(REFUSED["a key twice"])
    with pytest.raises(StrictError, match="within ±2\\^53"):
        loads(b"1.5")
    with pytest.raises(StrictError, match="too deep"):
        loads(REFUSED["deep"])
    with pytest.raises(StrictError, match="surrogate"):
        loads(REFUSED["a lone high surrogate"])


def _deep() -> list[Any]:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        "\ud800",
        {"\udfff": 1},
        {1: 2},
        [b"x"],
        {"a": {1, 2}},
        _deep(),
    ],
    ids=["float", "nan", "large", "small", "surrogate", "surrogate key", "number key", "bytes", "set", "deep"],
)
def test_not_written_either(value: Any) -> None:
    with pytest.raises(StrictError):
        dumps(value)


@given(st.binary(max_size=100))
def test_base64_round_trips(data: bytes) -> None:
    assert from_b64url(b64url(data)) == data == from_b64(b64(data))
    assert b64url(data) == base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    assert b64(data) == base64.b64encode(data).decode()


@given(st.text(st.sampled_from("AQgwZ09az-_+/= \n\r\t!*é\u0660\0"), max_size=9))
def test_base64url_means_one_thing_or_nothing(text: str) -> None:
    """Accepted exactly where the text is what the bytes are written as."""
    try:
        data = from_b64url(text)
    except StrictError:
        try:
            plain = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except ValueError:
            return
        assert base64.urlsafe_b64encode(plain).rstrip(b"=").decode() != text
    else:
        assert b64url(data) == text


@pytest.mark.parametrize(
    "text",
    ["A", "AB", "AAA=", "QQ==", "Q Q", "QQ\n", "QR", "+A", "/A", "é", "QUI=QUI", "!!!!", "A===", "\x00AA", "QUJ"],
)
def test_base64url_refused(text: str) -> None:
    with pytest.raises(StrictError):
        from_b64url(text)


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "-A==", "QQ==QQ==", "Q", "é", "===="])
def test_base64_refused(text: str) -> None:
    with pytest.raises(StrictError):
        from_b64(text)
