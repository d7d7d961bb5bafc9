"""In which language a thing was read, and by whom the original was.

What is known is each item's main language as its reading says. An item without text (a photograph) is in none. One
that people brought as a translation stands for its original. An item with text whose language could not be told is
in `und`: whoever read it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from muniment.preserve import Ledger, brought, find_item, load_reading

from .errors import AssessError

UNKNOWN = "und"
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def read_fields(ledger: Ledger, read_in: Sequence[str], on_translation: Sequence[str]) -> dict[str, Any]:
    """`read_in` and `on_translation` as they are put on record. Raises AssessError, NoSuchItem."""
    tags = list(dict.fromkeys(tag.strip().lower().replace("_", "-") for tag in read_in))
    wrong = [tag for tag in tags if not _TAG.fullmatch(tag)]
    if wrong:
        raise AssessError(f"{wrong[0]!r} is no code of a language: give such as uk, ar or en.")
    items = list(dict.fromkeys(find_item(ledger, item).item for item in on_translation))
    if not tags and not items:
        raise AssessError("Say in which language it was read (--read-in), or on whose translation (--on-translation).")
    return {"read_in": tags, "on_translation": items}


def unread_in_original(ledger: Ledger, items: Iterable[str], read_in: Iterable[str]) -> dict[str, str]:
    """Original item → its language, of those that nobody read who reads only these languages."""
    read = {_main(tag) for tag in read_in}
    wanted = {original: language_of(ledger, original) for item in items for original in originals(ledger, item)}
    return {item: language for item, language in wanted.items() if language and _main(language) not in read}


def originals(ledger: Ledger, item: str) -> list[str]:
    """What an item is a translation of, and that in turn; the item itself where it is none."""
    above = [row.fields["parent"] for row in brought(ledger, item) if row.fields.get("made_as") == "translation"]
    labels = sorted(set(ledger.catalogue.item_of(above).values()) - {item})
    return [found for label in labels for found in originals(ledger, label)] or [item]


def language_of(ledger: Ledger, item: str) -> str:
    """An item's main language; `und` where it has text, or may have, and that could not be told; else empty."""
    row = ledger.catalogue.reading(item)
    if row is None:
        return UNKNOWN
    if row.language:
        return row.language
    reading = load_reading(ledger, item)
    return UNKNOWN if reading is not None and reading.text.strip() else ""


def _main(tag: str) -> str:
    return tag.lower().partition("-")[0]
