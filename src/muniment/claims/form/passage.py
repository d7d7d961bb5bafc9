"""The passage a claim stands in: words found literally in what was read, or a place where there is no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from muniment.model.reading import Reading

from .refusing import ClaimError, known_keys, text

KEYS = ("text", "start", "end", "page", "where")
AROUND = 60


def passage_fields(given: Mapping[str, Any], reading: Reading | None, where: str) -> dict[str, Any]:
    """`text`, `start`, `end`, `page` of a passage that stands in the reading; or `where` in an item without text.

    Raises ClaimError where the words are not there, or are there more than once and no offset says which.
    """
    known_keys(given, KEYS, where)
    place = text(given.get("where"), f"{where}, where")
    quoted = given.get("text")
    if quoted is not None and not isinstance(quoted, str):
        raise ClaimError(f"{where}: {quoted!r} is no text.")
    body = reading.text if reading else ""
    if not (quoted or "").strip() and given.get("start") in (None, ""):
        if place and not body.strip():
            return {"where": place}
        hint = "" if body.strip() else ", or `where` in it (a time code, a part of the picture): it has no text"
        raise ClaimError(f"{where}: quote the passage as it stands in the item{hint}.")
    start, end = _found(body, quoted, given, where)
    assert reading is not None
    page = next((one.page for one in reading.passages if one.start <= start < one.end), None)
    found: dict[str, Any] = {"text": body[start:end], "start": start, "end": end}
    return found | ({"page": page} if page is not None else {}) | ({"where": place} if place else {})


def _found(body: str, quoted: str | None, given: Mapping[str, Any], where: str) -> tuple[int, int]:
    if given.get("start") not in (None, ""):
        start, end = _offset(given.get("start"), where), _offset(given.get("end"), where)
        if not 0 <= start < end <= len(body) or not body[start:end].strip():
            raise ClaimError(f"{where}: there is no text from {start} to {end}; the item has {len(body):,} characters.")
        if quoted is not None and body[start:end] != quoted:
            raise ClaimError(
                f"{where}: from {start} to {end} stands other text than is quoted: {_short(body[start:end])}"
            )
        return start, end
    assert quoted is not None
    # Line ends and runs of blanks differ between what is shown and what was read; letters may not.
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quoted.split()))
    hits = [found.span() for found, _ in zip(pattern.finditer(body), range(2), strict=False)]
    if not hits:
        raise ClaimError(
            f"{where}: these words do not stand in the item: {_short(quoted)} "
            "Copy them from `muniment show ITEM --text`."
        )
    if len(hits) > 1:
        raise ClaimError(
            f"{where}: these words stand in the item more than once (at {hits[0][0]} and {hits[1][0]}): quote more of "
            "the sentence, or say where with start and end (--from and --to)."
        )
    return hits[0]


def _offset(value: Any, where: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise ClaimError(f"{where}: {value!r} is no offset; start and end count characters from 0.") from None


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return f"«{flat[:AROUND]}{'…' if len(flat) > AROUND else ''}»."
