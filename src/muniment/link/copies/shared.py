"""What is found: passages that two documents share, and passages too frequent to say anything."""

from __future__ import annotations

import msgspec


class Shared(msgspec.Struct, frozen=True):
    """One passage that stands in two documents. Offsets are code points of each text, end exclusive."""

    a: str
    """The document that was known first."""
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int
    alike: float
    """Of the words in both spans, the share that stands in both in the same order: 1.0 is verbatim but for
    case, punctuation and accents. It says nothing of who copied from whom, or whether from a third."""


class Frequent(msgspec.Struct, frozen=True):
    """A passage that stands in so many documents that these were not compared because of it."""

    document: str
    """One of them."""
    start: int
    end: int
    documents: int
    """How many hold a run of words of it."""


class Found(msgspec.Struct, frozen=True):
    """What a comparison found, and what it left out."""

    shared: tuple[Shared, ...] = ()
    """By documents, in the order in which they came."""
    frequent: tuple[Frequent, ...] = ()
    """Not compared; see `seeds.LEVELS` for the limits."""
