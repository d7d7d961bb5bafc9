"""How well is found who says what: `python -m tests.quality.attribution_measure [--dev] [--polnear FOLDER --part dev]`.

Prints figures only, never the texts. What counts as right stands in `attribution/README.md`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from muniment.claims.attribution import Attribution, attribute
from muniment.claims.prose import sentences, words
from muniment.model.reading import Passage, Reading

from .polnear import articles

HERE = Path(__file__).parent / "attribution"
SAYING = frozenset(
    ["say", "says", "said", "saying", "tell", "tells", "told", "telling", "write", "writes", "wrote", "according",
     "announced", "claimed"]
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One attribution, annotated or found: characters of its contents, words and place of its source."""

    content: frozenset[int]
    source: frozenset[str] | None
    resolved: frozenset[str] = frozenset()
    direct: bool = False
    saying: bool = False


@dataclass(frozen=True)
class Text:
    """A text with what is annotated in it."""

    text: str
    language: str
    said: tuple[Said, ...]


def gold(path: Path) -> Iterator[Text]:
    """The annotated snippets of one file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = tuple(_annotated(row["text"], each) for each in row["attributions"])
        yield Text(row["text"], row["language"], said)


def _annotated(text: str, each: dict[str, object]) -> Said:
    pieces = [str(each["content"]), *map(str, each.get("more", ()))]  # type: ignore[call-overload]
    places: set[int] = set()
    for piece in pieces:
        at = text.find(piece)
        places |= set(range(at, at + len(piece)))
    source = None if each["source"] is None else _keys(str(each["source"]))
    resolved = _keys(str(each.get("resolved", "")))
    return Said(frozenset(places), source, resolved, each["kind"] == "direct")


def _keys(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text))


def found(text: Text) -> list[Said]:
    """What the rules find; stretches of one cue and speaker are one attribution."""
    passages, at = [], 0
    for line in text.text.split("\n\n") if text.language != "polnear" else text.text.split("\n"):
        if line.strip():
            passages.append(Passage(at, at + len(line), language="en" if text.language == "polnear" else text.language))
        at += len(line) + (1 if text.language == "polnear" else 2)
    reading = Reading("measure/1", text.text, tuple(passages))
    groups: dict[object, list[Attribution]] = {}
    for one in attribute(reading, list(sentences(reading))):
        if text.language == "polnear" and len(one.chain) > 1:
            continue  # nothing is nested in it
        cue = one.cue.start if one.cue else -one.start
        groups.setdefault((cue, one.chain[-1].said, one.chain[-1].name), []).append(one)
    return [_of(group) for group in groups.values()]


def _of(group: list[Attribution]) -> Said:
    places = frozenset(place for one in group for place in range(one.start, one.end))
    last = group[0].chain[-1]
    source = _keys(last.said.text) if last.said is not None else None
    return Said(places, source, _keys(last.name), group[0].kind in ("direct", "block"))


def pairs(text: Text, made: list[Said]) -> Iterator[tuple[Said, Said]]:
    """Annotated and found that belong together: those that share most, each once, half of both contents at least."""
    shared = sorted(
        ((len(one.content & other.content), i, j) for i, one in enumerate(text.said) for j, other in enumerate(made)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    left, free = set(range(len(text.said))), set(range(len(made)))
    for size, i, j in shared:
        one, other = text.said[i], made[j]
        if i in left and j in free and size * 2 >= max(len(one.content), len(other.content)) and size:
            left.discard(i)
            free.discard(j)
            yield one, other


def same(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether two sources share a word, or nobody is named in both."""
    return one == other if one is None or other is None else bool(one & other)


def measure(texts: Iterable[Text]) -> Counter[str]:
    """Counts of annotated, found, matched, and of what is right among the matched."""
    counts: Counter[str] = Counter()
    for text in texts:
        made = found(text)
        counts["annotated"] += len(text.said)
        counts["saying"] += sum(one.saying for one in text.said)
        counts["found"] += len(made)
        for one, other in pairs(text, made):
            counts["matched"] += 1
            right = same(one.source, other.source)
            counts["source"] += right
            counts["saying right"] += right and one.saying
            counts["kind"] += one.direct == other.direct
            if one.resolved:
                counts["antecedents"] += 1
                counts["antecedent"] += bool(one.resolved & other.resolved)
    return counts


def line(name: str, counts: Counter[str]) -> str:
    """One row of the table."""
    precision = counts["source"] / max(1, counts["found"])
    recall = counts["source"] / max(1, counts["annotated"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    row = f"{name:8} speaker P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  annotated {counts['annotated']:5}"
    row += f" found {counts['found']:5} matched {counts['matched']:5}  kind {counts['kind']}/{counts['matched']}"
    row += f"  antecedents {counts['antecedent']}/{counts['antecedents']}" if counts["antecedents"] else ""
    if counts["saying"]:
        recall = counts["saying right"] / counts["saying"]
        row += f"  verbs of saying alone: R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
    return row


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--dev", action="store_true", help="the snippets for development instead of those held out")
    asked.add_argument("--polnear", type=Path, default=Path("/tmp/polnear"))
    asked.add_argument("--part", default="", help="train, dev or test of PolNeAR; empty: not measured")
    options = asked.parse_args()
    total: Counter[str] = Counter()
    for path in sorted((HERE / "dev" if options.dev else HERE).glob("*.jsonl")):
        counts = measure(gold(path))
        total += counts
        print(line(path.stem, counts))
    print(line("all", total))
    if options.part and options.polnear.is_dir():
        texts = [_article(*one) for one in articles(options.polnear, options.part)]
        began = time.perf_counter()
        print(line("PolNeAR", measure(texts)), f" {time.perf_counter() - began:.1f} s")


def _article(text: str, relations: list[tuple[frozenset[int], str | None, str]]) -> Text:
    said = tuple(
        Said(content, None if source is None else _keys(source), saying=bool(_keys(cue) & SAYING))
        for content, source, cue in relations
    )
    return Text(text, "polnear", said)


if __name__ == "__main__":
    main()
