"""Who says a passage, when, where, and whether a person or a program put it into words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from muniment.model.reading import Passage, Reading

PLAIN = frozenset({"heading", "paragraph", "quotation", "list", "table", "caption", "code"})
"""Kinds of which nothing is said but who, when and how, where that is known."""


def about(passage: Passage) -> str:
    """`comment by Lina, 2031-04-05`; nothing for plain text that nobody in particular says."""
    said: list[str] = [] if passage.kind in PLAIN else [passage.kind]
    said += [f"by {passage.by}"] if passage.by else []
    words = " ".join(said)
    more = [passage.at] if passage.at else []
    more += [passage.where] if passage.where and passage.kind not in PLAIN else []
    more += passage.marks
    if passage.confidence is not None:
        more.append(f"recognised by a program, {passage.confidence} % sure")
    return ", ".join(filter(None, [words, *more]))


def text_json(reading: Reading) -> dict[str, Any]:
    """The text as it was read, and where each passage stands in it, as documented: here offsets hold."""
    passages = [{"kind": one.kind, **msgspec.to_builtins(one)} for one in reading.passages]
    return {"reader": reading.reader, "language": reading.language, "text": reading.text, "passages": passages}


def lines_of(reading: Reading) -> Iterator[str]:
    """The text passage by passage, each under what is to be said of it, in square brackets, which shift offsets."""
    at, before = 0, ""
    for passage in reading.passages:
        between = reading.text[at : passage.start]
        told = about(passage)
        head = f"[{told}]\n" if told and told != before else ""
        yield between + head + reading.text[passage.start : passage.end]
        at, before = passage.end, told
    yield reading.text[at:]
