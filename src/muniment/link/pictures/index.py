"""Pictures that new ones are compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from muniment.model.pdq import NEAR, TELLING, TURNS, dihedral

from .held import Held
from .seen import Alike, Found, Seen
from .tables import Near, Numbers, hashes


class PictureIndex:
    """An index in memory: about 100 bytes a hash, beside the ids. Not safe for several threads."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._rows: dict[str, int] = {}
        self._first: list[str] = []
        """The first picture of each hash."""
        self._held = Held()

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, picture: str) -> bool:
        return picture in self._names

    def add(self, pictures: Iterable[Seen]) -> Found:
        """Compare these with all that are here, in any turn, and with each other, and keep them.

        Raises ValueError for an id that is here already, and for what is no hash; then none is kept.
        """
        given = list(pictures)
        counted = Counter(one.picture for one in given)
        if twice := [name for name, count in counted.items() if count > 1 or name in self._names]:
            raise ValueError(f"a picture was given twice: {twice[0]}")
        telling = _telling(given)
        hashes([one.hash for one in telling])
        before = len(self._first)
        same, fresh = self._sorted_in(telling)
        self._held.extend(hashes([one.hash for one in fresh]))
        self._names.update(counted)
        alike = same + self._alike(fresh, np.arange(before, before + len(fresh)))
        order = {one.picture: number for number, one in enumerate(telling)}
        return Found(tuple(sorted(alike, key=lambda one: order[one.b])), _plain(given))

    def near(self, pictures: Iterable[Seen]) -> Found:
        """What is here that looks like these, without keeping them."""
        given = list(pictures)
        telling = _telling(given)
        everything = np.full(len(telling), len(self._first))
        return Found(tuple(self._alike(telling, everything)), _plain(given))

    def _sorted_in(self, pictures: Sequence[Seen]) -> tuple[list[Alike], list[Seen]]:
        """Those whose very hash is here, as copies of the first that had it; and those with new hashes."""
        same, fresh = [], []
        for one in pictures:
            row = self._rows.setdefault(one.hash.lower(), len(self._first))
            if row < len(self._first):
                same.append(Alike(self._first[row], one.picture, 0, TURNS[0]))
            else:
                self._first.append(one.picture)
                fresh.append(one)
        return same, fresh

    def _alike(self, pictures: Sequence[Seen], before: Numbers) -> list[Alike]:
        """What looks like each picture among the hashes before that number, in the turn in which it does most."""
        asked = hashes([turn for one in pictures for turn in one.turns or dihedral(one.hash)])
        near = self._held.near(asked, NEAR)
        which, turns = np.divmod(near.asked, len(TURNS))
        earlier = near.found < before[which]
        best = _best(Near(which[earlier], near.found[earlier], near.distance[earlier]), turns[earlier])
        return [
            Alike(self._first[row], pictures[number].picture, distance, TURNS[turn])
            for number, row, distance, turn in zip(*(column.tolist() for column in best), strict=True)
        ]


def _best(near: Near, turns: Numbers) -> tuple[Numbers, ...]:
    """The least distance of each pair of pictures and its turn; in order."""
    order = np.lexsort((turns, near.distance, near.found, near.asked))
    asked, found = near.asked[order], near.found[order]
    first = np.ones(len(order), bool)
    first[1:] = (asked[1:] != asked[:-1]) | (found[1:] != found[:-1])
    return asked[first], found[first], near.distance[order][first], turns[order][first]


def _telling(given: Sequence[Seen]) -> list[Seen]:
    wrong = [one.picture for one in given if len(one.turns) not in (0, len(TURNS))]
    if wrong:
        raise ValueError(f"a picture has {len(TURNS)} turns or none: {wrong[0]}")
    return [one for one in given if one.quality >= TELLING]


def _plain(given: Sequence[Seen]) -> tuple[str, ...]:
    return tuple(one.picture for one in given if one.quality < TELLING)
