"""The lists of inflected forms under `data/`: what stands in a text, and what is typed to find it.

`xx.tsv` was written before the rules; `xx-second.tsv` after they were first measured and before
the light Ukrainian stems, the only rule made since. Neither list was changed afterwards.
"""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"
LANGUAGES = ("ar", "en", "es", "fr", "he", "ru", "uk")


def pairs(language: str) -> list[tuple[str, str]]:
    """All pairs of a language: form in the text, form in the query."""
    found = []
    for path in sorted(DATA.glob(f"{language}*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            text, query = line.split("\t")
            found.append((text, query))
    return found
