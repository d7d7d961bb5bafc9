"""Links that lead nowhere in the copy held here."""

from __future__ import annotations

from collections.abc import Iterator

from muniment.model.claims import Span
from muniment.model.reading import Reading

from .observation import Observation

CODE = "link-without-target"


def links(item: str, reading: Reading) -> Iterator[Observation]:
    """Words that look like a citation, without an address behind them. Conversion may have cost it."""
    for link in reading.links:
        if link.state not in ("no-target", "malformed"):
            continue
        span = Span(reading.text[link.start : link.end], link.start, link.end)
        where = f"an address that cannot be read ({link.target})" if link.state == "malformed" else "no address"
        words = (
            f"«{span.text or link.text}» is a link; in the copy held here it has {where}. Conversion may have cost it."
        )
        yield Observation(CODE, item, words, (span,))
