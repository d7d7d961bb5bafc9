"""The PDF reader on made-up files: order, paragraphs, pages, links, metadata, pictures."""

from __future__ import annotations

import io

import pytest

from muniment.read.interface import Reader
from muniment.read.pdf.info import edtf_of
from muniment.read.pdf.lines import Frame
from muniment.read.pdf.pictures import MAX_PIXELS, render_page
from muniment.read.pdf.wording import Vocabulary
from muniment.read.readers.pdf import PdfReader
from tests.read.pdf.pdf_checks import (
    FIRST,
    SECOND,
    read,
    text_of,
    texts,
    three_pages,
)
from tests.read.pdf.samples_pdf import HEIGHT, Sheet, Words, build, lines


def test_is_a_reader() -> None:
    assert isinstance(PdfReader(), Reader)
    PdfReader().warm()


# Paragraphs


def test_paragraphs_by_white_space_with_a_box_for_each_line() -> None:
    reading = read(build([Sheet(lines(FIRST, 100) + lines(SECOND, 160))]))
    assert texts(reading) == [" ".join(FIRST), " ".join(SECOND)]
    first = reading.passages[0]
    assert (first.page, first.page_end, len(first.boxes)) == (1, 1, 3)
    box = first.boxes[1]
    assert box.page == 1
    assert box.left == pytest.approx(72, abs=1)
    assert box.top < 114 < box.bottom + 1  # the baseline of the second line, from the top
    assert box.bottom - box.top < 16
    assert 420 < box.right < 520


def test_paragraphs_by_indent_alone() -> None:
    words = lines([FIRST[1]] * 2, 100) + lines([FIRST[1]] * 2, 128, indent=24)
    assert texts(read(build([Sheet(words)]))) == [f"{FIRST[1]} {FIRST[1]}"] * 2


def test_a_short_line_ends_a_paragraph() -> None:
    words = lines([*FIRST, *SECOND], 100)
    assert texts(read(build([Sheet(words)]))) == [" ".join(FIRST), " ".join(SECOND)]


def test_headings_by_size_and_by_weight() -> None:
    words = [
        Words("What happened in Oakdale", 72, 60, 18),
        Words("The first night", 72, 86, 11, bold=True),
        *lines(FIRST, 110),
    ]
    reading = read(build([Sheet(words)]))
    assert [passage.kind for passage in reading.passages] == ["heading", "heading", "paragraph"]


def test_list_items_are_apart() -> None:
    words = lines(["He saw:", "(a) the lorry that stood at the gate of the school;", "(b) two soldiers."], 100)
    reading = read(build([Sheet(words)]))
    assert texts(reading)[1:] == ["(a) the lorry that stood at the gate of the school;", "(b) two soldiers."]
    assert reading.passages[1].kind == "list"


def test_text_of_the_page_is_never_lost() -> None:
    words = lines(FIRST, 100) + lines(SECOND, 300, left=300) + [Words("7", 290, 820, 9)]
    reading = read(build([Sheet(words)]))
    assert sorted(reading.text.split()) == sorted(" ".join([*FIRST, *SECOND, "7"]).split())


# Pages


def test_a_paragraph_over_a_page_break_is_one_passage() -> None:
    reading = read(three_pages())
    whole = next(one for one in reading.passages if text_of(reading, one).startswith("On the morning"))
    assert text_of(reading, whole) == " ".join(FIRST)
    assert (whole.page, whole.page_end) == (1, 2)
    assert [box.page for box in whole.boxes] == [1, 1, 2]
    assert " ".join(SECOND) in texts(reading)
    assert reading.pages == 3


def test_running_heads_and_page_numbers_are_kept_apart() -> None:
    found = texts(read(three_pages()))
    assert found.count("Lorania Watch, report 4") == 3
    assert [one for one in found if one.isdigit()] == ["1", "2", "3"]


