"""Looking at one field of a list as written; each refuses in words what is not as it must be."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from muniment.model.spelling import did_you_mean

from .written import Path, Written

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_LONGEST_ID = 64


def known_keys(written: Written, path: Path, raw: dict[str, Any], keys: Collection[str]) -> None:
    """A key that means nothing was mistyped, or is of a later version."""
    for key in raw:
        if key not in keys:
            words = f"there is no field {key!r}{did_you_mean(key, keys)}; there are {', '.join(keys)}."
            raise written.refuse((*path, key), words)


def mapping(written: Written, path: Path, raw: Any, what: str) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(raw, dict):
        raise written.refuse(path, f"{what} is not an object, in braces.")
    return raw


def sequence(written: Written, path: Path, raw: Any, what: str) -> list[Any]:
    """A JSON array."""
    if not isinstance(raw, list):
        raise written.refuse(path, f"{what} is not a list, in square brackets.")
    return raw


def text(written: Written, path: Path, value: Any, what: str) -> str:
    """Words, at least one letter."""
    if not isinstance(value, str) or not value.strip():
        raise written.refuse(path, f"{what} is missing or no text.")
    return value


def texts(written: Written, path: Path, raw: Any, what: str) -> tuple[str, ...]:
    """An array of words."""
    found = sequence(written, path, raw, what)
    return tuple(text(written, (*path, at), word, f"an entry of {what}") for at, word in enumerate(found))


def well_formed(written: Written, path: Path, name: str, what: str) -> None:
    """A name that can be typed, said and put into a file's name."""
    if not _ID.match(name) or len(name) > _LONGEST_ID:
        rule = f"small letters a–z, digits, single hyphens between, at most {_LONGEST_ID}"
        raise written.refuse(path, f"{name!r} cannot be {what}: {rule}.")


def language_key(written: Written, path: Path, name: str) -> None:
    """A language by its ISO 639 letters."""
    if not _LANGUAGE.match(name):
        raise written.refuse(path, f"{name!r} is no language; write two or three small letters, such as “uk”.")


def one_of(written: Written, path: Path, value: Any, known: Collection[str], what: str) -> None:
    """One of a few words."""
    if value not in known:
        words = f"{what} is {value!r}{did_you_mean(str(value), known)}; there are {', '.join(known)}."
        raise written.refuse(path, words)
