"""Texts of paragraphs as readings, and what is observed on them."""

from __future__ import annotations

from muniment.claims.checks import Observation, observations
from muniment.claims.times import Reference
from muniment.model.reading import Passage, PassageKind, Reading

BLOCKADE = Reference(
    "the start of the blockade",
    "2031-02-24",
    ("the blockade", "блокади", "блокады", "الحصار", "המצור", "מצור", "del bloqueo", "du blocus"),
)
"""Its first day is 24 February 2031, so that its 10th is 5 March."""


def reading(*paragraphs: str, language: str = "en", kind: PassageKind = "paragraph") -> Reading:
    """A reading whose passages are these paragraphs."""
    text, passages = "", []
    for paragraph in paragraphs:
        passages.append(Passage(len(text), len(text) + len(paragraph), kind, language=language))
        text += f"{paragraph}\n\n"
    return Reading("text/1", text, tuple(passages), language=language)


def observed(*paragraphs: str, language: str = "en") -> list[Observation]:
    """What is observed; every span must stand in the text."""
    made = reading(*paragraphs, language=language)
    found = observations("item-1.0", made, (BLOCKADE,))
    for one in found:
        assert all(made.text[span.start : span.end] == span.text for span in one.spans)
    return found


def codes(*paragraphs: str, language: str = "en") -> list[str]:
    """The codes of what is observed."""
    return [one.code for one in observed(*paragraphs, language=language)]
