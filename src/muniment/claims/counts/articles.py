"""Numbers behind an article: `الأطفال الـ12` counts the noun before it, `الجلسة الـ12` is a number of order."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.lexing import Token

ARTICLES = {"ar": "ال", "he": "ה"}
PLURALS = {"ar": ("ات", "ين", "ون"), "he": ("ים", "ות")}
LEAST = 4
"""Letters of a plural with its article, at least."""


def before_article(before: Sequence[Token], text: str, language: str) -> Sequence[Token]:
    """The tokens before a number, without its own article."""
    if (
        before
        and before[-1].sense("skip") is not None
        and _said(before[-1], text).startswith(ARTICLES.get(language, "-"))
    ):
        return before[:-1]
    return before


def noun_before(before: Sequence[Token], text: str, language: str) -> Token | None:
    """The noun with an article that stands right before the number and its article."""
    if not before or language not in ARTICLES:
        return None
    noun = before[-1]
    whole = _said(noun, text).startswith(ARTICLES[language])
    parted = len(before) > 1 and before[-2].sense("skip") is not None and before[-2].end == noun.start
    return noun if whole or parted else None


def is_plural(noun: Token, text: str, language: str) -> bool:
    """Whether a noun is said of several: by the tables or by its ending; not of hours, days or articles of a law."""
    if noun.senses:
        return noun.sense("plural") is not None
    said = _said(noun, text)
    return len(said) > LEAST and said.endswith(PLURALS[language])


def _said(token: Token, text: str) -> str:
    return text[token.start : token.end]
