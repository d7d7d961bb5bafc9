"""Which language a stretch of text is in, offline; ISO 639-1 codes. Model: py3langid.

Writing system first, then common words where they speak clearly (ten times as quick), then the model,
restricted to languages of two-letter codes that matter for the work: among 140 labels, dialect labels win
too often on short texts. Short stretches inherit.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, cast

from muniment.read.text.common_words import by_common_words
from muniment.read.text.speech import letters, speech, words_of
from muniment.read.text.words import words

ENOUGH = 40
"""Letters from which a stretch is judged by itself."""
_SAMPLE = 300
_JUDGED_ROWS = 2_000
"""So many rows of tables are judged one by one; of more, as many spread over all, and the rest by those."""
_AGREEING = 4
"""Judged rows on each side that have to agree before a row between them is taken to be in their language."""
_LANGUAGES = words(
    "am ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl ha he hi hr hu hy id it ja ka kk km ko ku ky",
    " lo lt lv mk mn ms my ne nl no pl ps pt ro ru rw sk sl so sq sr sv sw ta th tl tr ug uk ur uz vi zh",
)
_SCRIPTS = (
    ("he", re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]+")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")),
    ("ru", re.compile("[\u0400-\u052f]+")),
    ("hy", re.compile("[\u0530-\u058f]+")),
    ("ka", re.compile("[\u10a0-\u10ff]+")),
    ("am", re.compile("[\u1200-\u137f]+")),
    ("el", re.compile("[\u0370-\u03ff]+")),
    ("", re.compile("[A-Za-z\u00c0-\u024f]+")),
)
"""A language each for short stretches, "" for Latin, with the letters of its writing system."""
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_WRITING = {
    "he": "he", "ar": "ar", "fa": "ar", "ur": "ar", "ps": "ar", "ug": "ar", "ru": "ru", "uk": "ru", "be": "ru",
    "bg": "ru", "mk": "ru", "kk": "ru", "ky": "ru", "mn": "ru", "hy": "hy", "ka": "ka", "am": "am", "el": "el",
}  # fmt: skip
"""Language → writing system, as named in `_SCRIPTS`."""


class _Model(Protocol):
    def set_languages(self, langs: list[str] | None) -> None: ...
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=1)
def model() -> _Model:
    """The language model, loaded once (0.8 s, 60 MB)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    loaded = cast(_Model, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    loaded.set_languages(sorted(_LANGUAGES))
    return loaded


def identify(text: str) -> str | None:
    """The language of `text`, or None where it has too few letters to tell, or more numbers and code than words."""
    return _identify(speech(text[: 2 * _SAMPLE]))


def _identify(sample: str) -> str | None:
    script = _script(sample)
    if script is None:
        return None
    if script not in ("", "ar", "ru"):
        return script  # one language of ours for the writing system
    if plain := by_common_words(sample):
        return plain
    code, sure = model().classify(sample[:_SAMPLE])
    if script == "ru":
        code = _cyrillic(sample, code)
    if _WRITING.get(code, "") != script and code not in ("sr", "ku", "az", "uz"):  # these have two
        return script or None
    return code if sure > 0.15 or letters(sample) >= ENOUGH else None


def languages(passages: list[str], rows: Sequence[int] = ()) -> tuple[list[str | None], str | None]:
    """The language of each passage, and that of most of the text.

    A short passage takes the language of the whole where it is in the same writing system. `rows` are the
    places of those passages that are rows of tables, in order: of very many not every one is judged by itself.
    """
    unjudged = _unjudged(rows)
    counts = [1 if at in unjudged else letters(passage) for at, passage in enumerate(passages)]
    found = [_by_itself(passage) if count >= ENOUGH else None for passage, count in zip(passages, counts, strict=True)]
    weight: dict[str, int] = {}
    for code, count in zip(found, counts, strict=True):
        if code:
            weight[code] = weight.get(code, 0) + count
    whole = max(weight, key=lambda code: weight[code]) if weight else identify(" ".join(passages[:_SAMPLE])[:_SAMPLE])
    told = _Rows(passages, found, whole) if unjudged else None
    return [
        code or (told.between(at) if told and at in unjudged else _inherit(passage, whole)) if count else None
        for at, (code, passage, count) in enumerate(zip(found, passages, counts, strict=True))
    ], whole


def _by_itself(passage: str) -> str | None:
    said = speech(passage[: 2 * _SAMPLE])
    return _identify(said) if letters(said) >= ENOUGH else None


def _unjudged(rows: Sequence[int]) -> frozenset[int]:
    """All `rows` but as many as are judged; those are picked unevenly, so that no regular pattern is missed."""
    if len(rows) <= _JUDGED_ROWS:
        return frozenset()
    step = len(rows) / _JUDGED_ROWS
    picked = {rows[min(len(rows) - 1, int(step * (k + k * 0.6180339887 % 1)))] for k in range(_JUDGED_ROWS)}
    return frozenset(rows) - picked


class _Rows:
    """The language of rows that were not judged, by judged passages around them in the same writing system."""

    def __init__(self, passages: list[str], found: list[str | None], whole: str | None) -> None:
        self._passages = passages
        self._whole = whole
        self._judged: dict[str, tuple[list[int], list[str]]] = {}
        for at, code in enumerate(found):
            if code:
                places, codes = self._judged.setdefault(_script(passages[at]) or "", ([], []))
                places.append(at)
                codes.append(code)

    def between(self, at: int) -> str | None:
        """None where those around do not agree: of a table in two languages nothing is made up."""
        script = _script(words_of(self._passages[at]))
        if script is None or script not in ("", "ar", "ru"):
            return script
        places, codes = self._judged.get(script, ([], []))
        if not codes:
            return self._whole if self._whole and _WRITING.get(self._whole, "") == script else None
        here = bisect(places, at)
        around = set(codes[max(0, here - _AGREEING) : here + _AGREEING])
        return around.pop() if len(around) == 1 else None


def _inherit(passage: str, whole: str | None) -> str | None:
    said = words_of(passage)
    script = _script(said)
    if script is None or whole is None:
        return None
    if _WRITING.get(whole, "") == script:
        if script == "ru" and whole in ("uk", "ru"):
            return _cyrillic(said, whole)
        return whole
    if script == "ru":
        return _cyrillic(said, "ru")
    return script or (identify(said) if letters(said) >= ENOUGH // 2 else None)


def _script(text: str) -> str | None:
    """The writing system most letters are in, as in `_SCRIPTS`; None without letters we know."""
    if text.isascii():
        return "" if letters(text) else None
    counts = {name: sum(map(len, pattern.findall(text))) for name, pattern in _SCRIPTS}
    best = max(counts, key=lambda name: counts[name])
    if counts[best]:
        return best
    return "" if letters(text) else None


def _cyrillic(text: str, guess: str) -> str:
    """Ukrainian and Russian have letters the other lacks; a short text is decided by them alone."""
    ours, theirs = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if guess in ("uk", "ru") and ours != theirs:
        return "uk" if ours > theirs else "ru"
    return guess
