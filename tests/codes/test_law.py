"""Legal elements: for people. All the sub-paragraphs are there, each once, and nothing points a program to them."""

from __future__ import annotations

from itertools import pairwise

from muniment.codes import LANGUAGES, lexicon, load

ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii"),
    *("xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii", "xxix"),
)
LETTERS = "abcdefghijk"


def _expected() -> set[str]:
    found = {f"genocide-{article}-{letter}" for article in (2, 3) for letter in "abcde"}
    found |= {f"rome-6-{letter}" for letter in "abcde"} | {f"rome-7-1-{letter}" for letter in LETTERS}
    found |= {f"rome-8bis-2-{letter}" for letter in "abcdefg"}
    for paragraph, many in {"a": 8, "b": 29, "c": 4, "e": 19}.items():
        found |= {f"rome-8-2-{paragraph}-{number}" for number in ROMAN[:many]}
    found |= {f"protocol-1-{article}" for article in ("48", "51-2", "52-2", "53-a", "54-2", "55", "56", "57-2-c", "58")}
    found |= {f"protocol-1-{article}" for article in ("75-4", "76", "77-2", "85-3-a", "85-4-a", "85-4-e")}
    return found | {"geneva-common-3-1-a", "geneva-4-147-deportation", "geneva-3-130-trial", "hague-1954-28"}


def test_every_sub_paragraph_has_its_element() -> None:
    assert _expected() - set(load("law").ids) == set()


def test_grave_breaches_of_all_four_conventions_are_there() -> None:
    for begin in ("geneva-1-50-", "geneva-2-51-", "geneva-3-130-", "geneva-4-147-"):
        assert len([one for one in load("law").ids if one.startswith(begin)]) >= 4, begin


def test_each_names_its_instrument_and_article() -> None:
    law = load("law")
    assert all(code.kind == "element" and code.instrument and code.article.startswith("art. ") for code in law)
    assert law.match("rome-8-2-b-ix").article == "art. 8(2)(b)(ix)"
    assert len({(code.instrument, code.article, code.label) for code in law}) == len(law.codes)


def test_instruments_stand_together() -> None:
    instruments = [code.instrument for code in load("law")]
    assert sum(before != after for before, after in pairwise(instruments)) == len(set(instruments)) - 1


def test_descriptions_are_short_words_of_our_own() -> None:
    assert max(len(code.definition) for code in load("law")) < 320


def test_no_word_of_any_language_points_to_an_element() -> None:
    for language in LANGUAGES:
        assert lexicon(load("law"), language).cues == {}