def test_a_finished_sentence_is_not_joined_to_the_next_page() -> None:
    reading = read(build([Sheet(lines(FIRST, 760)), Sheet(lines(SECOND, 60))]))
    assert texts(reading) == [" ".join(FIRST), " ".join(SECOND)]


def test_a_sentence_that_ends_at_the_edge_is_not_joined_either() -> None:
    last = "explosions near the old school. The witness said that soldiers came to the houses."
    following = ["iron gates stood at the end of the village, and behind them the school and its yard."]
    reading = read(build([Sheet(lines([FIRST[0], last], 760)), Sheet(lines(following, 60))]))
    assert texts(reading) == [f"{FIRST[0]} {last}", following[0]]


def test_two_pages_are_enough_for_a_running_head() -> None:
    heads = [Words("Lorania Watch, report 4", 72, 30, 9)]
    reading = read(build([Sheet(heads + lines(FIRST[:2], 760)), Sheet(heads + lines([FIRST[2]], 60))]))
    assert " ".join(FIRST) in texts(reading)
    assert texts(reading).count("Lorania Watch, report 4") == 2


def test_a_footnote_does_not_stand_in_the_way() -> None:
    note = [Words("1 Interview in Oakdale, 14 March.", 72, 800, 8)]
    found = texts(read(build([Sheet(lines(FIRST[:2], 700) + note), Sheet(lines([FIRST[2]], 60))])))
    assert found == [" ".join(FIRST), "1 Interview in Oakdale, 14 March."]


def test_passages_are_in_order_and_do_not_overlap() -> None:
    reading = read(three_pages())
    ends = [0]
    for passage in reading.passages:
        assert ends[-1] <= passage.start < passage.end <= len(reading.text)
        ends.append(passage.end)


# Broken words


def test_a_word_broken_at_a_line_end_is_healed() -> None:
    texts_in = ["The soldiers came in the morning and asked for the names of the vil-", "lagers who had gone away."]
    assert "villagers who" in read(build([Sheet(lines(texts_in, 100))])).text


def test_a_word_broken_at_a_page_end_is_healed() -> None:
    pages = [
        Sheet(lines(["They asked for the names of the vil-"], 780)),
        Sheet(lines(["lagers who had gone away before."], 60)),
    ]
    reading = read(build(pages))
    assert texts(reading) == ["They asked for the names of the villagers who had gone away before."]


def test_a_hyphen_that_nothing_follows_is_kept() -> None:
    words = lines(["They asked for the names of the vil-"], 100) + lines(["lagers who had gone."], 400)
    assert texts(read(build([Sheet(words)]))) == ["They asked for the names of the vil-", "lagers who had gone."]


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "kept"),
    [
        ("a non", "governmental group", "said the non-governmental group here", True),
        ("a govern", "ment office", "that the government said no", False),
        ("a well", "known man", "one known man went well indeed", True),
        ("the vil", "lagers", "nothing to see", False),
        ("a non", "smoking room", "said the non-governmental group here", True),
        ("the Oak", "Dale road", "nothing to see", True),
        ("page 12", "13 of it", "nothing to see", True),
    ],
)
def test_which_hyphens_belong_to_the_word(before: str, after: str, elsewhere: str, kept: bool) -> None:
    vocabulary = Vocabulary([elsewhere])
    assert vocabulary.keeps_hyphen(before, after) is kept
    for _ in range(60):  # the answers from the word list must be the same
        vocabulary.keeps_hyphen(before, after)
    assert vocabulary.keeps_hyphen(before, after) is kept


# Metadata and links


