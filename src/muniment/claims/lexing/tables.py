"""Tables of words with their meaning, as data: one JSON file a language, forms divided by `|`.

A table has meanings, each with values, each with forms: `{"month": {"3": "march|mar"}}`. A form that ends
in `*` stands for all of the table's `endings`. Forms of several words are phrases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from muniment.claims.prose import fold as fold_word

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640"
_PREFIX = r"[وفبك]?(?:ال|لل)ـ?(?=\d)|[وفبلכבלמהו]{1,2}\u05be?(?=\d)"
WORD = rf"(?:{_PREFIX}|[^\W\d_][\w{_MARKS}]*(?:['’ʼ`״׳\"](?=[^\W\d_])[\w{_MARKS}]*)*)"
"""A word, with accents, points and apostrophes inside it; what a hyphen joins are two, as are prefixes and figures."""
PIECE = re.compile(rf"\d+|{WORD}|\S")
"""The parts of a phrase: figures, words, single marks."""
_ARABIC = str.maketrans("أإىة", "اايه")


Senses = tuple[tuple[str, str], ...]
"""What a word may mean, each with its value: `(("month", "3"),)`."""


class Form(NamedTuple):
    """One phrase: the words behind its first, and all that it may mean."""

    rest: tuple[str, ...]
    senses: Senses


class Table(NamedTuple):
    """The phrases of a language by their first word; the prefixes that are written with words."""

    forms: dict[str, tuple[Form, ...]]
    prefixes: dict[str, str]
    joins: str
    """The word that joins parts of a number: `and`."""


def fold(word: str) -> str:
    """A word for comparing; the letters that Arabic writers use for one another are one."""
    return fold_word(word).translate(_ARABIC)


@cache
def load(package: str, language: str) -> Table:
    """The table of a package for a language, with the numbers that all tables share."""
    shared, own = _data(__package__, language), _data(package, language)
    found: dict[str, dict[tuple[str, ...], Senses]] = {}
    for data in (own, shared):
        for (first, *rest), sense in _forms(data):
            these = found.setdefault(first, {})
            before = these.get(tuple(rest), ())
            these[tuple(rest)] = before if sense in before else (*before, sense)
    forms = {
        first: tuple(sorted((Form(*form) for form in these.items()), key=lambda form: -len(form.rest)))
        for first, these in found.items()
    }
    return Table(forms, shared.get("prefixes", {}), fold(str(shared["joins"])))


def spelled(language: str, meanings: tuple[str, ...]) -> frozenset[str]:
    """The forms of the shared table that have one of the meanings, as written there."""
    data = _data(__package__, language)
    return frozenset(form for name in meanings for forms in data.get(name, {}).values() for form in forms.split("|"))


def _data(package: str, language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(package).joinpath("data", f"{language}.json").read_bytes())
    return found


def _forms(data: dict[str, Any]) -> Iterator[tuple[list[str], tuple[str, str]]]:
    endings = str(data.get("endings", "")).split("|")
    for meaning, values in data.items():
        if meaning in ("endings", "joins", "prefixes"):
            continue
        for value, forms in values.items():
            for text in _spelled(forms, endings):
                yield [fold(piece) for piece in PIECE.findall(text)], (meaning, value)


def _spelled(forms: str, endings: list[str]) -> Iterator[str]:
    for form in forms.split("|"):
        if form.endswith("*"):
            yield from (form[:-1] + ending for ending in endings)
        else:
            yield form
