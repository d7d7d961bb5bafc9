"""What the words of a phrase tell of sex and number: by their meaning, their form, and the endings of names."""

from __future__ import annotations

from .lexicon import Lexicon
from .tokens import Token

_PLURAL = {"es": ("es", "os", "as", "s"), "fr": ("s", "x"), "ru": ("и", "ы", "ов", "ей"), "uk": ("и", "і", "ів", "ей"),
           "ar": ("ون", "ين", "ات"), "he": ("ים", "ות"), "en": ("s",)}  # fmt: skip
_BODIES = {
    "ru": (("а", "f"), ("я", "f"), ("ь", "f"), ("о", "n"), ("е", "n"), ("и", "p"), ("ы", "p")),
    "uk": (("а", "f"), ("я", "f"), ("ь", "f"), ("о", "n"), ("е", "n"), ("и", "p"), ("і", "p")),
    "ar": (("ة", "f"),),
    "he": (("ה", "f"), ("ת", "f"), ("ות", "p")),
}
"""A body by the ending of its noun, where its pronoun follows that; any other is masculine."""
_ARTICLES = {"f": ("la", "una", "une", "esta", "cette"), "m": ("el", "un", "le", "este", "ce", "del", "al", "du", "au")}


def gender_of(sentence: list[Token], first: int, last: int, lex: Lexicon) -> str:
    """`m`, `f`, `p` (several), `n` (a body or thing); empty where the words do not tell."""
    keys = [token.key for token in sentence[first:last]]
    for key in keys:
        if lex.has("women", key):
            return "f"
        if lex.has("men", key):
            return "m"
    body = next((key for key in keys[:4] if lex.has("bodies", key)), "")
    if body:
        return _of_body(body, keys[0], lex.language)
    role = next((key for key in keys if lex.has("roles", key)), "")
    return "p" if role.endswith(_PLURAL[lex.language]) else ""


def _of_body(noun: str, opening: str, language: str) -> str:
    """The gender of a body's noun: English has *it*, the others *he* or *she* by the noun or its article."""
    if language in ("es", "fr"):
        return next((gender for gender, words in _ARTICLES.items() if opening in words), "n")
    endings = _BODIES.get(language)
    return "n" if endings is None else next((gender for end, gender in endings if noun.endswith(end)), "m")


_SURNAMES = {
    "f": ("ська", "цька", "ская", "цкая", "ова", "ева", "єва", "іна", "ина", "ської", "ській", "ською", "ской", "скую"),
    "m": ("ський", "цький", "ский", "цкий", "ов", "ев", "єв", "ін", "ин", "енко", "чук", "ського", "ському", "ского",
          "скому", "ским", "ським"),
}  # fmt: skip


def of_name(name: str, language: str) -> str:
    """Slavic surnames tell a woman from a man by their endings, first names of two words mostly do too."""
    if language not in ("uk", "ru"):
        return ""
    words = name.split()
    for gender, ends in _SURNAMES.items():
        if len(words) > 1 and words[-1].lower().endswith(ends) and not words[-1].lower().endswith("енко"):
            return gender
    capitals = [word for word in words if word[:1].isupper()]
    if len(capitals) > 1:
        if capitals[-2].endswith(("ой", "ою", "ею")):
            return "f"
        return "f" if capitals[-2][-1] in "аяА" else "m" if capitals[-2][-1] not in "оеиіуюы" else ""
    return ""


def by_verb(key: str, language: str) -> str:
    """What a verb's form tells of its subject: `f`, `m`, `n`, `p`, or `?`."""
    ends = {
        "uk": (("лася", "f"), ("лась", "f"), ("ла", "f"), ("лися", "p"), ("ли", "p"), ("ло", "n"), ("лось", "n"),
               ("ть", "?"), ("вся", "m"), ("в", "m"), ("шов", "m")),
        "ru": (("лась", "f"), ("ла", "f"), ("лись", "p"), ("ли", "p"), ("ло", "n"), ("лось", "n"), ("лся", "m"),
               ("л", "m")),
        "ar": (("وا", "p"), ("ون", "p"), ("ت", "f")),
        "he": (("ה", "f"), ("ו", "p"), ("ים", "p"), ("ת", "f")),
        "es": (("ron", "p"), ("an", "p"), ("en", "p")),
    }.get(language, ())  # fmt: skip
    if language == "ar" and not key.endswith(("ت", "وا", "ون")):
        return "f" if key.lstrip("وف").startswith("ت") and len(key) > 3 else "m"
    return next((gender for end, gender in ends if key.endswith(end)), "?")
