"""The asserter's own labels, kept verbatim as characterisations. No label leads to a code or to a legal element."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from muniment.claims.prose import Sentence
from muniment.model.claims import Span


def characterisations(text: str, sentence: Sentence) -> tuple[Span, ...]:
    """Labels in a sentence, in order, as they stand."""
    pattern = _pattern(sentence.language)
    if pattern is None:
        return ()
    return tuple(
        Span(found.group(), found.start(), found.end())
        for found in pattern.finditer(text, sentence.start, sentence.end)
        if not _in_a_name(text, found.start(), found.end())
    )


_BEFORE, _AFTER = (
    re.compile(r"[A-ZÀ-ÞА-ЯЇІЄҐ]\w*(?:\s(?:of|for|on|de|pour|para|von|з|із|по))?\s\Z"),
    re.compile(r"\s[A-ZÀ-ÞА-ЯЇІЄҐ]"),
)


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a label is part of a name: written large among words written large (*Institute for Genocide Studies*)."""
    if not text[start].isupper():
        return False
    return bool(_BEFORE.search(text, max(0, start - 40), start)) or bool(_AFTER.match(text, end, end + 2))


_ENDINGS = {"uk": r"\w{0,4}", "ru": r"\w{0,4}", "es": "s?", "fr": "s?"}
"""Forms of a word beyond the one in the table, where a language bends its words at the end."""
_PREFIX = {"ar": r"(?:[وفبكل]|ال|[وفبكل]ال|لل)?", "he": r"[והבכלמש]{0,2}"}


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    tables: dict[str, list[str]] = json.loads((files(__package__) / "data/characterisations.json").read_bytes())
    words = sorted(tables.get(language, ()), key=len, reverse=True)
    if not words:
        return None
    ending, prefix = _ENDINGS.get(language, ""), _PREFIX.get(language, "")
    forms = [r"\s+".join(_stem(word, language) + ending for word in entry.split()) for entry in words]
    either = "|".join(forms)
    # Bare first: the longest entry of the table counts, whatever it begins with.
    return re.compile(rf"(?<!\w)(?:(?:{either})|{prefix}(?:{either}))(?!\w)", re.IGNORECASE)


def _stem(word: str, language: str) -> str:
    """A word without the letters that its forms change, as a pattern."""
    bare = re.sub(r"(?:ий|ая|ое|ые|і|и|а|я|о|е|ь)\Z", "", word) if language in ("uk", "ru") and len(word) > 4 else word
    return re.escape(bare).replace("'", "['’]")
