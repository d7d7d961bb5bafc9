"""What every search adapter must do, whatever it is built on.

A new backend subclasses `SearchContract`, gives a fixture `index`, and must pass all of it.
Entries here are made by hand, so that the contract is about the index and not about keys.
"""

from __future__ import annotations

import pytest

from muniment.store.search import Entry, Hit, Query, SearchIndex


def entry(text: str, item: str = "item-1", start: int = 0, more: str = "", page: int | None = None) -> Entry:
    """A passage whose folded words are those of `text`, with further keys `more`."""
    return Entry(item, start, start + len(text), page, text.split(), more.split())


def query(text: str, **words: str) -> Query:
    """Every word of `text`, exact as a whole; `words` adds alternative keys to some."""
    forms = text.split()
    return Query(tuple(forms), tuple((form, *words.get(form, "").split()) for form in forms))


def starts(hits: list[Hit]) -> list[int]:
    return [hit.start for hit in hits]


class SearchContract:
    """Subclass it and give a fixture `index` that yields an empty index."""

    @pytest.fixture
    def index(self) -> SearchIndex:
        raise NotImplementedError

    def test_finds_where_the_word_stands(self, index: SearchIndex) -> None:
        index.add([entry("the old mill burned", "item-3", start=40, page=7), entry("nothing here")])
        index.commit()
        (hit,) = index.search(query("mill"), 20)
        assert (hit.item, hit.start, hit.end, hit.page) == ("item-3", 40, 59, 7)
        assert hit.score > 0

    def test_a_passage_without_a_page_has_none(self, index: SearchIndex) -> None:
        index.add([entry("mill")])
        assert index.search(query("mill"), 20)[0].page is None

    def test_any_key_of_a_word_satisfies_it(self, index: SearchIndex) -> None:
        index.add([entry("two mills", more="mill"), entry("a miller", start=50)])
        hits = index.search(query("mill"), 20)
        assert [(hit.start, hit.exact) for hit in hits] == [(0, False)]
        assert starts(index.search(query("milling", milling="mill miller"), 20)) == [0, 50]

    def test_every_word_must_be_satisfied(self, index: SearchIndex) -> None:
        index.add([entry("mill bridge"), entry("mill", start=50), entry("bridge", start=60)])
        assert starts(index.search(query("bridge mill"), 20)) == [0]

    def test_a_word_without_a_key_is_never_satisfied(self, index: SearchIndex) -> None:
        index.add([entry("mill")])
        assert index.search(Query((), (("mill",), ())), 20) == []

    def test_exact_hits_come_first_however_others_score(self, index: SearchIndex) -> None:
        index.add(
            [
                entry("bridge mill bridge mill"),
                entry("mill the bridge", start=100),
                entry("many words before at last the mill bridge and many more words after", start=200),
            ]
        )
        hits = index.search(query("mill bridge"), 20)
        assert {hit.start for hit in hits if hit.exact} == {0, 200}
        assert [hit.exact for hit in hits] == [True, True, False]

    def test_exact_means_in_order_side_by_side_and_as_written(self, index: SearchIndex) -> None:
        index.add(
            [entry("bridge mill"), entry("mill of bridge", start=50), entry("mills bridge", start=90, more="mill")]
        )
        hits = index.search(query("mill bridge"), 20)
        assert sorted(starts(hits)) == [0, 50, 90]
        assert not any(hit.exact for hit in hits)

    def test_keys_are_no_words_of_a_phrase(self, index: SearchIndex) -> None:
        index.add([entry("one two", more="mill bridge")])
        assert [hit.exact for hit in index.search(query("mill bridge"), 20)] == [False]
        assert index.search(Query((), (), phrases=(("mill", "bridge"),)), 20) == []

    def test_a_phrase_must_stand_word_for_word(self, index: SearchIndex) -> None:
        index.add([entry("the mill bridge fell"), entry("bridge mill fell", start=50)])
        only = Query((), (), phrases=(("mill", "bridge"),))
        assert starts(index.search(only, 20)) == [0]
        both = Query((), (("fell",),), phrases=(("bridge", "mill"),))
        assert starts(index.search(both, 20)) == [50]

    def test_a_phrase_does_not_cross_passages(self, index: SearchIndex) -> None:
        index.add([entry("the mill"), entry("bridge fell", start=9)])
        assert index.search(Query((), (), phrases=(("mill", "bridge"),)), 20) == []

    def test_prefixes(self, index: SearchIndex) -> None:
        index.add([entry("milling"), entry("bridge", start=50, more="millwright"), entry("mi", start=80)])
        assert sorted(starts(index.search(Query((), (), prefixes=("mil",)), 20))) == [0, 50]
        assert starts(index.search(Query((), (("bridge",),), prefixes=("mil",)), 20)) == [50]

    def test_more_often_and_in_less_text_is_better(self, index: SearchIndex) -> None:
        filler = " ".join(f"word{n}" for n in range(40))
        index.add(
            [entry(f"mill {filler}"), entry("mill here", start=500), entry(f"mill mill mill {filler}", start=900)]
        )
        hits = index.search(Query((), (("mill", "mills"),)), 20)
        assert starts(hits)[-1] == 0
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)

    def test_rare_words_weigh_more(self, index: SearchIndex) -> None:
        index.add([entry("common", start=1000 + n) for n in range(30)])
        index.add([entry("common common rare x"), entry("common rare rare x", start=50)])
        assert starts(index.search(Query((), (("common",), ("rare",))), 20)) == [50, 0]

    @pytest.mark.parametrize("number", [45, 1300])
    def test_pages_reach_every_hit_once(self, index: SearchIndex, number: int) -> None:
        texts = ("mill bridge", "mill a bridge", "mill b c d bridge")
        index.add([entry(texts[n % 3], f"item-{n % 7}", start=n) for n in range(number)])
        index.commit()
        found: list[Hit] = []
        while page := index.search(query("mill bridge"), 20, offset=len(found)):
            found += page
        assert sorted(starts(found)) == list(range(number))
        exact = [hit.exact for hit in found]
        assert exact == sorted(exact, reverse=True)
        assert sum(exact) == len(range(0, number, 3))

    def test_limit_and_order_are_stable(self, index: SearchIndex) -> None:
        index.add([entry("mill", start=n) for n in range(30)])
        assert len(index.search(query("mill"), 7)) == 7
        assert index.search(query("mill"), 30) == index.search(query("mill"), 30)

    def test_remove_forgets_one_item_only(self, index: SearchIndex) -> None:
        index.add(
            [entry("mill one", "item-1"), entry("mill two", "item-2", start=50), entry("mill", "item-1", start=90)]
        )
        index.commit()
        index.remove("item-1")
        index.commit()
        assert starts(index.search(query("mill"), 20)) == [50]
        assert index.search(query("one"), 20) == []

    def test_remove_of_what_is_not_there_changes_nothing(self, index: SearchIndex) -> None:
        index.add([entry("mill")])
        index.remove("item-99")
        index.commit()
        assert starts(index.search(query("mill"), 20)) == [0]

    def test_removed_and_added_again_is_there_once(self, index: SearchIndex) -> None:
        for _ in range(3):
            index.remove("item-1")
            index.add([entry("mill"), entry("bridge", start=50)])
            index.commit()
        assert len(index.search(query("mill"), 20)) == 1

    def test_an_empty_query_finds_nothing(self, index: SearchIndex) -> None:
        index.add([entry("mill")])
        assert index.search(Query((), ()), 20) == []

    def test_an_empty_index_finds_nothing(self, index: SearchIndex) -> None:
        assert index.search(query("mill bridge"), 20) == []

    @pytest.mark.parametrize(
        "key",
        [
            '"',
            "''",
            "a-b",
            "a*",
            "exact:",
            "NEAR",
            "and",
            "OR",
            "(",
            "a\0b",
            "{",
            "^x",
            "+",
            "\\",
            "%",
            "a b",
            "Ä",
            "ＡＢ",
        ],
    )
    def test_a_key_is_never_syntax(self, index: SearchIndex, key: str) -> None:
        index.add([Entry("item-1", 0, 1, None, [key, "mill"], []), entry("a b near or and exact x", start=50)])
        for sought in (
            Query((key,), ((key,),)),
            Query((key, "mill"), ((key,), ("mill",)), phrases=((key, "mill"),)),
        ):
            assert starts(index.search(sought, 20)) == ([0, 50] if key == "and" and not sought.phrases else [0])
        assert 0 in starts(index.search(Query((), (), prefixes=(key,)), 20))

    @pytest.mark.parametrize("word", ["замучений", "مستشفى", "בית", "ひ", "hôpital", "कखग", "𐤀𐤁"])
    def test_every_script(self, index: SearchIndex, word: str) -> None:
        index.add([entry(f"{word} mill"), entry("mill", start=50)])
        assert starts(index.search(query(f"{word} mill"), 20)) == [0]
        assert index.search(query(f"{word} mill"), 20)[0].exact

    def test_a_very_long_query_is_answered(self, index: SearchIndex) -> None:
        index.add([entry("mill")])
        many = tuple((f"key{n}", "mill") for n in range(64))
        assert starts(index.search(Query((), many), 20)) == [0]
