"""What is found in a text, in short: for the tests of attribution."""

from __future__ import annotations

from muniment.claims.attribution import Attribution, attribute
from muniment.claims.prose import sentences
from muniment.model.reading import Passage, Reading


def found(text: str, language: str, *passages: Passage) -> list[Attribution]:
    """The attributions of a text of one passage, or of those given."""
    reading = Reading("test/1", text, passages or (Passage(0, len(text), language=language),), language=language)
    return attribute(reading, list(sentences(reading)))


def brief(text: str, language: str, *passages: Passage) -> list[tuple[str, str]]:
    """For each attribution the words naming its last speaker (`-`: none) and what is said, without a final mark."""
    return [
        (one.chain[-1].said.text if one.chain[-1].said else "-", text[one.start : one.end].rstrip(".!"))
        for one in found(text, language, *passages)
    ]


def passages_of(text: str, *kinds: str, by: str | None = None) -> tuple[Passage, ...]:
    """One passage a line; the kinds repeat the last one given."""
    out, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = kinds[min(number, len(kinds) - 1)] if kinds else "paragraph"
        if line:
            out.append(Passage(at, at + len(line), kind, language="en", by=by))  # type: ignore[arg-type]
        at += len(line) + 1
    return tuple(out)
