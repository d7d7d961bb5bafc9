"""A line for people as a view makes it: what it says, how far in it stands, what it is. Terminals do the rest."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Line(NamedTuple):
    """One line before it is wrapped. Where it is wrapped, what follows stands `hang` further in than its start."""

    text: str
    indent: int = 0
    hang: int = 2
    kind: Literal["head", "who", "text"] = "text"
    """A document's head, whose words they are, anything else: what a terminal may tell apart by colour."""
