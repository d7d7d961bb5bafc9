"""What a check says."""

from __future__ import annotations

import msgspec

from muniment.model.claims import Span


class Observation(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something in a text that a person may want to look at: a neutral sentence, and the words it is about."""

    code: str
    """Stable: `two-dates-for-one-day`, `date-and-weekday`, `parts-and-total`, `share-over-whole`,
    `all-of-another-number`, `quotation-and-source`, `link-without-target`."""
    item: str
    words: str
    spans: tuple[Span, ...]
    """In the order in which the sentence speaks of them."""
    other: str = ""
    """The other item, where it is about two."""
    other_spans: tuple[Span, ...] = ()
    """Words in that one."""
