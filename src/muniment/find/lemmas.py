"""Lemmas and stems from simplemma and Snowball, loaded when the first word asks for them.

A dictionary takes 0.1 to 2 seconds to load, so this module must never be the reason one is
loaded at import. They are held compressed (all seven 70 MB instead of 400, in half the time; a
word not seen before costs about 50 µs instead of 8): what runs on an old laptop must leave it room.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Protocol

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
LEMMATISED = frozenset({"ar", "en", "es", "fr", "he", "ru", "uk"})
"""Languages whose dictionary is used; the others have a stem where Snowball has one."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - Snowball's name


def plain(word: str) -> str:
    """`word` as dictionaries write it: NFC, lower case, without stress marks, tashkeel, niqqud."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", word).lower() if not _is_optional(c))
    return bare.replace("’", "'").replace("ʼ", "'")


def _is_optional(char: str) -> bool:
    return char in "\u0640\u0301\u0300\u00ad\u200c\u200d" or 10 <= unicodedata.combining(char) <= 35


@lru_cache(maxsize=1 << 16)
def lemma(word: str, language: str) -> str | None:
    """The dictionary form of a `plain` word, or None where the language has no dictionary."""
    if language not in LEMMATISED:
        return None
    import simplemma

    return simplemma.lemmatize(word, lang=language, low_memory=True)


@lru_cache(maxsize=1 << 16)
def is_known(word: str, language: str) -> bool:
    """Whether the dictionary of `language` has this `plain` word as it stands."""
    import simplemma

    return language in LEMMATISED and simplemma.is_known(word, lang=language, low_memory=True)


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str | None:
    """The Snowball stem of a `plain` word, or None where there is no stemmer."""
    found = _stemmer(language)
    return None if found is None else found.stemWord(word)


@cache
def _stemmer(language: str) -> _Stemmer | None:
    if language not in _STEMMERS:
        return None
    import snowballstemmer  # type: ignore[import-untyped]

    made: _Stemmer = snowballstemmer.stemmer(_STEMMERS[language])
    return made
