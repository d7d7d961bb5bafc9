"""The search keys of a word: its folded form, its lemmas and its stems, in its language.

Two words find each other when they share a key. Keys are made here and nowhere else, for text
and query alike, so that every index finds the same; an index must never see a language.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from muniment.find import clitics, lemmas, light
from muniment.find.words import fold

_BY_SCRIPT = {"CYRILLIC": ("uk", "ru"), "LATIN": ("en", "es", "fr"), "ARABIC": ("ar",), "HEBREW": ("he",)}
_SCRIPT_OF = {
    **dict.fromkeys(("uk", "ru", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ps", "ur", "ckb", "ug"), "ARABIC"),
    **dict.fromkeys(("he", "yi"), "HEBREW"),
    **{"el": "GREEK", "hy": "ARMENIAN", "hi": "DEVANAGARI", "ne": "DEVANAGARI", "ta": "TAMIL"},
}


@lru_cache(maxsize=1 << 17)
def search_keys(word: str, language: str | None = None) -> tuple[str, ...]:
    """The keys of one word, folded form first, each once, none empty.

    `language` is an ISO 639-1 code; None, or a language that does not write the word's script,
    gives the keys of every language kept for that script.
    """
    found = dict.fromkeys([fold(word)])
    written = lemmas.plain(word)
    for each in languages_of(word, language) if written else ():
        for form in _forms(written, each):
            found[fold(form)] = None
    found.pop("", None)
    return tuple(found)


def languages_of(word: str, language: str | None) -> tuple[str, ...]:
    """The languages whose rules apply to `word`: its own, or those of its script."""
    script = _script(word)
    if language is not None and _SCRIPT_OF.get(language, "LATIN") == script:
        return (language,)
    return _BY_SCRIPT.get(script, ())


def _script(word: str) -> str:
    for char in word:
        if char.isalpha():
            return unicodedata.name(char, "").split(" ")[0] if char > "\u024f" else "LATIN"
    return ""


def _forms(written: str, language: str) -> list[str]:
    forms: list[str] = []
    for base in [written, *_without_particles(written, language)]:
        for form in dict.fromkeys((base, lemmas.lemma(base, language))):
            if form:
                forms += [form, *_stems(form, language)]
    return forms


def _without_particles(written: str, language: str) -> list[str]:
    if language == "ar":
        return clitics.without_arabic(written, lambda word: lemmas.is_known(word, "ar"))
    if language == "he":
        return clitics.without_hebrew(written, lambda word: lemmas.is_known(word, "he"))
    return []


def _stems(form: str, language: str) -> list[str]:
    stem = light.stem(form, language) or lemmas.stem(form, language)
    return [stem] if stem and len(stem) > 1 else []
