"""For whoever mistyped: the name that they may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def close_names(word: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Names spelt like `word`, or holding it, the closest first; none rather than far-fetched ones."""
    known = list(names)
    wanted = word.strip().lower().replace("_", "-").replace(" ", "-")
    holding = [name for name in known if len(wanted) > 3 and wanted in name]
    return list(dict.fromkeys([*get_close_matches(wanted, known, most, 0.65), *holding]))[:most]


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """` (did you mean …?)`, or nothing."""
    close = close_names(word, names)
    return f" (did you mean {' or '.join(close)}?)" if close else ""
