"""What stands in very many documents is told, and not compared."""

from __future__ import annotations

import random

import pytest

from muniment.link.copies import CopyIndex, copies

from .making import some


def documents(count: int, passage: list[str], own: int = 60, seed: int = 1) -> list[tuple[str, str]]:
    """So many texts of their own words, each with this passage at its end."""
    chance = random.Random(seed)
    return [(f"{seed}-{at}", " ".join(some(chance, own) + passage)) for at in range(count)]


@pytest.mark.parametrize("count", [2, 16, 17, 64, 65, 256])
def test_a_passage_in_some_documents_is_found_in_all_pairs_of_them(count: int) -> None:
    found = copies(documents(count, some(random.Random(2), 40)))
    assert len({(one.a, one.b) for one in found.shared}) == count * (count - 1) // 2
    assert found.frequent == ()


def test_edited_copies_in_some_dozens_of_documents_are_found_in_all_pairs_of_them() -> None:
    """No two of them agree in sixteen words in a row."""
    passage = some(random.Random(2), 60)
    texts = []
    for name, body in documents(30, passage):
        words = body.split()
        for at in range(60 + 11, len(words), 12):
            words[at] = f"{name}-{at}"
        texts.append((name, " ".join(words)))
    assert len({(one.a, one.b) for one in copies(texts).shared}) == 30 * 29 // 2


def test_a_passage_in_very_many_documents_is_told_once_and_ties_none_of_them() -> None:
    passage = some(random.Random(2), 40)
    texts = documents(300, passage)
    found = copies(texts)
    assert found.shared == ()
    (told,) = found.frequent
    assert dict(texts)[told.document][told.start : told.end] == " ".join(passage)
    assert told.documents == 300


def test_what_is_shared_beside_a_frequent_passage_is_found() -> None:
    texts = documents(300, some(random.Random(2), 40))
    copied = texts[10][1]
    found = copies([*texts, ("copy", copied)]).shared
    assert [(one.a, one.b) for one in found] == [(texts[10][0], "copy")]
    assert (found[0].a_start, found[0].a_end) == (0, len(copied))


def test_a_new_document_is_not_tied_by_a_frequent_passage_either() -> None:
    passage = some(random.Random(2), 40)
    index = CopyIndex()
    index.add(documents(300, passage))
    assert index.add(documents(1, some(random.Random(9), 40), seed=5)).frequent == ()
    found = index.add(documents(1, passage, seed=3))
    assert found.shared == ()
    assert [one.documents for one in found.frequent] == [301]


def test_very_many_documents_cost_no_more_than_their_words() -> None:
    """All pairs of these would be 18 million."""
    found = copies(documents(6_000, some(random.Random(2), 40), own=20))
    assert (found.shared, len(found.frequent)) == ((), 1)
