"""Shared passages are found, with their places; what is not shared is not."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.link.copies import CopyIndex, Shared, copies, signatures

from .making import edited, some


def text(*parts: list[str]) -> str:
    return " ".join(word for part in parts for word in part)


def spans(one: Shared) -> tuple[int, int, int, int]:
    return one.a_start, one.a_end, one.b_start, one.b_end


def test_a_passage_is_found_from_its_first_word_to_its_last() -> None:
    chance = random.Random(1)
    passage, before, behind, other = (some(chance, count) for count in (40, 90, 70, 150))
    a, b = text(before, passage, behind), text(other, passage)
    (found,) = copies([("a", a), ("b", b)]).shared
    assert (found.a, found.b, found.alike) == ("a", "b", 1.0)
    assert a[found.a_start : found.a_end] == b[found.b_start : found.b_end] == text(passage)


def test_case_punctuation_and_line_breaks_do_not_matter() -> None:
    words = some(random.Random(2), 30)
    (found,) = copies([("a", ", ".join(words)), ("b", "«" + "\n".join(words).upper() + "»")]).shared
    assert found == Shared("a", 0, len(", ".join(words)), "b", 1, 1 + len("\n".join(words)), 1.0)


@pytest.mark.parametrize("seed", range(40))
def test_edited_passages_in_longer_texts_are_found(seed: int) -> None:
    chance = random.Random(seed)
    passage = some(chance, chance.randint(40, 300))
    copy = edited(chance, passage, 0.15)
    before, behind = some(chance, 60), some(chance, 60)
    a, b = text(some(chance, 50), passage, some(chance, 50)), text(before, copy, behind)
    (found,) = copies([("a", a), ("b", b)]).shared
    assert a[found.a_start : found.a_end] == text(passage)
    assert b[found.b_start : found.b_end] == text(copy)
    assert 0.8 <= found.alike < 1


def test_two_edited_copies_of_one_text_are_found_as_copies_of_each_other() -> None:
    chance = random.Random(5)
    source = some(chance, 200)
    first, second = text(edited(chance, source, 0.15)), text(edited(chance, source, 0.15))
    (found,) = copies([("first", first), ("second", second)]).shared
    assert spans(found) == (0, len(first), 0, len(second))


def test_passages_in_another_order_are_each_found() -> None:
    chance = random.Random(6)
    one, two, three = (some(chance, 40) for _ in range(3))
    a, b = text(one, some(chance, 80), two, three), text(three, some(chance, 30), two, some(chance, 50), one)
    found = copies([("a", a), ("b", b)]).shared
    assert {a[each.a_start : each.a_end] for each in found} == {text(one), text(two), text(three)}
    assert all(a[each.a_start : each.a_end] == b[each.b_start : each.b_end] for each in found)


@pytest.mark.parametrize("behind", range(53, 61))
def test_a_sentence_put_in_does_not_part_a_passage(behind: int) -> None:
    chance = random.Random(7)
    one, two = some(chance, 60), some(chance, behind)
    a, b = text(one, two), text(one, some(chance, 12), two)
    (found,) = copies([("a", a), ("b", b)]).shared
    assert spans(found) == (0, len(a), 0, len(b))


def test_many_words_changed_side_by_side_do_not_part_a_passage() -> None:
    chance = random.Random(16)
    one, two = some(chance, 60), some(chance, 60)
    a, b = text(one, some(chance, 12), two), text(one, some(chance, 12), two)
    (found,) = copies([("a", a), ("b", b)]).shared
    assert spans(found) == (0, len(a), 0, len(b))


def test_the_shortest_passage_is_found() -> None:
    chance = random.Random(17)
    passage = some(chance, 16)
    a, b = (text(some(chance, 100), passage, some(chance, 100)) for _ in range(2))
    (found,) = copies([("a", a), ("b", b)]).shared
    assert a[found.a_start : found.a_end] == text(passage)


def test_a_short_passage_with_words_put_in_is_found() -> None:
    chance = random.Random(18)
    one, two = some(chance, 8), some(chance, 8)
    a, b = (text(some(chance, 90), one, between, two, some(chance, 90)) for between in ([], some(chance, 4)))
    (found,) = copies([("a", a), ("b", b)]).shared
    assert a[found.a_start : found.a_end] == text(one, two)


def test_two_runs_of_five_words_are_enough_to_begin_with() -> None:
    chance = random.Random(19)
    parts = [some(chance, count) for count in (5, 4, 4, 5)]
    a, b = (
        text(some(chance, 90), *(part + some(chance, at < 3) for at, part in enumerate(parts)), some(chance, 90))
        for _ in range(2)
    )
    (found,) = copies([("a", a), ("b", b)]).shared
    assert a[found.a_start : found.a_end].split()[:5] == parts[0]
    assert b[found.b_start : found.b_end].split()[-5:] == parts[3]


def test_phrases_are_no_copies() -> None:
    chance = random.Random(8)
    phrase = some(chance, 15)
    a, b = (text(some(chance, 100), phrase, some(chance, 100)) for _ in range(2))
    assert copies([("a", a), ("b", b)]).shared == ()


def test_texts_that_agree_in_half_of_their_words_are_no_copies() -> None:
    chance = random.Random(15)
    blocks = [(some(chance, 5), some(chance, 4), some(chance, 4)) for _ in range(30)]
    a, b = text(*(same + one for same, one, _ in blocks)), text(*(same + other for same, _, other in blocks))
    assert copies([("a", a), ("b", b)]).shared == ()


def test_short_texts_are_copies_only_if_they_are_so_whole() -> None:
    words = some(random.Random(9), 9)
    assert len(copies([("a", text(words)), ("b", text(words))]).shared) == 1
    assert copies([("a", text(words)), ("b", text(words, ["and", "more"]))]).shared == ()


def test_nothing_is_found_in_nothing() -> None:
    assert copies([]).shared == ()
    assert copies([("a", ""), ("b", " "), ("c", "one two three")]).shared == ()


def test_a_text_that_repeats_itself_is_no_copy_of_itself() -> None:
    passage = some(random.Random(10), 50)
    assert copies([("a", text(passage, passage, passage))]).shared == ()


def test_a_long_text_is_followed_to_its_end() -> None:
    chance = random.Random(11)
    source = some(chance, 20_000)
    copy = edited(chance, source, 0.1)
    (found,) = copies([("a", text(source)), ("b", text(copy))]).shared
    assert (found.a_start, found.b_start) == (0, 0)
    assert len(text(source)) - found.a_end < 50 > len(text(copy)) - found.b_end


def test_a_passage_that_stands_twice_in_a_text_is_told_once() -> None:
    chance = random.Random(14)
    passage = some(chance, 30)
    (found,) = copies([("a", text(passage, some(chance, 30), passage)), ("b", text(passage))]).shared
    assert spans(found) == (0, len(text(passage)), 0, len(text(passage)))


# Against what can be had by looking at every two words


def _runs(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Every longest run of the same words: place in `a`, place in `b`, length."""
    found = []
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] != b[j] or (i and j and a[i - 1] == b[j - 1]):
                continue
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            found.append((i, j, length))
    return found


