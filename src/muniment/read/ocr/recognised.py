"""What recognition gives: words with their boxes and how sure it was of each, in lines.

Pixels of the picture that was handed in, origin top left, whatever was done to it in between.
"""

from __future__ import annotations

import msgspec

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Word(msgspec.Struct, frozen=True):
    """One word; `confidence` from 0 to 100."""

    text: str
    box: Edges
    confidence: float


class Line(msgspec.Struct, frozen=True):
    """Words in reading order. `paragraph` and `block` count up through the page."""

    words: tuple[Word, ...]
    block: int = 0
    paragraph: int = 0

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Edges:
        """What all its words take up."""
        return around([word.box for word in self.words])

    @property
    def confidence(self) -> float:
        """The mean over its words, long ones weighing more."""
        return mean(self.words)


class Recognised(msgspec.Struct, frozen=True):
    """One picture's lines in reading order, and the packs that they were recognised with."""

    lines: tuple[Line, ...] = ()
    languages: str = ""
    """Tesseract's way to write several: `ukr+rus`."""
    turned: int = 0
    """By how many degrees clockwise the picture had to be turned to stand upright: 0, 90, 180, 270."""
    language: str | None = None
    """ISO 639-1: of most of what was read in the first pass; the next page is probably in it too."""
    too_slow: bool = False
    """It took longer than a page may take; there are no lines then."""

    @property
    def has_letters(self) -> bool:
        """Whether there is a letter or a digit in it: strokes and dots are no text."""
        return any(character.isalnum() for line in self.lines for character in line.text)

    @property
    def confidence(self) -> float:
        """The mean over all words."""
        return mean([word for line in self.lines for word in line.words])


def mean(words: tuple[Word, ...] | list[Word]) -> float:
    """Confidence averaged over letters; 0 for no words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def around(boxes: list[Edges]) -> Edges:
    """The smallest box around all of these; at least one is needed."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
