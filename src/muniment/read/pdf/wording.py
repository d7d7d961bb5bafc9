"""Small questions about words: does a sentence end here, is this a list mark, was it one word?

Strings in, answers out; the same for every script.
"""

from __future__ import annotations

import re
from functools import cached_property

_CLOSERS = "\"'”’»›)]}\u200f\u200e "
_TERMINAL = frozenset(".!?:;…\u061f\u061b\u06d4\u05c3。！？：；։।")
_MARK = re.compile(
    r"(?:[•●▪■◦‣·*–—-]|\(?(?:\d{1,3}|[A-Za-zА-Яа-яІіЇїЄєא-ת\u0621-\u064a]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s"
)
_BULLET = re.compile(r"(?:[•●▪■◦‣·*–—-]|\((?:\d{1,3}|\w|[ivx]{1,5})\)|[a-zа-я]\))\s")
_WIDE = "\u2e80"
"""From here on scripts write words without spaces, as far as lines of text are concerned."""
_WORDS = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD, _FIRST_WORD = re.compile(r"[\w'’]+\Z"), re.compile(r"\A[\w'’]+")
_FEW, _MAX_HITS = 40, 1000
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
    """All words of a document, to tell "govern-/ment" from "non-/governmental".

    The first few questions are answered by looking through the text, later ones from a list of
    all its words, which takes long to make.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._asked = 0

    @cached_property
    def _all(self) -> str:
        return "\n".join(self._lines).casefold()

    @cached_property
    def _words(self) -> frozenset[str]:
        """Words and hyphenated words inside lines; at line ends they may be halves of broken ones."""
        words: set[str] = set()
        for line in self._all.split("\n"):
            for whole in _WORDS.findall(line)[1:-1]:
                words.add(whole)
                parts = whole.split("-")
                words.update(parts)
                words.update(f"{part}-" for part in parts[:-1])
        return frozenset(words)

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between these two stood in the word before a line broke there.

        What the document says elsewhere decides: the closed form, the hyphenated form, others with
        the same first half ("non-"), else
        whether both halves are words of their own. A capital or a digit beside it keeps it.
        """
        left = (_LAST_WORD.findall(before) or [""])[0].casefold()
        right = (_FIRST_WORD.findall(after) or [""])[0]
        if not left or not right or not right.islower() or left[-1].isdigit():
            return True
        if self._has(left + right):
            return False
        if self._has(f"{left}-{right}") or self._has(f"{left}-"):
            return True
        return len(left) > 1 and self._has(left) and self._has(right)

    def _has(self, word: str) -> bool:
        self._asked += 1
        return word in self._words if self._asked > _FEW else self._stands_alone(word)

    def _stands_alone(self, word: str) -> bool:
        """Whether `word` stands somewhere inside a line, and not inside another word."""
        text = self._all
        at = text.find(word)
        for _ in range(_MAX_HITS):
            if at < 0:
                break
            end = at + len(word)
            before, after = text[at - 1 : at] or "\n", text[end : end + 1] or "\n"
            goes_on = after.isalnum() and not word.endswith("-")
            if not (before.isalnum() or goes_on or "\n" in (before, after)):
                return True
            at = text.find(word, end)
        return False
