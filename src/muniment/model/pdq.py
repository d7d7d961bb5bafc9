"""PDQ hashes as they are written: how far two are apart, what they become when a picture is turned. Sees no picture."""

from __future__ import annotations

from typing import Any, Literal

Turn = Literal["none", "left", "half", "right", "top-bottom", "left-right", "diagonal", "other-diagonal"]
TURNS: tuple[Turn, ...] = ("none", "left", "half", "right", "top-bottom", "left-right", "diagonal", "other-diagonal")
"""By a quarter to the left, by half, by a quarter to the right; mirrored top to bottom, left to right, at the diagonal
from the upper left corner, at the other one. The order of all eight hashes of a picture."""
NEAR = 31
"""Bits by which copies differ at most; the limit that the description gives."""
TELLING = 50
"""Quality below which a hash says little: plain walls and skies resemble each other."""
_BASIS = 16


def distance(first: str, second: str) -> int:
    """In how many of 256 bits two hashes differ."""
    return (int(first, 16) ^ int(second, 16)).bit_count()


def dihedral(hashed: str) -> tuple[str, ...]:
    """From a hash alone, about the hashes of the picture in all `TURNS`.

    Good to a few bits, since the median is taken to be 0: enough to find turned copies of a picture that is no
    longer at hand. `turns_of` in `read.picture.pdq` is exact.
    """
    import numpy

    bits = numpy.unpackbits(numpy.frombuffer(bytes.fromhex(hashed), numpy.uint8)[::-1], bitorder="little")
    signs = bits.reshape(_BASIS, _BASIS).astype(numpy.int8) * 2 - 1
    return (hashed, *(written(one > 0) for one in turned(signs)[1:]))


def turned(basis: Any) -> tuple[Any, ...]:
    """What becomes of 16×16 frequencies (or their signs) in all `TURNS`: signs change, axes change places."""
    import numpy

    odd = (-1) ** numpy.arange(_BASIS)  # + - + - : the first kept frequency is odd itself
    rows, columns = -odd[:, None], -odd[None, :]
    both = rows * columns
    return (
        basis,
        (basis * columns).T,
        basis * both,
        (basis * rows).T,
        basis * rows,
        basis * columns,
        basis.T,
        (basis * both).T,
    )


def written(above: Any) -> str:
    """16×16 truths in hexadecimal digits; the first comes last, as the reference writes it."""
    import numpy

    return numpy.packbits(above.ravel(), bitorder="little")[::-1].tobytes().hex()
