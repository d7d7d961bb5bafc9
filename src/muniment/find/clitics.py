"""Particles that Arabic and Hebrew write onto the front of a word, taken off in a light way.

Every form with its particles off is one more key beside the whole word, never instead of it.
"""

from __future__ import annotations

from collections.abc import Callable

_ARTICLES = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
_ARABIC = ("وب", "ول", "وس", "فس", "فل", "و", "ف", "ب", "ك", "ل", "س")
_HEBREW = frozenset("והבכלמש")


def without_arabic(word: str, is_known: Callable[[str], bool]) -> list[str]:
    """Forms of an Arabic word without و ف ب ك ل س and ال; at least three letters remain.

    The article is unmistakable. A bare letter is taken off only where the whole is no word of
    the dictionary, so that كتاب does not turn into تاب.
    """
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            return [word[len(prefix) :]]
    if is_known(word):
        return []
    return [word[len(p) :] for p in _ARABIC if word.startswith(p) and len(word) >= len(p) + 3]


def without_hebrew(word: str, is_known: Callable[[str], bool]) -> list[str]:
    """Forms of a Hebrew word without ה ו ב כ ל מ ש (and כש); at least two letters remain.

    The article ה goes wherever the rest is a word; others only where the whole is none.
    """
    whole = is_known(word)
    found = []
    for cut in range(1, min(4, len(word) - 1)):
        if word[cut - 1] not in _HEBREW:
            break
        if is_known(word[cut:]) and (not whole or word[:cut] == "ה"):
            found.append(word[cut:])
    if not found and not whole and len(word) > 4 and word[0] in _HEBREW:
        found.append(word[1:])
    return found
