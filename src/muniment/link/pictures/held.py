"""Hashes that are held: most in tables, the latest in a row beside them until they are worth a new table."""

from __future__ import annotations

import numpy as np

from .tables import LONGEST, Hashes, Near, compared, hashes, joined, near, tables

_LOOSE = 4096
"""Hashes that may be in no table yet …"""
_SHARE = 32
"""… or one in so many of those in tables, if that is more."""


class Held:
    """Hashes, numbered in the order in which they came."""

    def __init__(self) -> None:
        self._tables = tables(hashes([]))
        self._loose = hashes([])

    def __len__(self) -> int:
        return len(self._tables.hashes) + len(self._loose)

    def extend(self, new: Hashes) -> None:
        """Put these behind."""
        self._loose = np.concatenate((self._loose, new))
        if len(self._loose) > max(_LOOSE, len(self._tables.hashes) // _SHARE):
            self._tables = tables(np.concatenate((self._tables.hashes, self._loose)))
            self._loose = hashes([])

    def near(self, asked: Hashes, limit: int = LONGEST) -> Near:
        """All hashes within `limit` bits (31 at most) of those asked for; none is missed."""
        first = near(self._tables, asked, limit)
        behind = compared(self._loose, asked, limit)
        return joined([first, behind._replace(found=behind.found + len(self._tables.hashes))])
