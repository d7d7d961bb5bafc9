"""How fast and how complete search is, beside plain FTS5 on the same text in the same run.

    python bench/search.py [--documents 100000] [--languages en,uk] [--json]

Makes documents of one passage from a bounded vocabulary in seven languages with Zipf
frequencies, indexes them with our adapter and with FTS5 as it comes (unicode61), and asks both
the same queries. It must never be quoted without the machine it ran on.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import apsw  # noqa: E402

from find.pairs import LANGUAGES, pairs  # noqa: E402
from muniment.find import analyse, entries  # noqa: E402
from muniment.model.reading import Passage, Reading  # noqa: E402
from muniment.store.folder.fts import FtsIndex  # noqa: E402

VOCABULARY = 20_000
"""Word forms of each language."""
WORDS = (10, 90)
"""Words in a document, from and to."""
TOP = 20
QUERIES = 300
FREQUENT = 30
"""The words that "frequent" queries are made of."""


class Language:
    """The vocabulary of a language, most frequent first."""

    def __init__(self, code: str, chance: random.Random) -> None:
        self.code = code
        listed = list(dict.fromkeys(form for pair in pairs(code) for form in pair))
        self.pairs = [(text, query) for text, query in pairs(code) if text != query]
        rest = _dictionary(code)
        chance.shuffle(rest)
        self.words = list(dict.fromkeys(listed + rest))[:VOCABULARY]
        chance.shuffle(self.words)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def text(self, chance: random.Random) -> str:
        """One document."""
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=chance.randint(*WORDS)))


def _dictionary(code: str) -> list[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    words = sorted(word for word in DefaultDictionaryFactory().get_dictionary(code) if word.isalpha() and len(word) > 1)
    return words[:: max(1, len(words) // VOCABULARY)]


def documents(languages: list[Language], number: int) -> list[tuple[str, str]]:
    """Language code and text of each document, always the same for a number."""
    chance = random.Random(number)
    return [(language.code, language.text(chance)) for language in chance.choices(languages, k=number)]


def queries(languages: list[Language]) -> list[str]:
    """One to four words each, half of the queries from the 50 most frequent words."""
    chance = random.Random(7)
    asked = []
    for number in range(QUERIES):
        language = languages[number % len(languages)]
        among = language.words[:50] if chance.random() < 0.5 else language.words[:5000]
        asked.append(" ".join(chance.sample(among, 1 + number % 4)))
    return asked


def frequent(languages: list[Language]) -> list[str]:
    """The worst there is: two to four words, all of them among the most frequent."""
    chance = random.Random(8)
    picked = [languages[number % len(languages)].words[:FREQUENT] for number in range(QUERIES)]
    return [" ".join(chance.sample(words, 2 + number % 3)) for number, words in enumerate(picked)]


class Plain:
    """FTS5 as it comes: the text itself, unicode61, its own bm25."""

    def __init__(self, path: Path) -> None:
        self._connection = apsw.Connection(str(path))
        self._connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        self._connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text, content='', contentless_delete=1)")

    def fill(self, texts: list[tuple[str, str]]) -> None:
        with self._connection:
            for number, (_, text) in enumerate(texts):
                self._connection.execute("INSERT INTO texts(rowid, text) VALUES(?, ?)", (number, text))

    def ask(self, text: str) -> list[int]:
        match = " ".join(f'"{word}"' for word in text.split())
        asked = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        return [row for (row,) in self._connection.execute(asked, (match, TOP))]

    def close(self) -> None:
        self._connection.close()

    def holds(self, text: str, wanted: int) -> bool:
        found = self._connection.execute("SELECT 1 FROM texts WHERE texts MATCH ? AND rowid = ?", (f'"{text}"', wanted))
        return found.get is not None


class Ours:
    """The adapter, with keys made by `find`."""

    def __init__(self, path: Path) -> None:
        self.index = FtsIndex(path)

    def fill(self, texts: list[tuple[str, str]]) -> None:
        for number, (language, text) in enumerate(texts):
            self.index.add(
                entries(f"item-{number}", Reading("bench/1", text, (Passage(0, len(text)),), language=language))
            )
        self.index.commit()

    def ask(self, text: str) -> list[Any]:
        return list(self.index.search(analyse(text), TOP))

    def close(self) -> None:
        self.index.close()


def timed(asked: list[str], index: Ours | Plain) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, of the best of three tries a query.

    Taking the query apart counts; the best of three keeps other programs' bursts out.
    """
    samples = []
    for text in asked:
        tries = []
        for _ in range(3):
            begun = time.perf_counter()
            index.ask(text)
            tries.append(time.perf_counter() - begun)
        samples.append(min(tries) * 1000)
    return round(statistics.median(samples), 2), round(statistics.quantiles(samples, n=20)[18], 2)


def run(languages: list[Language], number: int, folder: Path) -> Iterator[dict[str, Any]]:
    """The figures of both indexes over `number` documents."""
    texts = documents(languages, number)
    mixed, worst = queries(languages), frequent(languages)
    for name, made in (("muniment", Ours), ("plain FTS5", Plain)):
        path = folder / f"{name}-{number}"
        index: Ours | Plain = made(path)
        begun = time.perf_counter()
        index.fill(texts)
        took = time.perf_counter() - begun
        times = timed(mixed, index)
        hard = timed(worst, index)
        index.close()
        yield {
            "index": name,
            "documents": number,
            "p50": times[0],
            "p95": times[1],
            "p50 frequent": hard[0],
            "p95 frequent": hard[1],
            "MB": round(path.stat().st_size / 1e6, 1),
            "documents/s": round(number / took),
        }


def recall(languages: list[Language], folder: Path) -> Iterator[dict[str, Any]]:
    """Of pairs (form in a document, form asked), how many each index finds; each pair once."""
    for language in languages:
        ours, plain = Ours(folder / f"recall-{language.code}"), Plain(folder / f"recall-plain-{language.code}")
        texts = [(language.code, text) for text, _ in language.pairs]
        ours.fill(texts)
        plain.fill(texts)
        found = sum(
            any(hit.item == f"item-{at}" for hit in ours.index.search(analyse(query), 1000))
            for at, (_, query) in enumerate(language.pairs)
        )
        found_plain = sum(plain.holds(query, at) for at, (_, query) in enumerate(language.pairs))
        total = len(language.pairs)
        yield {
            "language": language.code,
            "pairs": total,
            "muniment": round(found / total, 3),
            "plain FTS5": round(found_plain / total, 3),
        }


def table(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    names = list(rows[0])
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(str(row[name]) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="one alone makes words most frequent")
    options = parser.parse_args()
    chance = random.Random(1)
    languages = [Language(code, chance) for code in options.languages.split(",")]
    sizes = sorted({size for size in (1_000, 10_000) if size < options.documents} | {options.documents})
    with tempfile.TemporaryDirectory() as folder:
        found = list(recall(languages, Path(folder)))
        speed = [row for size in sizes for row in run(languages, size, Path(folder))]
    if options.json:
        for row in [*found, *speed]:
            print(json.dumps(row, ensure_ascii=False))
        return
    print(
        f"Recall of inflected words\n\n{table(found)}\n\nTop {TOP} of {QUERIES} queries, times in ms\n\n{table(speed)}"
    )


if __name__ == "__main__":
    main()
