"""A document that names another by its title, in the same letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LEAST_WORDS, LEAST_LETTERS = 4, 20
"""Shorter titles (*Statement*, *Report 3*) are anybody's."""


class Titled(NamedTuple):
    """A document with its title, as its reading tells it."""

    item: str
    title: str
    text: str


class Named(NamedTuple):
    """`item` names `other` in the words from `start` to `end` of its text."""

    item: str
    other: str
    start: int
    end: int


def named(documents: Sequence[Titled]) -> Iterator[Named]:
    """Each first place where one of these names the title of another, in order. Two of one title name nobody."""
    keys = [_key(one.title) for one in documents]
    wanted = [
        (one.item, re.compile(r"\W+".join(map(re.escape, key.split()))))
        for one, key in zip(documents, keys, strict=True)
        if keys.count(key) == 1 and len(key.split()) >= LEAST_WORDS and len(key) >= LEAST_LETTERS
    ]
    for one in documents:
        folded = _folded(one.text)
        for other, pattern in wanted:
            if other != one.item and (found := pattern.search(folded)):
                yield Named(one.item, other, *found.span())


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", _folded(title)))


def _folded(text: str) -> str:
    """Small letters, one for one: offsets stay those of the text."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
