"""How well the rules mark the two real statements: `python -m tests.quality.seeds_measure` (needs `../shared/seeds`).

Judged as `tests/quality/seeds/README.md` says, against annotations made before there were rules. Both texts go the way
of a user's files: brought into a vault, read, marked.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from muniment.app.suggesting import suggest
from muniment.app.vault import Vault
from muniment.model.claims import Act, Span, Suggestion

GOLD = Path(__file__).parent / "seeds" / "gold.json"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
Stretch = tuple[int, int]


class Mark(NamedTuple):
    """One suggested act, in the positions of the file."""

    suggestion: Suggestion
    act: Act
    sentence: Stretch
    words: tuple[Stretch, ...]
    """Of its trigger, targets and victims."""


class Mapped:
    """Positions of a reader's text as positions of the file: both are walked in order, letter by letter."""

    def __init__(self, file: str, read: str) -> None:
        self.at: list[int] = []
        place = 0
        for char in read:
            found = file.find(char, place) if not char.isspace() else -1
            self.at.append(found if found >= 0 else place)
            place = found + 1 if found >= 0 else place

    def of(self, span: Span) -> Stretch:
        """A span of the reading in the file."""
        return self.at[span.start], self.at[span.end - 1] + 1


def marked(folder: Path = SEEDS) -> Iterator[tuple[str, list[Suggestion], Mapped]]:
    """(file's name, suggestions, positions) of each statement."""
    with tempfile.TemporaryDirectory() as made:
        vault = Path(made) / "vault"
        Vault.init(vault, "measured", settings=Path(made) / "home")
        with Vault(vault, write=True, settings=Path(made) / "home") as opened:
            opened.add(sorted(folder.glob("*.txt")), {"basis": "public"})
            opened.read(workers=1)
            for item in opened.items():
                reading = opened.reading(item.item)
                assert reading is not None
                text = b"".join(opened.bytes_of(item)).decode()
                yield item.names[0], list(suggest(opened, [item], "rules")), Mapped(text, reading.text)


def acts_of(marks: Sequence[Suggestion], mapped: Mapped) -> list[Mark]:
    """Each suggested act by itself."""
    return [
        Mark(
            one,
            act,
            mapped.of(one.passage),
            tuple(
                mapped.of(span)
                for span in (act.trigger, act.target, *(party.said for party in act.victims))
                if span is not None
            ),
        )
        for one in marks
        for act in one.acts
    ]


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]


def finds(mark: Mark, entry: dict[str, Any], codes: Sequence[str]) -> bool:
    """Whether a suggested act finds an entry."""
    if mark.act.code not in codes or not overlap(mark.sentence, entry["sentence"]):
        return False
    theirs = [entry["trigger"], entry["target"], *entry["victims"], *entry["victims_also"]]
    known = [one for one in theirs if one]
    return not mark.words or not known or any(overlap(a, b) for a in mark.words for b in known)


def matched(marks: Sequence[Mark], entries: Sequence[dict[str, Any]]) -> list[tuple[Mark, dict[str, Any]]]:
    """Pairs: each suggested act with one entry at most, those that must be found first."""
    pairs: list[tuple[Mark, dict[str, Any]]] = []
    free, taken = list(marks), set[str]()
    for codes_of in (lambda one: [one["code"]], lambda one: one.get("also", [])):
        for entry in sorted(entries, key=lambda one: one["optional"]):
            if entry["id"] in taken or entry["code"] is None:
                continue
            found = next((mark for mark in free if finds(mark, entry, codes_of(entry))), None)
            if found is not None:
                free.remove(found)
                taken.add(entry["id"])
                pairs.append((found, entry))
    return pairs


def judge(pairs: Sequence[tuple[Mark, dict[str, Any]]], mapped: Mapped) -> Counter[str]:
    """Counts over the pairs: speakers, parties, places, times, counts."""
    counted: Counter[str] = Counter()
    for mark, entry in pairs:
        counted[f"speaker {_speaker(mark, entry, mapped)}"] += 1
        counted[f"polarity {'right' if mark.suggestion.polarity == entry['polarity'] else 'other'}"] += 1
        counted.update(_parties(mark, entry, mapped))
        counted.update(_circumstances(mark, entry, mapped))
    return counted


def _speaker(mark: Mark, entry: dict[str, Any], mapped: Mapped) -> str:
    gold, chain = entry["speaker"], mark.suggestion.chain
    others = gold.get("or", [])
    if len(chain) == 1:
        return "right" if gold["kind"] == "author" or None in others else "author for another"
    said = chain[-1].said
    spans = [one for one in (gold["span"], gold.get("here"), *others) if one]
    if not chain[-1].name:
        return "right" if gold["kind"] == "unnamed" else "unnamed"
    if said is not None and any(overlap(mapped.of(said), one) for one in spans):
        return "right"
    return "WRONG NAME"


