"""Made-up texts for these tests: words of two letters and a number, so that every word differs from every other."""

from __future__ import annotations

import random


def some(chance: random.Random, count: int, words: int = 5_000) -> list[str]:
    """So many words, drawn from so many."""
    return [f"w{chance.randrange(words)}" for _ in range(count)]


def edited(chance: random.Random, words: list[str], share: float) -> list[str]:
    """The same with this share of the words changed, put in or left out; the first and the last one stay."""
    places = set(chance.sample(range(1, len(words) - 1), int(share * len(words))))
    out: list[str] = []
    for at, word in enumerate(words):
        how = chance.randrange(3) if at in places else 3
        out += {0: ["changed"], 1: [word, "put", "in"][:2], 2: [], 3: [word]}[how]
    return out