def test_info_is_kept_verbatim_and_dates_are_resolved() -> None:
    info = {
        "Title": "Report 4",
        "Author": "Lorania Watch",
        "CreationDate": "D:20210304115444+02'00'",
        "ModDate": "soon",
    }
    reading = read(build([Sheet(lines(FIRST, 100))], info))
    assert (reading.title, reading.author) == ("Report 4", "Lorania Watch")
    assert reading.metadata["pdf:CreationDate"] == "D:20210304115444+02'00'"
    assert reading.metadata["pdf:Version"] == "1.4"
    created, modified = reading.moments
    assert (created.what, created.written) == ("created", "D:20210304115444+02'00'")
    assert created.edtf == "2021-03-04T11:54:44+02:00"
    assert (modified.what, modified.edtf) == ("modified", None)
    assert [(one.code, one.where) for one in reading.findings] == [("broken-metadata", "pdf:ModDate")]


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("D:20210304115444Z", "2021-03-04T11:54:44Z"),
        ("D:20210304115444+00'00'", "2021-03-04T11:54:44Z"),
        ("D:20210304115444", "2021-03-04T11:54:44"),
        ("D:20210304115444-03'30", "2021-03-04T11:54:44-03:30"),
        ("20210304", "2021-03-04"),
        ("D:2021", "2021"),
        ("D:20211304115444", None),
        ("D:20210304115444+99'00'", None),
        ("yesterday", None),
    ],
)
def test_pdf_dates(written: str, edtf: str | None) -> None:
    assert edtf_of(written) == edtf


def test_links_with_the_words_they_stand_on() -> None:
    words = lines(["The list of names is kept at the office of the village."], 100)
    links = [("https://oakdale.example/names", (72, 90, 156, 104)), ("", (300, 90, 330, 104))]
    reading = read(build([Sheet(words, links)]))
    first, second = reading.links
    assert (first.text, first.target, first.state) == ("The list of names", "https://oakdale.example/names", "ok")
    assert reading.text[first.start : first.end] == first.text
    assert second.state == "no-target"


def test_addresses_in_the_text_are_links_once() -> None:
    words = lines(["See https://oakdale.example/report for all of it."], 100)
    bare = read(build([Sheet(words)]))
    assert [link.target for link in bare.links] == ["https://oakdale.example/report"]
    assert bare.links[0].text == "https://oakdale.example/report"
    both = read(build([Sheet(words, [("https://oakdale.example/dead", (90, 90, 270, 104))])]))
    assert [link.target for link in both.links] == ["https://oakdale.example/dead"]


# Geometry


def test_a_rotated_page_has_its_boxes_as_it_is_shown() -> None:
    box = read(build([Sheet([Words("Oakdale", 100, 200)], rotate=90)])).passages[0].boxes[0]
    assert (box.right - box.left) < (box.bottom - box.top)  # the words run down the page
    assert box.top == pytest.approx(100, abs=2)
    assert box.right == pytest.approx(HEIGHT - 200 + 200 - 200, abs=60)


@pytest.mark.parametrize(
    ("rotation", "want"), [(0, (10, 70, 30, 80)), (1, (20, 10, 30, 30)), (2, (70, 20, 90, 30)), (3, (70, 70, 80, 90))]
)
def test_frames_turn_rectangles(rotation: int, want: tuple[float, ...]) -> None:
    assert Frame(0, 0, 100, 100, rotation).place(10, 20, 30, 30) == want


# Pictures


def test_thumbnail_and_page_picture() -> None:
    from PIL import Image

    data = three_pages()
    (small,) = read(data).derivatives
    assert (small.role, small.media_type) == ("thumbnail", "image/jpeg")
    assert len(small.data) <= 30_000
    assert max(Image.open(io.BytesIO(small.data)).size) == 320
    picture = Image.open(io.BytesIO(render_page(data, 2, 72)))
    assert (picture.format, picture.size) == ("PNG", (595, 842))
    assert min(picture.convert("L").tobytes()) < 100, "the page is blank"


def test_page_pictures_have_bounds() -> None:
    from PIL import Image

    huge = Image.open(io.BytesIO(render_page(three_pages(), 1, 10_000)))
    assert huge.width * huge.height <= MAX_PIXELS * 1.01
    with pytest.raises(ValueError, match="no page 4"):
        render_page(three_pages(), 4)
    with pytest.raises(ValueError, match="resolution"):
        render_page(three_pages(), 1, 0)
