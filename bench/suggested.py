"""Sentences a second that the rules mark, and that simplemma lemmatises: `bench/suggested.py ours|peer --count PAGES`.

Pages of prose in seven languages, made from the invented sentences of `tests/quality`: a third speak of an act. Ours
runs as `muniment claims suggest --all` does, in processes on all processors; the peer too.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from muniment.claims import Marker, Vocabulary
from muniment.claims.prose import sentences
from muniment.codes import load
from muniment.model.reading import Passage, Reading

QUALITY = Path(__file__).resolve().parents[1] / "tests" / "quality"
LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
PARAGRAPHS, SENTENCES = 4, 3


def pages(count: int) -> Iterator[tuple[str, Reading]]:
    """(item, reading) of so many pages, the same every time."""
    chance = random.Random(31)
    told = {language: _lines(language, "roles") for language in LANGUAGES}
    plain = {language: _lines(language, "phrases") for language in LANGUAGES}
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        paragraphs = [
            " ".join(chance.choice((told if chance.random() < 1 / 3 else plain)[language]) for _ in range(SENTENCES))
            for _ in range(PARAGRAPHS)
        ]
        yield f"item-{number}.0", _reading(paragraphs, language)


def _lines(language: str, folder: str) -> list[str]:
    paths = [QUALITY / folder / "dev" / f"{language}.jsonl", QUALITY / folder / f"{language}.jsonl"]
    return [json.loads(line)["text"] for path in paths for line in path.read_text("utf-8").splitlines()]


def _reading(paragraphs: list[str], language: str) -> Reading:
    text, passages = "", []
    for paragraph in paragraphs:
        passages.append(Passage(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return Reading("text/1", text, tuple(passages), language=language)


def ours(count: int) -> tuple[float, int]:
    """Seconds, and how many marks were made."""
    made = list(pages(count))
    with Marker("rules", Vocabulary((load("acts"),)), ()) as marker:
        list(marker.mark(made[:50]))  # the children are started, their tables read
        began = time.perf_counter()
        marks = sum(len(margin.marks) for margin in marker.mark(made))
        return time.perf_counter() - began, marks


def peer(count: int) -> tuple[float, int]:
    """Seconds in which simplemma finds the lemma of every word, and how many words there were."""
    made = [(reading.text, reading.language or "en") for _, reading in pages(count)]
    with multiprocessing.Pool() as pool:
        pool.map(_lemmas, made[:50])
        began = time.perf_counter()
        words = sum(pool.imap_unordered(_lemmas, made, 100))
        return time.perf_counter() - began, words


def _lemmas(page: tuple[str, str]) -> int:
    from simplemma import lemmatize, simple_tokenizer

    words = list(simple_tokenizer(page[0]))
    language = page[1] if page[1] not in ("ar", "he") else "en"
    return len([lemmatize(word, lang=language) for word in words])


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("side", choices=("ours", "peer"))
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    total = sum(1 for _, reading in pages(options.count) for _ in sentences(reading))
    seconds, made = (ours if options.side == "ours" else peer)(options.count)
    json.dump({"seconds": seconds, "sentences": total, "made": made}, sys.stdout)


if __name__ == "__main__":
    main()
