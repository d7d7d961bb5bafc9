"""How many places and times of the annotated phrases are right, wrong and undecided, by language.

    python -m tests.quality.phrases_measure [--dev | --held] [--say]       `--say` prints what went wrong

`--dev` also says. How a match is judged, and which phrases may be looked at one by one, stands in `phrases/README.md`.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from muniment.claims.places import Context, find_places, place_named
from muniment.claims.times import Clock, Reference, find_times
from muniment.model.claims import Place, Time

HERE = Path(__file__).parent / "phrases"
LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
KILOMETRES = 50
RIGHT, WRONG = 0.90, 0.03
"""Asked: at least so many right, at most so many wrong or false, of all that have an answer."""

Row = dict[str, Any]
Mark = Time | Place


def rows(language: str, folder: Path) -> list[Row]:
    """The annotated phrases of a language."""
    return [json.loads(line) for line in (folder / f"{language}.jsonl").read_text("utf-8").splitlines()]


def times_of(row: Row) -> Sequence[Time]:
    """What the program finds."""
    references = tuple(Reference(one["name"], one["edtf"], tuple(one["words"])) for one in row["reference_dates"])
    return find_times(row["text"], 0, len(row["text"]), row["language"], Clock(row["document_date"], references))


def places_of(row: Row) -> Sequence[Place]:
    """What the program finds, with the hints of the row."""
    context = Context((row["country_hint"],) if row["country_hint"] else ())
    named = [place_named(name, row["language"], context) for name in row["other_places"]]
    context = context.with_places(place for place in named if place is not None)
    return find_places(row["text"], 0, len(row["text"]), row["language"], context)


def time_answer(mark: Time, wanted: Row) -> str:
    """The outcome of one time that belongs to an annotation."""
    if not mark.edtf:
        return "unresolved"
    return "right" if wanted["edtf"] and mark.edtf in (wanted["edtf"], *wanted.get("also", ())) else "wrong"


def place_answer(mark: Place, wanted: Row) -> str:
    """The outcome of one place that belongs to an annotation."""
    if not mark.resolved:
        return "unresolved"
    return "right" if wanted.get("resolved", True) and _near(mark, wanted) else "wrong"


def _near(mark: Place, wanted: Row) -> bool:
    if mark.latitude is None or mark.longitude is None or mark.country != wanted["country"]:
        return False
    east = (mark.longitude - wanted["lon"]) * math.cos(math.radians(wanted["lat"]))
    return 111.32 * math.hypot(mark.latitude - wanted["lat"], east) <= KILOMETRES


def judged(
    row: Row, marks: Sequence[Mark], wanted: Sequence[Row], answer: Callable[[Any, Row], str], decided: str
) -> Counter[str]:
    """Outcomes of one phrase. `asked` counts annotations with an answer; `false` what is wrong where there is none."""
    found: Counter[str] = Counter()
    left = list(marks)
    for one in wanted:
        has_answer = bool(one.get("edtf") if decided == "edtf" else one.get("resolved", True))
        mark = next((each for each in left if _overlaps(row["text"], each, one["said"])), None)
        if mark is not None:
            left.remove(mark)
        outcome = answer(mark, one) if mark is not None else "unresolved"
        found["asked"] += has_answer
        found[outcome if has_answer else f"open-{outcome}"] += 1
    for mark in left:
        if not any(_overlaps(row["text"], mark, said) for said in row.get("not_judged") or ()):
            found["false"] += bool(getattr(mark, decided))
    found["false"] += found.pop("open-wrong", 0)
    return found


def _overlaps(text: str, mark: Mark, said: str) -> bool:
    start = text.find(said)
    while start >= 0:
        if mark.said.start < start + len(said) and start < mark.said.end:
            return True
        start = text.find(said, start + 1)
    return False


def measure(folder: Path, *, say: bool = False) -> dict[tuple[str, str], Counter[str]]:
    """Outcomes by language and kind."""
    totals: dict[tuple[str, str], Counter[str]] = {}
    for language in LANGUAGES:
        for row in rows(language, folder):
            for kind, marks, answer, decided in (
                ("times", times_of(row), time_answer, "edtf"),
                ("places", places_of(row), place_answer, "resolved"),
            ):
                found = judged(row, marks, row[kind], answer, decided)
                totals.setdefault((language, kind), Counter()).update(found)
                if say and (found["wrong"] or found["unresolved"] or found["false"]):
                    print(row["id"], kind, dict(found), [(mark.said.text, getattr(mark, decided)) for mark in marks])
    return totals


def table(totals: dict[tuple[str, str], Counter[str]]) -> str:
    """The outcomes as a table, with a row for all languages."""
    lines = [
        f"{'':10}{'asked':>6}{'right':>7}{'wrong':>7}{'unres.':>7}{'false':>7}{'wrong+false':>12}{'precision':>11}"
    ]
    for kind in ("times", "places"):
        everywhere: Counter[str] = sum((totals[language, kind] for language in LANGUAGES), Counter())
        for name, found in [*((language, totals[language, kind]) for language in LANGUAGES), ("all", everywhere)]:
            asked, right, wrong, false = (found[part] for part in ("asked", "right", "wrong", "false"))
            given = right + wrong + false
            lines.append(
                f"{kind:7}{name:3}{asked:6}{right / asked:7.2f}{wrong / asked:7.2f}{found['unresolved'] / asked:7.2f}"
                f"{false:7}{(wrong + false) / asked:12.3f}{right / given if given else 1:11.2f}"
            )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Measures one set of phrases and prints the table."""
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = asks.add_mutually_exclusive_group()
    which.add_argument("--dev", dest="folder", action="store_const", const=HERE / "dev", default=HERE)
    which.add_argument("--held", dest="folder", action="store_const", const=HERE / "held")
    asks.add_argument("--say", action="store_true")
    given = asks.parse_args(arguments)
    print(table(measure(given.folder, say=given.say or given.folder == HERE / "dev")))


if __name__ == "__main__":
    main(sys.argv[1:])
