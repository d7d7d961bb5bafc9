"""Small wordings that several views share."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.model.counting import counted


def size_words(count: int) -> str:
    """Bytes for people: 1.2 MB."""
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return counted(count, "byte") if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return ""


def owed_words(covered: int, owed: int, authorities: Sequence[str]) -> str:
    """What is lacking in proven time, and what to do about it; `authorities` are those that would be asked."""
    if not owed:
        return "nothing is owed: every entry is under a stamp"
    lacking = f"{counted(owed, 'entry', 'entries')} under no stamp"
    if not covered:
        lacking = f"no stamp yet, so nothing proves when {counted(owed, 'entry', 'entries')} existed"
    if authorities:
        return f"{lacking}; run `muniment stamp` when there is a network"
    return f"{lacking}; muniment.toml names no authority: name one there or give `muniment stamp --authority URL`"


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words where that is possible, with a mark at the cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole = cut.rpartition(" ")[0]
    return f"{whole if len(whole) > most // 2 else cut}…"
