"""Pictures of a picture: flat, small, upright. Given Pillow's object; opens nothing, decodes nothing by itself.

A large picture is made small strip by strip, so that its copies in other colours never are as large as it is.
"""

from __future__ import annotations

from typing import Any

_UPRIGHT = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270"}
_UPRIGHT |= {7: "TRANSVERSE", 8: "ROTATE_90"}
_FINE = 1024
"""Pixels beyond which somebody wants to read what is on it; below, speed counts."""
_PLAIN = ("RGB", "L")
_SEE_THROUGH = frozenset(("RGBA", "RGBa", "LA", "La", "PA"))
_STRIP = 4_000_000
"""Pixels of a strip, about."""


def flat(picture: Any) -> Any:
    """RGB or grey, transparent parts on white, 16-bit grey brought down to 8."""
    from PIL import Image

    if picture.mode in _PLAIN:
        return picture
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bits(picture)
    if picture.mode in _SEE_THROUGH or "transparency" in picture.info:
        over = (picture.convert("LA") if picture.mode == "La" else picture).convert("RGBA")
        under = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(under, over).convert("RGB")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _eight_bits(picture: Any) -> Any:
    """16-bit numbers are grey of 65,536 steps; fractions of up to 1 are grey of any."""
    if picture.mode == "F":
        low, high = picture.getextrema()
        span = high - low if high > low else 1.0
        return picture.point(lambda value: value * (255 / span) + (-low * 255 / span)).convert("L")
    return picture.convert("I").point(lambda value: value / 256).convert("L")


def shrunk(picture: Any, longest: int) -> Any:
    """`picture` flat, and at most `longest` pixels on its longer side. Never the same object."""
    from PIL.Image import Resampling

    factor = max(picture.size) // (2 * longest)
    small = _reduced(picture, factor) if factor > 1 else flat(picture)
    if small is picture:
        small = picture.copy()
    small.thumbnail((longest, longest), Resampling.BICUBIC if longest > _FINE else Resampling.BILINEAR)
    return small if small.mode in _PLAIN else small.convert("RGB")  # a damaged GIF changes its mode as it is copied


def _reduced(picture: Any, factor: int) -> Any:
    """One pixel out of `factor` × `factor`, their mean."""
    from PIL import Image

    wide, high = picture.size
    strip = max(_STRIP // wide // factor, 1) * factor
    out = None
    for top in range(0, high, strip):
        part = flat(picture.crop((0, top, wide, min(top + strip, high)))).reduce(factor)
        if out is None:
            out = Image.new(part.mode, (part.width, -(-high // factor)))
        out.paste(part, (0, top // factor))
    assert out is not None
    return out


def upright(picture: Any, orientation: int) -> Any:
    """Turned and mirrored as EXIF's Orientation (1 to 8) says a viewer has to."""
    from PIL import Image

    turn = _UPRIGHT.get(orientation)
    return picture.transpose(getattr(Image.Transpose, turn)) if turn else picture
