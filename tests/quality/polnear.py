"""Reads PolNeAR (Newell, Margolin, Ruths 2018) from a folder of one's own; nothing of it is in this repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

Relation = tuple[frozenset[int], str | None, str]
"""Characters of the content, the source's words (None: nobody), the cue's words."""


def articles(folder: Path, part: str) -> Iterator[tuple[str, list[Relation]]]:
    """The text and the relations of each article, by the first of its annotators."""
    for path in sorted((folder / "data" / part / "text").glob("*.txt")):
        annotated = sorted((folder / "data" / part / "attributions").glob(f"{path.stem}_*.ann"))
        if annotated:
            yield path.read_text(encoding="utf-8"), relations(annotated[0].read_text(encoding="utf-8"))


def relations(standoff: str) -> list[Relation]:
    """The relations of an annotation file that have a content and a cue."""
    spans: dict[str, tuple[frozenset[int], str]] = {}
    found: list[Relation] = []
    lines = [line.split("\t") for line in standoff.splitlines()]
    for fields in lines:
        if fields[0].startswith("T") and len(fields) > 2:
            spans[fields[0]] = _places(fields[1]), fields[2]
    for fields in lines:
        if not fields[0].startswith("E") or len(fields) < 2:
            continue
        parts = dict(part.split(":") for part in fields[1].split() if ":" in part)
        contents = [spans[parts[name]][0] for name in ("Content", "Content2") if parts.get(name) in spans]
        cue = spans.get(parts.get("Cue", ""))
        if contents and cue and "Attribution" in "".join(parts):
            source = spans.get(parts.get("Source", ""))
            found.append((frozenset().union(*contents), source[1] if source else None, cue[1]))
    return found


def _places(field: str) -> frozenset[int]:
    """`Source 416 418` or `Content 2103 2168;2170 2425`."""
    numbers = field.split(" ", 1)[1].split(";")
    return frozenset(place for pair in numbers for place in range(*map(int, pair.split())))
