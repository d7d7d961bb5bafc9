"""Whether words of a sealed identity stand in open text, where they would undo the sealing.

Looked for are every word of a name, and of the other fields whatever has four digits in a row or an @, and two words
running. Spelling is folded by case and by Unicode form only: a name in another script or another form is not found,
and people are told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from muniment.claims.form.refusing import ClaimError

NAMES = ("name", "other_names")
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")
_NUMBER = re.compile(r"\S*@\S+|\+?\d(?:[\s()/.-]{0,2}\d){3,}")


def refuse_names(open_fields: Mapping[str, Any], identity: Mapping[str, Any]) -> None:
    """Raises ClaimError that says in which open field a sealed word stands. It does not repeat the word."""
    names, pairs, numbers = _secrets(identity)
    for field, value in open_fields.items():
        for text in _texts(value):
            words = _words(text)
            if (names & _single(words)) or (pairs & set(_running(words))) or (numbers & set(_numbers(text))):
                raise ClaimError(
                    f"{field}: words of the sealed identity stand there. Nothing was put on record. Write it without "
                    "them, with the person's code: this field is readable by everybody who has the folder."
                )


def _secrets(identity: Mapping[str, Any]) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    names: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    numbers: set[str] = set()
    for field, value in identity.items():
        for text in _texts(value):
            words = _words(text)
            if field in NAMES:
                names.update(word for word in _single(words) if len(word) > 1)
            else:
                pairs.update(_running(words))
                numbers.update(_numbers(text))
    return names, pairs, numbers


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _single(words: list[str]) -> set[str]:
    """Words, and the parts of those that a hyphen or an apostrophe joins."""
    return {part for word in words for part in (word, *re.split(r"[’'ʼ-]", word))}


def _running(words: list[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for a, b in pairwise(words) if len(a) + len(b) > 6)


def _numbers(text: str) -> Iterator[str]:
    """Numbers by their digits alone, however they are spaced; what has an @ as it stands."""
    for found in _NUMBER.findall(_folded(text)):
        yield found if "@" in found else re.sub(r"\D", "", found)
