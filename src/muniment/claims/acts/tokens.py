"""What a sentence is cut into for finding acts: words and marks, each with what its form tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from muniment.claims.prose import words

NONE: frozenset[str] = frozenset()
_MARK = re.compile(r"[,;:()\[\]«»“”„\"?!…—–]|\s-\s|[؟،؛]|\n")
_SAME = {
    "؟": "?",
    "،": ",",
    "؛": ";",
    "[": "(",
    "]": ")",
    "–": "—",
    "-": "—",
    "„": '"',
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "\n": ";",
}


class Token(NamedTuple):
    """One word or mark: offsets, as written, folded; then what its form tells in its language.

    `tag` is one of: N noun or name, J adjective, D determiner, O possessive, R pronoun, M number, T time word,
    V verb, X auxiliary, P preposition, A coordinator, S subordinator, W relative, B adverb, K negation,
    L object pronoun before its verb, Y mark.
    `form` of verbs: fin, part (passive participle), act (active participle), conv (adverbial participle), inf,
    impers (impersonal passive), noun (verbal noun), imp (command).
    """

    start: int
    end: int
    text: str
    key: str
    tag: str = ""
    lemma: str = ""
    form: str = ""
    voice: str = ""
    tense: str = ""
    cases: frozenset[str] = NONE
    agree: frozenset[str] = NONE
    """Numbers and genders that the form can stand for: `pl`, `sg`, `m`, `f`, `n`."""
    owner: bool = False
    """A possessive ending: `Veldra's`."""


def marks_and_words(text: str, start: int, end: int) -> list[Token]:
    """The words between two offsets with the marks that stand between them, in order."""
    found: list[Token] = []
    at = start
    for word in words(text, start, end):
        found += _marks(text, at, word.start)
        found.append(Token(word.start, word.end, word.text, word.key))
        at = word.end
    found += _marks(text, at, end)
    return _without_name_quotes(found)


def _without_name_quotes(tokens: list[Token]) -> list[Token]:
    """`the brigade "Falcon"`: marks around a short name behind a word are left out, and its words are a name."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        close = _quoted_name(tokens, at) if tokens[at].key == '"' else 0
        if close:
            inside = tokens[at + 1 : close]
            found += [word._replace(tag="N", lemma=word.key, form="name") for word in inside]
            at = close + 1
            continue
        found.append(tokens[at])
        at += 1
    return found


def _quoted_name(tokens: list[Token], at: int) -> int:
    """Where the mark closes that opens at `at`, if one to three words of a name stand between; else 0."""
    before = tokens[at - 1] if at else None
    if before is None or before.tag == "Y" or tokens[at].start - before.end > 1:
        return 0
    close = next((n for n in range(at + 1, min(at + 5, len(tokens))) if tokens[n].key == '"'), 0)
    words = tokens[at + 1 : close]
    plain = words and all(word.tag != "Y" for word in words)
    cased = plain and (words[0].text[:1].isupper() or not words[0].text[:1].islower())
    return close if cased and before.text[-1:].isalpha() else 0


def _marks(text: str, start: int, end: int) -> Iterator[Token]:
    if end - start < 2 and text[start:end] in ("", " "):
        return
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group().strip(" ") or ";"
        yield Token(mark.start(), mark.end(), mark.group(), _SAME.get(sign, sign), "Y")


def with_compounds(tokens: list[Token], compounds: frozenset[str]) -> list[Token]:
    """Words that act as one (`at the hands of`) become one; `compounds` has them with `_` for each blank."""
    if not compounds:
        return tokens
    heads = {compound.split("_")[0] for compound in compounds}
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _longest(tokens, at, compounds) if tokens[at].key in heads else 1
        words = tokens[at : at + length]
        joined = words[0] if length == 1 else words[0]._replace(end=words[-1].end, key="_".join(w.key for w in words))
        found.append(joined)
        at += length
    return found


def _longest(tokens: list[Token], at: int, compounds: frozenset[str]) -> int:
    for length in range(min(5, len(tokens) - at), 1, -1):
        if "_".join(token.key for token in tokens[at : at + length]) in compounds:
            return length
    return 1