def _first(words: list[str], run: list[str]) -> int:
    return next(at for at in range(len(words)) if words[at : at + len(run)] == run)


@st.composite
def _documents(draw: st.DrawFn) -> list[list[str]]:
    """Two to five texts, pieced together from a few passages, so that they share many."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    passages = [some(chance, draw(st.integers(1, 40)), 200) for _ in range(4)]
    piece = st.one_of(st.sampled_from(passages), st.integers(1, 30).map(lambda count: some(chance, count, 200)))
    made = st.lists(piece, min_size=1, max_size=4).map(lambda parts: [word for part in parts for word in part])
    return draw(st.lists(made, min_size=2, max_size=5))


@settings(deadline=None, max_examples=60)
@given(_documents())
def test_no_run_of_sixteen_words_is_missed(documents: list[list[str]]) -> None:
    """But for those that stood in the same text before."""
    found = copies([(str(at), " ".join(words)) for at, words in enumerate(documents)]).shared
    for a, b in combinations(range(len(documents)), 2):
        here = [spans(one) for one in found if (one.a, one.b) == (str(a), str(b))]
        for i, j, length in _runs(documents[a], documents[b]):
            again = _first(documents[a], documents[a][i : i + length]) < i
            if length >= 16 and not again and _first(documents[b], documents[a][i : i + length]) == j:
                start = len(" ".join(documents[a][:i])) + (i > 0)
                end = len(" ".join(documents[a][: i + length]))
                assert any(a_start < end and start < a_end for a_start, a_end, _, _ in here)


@settings(deadline=None, max_examples=60)
@given(_documents())
def test_what_is_found_agrees_as_much_as_is_said(documents: list[list[str]]) -> None:
    texts = {str(at): " ".join(words) for at, words in enumerate(documents)}
    for one in copies(texts.items()).shared:
        a = texts[one.a][one.a_start : one.a_end].split()
        b = texts[one.b][one.b_start : one.b_end].split()
        assert 0.6 <= one.alike <= 1
        assert _agreeing(a, b) * 2 / (len(a) + len(b)) >= one.alike - 0.001
        assert (a[0], a[-1]) == (b[0], b[-1])


def _agreeing(a: list[str], b: list[str]) -> int:
    """Words of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = row[:]
        for at, other in enumerate(b):
            row[at + 1] = before[at] + 1 if word == other else max(row[at], before[at + 1])
    return row[-1]


