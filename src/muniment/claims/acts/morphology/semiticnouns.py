"""What an Arabic or Hebrew noun may be without what is written onto it: article, number, whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from . import arabic, hebrew
from . import semiticwords as words

_OWNERS = ("יהם", "יהן", "הם", "ם", "ן", "ו", "ה", "י", "נו")
"""Hebrew endings that say whose it is."""


def noun_forms(word: str, language: str) -> Iterator[str]:
    """Forms in which the lists may have a noun, the likeliest first."""
    bare = word[2:] if language == "ar" and word.startswith("ال") else word
    if language == "he" and bare.endswith(("ים", "ות")):
        yield from _one_of_many(bare)
    yield bare
    yield word
    yield words.lemma(bare, language)
    yield from _arabic(bare) if language == "ar" else _hebrew(bare)
    yield from _nobodys(bare, language)


def _arabic(bare: str) -> Iterator[str]:
    if bare.endswith("ا"):
        yield bare[:-1]
    if bare.endswith(("ين", "ون", "ات")):
        yield bare[:-2]
        yield bare[:-2] + "ة"
    if bare.endswith(("ي", "و")) and len(bare) > 4:  # `مقاتلو`, `مقاتلي` before whose they are
        yield bare[:-1]


def _hebrew(bare: str) -> Iterator[str]:
    if bare.endswith(("ת", "י")):
        yield bare[:-1] + "ה"
        yield hebrew.final(bare[:-1])


def _one_of_many(bare: str) -> Iterator[str]:
    yield hebrew.final(bare[:-2])
    yield bare[:-2] + "ה"


def _nobodys(bare: str, language: str) -> Iterator[str]:
    """Without the ending that says whose it is."""
    for suffix in arabic.SUFFIXES if language == "ar" else _OWNERS:
        if bare.endswith(suffix) and len(bare) > len(suffix) + 2:
            stem = bare[: -len(suffix)]
            yield stem
            yield stem[:-1] + ("ة" if language == "ar" else "ה") if stem.endswith(("ت", "ת")) else stem
            yield hebrew.final(stem) if language == "he" else words.lemma(stem, language)
