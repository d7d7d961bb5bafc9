"""How many of something, in words: the one place that knows singular from plural."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 item`, `1,204 items`; `many` where the plural is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
