"""Which part of a text somebody says, and which is numbers, hashes, addresses and code.

Only runs of ASCII signs are ever taken for code: what stands in other letters is always words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_MAY_HOLD_CODE = re.compile(r"[0-9_=<>{}|/\\@]|[!-~]{25}|[A-Za-z0-9][.(][A-Za-z0-9]|\b[A-Fa-f]{8}")
_CODE = re.compile(
    r"""
    "[^"\s]*"\s*:                                   # the name of a value in JSON
    | (?<![!-~])(?:
        (?!["'(]*[A-Z][A-Za-z]+-\d{1,3}\W*(?:\s|\Z))  # COVID-19 is a word
        (?=[!-~]*[0-9_=<>{}|/\\@])[!-~]+            # numbers, names of variables, markup, paths, addresses
        | [!-~]{25,}                                # keys and hashes in letters; few words are as long
        | ["'(]*[A-Fa-f]{8,}\b[!-~]*                # hexadecimal digits that happen to be letters
        | ["'(]*[A-Za-z][\w.-]*\.[a-z]{2,4}\b[!-~]* # names of files and sites
        | [!-~]*[A-Za-z]\([!-~]*                    # a function
    )
    """,
    re.VERBOSE,
)
_MOST = 12
"""Signs that one number or piece of code counts for: an address is long and still but one thing."""
_LEAST_LATIN = 2
_WORD = re.compile(r"[^\W\d_]{3}|(?![ -~])[^\W\d_]")
"""Beside numbers `kg` is no word; one sign of another writing system may be."""
_UNFINISHED = tuple(".:;,؛،{[(=<\\")
"""A line that ends so is a sentence or goes on, and is no title."""


def letters(text: str) -> int:
    """How many letters of any script `text` has."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return sum(map(str.isalpha, text))


def words_of(text: str) -> str:
    """`text` without its numbers, hashes, addresses and code."""
    return _CODE.sub(" ", text) if _MAY_HOLD_CODE.search(text) else text


def speech(text: str) -> str:
    """The words of `text`, or "" where more of it is numbers, hashes, addresses and code."""
    said = words_of(text)
    return said if said is text or letters(said) >= _weight(_code_in(text)) else ""


def is_title(line: str) -> bool:
    """Whether a person would call `line` a title: it has words, is not mostly code, and is no whole sentence."""
    if not line or line.endswith(_UNFINISHED):
        return False
    said = words_of(line)
    if said is line:
        return letters(said) >= (_LEAST_LATIN if said.isascii() else 1)
    return bool(_WORD.search(said)) and letters(said) >= _weight(one for one in _code_in(line) if letters(one))


def _code_in(text: str) -> Iterator[str]:
    return (found.group() for found in _CODE.finditer(text))


def _weight(pieces: Iterable[str]) -> int:
    return sum(min(_MOST, sum(map(str.isalnum, piece))) for piece in pieces)