@settings(deadline=None, max_examples=40)
@given(_documents(), st.data())
def test_an_index_filled_step_by_step_finds_what_is_found_at_once(
    documents: list[list[str]], data: st.DataObject
) -> None:
    named = [(str(at), " ".join(words)) for at, words in enumerate(documents)]
    cut = data.draw(st.integers(0, len(named)))
    index = CopyIndex()
    found = {*index.add(named[:cut]).shared}
    for one in named[cut:]:
        found |= {*index.compare([one]).shared}
        found |= {*index.add([one]).shared}
    assert found == {*copies(named).shared}


# The index


def test_comparing_leaves_the_index_as_it_was() -> None:
    words = text(some(random.Random(12), 60))
    index = CopyIndex()
    index.add([("a", words)])
    assert [one.b for one in index.compare([("b", words)]).shared] == ["b"]
    assert (len(index), "a" in index, "b" in index) == (1, True, False)
    assert [(one.a, one.b) for one in index.compare([("c", words)]).shared] == [("a", "c")]


def test_what_was_only_compared_is_forgotten() -> None:
    chance = random.Random(20)
    long = [(f"long {at}", text(some(chance, 200))) for at in range(3)]
    index = CopyIndex()
    index.add([("a", text(some(chance, 60)))])
    assert index.compare(long).shared == ()
    assert index.compare([("b", long[2][1])]).shared == ()
    assert index.add([("b", long[2][1])]).shared == ()


def test_what_was_found_before_is_not_told_again() -> None:
    words = text(some(random.Random(21), 60))
    index = CopyIndex()
    index.add([("a", words), ("b", words)])
    assert [(one.a, one.b) for one in index.add([("c", words)]).shared] == [("a", "c"), ("b", "c")]


def test_signatures_made_earlier_serve_as_well() -> None:
    words = text(some(random.Random(13), 60))
    index = CopyIndex()
    index.add_signed(["a"], list(signatures([words])))
    assert index.add([("b", words)]) == copies([("a", words), ("b", words)])


def test_a_document_given_twice_is_refused_and_nothing_is_kept() -> None:
    index = CopyIndex()
    index.add([("a", "one text")])
    with pytest.raises(ValueError, match="twice: a"):
        index.add([("b", "another"), ("a", "one text")])
    with pytest.raises(ValueError, match="twice: c"):
        index.add([("c", "another"), ("c", "one text")])
    assert len(index) == 1
