"""What the small grammar knows of one language: its little words, as data beside the code."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")


class Grammar:
    """The word sets of one language. A set that its file does not have is empty."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self._sets = {name: frozenset(value.split()) for name, value in data.items() if isinstance(value, str)}
        self.tables: dict[str, dict[str, frozenset[str]]] = {
            name: {key: frozenset(words.split()) for key, words in value.items()}
            for name, value in data.items()
            if isinstance(value, dict)
        }
        self.text: dict[str, str] = {name: value for name, value in data.items() if isinstance(value, str)}

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of one set."""
        return self._sets.get(name, _EMPTY)

    def table(self, name: str) -> dict[str, frozenset[str]]:
        """A set of sets, such as the auxiliaries by kind."""
        return self.tables.get(name, {})


_EMPTY: frozenset[str] = frozenset()


@cache
def grammar(language: str) -> Grammar:
    """The grammar of one of LANGUAGES."""
    data = files(__package__).joinpath("data", f"{language}.json").read_text(encoding="utf-8")
    return Grammar(language, json.loads(data))
