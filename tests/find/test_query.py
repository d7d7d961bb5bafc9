"""Queries as people type them, and as an adversary would; and what is marked in what was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.find import analyse, entries, highlights
from muniment.find.query import MOST_WORDS
from muniment.model.reading import Passage, Reading
from muniment.store.folder.fts import FtsIndex
from muniment.store.memory.search import MemorySearchIndex
from muniment.store.search import Query

TEXT = "Soldiers burned the mills of Vellmar. The old bridge fell. Сім’ї пішли з села."


def indexed(*texts: str) -> MemorySearchIndex:
    index = MemorySearchIndex()
    for number, text in enumerate(texts):
        index.add(entries(f"item-{number}", Reading("test/1", text, (Passage(0, len(text), page=2),))))
    return index


def found(index: MemorySearchIndex, text: str) -> list[tuple[str, bool]]:
    return [(hit.item, hit.exact) for hit in index.search(analyse(text), 20)]


def test_words_phrases_and_prefixes() -> None:
    query = analyse('burned "old bridge" vell* mill')
    assert query.phrase == ()
    assert [keys[0] for keys in query.words] == ["burned", "mill"]
    assert query.phrases == (("old", "bridge"),)
    assert query.prefixes == ("vell",)


def test_the_whole_is_the_exact_phrase() -> None:
    assert analyse("The Old  bridge").phrase == ("the", "old", "bridge")
    assert analyse('the "old bridge"').phrase == ("the", "old", "bridge")


@pytest.mark.parametrize("quoted", ['"old bridge"', "“old bridge”", "«old bridge»", "„old bridge“"])
def test_quotation_marks_of_several_languages(quoted: str) -> None:
    assert analyse(quoted).phrases == (("old", "bridge"),)
    assert analyse(quoted).words == ()


def test_gershayim_quote_nothing() -> None:
    assert analyse('מפא"י וגם צה"ל').phrases == ()
    assert [keys[0] for keys in analyse('צה"ל').words] == ["צהל"]


def test_a_quote_left_open_is_no_phrase() -> None:
    assert analyse('"old bridge').phrases == ()
    assert len(analyse('"old bridge').words) == 2


def test_found_by_inflection_but_exact_only_as_written() -> None:
    index = indexed(TEXT, "The soldier burns a mill.")
    assert found(index, "soldier burns") == [("item-1", True), ("item-0", False)]
    assert found(index, "mills") == [("item-0", True), ("item-1", False)]
    assert found(index, '"old bridge"') == [("item-0", True)]
    assert found(index, '"bridge old"') == []
    assert found(index, "vellm*") == [("item-0", False)]
    assert found(index, "сім'я село") == [("item-0", False)]
    assert found(index, "mill tower") == []


def test_a_lone_letter_is_no_prefix() -> None:
    assert analyse("a*").prefixes == ()
    assert [keys[0] for keys in analyse("a*").words] == ["a"]


def test_the_languages_given_narrow_the_keys() -> None:
    both = analyse("больницами").words[0]
    only = analyse("больницами", ["ru", "en"]).words[0]
    assert set(only) <= set(both)
    assert analyse("больницами", ["en"]).words[0] == both


def test_a_query_beyond_all_measure_is_cut_and_says_so() -> None:
    query = analyse("word " * 500)
    assert query.ignored == 500 - MOST_WORDS
    assert query.phrase == ()
    assert len(query.words) == 1


@pytest.mark.parametrize("text", ["", "  ", '"', '""', "*", "«»", "?!…", "\0", "ـ", "\ud800"])
def test_nothing_to_look_for_finds_nothing(text: str) -> None:
    assert analyse(text)[:4] == ((), (), (), ())
    assert found(indexed(TEXT), text) == []


HOSTILE = [
    'mill" OR "x', "mill) OR (x", "NEAR(mill x)", "exact : mill", "{exact more} : mill", "mill NOT x", "^mill", "-mill",
    "mill*x*", "'; DROP TABLE keys; --", "mill\0mill", "AND", "OR OR OR", "((((", '"""""', "a" * 10_000, "\ud800mill",
    "mill + x", "%s %d", "\u202emill", "*mill*", '"mill*"', "\"mill' OR",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_queries_are_only_words(tmp_path: Path, text: str) -> None:
    index = FtsIndex(tmp_path / "search.sqlite")
    index.add(entries("item-1", Reading("test/1", "One mill.")))
    expected = indexed("One mill.").search(analyse(text), 20)
    assert [hit.exact for hit in index.search(analyse(text), 20)] == [hit.exact for hit in expected]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.sampled_from("\"*:()^-+{}'\\ milѓا"), st.characters()), max_size=40))
def test_no_query_breaks_the_index(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    index = FtsIndex(tmp_path_factory.mktemp("any") / "search.sqlite")
    index.add(entries("item-1", Reading("test/1", "mil il m l “ѓ” ا mill")))
    index.search(analyse(text), 20)
    index.close()


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in highlights(text, analyse(query))]


def test_highlights() -> None:
    assert marked(TEXT, "mill") == ["mills"]
    assert marked(TEXT, "old bridge") == ["old bridge"]
    assert marked(TEXT, "bridge old") == ["old", "bridge"]
    assert marked(TEXT, '"old bridge" burning') == ["burned", "old bridge"]
    assert marked(TEXT, '"bridge old"') == []
    assert marked(TEXT, "vell*") == ["Vellmar"]
    assert marked(TEXT, "сім'я село") == ["Сім’ї", "села"]
    assert marked(TEXT, "tower") == []
    assert marked(TEXT, "") == []


def test_a_word_of_a_phrase_alone_is_not_marked() -> None:
    assert marked("bridge, old bridge", '"old bridge"') == ["old bridge"]


@given(st.text(), st.text())
@settings(max_examples=100, deadline=None)
def test_highlights_are_in_order_and_apart(text: str, query: str) -> None:
    end = 0
    for start, stop in highlights(text, analyse(query)):
        assert end <= start < stop <= len(text)
        end = stop


def test_highlights_of_an_empty_query_are_none() -> None:
    assert highlights(TEXT, Query((), ())) == []
