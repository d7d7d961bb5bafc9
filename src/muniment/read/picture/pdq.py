"""PDQ, a hash of what a picture looks like: 256 bits that stay nearly the same in every copy of it.

Written after the description and the reference by Meta (ThreatExchange, `pdq/`, BSD): luma, two passes
of a box filter down to 64×64, the lowest 16×16 frequencies but the constant ones, and for each whether
it is above their median. Two hashes at most 31 bits apart are taken for copies of one picture.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from muniment.model.pdq import turned, written

LARGEST = 1024
"""Pixels on the longer side; what is larger is made smaller first. It moves the hash by 0 to 6 bits (measured)."""
SMALLEST = 5
_SIDE, _BASIS = 64, 16
_PASSES = 2
_DIGITS = 6
"""Frequencies are rounded: noise of the arithmetic must not decide a bit, so that every machine says the same."""


def pdq_of(image: Any) -> tuple[str, int]:
    """Hash (64 hexadecimal digits) and quality (0 to 100) of a Pillow picture of any mode.

    A picture under 5 pixels has no features: its hash is all zeros, its quality 0. Below a quality
    of 50 hashes say little: plain walls and skies resemble each other.
    """
    basis, quality = basis_of(image)
    return hexadecimal(basis), quality


def basis_of(image: Any) -> tuple[Any, int]:
    """The 16×16 frequencies (numpy, float64) and the quality."""
    import numpy

    if min(image.size) < SMALLEST:
        return numpy.zeros((_BASIS, _BASIS)), 0
    small = _small(_pixels(image))
    cosines = _cosines()
    return numpy.round(cosines @ small @ cosines.T, _DIGITS) + 0.0, _quality(small)


def hexadecimal(basis: Any) -> str:
    """The hash of 16×16 frequencies."""
    import numpy

    half = basis.size // 2 - 1
    median = numpy.partition(basis.ravel(), half)[half]  # the lower one of the middle two
    return written(basis > median)


def dihedral_of(image: Any) -> tuple[str, ...]:
    """The hashes of a picture turned and mirrored in all eight ways, in the order of `model.pdq.TURNS`."""
    return turns_of(image)[0]


def turns_of(image: Any) -> tuple[tuple[str, ...], int]:
    """What `dihedral_of` gives, and the quality."""
    basis, quality = basis_of(image)
    return tuple(hexadecimal(one) for one in turned(basis)), quality


def _pixels(image: Any) -> Any:
    """Rows × columns, or rows × columns × 3, as float64; made small first."""
    import numpy
    from PIL.Image import Resampling

    from muniment.read.picture.drawing import flat

    plain = flat(image)
    if max(plain.size) > LARGEST:
        plain = plain.copy() if plain is image else plain
        plain.thumbnail((LARGEST, LARGEST), Resampling.BILINEAR)
    return numpy.asarray(plain, dtype=numpy.float64)


def _small(pixels: Any) -> Any:
    """64×64 of brightness (ITU-R BT.601). Colours are weighed late, when there are few left: all steps are linear."""
    import numpy

    rows, columns = pixels.shape[:2]
    exact = (rows, columns) == (_SIDE, _SIDE)
    low = pixels if exact else (_shrinking(rows) @ pixels.reshape(rows, -1)).reshape(_SIDE, *pixels.shape[1:])
    luma = low @ numpy.array((0.299, 0.587, 0.114)) if low.ndim == 3 else low
    return luma if exact else luma @ _shrinking(columns).T


@lru_cache(maxsize=64)
def _shrinking(size: int) -> Any:
    """A 64×size matrix: the box filter twice, then every so many-th sample (the reference's `downscaling`)."""
    import numpy

    window = (size + 2 * _SIDE - 1) // (2 * _SIDE)
    ahead = (window + 2) // 2
    places = numpy.arange(size)
    first = numpy.maximum(places - (window - ahead), 0)[:, None]
    behind = numpy.minimum(places + ahead, size)[:, None]
    box = ((places >= first) & (places < behind)) / (behind - first)
    picked = ((numpy.arange(_SIDE) + 0.5) * size / _SIDE).astype(int)
    matrix = box[picked]
    for _ in range(_PASSES - 1):
        matrix = matrix @ box
    return matrix


@lru_cache(maxsize=1)
def _cosines() -> Any:
    """The discrete cosine transform's rows 1 to 16 of 64."""
    import numpy

    rows, columns = numpy.arange(1, _BASIS + 1)[:, None], numpy.arange(_SIDE)
    return numpy.sqrt(2 / _SIDE) * numpy.cos(numpy.pi / 2 / _SIDE * rows * (2 * columns + 1))


def _quality(small: Any) -> int:
    """How much there is to see: the sum of the clear steps from pixel to pixel, scaled to 100."""
    import numpy

    steps = sum(int(numpy.abs(numpy.trunc(numpy.diff(small, axis=axis) * 100 / 255)).sum()) for axis in (0, 1))
    return min(steps // 90, 100)


def warm() -> None:
    """Load numpy's parts and compute a first hash before the process is confined."""
    from PIL import Image

    pdq_of(Image.new("RGB", (70, 50)))
