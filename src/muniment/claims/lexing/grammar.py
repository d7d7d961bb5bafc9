"""Patterns over what words mean: `<day><of>?<month>` stands for the same order in every language.

Each set of senses that a language's words can have gets one character; a name in angle brackets becomes the
class of all characters that have that sense, and an ordinary regular expression does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_NAME = re.compile(r"<([^<>]+)>")
_FIRST = 0xE000
NOTHING = "\ue000"
MOST = 50_000
"""So many sets of senses are remembered: numbers make ever new ones."""


class Alphabet:
    """The characters of sets of senses, and patterns written with them."""

    def __init__(self, known: Sequence[frozenset[str]]) -> None:
        self._letters = {senses: chr(_FIRST + number) for number, senses in enumerate([frozenset[str](), *known])}
        self._of: dict[tuple[tuple[str, str], ...], str] = {}

    def of(self, senses: tuple[tuple[str, str], ...]) -> str:
        """The character of a token with these senses."""
        if not senses:
            return NOTHING
        found = self._of.get(senses)
        if found is None:
            if len(self._of) > MOST:
                self._of.clear()
            found = self._of[senses] = self.letter(names(senses))
        return found

    def letter(self, senses: frozenset[str]) -> str:
        """The character of a set of senses; that of no sense where no word has that set."""
        return self._letters.get(senses, NOTHING)

    def pattern(self, template: str) -> str:
        """A template as a regular expression over these characters."""
        return _NAME.sub(lambda found: self._class(found[1].split("|")), template)

    def beginning(self, never: frozenset[str]) -> str:
        """A look ahead at a character that has other meanings than some, to try a pattern where it may match only."""
        letters = "".join(letter for senses, letter in self._letters.items() if not senses <= never)
        return f"(?=[{letters}])"

    def _class(self, names: list[str]) -> str:
        letters = "".join(letter for senses, letter in self._letters.items() if not senses.isdisjoint(names))
        return f"[{letters}]" if letters else "(?!)"


@lru_cache(maxsize=50_000)
def names(senses: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The names of senses, without their values."""
    return frozenset(name for name, _ in senses)
