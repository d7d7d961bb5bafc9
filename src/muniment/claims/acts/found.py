"""What the rules give back for one sentence."""

from __future__ import annotations

import msgspec

from muniment.model.claims import Act, Polarity, Span


class FoundAct(msgspec.Struct, frozen=True):
    """A coded act as the sentence has it: whether it is said to have happened, and the words that soften it."""

    act: Act
    polarity: Polarity = "affirmed"
    hedges: tuple[Span, ...] = ()
