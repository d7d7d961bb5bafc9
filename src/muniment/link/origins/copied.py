"""Ties by copying: passages of text, pictures and frames of videos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.link.copies import Shared, copies
from muniment.link.pictures import Alike, PictureIndex, Seen
from muniment.link.ties import Tie
from muniment.model.claims import Span
from muniment.model.counting import counted
from muniment.model.reading import Reading
from muniment.preserve import Ledger, find_item, load_reading

TEXT, PICTURES = "copies/1", "pictures/1"
FRAME_QUALITY = 100
"""Of frames only those with something to see are hashed at all."""


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


def picture_ties(ledger: Ledger, items: Sequence[tuple[str, Reading | None]]) -> tuple[list[Tie], list[str]]:
    """Ties by the same picture, in any turn: pictures themselves, those inside a document, frames of videos.

    And what kept the comparison from being whole.
    """
    seen: dict[str, tuple[str, str]] = {}
    shown: list[Seen] = []
    for item, reading in items:
        for where, hashed, quality in _pictures(ledger, item, reading):
            name = f"{item} {where}"
            if name not in seen:
                seen[name] = item, where
                shown.append(Seen(name, hashed, quality))
    found = PictureIndex().add(shown)
    ties = [_same(seen[one.a], seen[one.b], one) for one in found.alike if seen[one.a][0] != seen[one.b][0]]
    plain = sorted({seen[name][0] for name in found.plain})
    return ties, [f"pictures with too little to see were not compared ({', '.join(plain)})"] if plain else []


def _same(a: tuple[str, str], b: tuple[str, str], alike: Alike) -> Tie:
    turned = "" if alike.turn == "none" else f", turned: {alike.turn}"
    why = f"the same picture: {a[1] or a[0]} and {b[1] or b[0]} ({alike.distance} of 256 bits differ{turned})"
    return Tie(a[0], b[0], "picture", why, alike=round(100 * (256 - alike.distance) / 256), by=PICTURES)


def _pictures(ledger: Ledger, item: str, reading: Reading | None) -> Iterator[tuple[str, str, int]]:
    """(where, PDQ, quality) of every picture that an item is or shows."""
    yield from _own(ledger, item, reading)
    row = find_item(ledger, item)
    for child in ledger.catalogue.children(row.sha256):
        if "depth" in child.fields and not child.fields.get("mentioned"):
            for where, hashed, quality in _own(ledger, child.item, load_reading(ledger, child.item)):
                yield f"{child.item}{f' {where}' if where else ''}", hashed, quality


def _own(ledger: Ledger, item: str, reading: Reading | None) -> Iterator[tuple[str, str, int]]:
    if reading is not None and reading.metadata.get("pdq:Hash"):
        yield "", reading.metadata["pdq:Hash"], int(reading.metadata.get("pdq:Quality", "0"))
    for frame in ledger.catalogue.derivatives(item):
        if frame.fields.get("pdq"):
            yield str(frame.fields.get("where", "")), str(frame.fields["pdq"]), FRAME_QUALITY
