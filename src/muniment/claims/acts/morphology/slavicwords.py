"""All that a Ukrainian or Russian word can be out of context, as pymorphy's dictionaries have it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

_CASES = {
    "nomn": "nom",
    "gent": "gen",
    "gen2": "gen",
    "datv": "dat",
    "accs": "acc",
    "ablt": "ins",
    "loct": "loc",
    "loc2": "loc",
}
_AGREE = {"anim": "anim", "sing": "sg", "plur": "pl", "masc": "m", "femn": "f", "neut": "n"}

Reading = tuple[str, str, str, frozenset[str], frozenset[str], str]
"""Tag, lemma, form, cases, agreement, tense."""


class Word(NamedTuple):
    """All that one word can be, by kind."""

    known: bool
    readings: tuple[Reading, ...]
    """(tag, lemma, form, cases, agree, tense), likeliest first."""


@cache
def _analyser(language: str) -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


@lru_cache(maxsize=1 << 16)
def word_of(language: str, key: str) -> Word:
    """Every reading of a word."""
    analyser = _analyser(language)
    parses = analyser.parse(key)
    readings = [made for parse in parses[:12] for made in _made(language, parse)]
    return Word(analyser.word_is_known(key), tuple(readings))


def _made(language: str, parse: Any) -> list[Reading]:
    """The readings of one parse: a participle is a verb, and somebody: `the detained`."""
    marks = set(str(parse.tag).replace(" ", ",").split(","))
    tag, form = _KIND.get(str(parse.tag.POS), ("", ""))
    lemma = parse.normal_form
    if not tag:
        return []
    if tag == "V" and "Impe" in marks:
        form = "impers"
    if tag == "V" and "impr" in marks:
        form = "imp"
    if tag == "V" and parse.word == lemma and lemma.endswith(("ти", "тися", "тись")):
        form = "inf"  # not marked for all Ukrainian verbs; `виносить` is rather *carries*
    if tag == "J" and "pssv" in marks:
        verb = _verb_of(language, parse.normal_form)
        if verb:
            tag, form, lemma = "V", "part", verb
    if tag == "N" and marks & {"Name", "Surn", "Patr"}:
        form = "name"
    cases = frozenset(_CASES[mark] for mark in marks if mark in _CASES)
    agree = frozenset(_AGREE[mark] for mark in marks if mark in _AGREE)
    if "pl" not in agree and agree & {"m", "f", "n"}:
        agree |= {"sg"}
    if tag == "N" and "nom" in cases:
        agree |= {"nom-pl" if "pl" in agree else "nom-sg"}
    tense = next((mark for mark in marks if mark in ("past", "pres", "futr")), "")
    made: list[Reading] = [(tag, lemma.replace("ё", "е"), form, cases, agree, tense)]
    if form == "part" and cases:
        plain = parse.normal_form
        if parse.tag.POS == "PRTF":
            whole = parse.inflect({"sing", "masc", "nomn"})
            plain = whole.word if whole is not None else parse.word
        made.append(("N", plain.replace("ё", "е"), "", cases, agree | {"anim"}, ""))
    return made


_KIND = {
    "NOUN": ("N", ""), "ADJF": ("J", ""), "ADJS": ("X", "pred"), "COMP": ("B", ""), "VERB": ("V", "fin"),
    "INFN": ("V", "inf"), "PRTF": ("V", "part"), "PRTS": ("V", "part"), "GRND": ("V", "conv"), "NUMR": ("M", ""),
    "ADVB": ("B", ""),
    "NPRO": ("R", ""), "PRED": ("B", ""), "PREP": ("P", ""), "CONJ": ("A", ""), "PRCL": ("B", ""), "INTJ": ("B", ""),
}  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _verb_of(language: str, participle: str) -> str:
    """The verb of a Ukrainian passive participle, by way of its impersonal form: `вбитий`, `вбито`, `вбити`."""
    if language != "uk" or not participle.endswith(("тий", "ний")):
        return ""
    for parse in _analyser(language).parse(participle[:-2] + "о"):
        if parse.tag.POS == "VERB" and "Impe" in str(parse.tag):
            return str(parse.normal_form)
    return ""
