"""The words that point to the codes of a list, in one language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from .types import LANGUAGES, CodeList, Cue, Lexicon


def lexicon(codes: CodeList, language: str) -> Lexicon:
    """The list's own words in a language, else the shipped ones for a list of this name; empty where there are none."""
    own = codes.lexicons.get(language)
    return own if own is not None else _shipped(codes.name, language)


@cache
def _shipped(name: str, language: str) -> Lexicon:
    file = files(__package__) / "data" / f"{name}.{language}.json"
    if language not in LANGUAGES or not file.is_file():
        return Lexicon(language, {}, {})
    return from_plain(msgspec.json.decode(file.read_bytes()))


def from_plain(raw: dict[str, Any]) -> Lexicon:
    """A lexicon from its JSON: entries that name a family of cues are replaced by the family."""
    families = raw.get("families", {})
    return Lexicon(
        raw["language"],
        {
            code: tuple(cue for entry in entries for cue in _cues(entry, families))
            for code, entries in raw["cues"].items()
        },
        {name: tuple(words) for name, words in raw["classes"].items()},
        tuple(raw.get("misleading", ())),
    )


def _all_cues(entries: list[dict[str, Any]], families: dict[str, list[dict[str, Any]]]) -> tuple[Cue, ...]:
    return tuple(cue for entry in entries for cue in _cues(entry, families))


def _cues(entry: dict[str, Any], families: dict[str, list[dict[str, Any]]]) -> list[Cue]:
    if "family" not in entry:
        return [msgspec.convert(entry, Cue)]
    own = {key: value for key, value in entry.items() if key != "family"}
    return [msgspec.convert(cue | own, Cue) for cue in families[entry["family"]]]
