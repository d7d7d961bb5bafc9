"""What every field of a form is checked with: the message names the field, what stands there, what to write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from muniment.model.spelling import did_you_mean

MOST_TEXT = 4_000
"""Characters of one field. A passage is quoted, not copied out."""


class ClaimError(Exception):
    """A claim cannot be put on record as it is written; the message says what, where and what to do."""


def known_keys(given: Mapping[str, Any], keys: Collection[str], where: str) -> None:
    """Raises ClaimError for a key that is none."""
    for key in given:
        if key not in keys:
            raise ClaimError(
                f"{where}: there is no field {key!r}{did_you_mean(key, keys)}; there are {', '.join(keys)}."
            )


def text(value: Any, where: str) -> str:
    """A text without blanks around it; empty for None. Raises ClaimError for what is no text or too long."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ClaimError(f"{where}: {value!r} is no text.")
    if len(value) > MOST_TEXT:
        raise ClaimError(f"{where}: {len(value):,} characters are too many; at most {MOST_TEXT:,}.")
    return value.strip()


def one_of(value: Any, words: Collection[str], where: str, otherwise: str) -> str:
    """One of some words; `otherwise` where nothing is given."""
    word = text(value, where) or otherwise
    if word not in words:
        raise ClaimError(f"{where}: {word!r} is none of {', '.join(words)}{did_you_mean(word, words)}.")
    return word


def texts(value: Any, where: str) -> list[str]:
    """A list of texts, each of which says something; None is none."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise ClaimError(f"{where}: a list of texts is wanted, not {value!r}.")
    found = [text(one, where) for one in value]
    if not all(found):
        raise ClaimError(f"{where}: one of the texts is empty.")
    return found


def table(value: Any, where: str) -> Mapping[str, Any]:
    """A table of named fields; a bare text is what was said."""
    if isinstance(value, str):
        return {"said": value}
    if not isinstance(value, Mapping):
        raise ClaimError(f"{where}: {value!r} is no table of fields.")
    return value


def tables(value: Any, where: str) -> list[Mapping[str, Any]]:
    """A list of tables; one alone will do, None is none."""
    if value is None:
        return []
    many = value if isinstance(value, list) else [value]
    return [table(one, f"{where}, number {number}") for number, one in enumerate(many, 1)]
