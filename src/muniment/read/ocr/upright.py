"""Getting a picture ready: grey, of a size that letters are read best in, straight; and the way back.

All boxes go back to the pixels of the picture as it came.
"""

from __future__ import annotations

import math
from typing import Any

import msgspec

from muniment.read.ocr.recognised import Edges

_SMALLEST, _LARGEST = 1_400, 4_400
"""Longest side in pixels below which a picture is doubled, and to which a larger one is brought down."""
_LOOK = 800
_MOST_SKEW, _LEAST_SKEW = 6.0, 0.4
"""Degrees: further than that is no skew but a turn; less than that Tesseract does not mind."""
_CLEARER = 1.1
"""Lines must stand out by so much more after straightening."""


class Sheet(msgspec.Struct, frozen=True):
    """A grey Pillow picture, and how it came out of the one handed in."""

    picture: Any
    scale: float
    size: tuple[int, int]
    """Width and height before straightening, already scaled."""
    quarter: int = 0
    """Degrees turned clockwise: 0, 90, 180, 270."""
    skew: float = 0.0
    """Degrees turned counter-clockwise after that, about the middle."""

    def back(self, box: Edges) -> Edges:
        """A box of `picture` in pixels of the picture handed in."""
        corners = [(box[x], box[y]) for x in (0, 2) for y in (1, 3)]
        points = [self._point(x, y) for x, y in corners]
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        width, height = self.size[0] / self.scale, self.size[1] / self.scale
        return (max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size[::-1] if self.quarter % 180 else self.size
        if self.skew:
            angle = math.radians(self.skew)
            across, down = x - self.picture.size[0] / 2, y - self.picture.size[1] / 2
            x = width / 2 + across * math.cos(angle) - down * math.sin(angle)
            y = height / 2 + across * math.sin(angle) + down * math.cos(angle)
        if self.quarter == 90:
            x, y = y, width - x
        elif self.quarter == 180:
            x, y = width - x, height - y
        elif self.quarter == 270:
            x, y = height - y, x
        return x / self.scale, y / self.scale


def sheet_of(picture: Any) -> Sheet:
    """A Pillow picture of any mode, grey and of a good size."""
    from PIL import Image

    grey = picture if picture.mode == "L" else picture.convert("L")
    longest = max(grey.size)
    scale = 2.0 if longest < _SMALLEST else min(1.0, _LARGEST / longest)
    if scale != 1.0:
        size = tuple(max(1, round(side * scale)) for side in grey.size)
        grey = grey.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX)
    return Sheet(grey, scale, grey.size)


def turned(sheet: Sheet, quarter: int) -> Sheet:
    """Turned clockwise by 0, 90, 180 or 270 degrees."""
    if not quarter:
        return sheet
    picture = sheet.picture.rotate(-quarter, expand=True)
    return Sheet(picture, sheet.scale, sheet.size, quarter)


def straightened(sheet: Sheet) -> Sheet:
    """Without the small slant of a page that lay askew, where lines show that there is one."""
    from PIL import Image

    skew = _skew(sheet.picture)
    if abs(skew) < _LEAST_SKEW:
        return sheet
    # what comes in at the corners takes the colour of the edge, or it would look like a black bar
    paper = _paper(sheet.picture)
    picture = sheet.picture.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=paper)
    return Sheet(picture, sheet.scale, sheet.size, sheet.quarter, skew)


def _paper(picture: Any) -> int:
    histogram: list[int] = picture.histogram()
    return max(range(256), key=histogram.__getitem__)


def _skew(picture: Any) -> float:
    """Degrees to turn it counter-clockwise, found where the rows of letters stand out most."""
    small = picture.copy()
    small.thumbnail((_LOOK, _LOOK))
    paper = _paper(small)
    ink = small.point([min(255, abs(level - paper)) for level in range(256)])

    def sharpness(angle: float) -> float:
        import numpy as np

        rows = np.asarray(ink.rotate(angle, fillcolor=0), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    steps = [step / 2 for step in range(int(-2 * _MOST_SKEW), int(2 * _MOST_SKEW) + 1)]
    best = max(steps, key=sharpness)
    fine = max((best + step / 10 for step in range(-4, 5)), key=sharpness)
    return fine if sharpness(fine) > _CLEARER * max(sharpness(0.0), 1.0) else 0.0
