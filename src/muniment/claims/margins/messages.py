"""What the pool and its children say to each other."""

from __future__ import annotations

import msgspec

from muniment.claims.times import Reference
from muniment.codes import CodeList
from muniment.model.claims import Suggestion
from muniment.model.reading import Reading


class Greeting(msgspec.Struct, frozen=True):
    """Said to each child once: which extractor, what it may code with, which dates users entered."""

    extractor: str
    lists: tuple[CodeList, ...]
    dates: tuple[Reference, ...]


class Asked(msgspec.Struct, frozen=True):
    """One document."""

    item: str
    reading: Reading


class Answer(msgspec.Struct, frozen=True):
    """Its marks; or, in words, why there are none."""

    marks: tuple[Suggestion, ...] = ()
    refused: str = ""
