"""How many of something, in words: the one place that knows singular from plural, and bounds."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 item`, `1,204 items`; `many` where the plural is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def bounds(low: int | None, high: int | None) -> str:
    """What a number is known to be, in words: `12`, `301 or more`, `up to 40`, `5 to 8`; empty where nothing is."""
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"
