"""Made-up documents with copies planted in them, and how many of these were found.

    python bench/copied.py ours|rensa [--count 100000]

Words are invented, in the letters of seven scripts, with Zipf frequencies; always the same for a number. A tenth of
the documents hold a copy: half are copies of whole texts, half hold a passage of another text (40 to 200 words)
within words of their own. Of each copy up to 15 % of the words are changed, put in or left out. What is no copy is
there too: every document has three of its script's 2,000 stock phrases (4 to 10 words), and every twentieth that is
not part of a copy ends with its script's one disclaimer of 60 words.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SCRIPTS = (
    "abcdefghijklmnoprstuvz",
    "абвгдежзиклмнопрстуфхцчш",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "աբգդեզէըթժիլխծկհձղճմ",
    "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
)
VOCABULARY = 20_000
LONG = (80, 400)
"""Words in a document, from and to."""
PASSAGE = (40, 200)
MOST_EDITED = 0.15
PHRASES = (2_000, 3)
"""Stock phrases of a script, and how many of them a document has."""
DISCLAIMER = (60, 20)
"""Words, and in every so many-th document."""
COPIED = 0.1
"""Of the documents."""
OVERLAP = 0.8
"""Intersection over union that a span must have with the planted one, on both sides."""
Span = tuple[int, int]


class Planted(NamedTuple):
    """A copy: both documents, and where in each it stands, in characters."""

    a: str
    a_span: Span
    b: str
    b_span: Span


class Scored(NamedTuple):
    """What was found of what was planted."""

    precision: float
    recall: float
    f1: float


def vocabularies(chance: random.Random) -> list[list[str]]:
    """Invented words of each script, the most frequent first."""
    made = []
    for letters in SCRIPTS:
        words = {"".join(chance.choices(letters, k=chance.randint(2, 10))): None for _ in range(VOCABULARY)}
        made.append(list(words))
    return made


def material(number: int) -> tuple[list[tuple[str, str]], list[Planted]]:
    """Documents (id, text), and the copies planted in them."""
    chance = random.Random(number)
    words = vocabularies(chance)
    weights = [list(accumulate(1 / (rank + 2.7) for rank in range(len(some)))) for some in words]

    def drawn(script: int, count: int) -> list[str]:
        return chance.choices(words[script], cum_weights=weights[script], k=count)

    phrases = [[drawn(script, chance.randint(4, 10)) for _ in range(PHRASES[0])] for script in range(len(SCRIPTS))]
    disclaimers = [drawn(script, DISCLAIMER[0]) for script in range(len(SCRIPTS))]

    def own(script: int) -> list[str]:
        text = drawn(script, chance.randint(*LONG))
        for phrase in chance.sample(phrases[script], PHRASES[1]):
            at = chance.randint(0, len(text))
            text[at:at] = phrase
        return text

    scripts = [chance.randrange(len(SCRIPTS)) for _ in range(number)]
    texts = [own(script) for script in scripts]
    copies = round(number * COPIED)
    chosen = chance.sample(range(number), 2 * copies)
    planted = []
    for at, (source, target) in enumerate(zip(chosen[:copies], chosen[copies:], strict=True)):
        first, last = _stretch(chance, len(texts[source]), whole=at % 2 == 0)
        copy = _edited(chance, texts[source][first:last], drawn(scripts[source], 64))
        around = [] if at % 2 == 0 else own(scripts[source])
        cut = chance.randint(0, len(around))
        texts[target] = around[:cut] + copy + around[cut:]
        spans = _span(texts[source], first, last), _span(texts[target], cut, cut + len(copy))
        planted.append(Planted(str(source), spans[0], str(target), spans[1]))
    for at in sorted(set(range(number)).difference(chosen))[:: DISCLAIMER[1]]:
        texts[at] += disclaimers[scripts[at]]
    return [(str(at), " ".join(text)) for at, text in enumerate(texts)], planted


def _stretch(chance: random.Random, count: int, whole: bool) -> Span:
    if whole:
        return 0, count
    length = chance.randint(PASSAGE[0], min(PASSAGE[1], count))
    first = chance.randint(0, count - length)
    return first, first + length


def _edited(chance: random.Random, words: list[str], others: list[str]) -> list[str]:
    """Up to 15 % of the words changed, put in or left out, in equal parts; every fifth copy is verbatim."""
    share = 0.0 if chance.random() < 0.2 else chance.uniform(0, MOST_EDITED)
    places = set(chance.sample(range(len(words)), int(share * len(words))))
    out: list[str] = []
    for at, word in enumerate(words):
        how = chance.randrange(3) if at in places else 3
        out += {0: [chance.choice(others)], 1: [word, chance.choice(others)], 2: [], 3: [word]}[how]
    return out


def _span(words: list[str], first: int, last: int) -> Span:
    start = sum(map(len, words[:first])) + first
    return start, start + len(" ".join(words[first:last]))


def scored(planted: Iterable[Planted], found: Iterable[Planted], overlap: float = OVERLAP) -> Scored:
    """Each found passage must be a planted one; a second one for the same counts as wrong."""
    wanted = {frozenset((one.a, one.b)): one for one in planted}
    right, total = set(), 0
    for one in found:
        total += 1
        pair = frozenset((one.a, one.b))
        if pair in wanted and _agrees(wanted[pair], one, overlap):
            right.add(pair)
    precision, recall = len(right) / max(total, 1), len(right) / max(len(wanted), 1)
    return Scored(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def _agrees(wanted: Planted, found: Planted, overlap: float) -> bool:
    spans = {found.a: found.a_span, found.b: found.b_span}
    pairs = ((wanted.a_span, spans[wanted.a]), (wanted.b_span, spans[wanted.b]))
    return all(_shared(one, other) >= overlap for one, other in pairs)


def _shared(one: Span, other: Span) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / max(one[1] - one[0] + other[1] - other[0] - both, 1)


def ours(documents: list[tuple[str, str]]) -> list[Planted]:
    """What `link/copies` finds, with spans."""
    from muniment.link.copies import copies

    return [
        Planted(one.a, (one.a_start, one.a_end), one.b, (one.b_start, one.b_end)) for one in copies(documents).shared
    ]


def rensa(documents: list[tuple[str, str]]) -> list[Planted]:
    """What rensa finds: MinHash of whole documents (3-word shingles), no spans."""
    from rensa import RMinHash, RMinHashLSH

    index, sketches = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), []
    for at, (_, text) in enumerate(documents):
        words = text.split()
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[place : place + 3]) for place in range(len(words) - 2)])
        sketches.append(sketch)
        index.insert(at, sketch)
    pairs = {(min(at, near), max(at, near)) for at, one in enumerate(sketches) for near in index.query(one)}
    return [
        Planted(str(a), (0, len(documents[a][1])), str(b), (0, len(documents[b][1])))
        for a, b in sorted(pairs)
        if a != b and sketches[a].jaccard(sketches[b]) >= 0.25
    ]


def _without(found: list[Planted], others: list[Planted]) -> list[Planted]:
    left_out = {frozenset((one.a, one.b)) for one in others}
    return [one for one in found if frozenset((one.a, one.b)) not in left_out]


def main() -> None:
    """Run one side, and say what it did as a JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("side", choices=["ours", "rensa"])
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    documents, planted = material(options.count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    side = ours if options.side == "ours" else rensa
    side(documents[:100])
    begun = time.perf_counter()
    found = side(documents)
    seconds = time.perf_counter() - begun
    told = {
        "side": options.side,
        "documents": options.count,
        "seconds": round(seconds, 2),
        "documents/s": round(options.count / seconds),
        "MB": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024),
        "spans": scored(planted, found)._asdict(),
        "pairs": scored(planted, found, 0.0)._asdict(),
        "whole texts": scored(planted[::2], _without(found, planted[1::2]), 0.0)._asdict(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