def _parties(mark: Mark, entry: dict[str, Any], mapped: Mapped) -> Iterator[str]:
    actors = [mapped.of(one.said) for one in mark.act.perpetrators]
    suffering = [mapped.of(one.said) for one in mark.act.victims]
    for found, gold, other, also in (
        (actors, entry["perpetrators"], entry["victims"], entry["perpetrators_also"]),
        (suffering, entry["victims"], entry["perpetrators"], entry["victims_also"]),
    ):
        for one in found:
            if any(overlap(one, right) for right in (*gold, *also)):
                yield "party right"
            else:
                yield "party REVERSED" if any(overlap(one, wrong) for wrong in other) else "party other"
        if gold and not found:
            yield "party empty"


def _circumstances(mark: Mark, entry: dict[str, Any], mapped: Mapped) -> Iterator[str]:
    act = mark.act
    if entry["place"]:
        yield f"place {_place(act, entry, mapped)}"
    if entry["time"]:
        values = [entry["time"]["edtf"], *entry["time"].get("or", [])]
        found = act.time.edtf if act.time else ""
        yield "time right" if found in values else "time none" if not found else "time other"
    elif act.time and act.time.edtf:
        yield "time where the gold has none"
    if entry["count"]:
        gold = entry["count"]
        values = [(gold["low"], gold["high"]), *((one["low"], one["high"]) for one in gold.get("or", []))]
        here = (act.count.low, act.count.high) if act.count else None
        yield "count right" if here in values else "count none" if here is None else "count other"


def _place(act: Act, entry: dict[str, Any], mapped: Mapped) -> str:
    if act.place is None or not act.place.country:
        return "none"
    for gold in (entry["place"], *entry["more_places"]):
        if overlap(mapped.of(act.place.said), gold["span"]) and act.place.country == gold["country"]:
            near = gold.get("whole") or (
                abs((act.place.latitude or 0) - gold["lat"]) <= 1.5
                and abs((act.place.longitude or 0) - gold["lon"]) <= 1.5
            )
            return "right" if near else "other"
    return "other"


def measure(shown: bool = False) -> tuple[Counter[str], list[str]]:
    """Counts over both statements, and a line for each; `shown`: what was missed and what found nothing is printed.

    Raises AssertionError where the statements are not those that were annotated.
    """
    gold = json.loads(GOLD.read_text())
    for one in gold["files"]:
        assert sha256((SEEDS / one["file"]).read_bytes()).hexdigest() == one["sha256"], "not what was annotated"
    total: Counter[str] = Counter()
    lines = []
    for name, marks, mapped in marked():
        text = (SEEDS / name).read_text()
        entries = [one for one in gold["entries"] if one["file"] == name]
        acts = acts_of(marks, mapped)
        pairs = matched(acts, entries)
        wanted = [one for one in entries if one["code"] is not None and not one["optional"]]
        found = [entry for _, entry in pairs if not entry["optional"]]
        total.update({"wanted": len(wanted), "found": len(found), "marks": len(acts), "fit": len(pairs)})
        total.update(judge(pairs, mapped))
        lines.append(f"{name}: recall {len(found)}/{len(wanted)}, precision {len(pairs)}/{len(acts)}")
        if shown:
            _show(text, acts, pairs, wanted, mapped)
    return total, lines


def main(shown: bool) -> None:
    """Print the table."""
    total, lines = measure(shown)
    print("\n".join(lines))
    print(f"recall {total['found'] / total['wanted']:.2f}, precision {total['fit'] / total['marks']:.2f}")
    for key in sorted(set(total) - {"wanted", "found", "marks", "fit"}):
        print(f"  {key}: {total[key]}")


def _show(text: str, acts: Sequence[Mark], pairs: Any, wanted: Any, mapped: Mapped) -> None:
    there = {entry["id"] for _, entry in pairs}
    for entry in wanted:
        if entry["id"] not in there:
            words, sentence = text[slice(*entry["trigger"])], text[slice(*entry["sentence"])]
            print(f"  missed {entry['id']} {entry['code']}: {words!r} in {sentence!r}")
    fit = [mark for mark, _ in pairs]
    for mark in acts:
        if mark not in fit:
            trigger = mark.act.trigger.text if mark.act.trigger else ""
            print(f"  nothing {mark.act.code}: {trigger!r} in {mark.suggestion.passage.text!r}")
    for mark, entry in pairs:
        said = mark.suggestion.chain[-1]
        verdict = [_speaker(mark, entry, mapped), *_parties(mark, entry, mapped), *_circumstances(mark, entry, mapped)]
        if mark.suggestion.polarity != entry["polarity"]:
            verdict.append(f"polarity {mark.suggestion.polarity} for {entry['polarity']}")
        print(f"  {entry['id']} {entry['code']}: by {said.name!r}: {', '.join(verdict)}")


if __name__ == "__main__":
    main("--show" in sys.argv)
