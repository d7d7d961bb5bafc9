"""A tie: why two documents may go back to one origin. Each says what was found, or who declared it."""

from __future__ import annotations

from typing import Literal

import msgspec

from muniment.model.claims import Span

TieKind = Literal["text", "picture", "citation", "same-informant", "translation", "upstream"]
"""`upstream`: both say that they have it from the same one, who is not in the vault."""


class Tie(msgspec.Struct, frozen=True, omit_defaults=True):
    """Two documents, by their items' labels, and one reason to count them as one origin."""

    a: str
    b: str
    kind: TieKind
    why: str
    """In words, for people."""
    a_span: Span | None = None
    b_span: Span | None = None
    alike: int = 0
    """Per cent of words in both spans that agree; of pictures, 256 less the distance, in per cent."""
    by: str = ""
    """`copies/1` and the like; or the record in which a person declared it."""
