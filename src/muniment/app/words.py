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


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words where that is possible, with a mark at the cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole = cut.rpartition(" ")[0]
    return f"{whole if len(whole) > most // 2 else cut}…"


def shortened_list(texts: Sequence[str], most: int) -> str:
    """The first of some texts with commas between, and a mark where there are more."""
    return ", ".join([*texts[:most], *(("…",) if len(texts) > most else ())])


LINK_STATES = (
    "no target", "malformed", "relative without base", "inside the vault", "not captured", "no web address",
)  # fmt: skip
"""What can be known offline of a link's target."""
