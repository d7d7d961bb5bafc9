"""The gazetteer: one file of places and of hashes of their names, looked up where it lies, never loaded.

Layout: a line of JSON; the index, sorted numbers of 64 bits (see `keys`); the places, records of fixed length;
their names. All numbers are little-endian. `scripts/gazetteer.py` writes it.
"""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal, NamedTuple

from .keys import FLAG_BITS, GOES_ON, LESSER, NUMBER_BITS, hashed

RECORD = struct.Struct("<IiiIIHBB2s4s")
"""Number in GeoNames, latitude and longitude in hundred-thousandths of a degree, people, the name's place and length,
kind, radius, country, first-level region."""
Kind = Literal["town", "region", "country"]
KINDS: tuple[Kind, ...] = ("town", "region", "country")


class Entry(NamedTuple):
    """One place of the gazetteer."""

    number: int
    """In GeoNames."""
    name: str
    kind: Kind
    country: str
    region: str
    latitude: float
    longitude: float
    people: int
    radius: int
    """Metres."""


class Named(NamedTuple):
    """A place that bears a name, and whether that is the gazetteer's own name for it."""

    entry: Entry
    own: bool


class Gazetteer:
    """The places of one file. Kept open as long as the process runs."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            begin = file.tell()
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.version: str = head["version"]
        """Of the tables it was made from."""
        view = memoryview(self._map)
        begin += -begin % 8
        self._index = view[begin : begin + 8 * head["names"]].cast("Q")
        self._records = begin + 8 * head["names"]
        self._texts = self._records + RECORD.size * head["places"]

    def named(self, folded: str) -> tuple[list[Named], bool]:
        """The places that bear a name (a key), and whether longer names begin with it."""
        low = hashed(folded) << (NUMBER_BITS + FLAG_BITS)
        found: list[Named] = []
        goes_on = False
        for number, flags in self._entries(low):
            if number == GOES_ON:
                goes_on = True
            else:
                found.append(Named(self.entry(number), not flags & LESSER))
        return found, goes_on

    def _entries(self, low: int) -> Iterator[tuple[int, int]]:
        index, shift = self._index, NUMBER_BITS + FLAG_BITS
        at = bisect_left(index, low)
        while at < len(index) and index[at] >> shift == low >> shift:
            yield index[at] >> FLAG_BITS & GOES_ON, index[at] & ((1 << FLAG_BITS) - 1)
            at += 1

    def entry(self, number: int) -> Entry:
        """A place by its number in this file."""
        fields = RECORD.unpack_from(self._map, self._records + RECORD.size * number)
        geonames, latitude, longitude, people, text, length, kind, radius, country, region = fields
        name = self._map[self._texts + text : self._texts + text + length].decode()
        return Entry(
            geonames,
            name,
            KINDS[kind],
            country.decode(),
            region.rstrip(b"\0").decode(),
            latitude / 1e5,
            longitude / 1e5,
            people,
            radius * RADIUS_STEP,
        )


RADIUS_STEP = 5000
"""Metres: radii are kept in these steps, rounded up."""


@cache
def shipped() -> Gazetteer:
    """The gazetteer that comes with the program."""
    with as_file(files(__package__).joinpath("data", "places.bin")) as path:
        return Gazetteer(path)
