"""Small questions about words: does a sentence end here, is this a list mark, was it one word?

Strings in, answers out; the same for every script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_CLOSERS = "\"'”’»›)]}\u200f\u200e "
_TERMINAL = frozenset(".!?:;…\u061f\u061b\u06d4\u05c3。！？：；։।")
_MARK = re.compile(
    r"(?:[•●▪■◦‣·*–—-]|\(?(?:\d{1,3}|[A-Za-zА-Яа-яІіЇїЄєא-ת\u0621-\u064a]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s"
)
_BULLET = re.compile(r"(?:[•●▪■◦‣·*–—-]|\((?:\d{1,3}|\w|[ivx]{1,5})\)|[a-zа-я]\))\s")
_WIDE = "\u2e80"
"""From here on scripts write words without spaces, as far as lines of text are concerned."""
_HANGUL = ("\uac00", "\ud7a3")


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or a clause before a list does."""
    if text[-1:] in _TERMINAL:
        return True
    return text.rstrip(_CLOSERS)[-1:] in _TERMINAL


def starts_item(text: str) -> bool:
    """Whether `text` begins with a number, letter or bullet of a list."""
    return _MARK.match(text) is not None


def starts_list(text: str) -> bool:
    """Whether `text` begins with a mark that only lists have; a bare number may count paragraphs."""
    return _BULLET.match(text) is not None


def goes_on(text: str) -> bool:
    """Whether `text` may begin in the middle of a sentence, as far as case tells."""
    first = text.lstrip(_CLOSERS + "(«“„[")[:1]
    return not first.isupper() and not first.isdigit()


def joined_without_space(before: str, after: str) -> bool:
    """Whether two lines meet inside a script that does not put spaces between words."""
    return _spaceless(before[-1:]) and _spaceless(after[:1])


def _spaceless(letter: str) -> bool:
    return letter >= _WIDE and not _HANGUL[0] <= letter <= _HANGUL[1] and letter < "\ufb00"


class Vocabulary:
    """All words of a document, to tell "govern-/ment" from "non-/governmental"."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _all(self) -> str:
        return "\n".join(self._texts).casefold()

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between these two stood in the word before a line broke there.

        What the document says elsewhere decides: the closed form, the hyphenated form, else
        whether both halves are words of their own. Capitals and digits after it keep it.
        """
        left = (re.findall(r"[\w'’]+\Z", before) or [""])[0].casefold()
        right = (re.findall(r"\A[\w'’]+", after) or [""])[0]
        if not left or not right or not right.islower() or left[-1].isdigit():
            return True
        if self._has(left + right):
            return False
        if f"{left}-{right}" in self._all:
            return True
        return len(left) > 1 and self._has(left) and self._has(right)

    def _has(self, word: str) -> bool:
        """Whether `word` stands alone somewhere inside a line.

        At line ends it may be half of a broken word itself, which proves nothing.
        """
        text = self._all
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            before, after = text[at - 1 : at] or "\n", text[end : end + 1] or "\n"
            if not (before.isalnum() or after.isalnum() or "\n" in (before, after)):
                return True
            at = text.find(word, end)
        return False
