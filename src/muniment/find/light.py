"""Light stems for languages that Snowball leaves out: endings of inflection cut off, no more.

A light stem must never be shorter than three letters, and it is one key beside the lemma, so a
wrong cut costs a little precision and no recall.
"""

from __future__ import annotations

_SHORTEST = 3

_ENDINGS = {
    # Nouns by case and number, adjectives by case and gender, verbs by person and past gender.
    "uk": (
        "увати", "ювати", "ований", "ість", "ення", "ання",
        "ями", "ами", "ові", "еві", "єві", "ого", "ому", "ими", "іми", "ати", "ити", "іти", "али", "или",
        "ої", "ою", "ею", "єю", "ів", "їв", "ях", "ах", "ям", "ам", "ей", "ий", "ій", "их", "іх", "им", "ім",
        "ом", "ем", "єм", "ла", "ло", "ли", "ти",
        "а", "я", "о", "е", "є", "у", "ю", "и", "і", "ї", "ь", "й", "в",
    ),
    # Number, gender and owner.
    "he": (
        "יותיהם", "יותיו", "ותיהם", "ותיו", "יהם", "יות", "ים", "ות", "ית", "יו", "יה", "ה", "ת", "ו", "י",
    ),
}  # fmt: skip


def stem(word: str, language: str) -> str | None:
    """`word` (lower case, as dictionaries write it) without its ending; None for other languages."""
    endings = _ENDINGS.get(language)
    if endings is None:
        return None
    for ending in endings:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST:
            return word[: -len(ending)]
    return word
