"""Does a picture look like a page, a screenshot or a document that somebody photographed?

Recognising takes seconds and makes nonsense of leaves and gravel, so it is not done on every photograph.
Small patches are looked at: writing is thin strokes on an even ground. Cheap, and wrong at times; a person
can ask for recognition all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

LOOK = (768, 512)
"""Longest sides, in pixels, of the versions looked at: small print, and large."""
_PATCH = 24
"""Pixels: two to three lines of a page's text."""
_CONTRAST = 24.0
"""Grey levels between ground and strokes, at least."""
_EVEN = 0.22
"""How much the ground may vary, as a share of that contrast."""
_INK = (0.03, 0.45)
_THIN = 0.25
"""Strokes in a patch by how much ink they have."""
_WHITE, _GAPS = 0.12, 0.15
"""Rows with less ink than this share of the fullest row's are gaps between lines, of which there is this share."""
_SHARE = 0.07
"""Patches of writing on a picture that has something to read, as a share of all."""
_ROW = 3
"""Neighbouring patches that make a line of writing."""


def looks_like_writing(picture: Any) -> bool:
    """Whether to recognise this Pillow picture without being asked; it may lie on its side."""
    grey = picture.convert("L") if picture.mode != "L" else picture.copy()
    for longest in LOOK:
        grey.thumbnail((longest, longest))
        if max(writing_share(grey), writing_share(grey.rotate(90, expand=True))) >= _SHARE:
            return True
    return False


def writing_share(grey: Any) -> float:
    """The share of patches of a small grey picture, from 0 to 1, that look like lines of upright writing."""
    import numpy as np

    rows, columns = grey.height // _PATCH, grey.width // _PATCH
    if rows < 1 or columns < _ROW:
        return 0.0
    level = np.asarray(grey, dtype=np.float32)[: rows * _PATCH, : columns * _PATCH]
    patches = level.reshape(rows, _PATCH, columns, _PATCH).swapaxes(1, 2)
    texty = _is_writing(patches)
    # letters stand side by side: a patch by itself is a pebble
    beside = texty.copy()
    for step in range(1, _ROW):
        beside[:, :-step] &= texty[:, step:]
        beside[:, -step:] = False
    lined = beside.copy()
    for step in range(1, _ROW):
        lined[:, step:] |= beside[:, :-step]
    return float(lined.mean())


def _is_writing(patches: NDArray[Any]) -> NDArray[bool_]:
    """For patches (rows, columns, height, width), which are thin strokes on an even ground."""
    import numpy as np

    flat = patches.reshape(*patches.shape[:2], -1)
    ground = np.median(flat, axis=2)
    dark, light = np.percentile(flat, 3, axis=2), np.percentile(flat, 97, axis=2)
    inverse = (light - ground) > (ground - dark)  # white on black
    contrast = np.where(inverse, light - ground, ground - dark)
    away = np.where(inverse[..., None], flat - ground[..., None], ground[..., None] - flat)
    ink = away > 0.4 * np.maximum(contrast, 1.0)[..., None]
    share = ink.mean(axis=2)
    spread = np.sqrt(np.where(ink, 0.0, away**2).sum(axis=2) / np.maximum((~ink).sum(axis=2), 1))
    shape = ink.reshape(patches.shape)
    crossings = (shape[..., :, 1:] != shape[..., :, :-1]).sum(axis=(2, 3)) / 2
    thin = crossings / np.maximum(ink.sum(axis=2), 1)
    even = spread < _EVEN * np.maximum(contrast, 1.0)
    rows = shape.sum(axis=3)
    # between two lines it is white
    gaps = (rows <= _WHITE * rows.max(axis=2)[..., None]).mean(axis=2)
    told: NDArray[bool_] = (
        (contrast > _CONTRAST) & even & (share > _INK[0]) & (share < _INK[1])
        & (thin > _THIN) & (crossings > _PATCH / 2) & (gaps >= _GAPS)
    )  # fmt: skip
    return told
