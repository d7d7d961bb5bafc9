"""The text on a picture, as passages with boxes. The picture reader calls `with_text` and nothing else here.

Boxes are pixels of the picture as it is shown, that is, turned as its EXIF orientation says.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from muniment.model.reading import Box, Finding, Passage, Reading
from muniment.model.words import PIXELS, Word, pack_words
from muniment.read.ocr.looks import looks_like_writing
from muniment.read.ocr.recognised import Edges, Recognised, mean
from muniment.read.ocr.session import Session
from muniment.read.text.language import languages

if TYPE_CHECKING:
    from muniment.read.interface import Source

WISH = "ocr"
LONGEST = 4_400
"""Pixels of the longer side, more than which help nothing."""
_SURE, _WORDS = 60.0, 3
"""Unasked, fewer words or less sure ones than this are not kept: they were leaves and gravel."""
_LEAST = 20.0


def with_text(source: Source, reading: Reading, small: Any, larger: Callable[[int], Any]) -> Reading:
    """`reading` with the text that is written on its picture, or on each of its pages.

    `small` is the picture as shown (Pillow), of any size; `larger(page)` gives a page (from 1) as shown, at most
    `LONGEST` pixels long, or None. Text is looked for where the first page looks like one, or where a person
    wished it. Never raises but for want of memory.
    """
    wished = WISH in source.wishes
    if small is None or not (wished or looks_like_writing(small)):
        return reading
    try:
        with Session(source) as session:
            return _read(session, reading, larger, wished)
    except (OSError, ValueError, RuntimeError, SyntaxError) as error:  # and the reading is worth keeping
        text = f"The text on the picture could not be recognised: {error}."
        return replace(reading, findings=(*reading.findings, Finding("recognition-failed", text, "warning")))


def _read(session: Session, reading: Reading, larger: Callable[[int], Any], wished: bool) -> Reading:
    scribe = _Scribe(reading.text)
    for number in range(1, (reading.pages or 1) + 1):
        where = f"page {number}" if reading.pages else ""
        if session.refuse(where):
            break
        picture = larger(number)
        if picture is None:
            session.leave_undrawn(where)
            continue
        found = session.page(picture, where)
        if found is not None and _is_worth(found, wished):
            session.keep(found, where)
            scribe.write(found, number, _scale(reading, picture) if number == 1 else 1.0)
        elif found is not None and wished:
            session.leave(found, where)
    reading = scribe.added_to(reading)
    metadata = {**reading.metadata, **session.metadata()}
    return replace(reading, metadata=metadata, findings=(*reading.findings, *session.findings(", ".join)))


def _scale(reading: Reading, picture: Any) -> float:
    """Pixels of the whole picture in one of the decoded."""
    sides = [reading.metadata.get(f"picture:{side}", "") for side in ("Width", "Height")]
    if not all(side.isdecimal() for side in sides):
        return 1.0
    return max(map(int, sides)) / float(max(picture.size))


def _is_worth(found: Recognised, wished: bool) -> bool:
    words = [word for line in found.lines for word in line.words if any(map(str.isalnum, word.text))]
    if wished:
        return bool(words) and found.confidence >= _LEAST
    return sum(len(word.text) > 1 for word in words) >= _WORDS and found.confidence >= _SURE


class _Scribe:
    """Writes what was recognised behind the text that is there, one passage for each paragraph."""

    def __init__(self, text: str) -> None:
        self._before = text
        self._parts: list[str] = [text] if text else []
        self._at = len(text)
        self._passages: list[Passage] = []
        self._words: list[Word] = []

    def write(self, found: Recognised, page: int, scale: float) -> None:
        """The lines of one page; `scale`: what its boxes are to be multiplied with."""
        for _, group in itertools.groupby(found.lines, lambda line: (line.block, line.paragraph)):
            lines = list(group)
            if self._parts:
                self._put("\n\n")
            start = self._at
            words = [word for line in lines for word in line.words]
            for number, word in enumerate(words):
                self._put(" " if number else "")
                box = _box(word.box, page, scale)
                self._words.append(Word(self._at, self._at + len(word.text), box))
                self._put(word.text)
            boxes = tuple(_box(line.box, page, scale) for line in lines)
            self._passages.append(Passage(start, self._at, page=page, boxes=boxes, confidence=round(mean(words))))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def added_to(self, reading: Reading) -> Reading:
        """The reading with all that was written."""
        text = "".join(self._parts)
        codes, whole = languages([text[one.start : one.end] for one in self._passages])
        told = [replace(one, language=code) for one, code in zip(self._passages, codes, strict=True)]
        return replace(
            reading,
            text=text,
            passages=(*reading.passages, *told),
            language=reading.language or whole,
            words=reading.words or pack_words(self._words, PIXELS),
        )


def _box(edges: Edges, page: int, scale: float) -> Box:
    left, top, right, bottom = (round(edge * scale, 1) for edge in edges)
    return Box(page, left, top, right, bottom)
