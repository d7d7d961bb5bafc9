"""The one place where Tesseract comes in: a picture goes in, words come out.

It runs in this process, so that whatever a hostile picture does to it stays in the worker. Nothing is
written. An `Engine` belongs to one item and is closed with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from muniment.read.ocr.recognised import Edges, Line, Word

PAGE, LINE = 3, 7
"""Page segmentation: find everything by yourself; a single line (tesseract `--psm`)."""
_NEURAL = 1
_ORIENTATION_ONLY = 0
_COLUMNS, _WORD_LEVEL = 12, "5"
_LONGEST = 90_000
"""Milliseconds that one page may take; one that takes longer would cost the whole item its reading."""
_MARKS = {ord(sign): None for sign in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
"""Tesseract adds signs of direction that nobody can see on the page."""


class TooSlow(Exception):
    """A page took longer than it may."""


class Orientation(msgspec.Struct, frozen=True):
    """What the picture as a whole looks like: degrees to turn it clockwise, script; each with how sure."""

    turn: int
    turn_sure: float
    script: str
    script_sure: float


def library() -> Any | None:
    """The module `tesserocr`, or None where it is not installed."""
    try:
        return import_module("tesserocr")
    except ImportError:
        return None


def name_and_version() -> str:
    """`tesseract 5.5.4`; empty where there is none."""
    module = library()
    return module.tesseract_version().split("\n", 1)[0].strip() if module is not None else ""


class Engine:
    """Tesseract with the packs of a folder; each combination of them is loaded once, when first used."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._loaded: dict[str, Any] = {}

    def close(self) -> None:
        """Give the memory back."""
        for one in self._loaded.values():
            one.End()
        self._loaded.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def orientation(self, picture: Any, dpi: int) -> Orientation | None:
        """How a grey Pillow picture is turned and in which script it is; None where it cannot tell."""
        one = self._ready("osd", _ORIENTATION_ONLY, picture, dpi, legacy=True)
        try:
            told = one.DetectOrientationScript()
        except RuntimeError:  # too few letters
            return None
        finally:
            one.Clear()
        if not told:
            return None
        turn = (360 - told["orient_deg"]) % 360
        return Orientation(turn, told["orient_conf"], told["script_name"], told["script_conf"])

    def lines(
        self, picture: Any, languages: str, dpi: int, *, mode: int = PAGE, within: Edges | None = None
    ) -> list[Line]:
        """The lines of a grey Pillow picture, or of a part of it. Raises TooSlow."""
        one = self._ready(languages, mode, picture, dpi)
        try:
            if within is not None:
                left, top, right, bottom = map(int, within)
                one.SetRectangle(left, top, max(right - left, 1), max(bottom - top, 1))
            if not one.Recognize(_LONGEST):
                raise TooSlow
            return list(_lines(one.GetTSVText(0)))
        finally:
            one.Clear()

    def _ready(self, languages: str, mode: int, picture: Any, dpi: int, legacy: bool = False) -> Any:
        one = self._loaded.get(languages)
        if one is None:
            module = library()
            assert module is not None
            engine = module.OEM.DEFAULT if legacy else _NEURAL
            one = module.PyTessBaseAPI(init=False)
            # the binding sends messages to a file, which Tesseract opens for writing at the first of them; where
            # nothing may be written it then crashes. Empty means standard error, where a worker hears nothing.
            one.SetVariable("debug_file", "")
            one.InitFull(path=self._folder + "/", lang=languages, oem=engine)
            self._loaded[languages] = one
        one.SetPageSegMode(mode)
        width, height = picture.size
        one.SetImageBytes(picture.tobytes(), width, height, 1, width)
        one.SetSourceResolution(dpi)
        return one


def _lines(table: str) -> Iterator[Line]:
    """The lines of Tesseract's table, whose words come in reading order.

    The table, because asked word by word the binding gives right-to-left words backwards.
    """
    words: list[Word] = []
    paragraphs: dict[tuple[str, ...], int] = {}
    at: tuple[str, ...] = ()
    for row in table.split("\n"):
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        if tuple(cells[2:5]) != at:
            if words:
                yield _line(words, at, paragraphs)
            words, at = [], tuple(cells[2:5])
        text = "".join(cells[11].translate(_MARKS).split())
        if text:
            left, top, width, height = map(float, cells[6:10])
            sure = max(0.0, min(100.0, float(cells[10])))
            words.append(Word(text, (left, top, left + width, top + height), sure))
    if words:
        yield _line(words, at, paragraphs)


def _line(words: list[Word], at: tuple[str, ...], paragraphs: dict[tuple[str, ...], int]) -> Line:
    paragraph = paragraphs.setdefault(at[:2], len(paragraphs))
    return Line(tuple(words), int(at[0]), paragraph)
