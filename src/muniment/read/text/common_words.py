"""Languages told by their commonest words: where these speak clearly, no model needs to be asked.

Only words that no other of these languages shares, nor a close relative of it. A text is decided where
one language's words are many and another's hardly occur; everything else goes to the model, so that a
language that is not listed costs time and never a wrong answer.
"""

from __future__ import annotations

import re

from muniment.read.text.words import words

_LISTS = {
    "en": "the and that with were which they from have been this their would when there where after before about "
    "who had has his her could should other because them then than said what while during against also",
    "es": "y el los las fue pero muy también había cuando hasta porque ella ellos según años desde entre donde "
    "después aunque fueron estaba están este estas todavía mientras contra uno otra otros hay",
    "fr": "des est une dans pour avec ont été était aux du et cette ce qui leur mais nous vous il elle ils elles "
    "sont être après avant selon où deux même comme avait tous toute toutes leurs",
    "de": "und nicht mit das ist ein eine für auf im sich wurde auch dem den einer eines wird sind nach bei wie noch "
    "oder aber durch wurden keine jeder haben hat",
    "ru": "что как это был была было были когда который которая которые которых его её они только уже если чтобы "
    "после также она или ее есть человек каждый может при быть лет этот этого",
    "uk": "що як це був була було були коли який яка які яких його її вони тільки вже якщо щоб після також вона або "
    "є та від людина кожна може бути років цей цього із зі про під час",
    "ar": "في على إلى أن التي الذي هذا هذه كان كانت لم عن وقد ذلك بين الى إن أو وفي لا كل أي دون لكل وكان الذين هو "
    "هي منذ حتى عند حيث",
}
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_ARABIC = re.compile("[پچژگکیےھہڵێۆەټډړ]")
"""Letters of Persian, Urdu, Kurdish, Pashto and others, which share many words with Arabic."""
_OTHER_CYRILLIC = re.compile("[ўјљњћђџѓќѕәғқңөұүһҳҷӣӯ]", re.IGNORECASE)
"""Letters of Belarusian, Serbian, Macedonian, Kazakh, Tajik and others."""
_LEAST, _DIFFERENT = 3, 2
_SHARE = 0.12
_CLEAR = 4
_SAMPLE = 300


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, listed in _LISTS.items():
        for word in words(listed):
            found[word] = (*found.get(word, ()), code)
    return found


_CODES = {word: codes[0] for word, codes in _by_word().items() if len(codes) == 1}


def by_common_words(text: str) -> str | None:
    """The language of `text` by its first 300 characters, or None where its common words do not say it clearly."""
    found = _WORD.findall(text[:_SAMPLE].lower())
    counts: dict[str, int] = {}
    different: set[str] = set()
    for word in found:
        code = _CODES.get(word)
        if code is not None:
            counts[code] = counts.get(code, 0) + 1
            different.add(word)
    if len(different) < _DIFFERENT:
        return None
    best = max(counts, key=lambda code: counts[code])
    most, others = counts[best], sum(counts.values()) - counts[best]
    if most < _LEAST or most < _SHARE * len(found) or most < _CLEAR * others:
        return None
    return None if _may_be_another(best, text[:_SAMPLE]) else best


def _may_be_another(code: str, text: str) -> bool:
    if code == "ar":
        return _OTHER_ARABIC.search(text) is not None
    return code in ("uk", "ru") and _OTHER_CYRILLIC.search(text) is not None
