"""Whether it is worth aligning two documents about a place: most phrases that they share end where they began."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .kept import Kept, Places
from .signature import Numbers

LEAST = 16
"""Words that must agree: shorter phrases are everybody's."""
SHORT = 8
"""As many suffice where they are both texts whole."""
WINDOW = 48
"""Words looked at, half of them before the place."""
_ASIDE = 4
"""Words by which one side may run ahead of the other within the window."""
_SPARE = 2
"""Agreements that may be missed because they lie further aside."""
_TOGETHER = 2048


def promising(kept: Kept, a: Places, b: Places) -> NDArray[np.bool_]:
    """Whether enough words about these two places agree. Errs only towards yes."""
    out = np.zeros(len(a), bool)
    for first in range(0, len(a), _TOGETHER):
        some = slice(first, first + _TOGETHER)
        out[some] = _agreeing(kept, a[some], b[some]) >= _wanted(kept, a[some], b[some])
    return out


def _agreeing(kept: Kept, a: Places, b: Places) -> Places:
    """How many words about `a` stand about `b` too, in nearly the same place."""
    ours, theirs = _window(kept, a, WINDOW // 2), _window(kept, b, WINDOW // 2 + _ASIDE)
    agree = np.zeros(ours.shape, bool)
    for shift in range(2 * _ASIDE + 1):
        agree |= ours == theirs[:, shift : shift + WINDOW]
    counts: Places = agree.sum(axis=1)
    return counts


def _window(kept: Kept, places: Places, half: int) -> Numbers:
    """The words about each place; at a document's edge its last word again and again."""
    documents = kept.documents(places)
    begins, ends = kept.bounds[documents], kept.bounds[documents + 1]
    about = np.arange(-half, half) + places[:, None]
    window: Numbers = kept.words[np.clip(about, begins[:, None], ends[:, None] - 1)]
    return window


def _wanted(kept: Kept, a: Places, b: Places) -> Places:
    """Less from short texts, which may be shared whole."""
    sizes = np.diff(kept.bounds)
    shorter = np.minimum(sizes[kept.documents(a)], sizes[kept.documents(b)])
    return np.where(shorter < 2 * LEAST, SHORT, LEAST) - _SPARE
