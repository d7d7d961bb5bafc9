"""A box for each word of a PDF: in the text's order, and where the word stands on the page."""

from __future__ import annotations

import pytest

from muniment.model.reading import Reading
from muniment.model.words import Word, pack_rows, pack_words, unpack_words
from tests.read.pdf.pdf_checks import read, shaping, three_pages
from tests.read.pdf.samples_pdf import Sheet, Words, build, lines, shaped


def boxed(reading: Reading) -> list[tuple[str, Word]]:
    return [(reading.text[word.start : word.end], word) for word in unpack_words(reading.words)]


def test_every_word_has_a_box_inside_its_line() -> None:
    reading = read(three_pages())
    found = boxed(reading)
    # a word broken at the end of a line is two boxes
    assert "".join(text for text, _ in found) == "".join(reading.text.split())
    for _, word in found:
        passage = next(one for one in reading.passages if one.start <= word.start < one.end)
        assert any(
            line.page == word.box.page
            and line.left - 1 <= word.box.left < word.box.right <= line.right + 1
            and line.top - 1 <= word.box.top < word.box.bottom <= line.bottom + 1
            for line in passage.boxes
        )
    assert [word.start for _, word in found] == sorted(word.start for _, word in found)


def test_words_stand_side_by_side() -> None:
    found = boxed(read(build([Sheet(lines(["one two three"], 100, left=72, size=20))])))
    assert [text for text, _ in found] == ["one", "two", "three"]
    edges = [(word.box.left, word.box.right) for _, word in found]
    assert edges[0][0] == pytest.approx(72, abs=0.5)
    assert edges[0][1] < edges[1][0] < edges[1][1] < edges[2][0]


def test_words_of_a_turned_page_are_where_it_is_shown() -> None:
    _, word = boxed(read(build([Sheet([Words("alone", 100, 200)], rotate=90)])))[0]
    assert word.box.bottom - word.box.top > word.box.right - word.box.left  # it runs downwards


def test_words_of_cleaned_lines() -> None:
    found = boxed(read(build([Sheet([Words("of\xad\xadfice hours", 72, 100)])])))
    assert [text for text, _ in found][-1] == "hours"


def test_right_to_left_words_begin_at_the_right() -> None:
    shaping()
    text = "וועד העיר אורין רשם את כל מה שקרה"
    found = boxed(read(shaped(text)))
    assert [one for one, _ in found] == text.split()
    lefts = [word.box.left for _, word in found]
    assert lefts == sorted(lefts, reverse=True)


def test_a_table_of_words_packs_as_words_do() -> None:
    import numpy as np

    rows = np.array(
        [[0, 3, 1, 10.0, 20.0, 30.25, 40.0], [4, 2, 2, -5.0, 0.0, 99_999.0, 8.0], [9, 1, 70_000, 1, 1, 2, 2]]
    )
    found = list(unpack_words(pack_rows(rows)))
    assert found == list(unpack_words(pack_words(found)))
    assert [(word.start, word.end, word.box.page) for word in found] == [(0, 3, 1), (4, 6, 2)]
    assert pack_rows(rows[:0]) == b""
