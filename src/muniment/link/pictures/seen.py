"""What goes into a comparison of pictures, and what comes out."""

from __future__ import annotations

import msgspec

from muniment.model.pdq import Turn


class Seen(msgspec.Struct, frozen=True):
    """A picture as its reader hashed it."""

    picture: str
    """Its id."""
    hash: str
    """PDQ, 64 hexadecimal digits."""
    quality: int
    """0 to 100."""
    turns: tuple[str, ...] = ()
    """The hashes of the picture turned and mirrored, itself first, in the order of `model.pdq.TURNS`. Where there are
    none they are had from the hash, good to a few bits."""


class Alike(msgspec.Struct, frozen=True):
    """Two pictures that look the same, but for size, compression and the like."""

    a: str
    """The picture that was known first; of several with the very same hash, the first of them."""
    b: str
    distance: int
    """Bits of 256 in which their hashes differ."""
    turn: Turn
    """How `b` must be turned to look like `a`."""


class Found(msgspec.Struct, frozen=True):
    """What a comparison found, and what it left out."""

    alike: tuple[Alike, ...] = ()
    plain: tuple[str, ...] = ()
    """Pictures with too little to see, which were not compared: plain walls, skies and blank pages look alike."""
