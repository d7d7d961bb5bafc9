"""The words of reference dates among the tokens of a text, in any case of the language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from muniment.claims.lexing import Token, lexer

from .clock import Reference

INFLECTED = frozenset(("uk", "ru"))
PACKAGE = "muniment.claims.times"
_Phrase = tuple[tuple[str, ...], int]


def with_references(tokens: list[Token], text: str, references: tuple[Reference, ...], language: str) -> list[Token]:
    """The tokens, with the words of a reference date as one token of the sense `reference`."""
    phrases = _phrases(references, language)
    if not phrases:
        return tokens
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        match = next(_matches(tokens, at, phrases, text, language), None)
        if match is None:
            found.append(tokens[at])
            at += 1
            continue
        number, last, prefix = match
        begin = tokens[at].start
        if prefix:
            found.append(Token(begin, begin + 1, "", (("of", ""),)))
        found.append(Token(begin + prefix, tokens[last].end, "", (("reference", str(number)),)))
        at = last + 1
    return found


@lru_cache(maxsize=64)
def _phrases(references: tuple[Reference, ...], language: str) -> tuple[_Phrase, ...]:
    found: set[_Phrase] = set()
    for number, reference in enumerate(references):
        for words in (reference.name, *reference.words):
            tokens = lexer(PACKAGE, language).tokens(words, 0, len(words))
            if keys := tuple(_keys(tokens, words)):
                found.add((keys, number))
    return tuple(sorted(found, key=lambda phrase: (-len(phrase[0]), phrase)))


def _keys(tokens: Sequence[Token], text: str) -> Iterator[str]:
    """The words that are compared: no articles, and prefixes with their word."""
    for token in tokens:
        if token.sense("skip") is None and text[token.start : token.end].strip():
            yield text[token.start : token.end].lower().replace("ё", "е").replace("’", "'")


def _matches(
    tokens: Sequence[Token], at: int, phrases: Sequence[_Phrase], text: str, language: str
) -> Iterator[tuple[int, int, int]]:
    """(reference, last token, length of a prefix) of each phrase that begins at a token."""
    window = tokens[at : at + 12]
    if window[0].sense("skip") is not None:
        return
    said = list(_keys(window, text))
    for keys, number in phrases:
        prefix = _prefix(said[0], keys[0], language) if len(said) >= len(keys) else None
        if prefix is None or not all(_alike(a, b, language) for a, b in zip(keys[1:], said[1:], strict=False)):
            continue
        last, left = at, len(keys)
        for number_of, token in enumerate(window):
            left -= token.sense("skip") is None
            if left == 0:
                last = at + number_of
                break
        yield number, last, prefix


def _prefix(said: str, key: str, language: str) -> int | None:
    """How many letters are written before the word: 0 for the word itself, None for another word."""
    if _alike(key, said, language):
        return 0
    if language in ("ar", "he") and (said[1:] == key or said.removeprefix("لل") == key.removeprefix("ال") != said):
        return 1
    if language == "he" and said[0] in "בלכ" and key[0] == "ה" and said[1:] == key[1:]:
        return 1
    return None


def _alike(one: str, other: str, language: str) -> bool:
    if one == other:
        return True
    if language not in INFLECTED or min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 3:
        return False
    stem = max(3, min(len(one), len(other)) - 2)
    return one[:stem] == other[:stem]
