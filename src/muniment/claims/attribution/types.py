"""What an attribution is: a stretch of text, and the chain of those whose words it is."""

from __future__ import annotations

from typing import Literal

import msgspec

from muniment.model.claims import Basis, Polarity, Span, Speaker

Kind = Literal["direct", "indirect", "mixed", "block"]
"""`direct`: in quotation marks, behind a dialogue dash, or in a message; `indirect`: told in other words; `mixed`: told
in other words with some of the speaker's own in quotation marks; `block`: paragraphs of their own."""


class Attribution(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text and whose words it is; offsets are characters of `Reading.text`."""

    start: int
    end: int
    chain: tuple[Speaker, ...]
    """Without the document's author; outermost first, the last one is who says it."""
    cue: Span | None = None
    """The words that say so; None where the form alone does (a message, an interview)."""
    kind: Kind = "indirect"
    hedges: tuple[Span, ...] = ()
    """Words in the stretch, or in its cue, that hold back: `allegedly`, `may have`."""
    basis: Basis = "unknown"
    """How the last speaker says they know."""
    polarity_of_content: Polarity = "affirmed"
    """What the cue makes of the content: `denied` (X denied that …), `unknown` (X doubts that …), else `affirmed`."""
