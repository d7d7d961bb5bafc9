"""What counts as the same word, and where words stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.link.copies import Signature, signatures, unpack


def signed(text: str) -> Signature:
    return next(signatures([text]))


def said(text: str) -> list[str]:
    one = signed(text)
    return [text[start:end] for start, end in zip(one.starts.tolist(), one.ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Mill at Ostrivka", "«THE MILL, at ostrivka!»"),
        ("caf\u00e9 na\u00efve", "cafe\u0301 naive"),
        ("o\ufb03ce Stra\u00dfe", "office strasse"),
        ("children's l\u2019eau", "children\u2019s l'eau"),
        ("Дякую ЁЛКА", "дя\u0301кую елка"),
        ("بِسْمِ الله ٣", "بسم اللـه 3"),
        ("שָׁלוֹם", "שלום"),
        ("co\u00adoperate", "cooperate"),
        ("ﻻ", "لا"),
    ],
)
def test_spellings_of_one_word_are_one_word(one: str, other: str) -> None:
    assert signed(one).words.tolist() == signed(other).words.tolist()


@pytest.mark.parametrize(("one", "other"), [("ab", "ba"), ("ab", "abb"), ("a b", "ab"), ("те", "те́т"), ("नि", "न")])
def test_other_words_are_others(one: str, other: str) -> None:
    assert signed(one).words.tolist() != signed(other).words.tolist()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" … – ", []),
        ("One, two;three", ["One", "two", "three"]),
        ("«cafe\u0301»", ["cafe\u0301"]),
        ("\u201ckept\u201d 'x'", ["kept", "x"]),
        ("o\ufb03ce at 5", ["o\ufb03ce", "at", "5"]),
        ("日本語 and ไท", ["日", "本", "語", "and", "ไ", "ท"]),
        ("น้ำ", ["น", "้", "ำ"]),
        ("बाज़ार में", ["बाज़ार", "में"]),
        ("\U0001f600\U00020000\ud800x", ["\U00020000", "x"]),
    ],
)
def test_words_stand_where_they_are_said_to(text: str, words: list[str]) -> None:
    assert said(text) == words


@settings(deadline=None, max_examples=300)
@given(st.lists(st.text(), max_size=8))
def test_a_text_has_one_signature_whatever_stands_beside_it(texts: list[str]) -> None:
    together = list(signatures(texts))
    assert [one.pack() for one in together] == [signed(text).pack() for text in texts]
    for text, one in zip(texts, together, strict=True):
        edges = [0, *(edge for pair in zip(one.starts.tolist(), one.ends.tolist(), strict=True) for edge in pair)]
        assert edges == sorted(edges)
        assert edges[-1] <= len(text)


def test_many_texts_come_back_in_order() -> None:
    texts = [f"word {number} " * (number % 50) for number in range(5_000)]
    assert [one.words.tolist() for one in signatures(texts)] == [signed(text).words.tolist() for text in texts]


def test_a_packed_signature_comes_back() -> None:
    one = signed("Nine boats lay behind the mill.")
    back = unpack(one.pack())
    assert (back.words.tolist(), back.starts.tolist(), back.ends.tolist()) == (
        one.words.tolist(),
        one.starts.tolist(),
        one.ends.tolist(),
    )


@pytest.mark.parametrize("broken", [b"", b"cpy1", b"cpy0\0\0\0\0", b"cpy1\1\0\0\0" + b"x" * 11])
def test_what_is_no_signature_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="not a packed signature"):
        unpack(broken)
