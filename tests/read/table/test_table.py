"""CSV and TSV: separators, encodings, quotation marks, formulas, hostile files; written by the csv module."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.table import TableReader
from muniment.read.table import rows as table_rows
from muniment.read.table import separated
from muniment.read.table.cells import column, number_of, sheet_prefix
from tests.read.table.samples_table import codes, places, read_table, rows_of

SHARED = Path(__file__).parents[4] / "shared" / "corpus" / "documents"
HEADER = ["name", "place", "said"]
PEOPLE = {
    "en": ["Aila", "Orin", "They came at dawn, and nobody was left in the mill; we saw it from the river."],
    "uk": ["Айла", "Тамськ", "Вони прийшли на світанку, і в млині нікого не залишилося; ми бачили це з річки."],
    "ru": ["Айла", "Тамск", "Они пришли на рассвете, и на мельнице никого не осталось; мы видели это с реки."],
    "ar": ["عائلة", "أورين", "جاؤوا عند الفجر ولم يبق أحد في المطحنة ورأينا ذلك من النهر وكتبنا ما رأينا"],
    "he": ["איילה", "אורין", "הם באו עם שחר ואיש לא נשאר בטחנה וראינו זאת מן הנהר וכתבנו את מה שראינו"],
}


def written(rows: Iterable[Iterable[object]], separator: str = ",", **options: object) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, **options).writerows(rows)  # type: ignore[arg-type]
    return buffer.getvalue()


@pytest.mark.parametrize(("separator", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")])
def test_separators_are_told_and_said(separator: str, name: str) -> None:
    rows = [HEADER, *PEOPLE.values()]
    reading = read_table(written(rows, separator))
    assert rows_of(reading) == rows
    assert reading.metadata["table:separator"] == name
    assert reading.metadata["table:header"] == "name\tplace\tsaid"
    assert places(reading) == ["A1:C1", "A2:C2", "A3:C3", "A4:C4", "A5:C5", "A6:C6"]
    assert reading.passages[0].marks == ("header",)
    assert ("separator-guessed" in codes(reading)) == (separator != ",")
    assert reading.title is None


def test_a_tab_is_no_guess_in_tsv_and_a_stated_separator_is_none_either() -> None:
    rows = [HEADER, PEOPLE["en"]]
    assert codes(read_table(written(rows, "\t"), "text/tab-separated-values")) == []
    reading = read_table("sep=;\r\n" + written(rows, ";"))
    assert codes(reading) == []
    assert rows_of(reading) == rows
    assert places(reading)[0] == "A1:C1"


def test_decimal_commas_do_not_make_a_semicolon_table_a_comma_table() -> None:
    reading = read_table("place;lat;lon\nOrin;48,1;37,2\nTamsk;48,3;37,9\n")
    assert rows_of(reading)[1] == ["Orin", "48,1", "37,2"]


@pytest.mark.parametrize(
    ("code", "encoding"),
    [("ru", "windows-1251"), ("ar", "windows-1256"), ("he", "windows-1255"), ("uk", "windows-1251")],
)
def test_code_pages_are_guessed_and_said(code: str, encoding: str) -> None:
    rows = [["a", "b", "c"], *([PEOPLE[code]] * 3)]
    reading = read_table(written(rows).encode(encoding))
    assert rows_of(reading) == rows
    assert reading.metadata["table:encoding"] == encoding
    assert "encoding-guessed" in codes(reading)
    assert reading.passages[1].language == code


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_unicode_is_no_guess(encoding: str) -> None:
    rows = [HEADER, *PEOPLE.values()]
    reading = read_table(written(rows).encode(encoding))
    assert rows_of(reading) == rows
    assert codes(reading) == []


def test_cells_may_hold_line_ends_quotation_marks_and_tabs() -> None:
    rows = [HEADER, ["Aila", 'the "old" mill', "one\ntwo, three"], ["Borin", "a\tb", ""]]
    reading = read_table(written(rows))
    assert rows_of(reading) == [HEADER, ["Aila", 'the "old" mill', "one\ntwo, three"], ["Borin", "a b"]]
    assert places(reading) == ["A1:C1", "A2:C2", "A3:B3"]


def test_no_cell_loses_its_column() -> None:
    reading = read_table("a,b,c,d\n,,x,\n\n,y,,z\n , , , \nw\n")
    assert places(reading) == ["A1:D1", "C2", "B4:D4", "A6"]
    assert rows_of(reading)[1:] == [["x"], ["y", "", "z"], ["w"]]


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16_383, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column(number) == letters
    assert number_of(letters) == number


def test_sheet_names_are_quoted_as_programs_do() -> None:
    assert sheet_prefix("Sheet1") == "Sheet1!"
    assert sheet_prefix("Ana's list") == "'Ana''s list'!"
    assert sheet_prefix("") == ""


def test_formulas_are_text_and_said() -> None:
    rows = [HEADER, ['=HYPERLINK("http://x.example")', "-5", "+380 67 111"], ["@SUM(1)", "-", "- one"]]
    reading = read_table(written(rows))
    assert rows_of(reading)[1][0] == '=HYPERLINK("http://x.example")'
    (finding,) = (one for one in reading.findings if one.code == "formula-cells")
    assert "3 cells" in finding.text
    assert finding.where == "A2"
    assert finding.level == "warning"


def test_numbers_phones_and_dashes_are_no_formulas() -> None:
    assert codes(read_table("a,b\n-5.2,+380 67 111-22\n-,--\n-1e5,+3%\n")) == []


def test_a_quotation_mark_that_is_not_closed_costs_its_row_only() -> None:
    reading = read_table('a,b\n1,"open\n2,fine\n3,"closed"\n4,x\n')
    assert rows_of(reading) == [["a", "b"], ["1", '"open'], ["2", "fine"], ["3", "closed"], ["4", "x"]]
    (finding,) = (one for one in reading.findings if one.code == "quote-open")
    assert finding.where == "row 2"


def test_quotation_marks_inside_quoted_cells_cost_their_row_only() -> None:
    reading = read_table("a,b\n" + '1,"he said "no", she said"\n"2, x",fine\n' * 100)
    assert rows_of(reading)[-2:] == [["1", '"he said "no"', ' she said"'], ["2, x", "fine"]]
    assert codes(reading) == ["quote-open"]


def test_very_many_open_quotation_marks_cost_little() -> None:
    begun = time.perf_counter()
    reading = read_table("a,b\n" + '1,"open\n' * 60_001)
    assert time.perf_counter() - begun < 120
    assert len(rows_of(reading)) > 60_000
    assert "quote-open" in codes(reading)


def test_a_cell_of_more_than_a_mebibyte_is_read() -> None:
    reading = read_table("a,b\n1," + "x" * (separated.LONGEST_CELL + 5) + "\n2,y\n")
    assert [len(row) for row in rows_of(reading)] == [2, 2, 2]


def test_zero_bytes_are_kept_and_said() -> None:
    reading = read_table("a,b\n1,x\x00y\n" + "2,some words\n" * 20)
    assert rows_of(reading)[1] == ["1", "x\x00y"]
    assert "null-bytes" in codes(reading)


def test_a_million_columns_are_one_row() -> None:
    reading = read_table("a,b\n" + "x," * 999_999 + "x\n")
    assert places(reading) == ["A1:B1", "A2:BDWGN2"]
    assert reading.text.count("\t") == 1_000_000


def test_rows_beyond_what_a_reading_can_hold_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "MOST", 200_000)
    reading = read_table("a,b\n" + "some words,here\n" * 5_000)
    (finding,) = (one for one in reading.findings if one.code == "table-too-long")
    assert finding.level == "error"
    assert f"first {len(rows_of(reading)):,} rows" in finding.text
    assert 1_000 < len(rows_of(reading)) < 5_000


def test_only_the_beginning_of_a_huge_file_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.read.readers.table.LONGEST", 1_001)
    reading = read_table("a,b\n" + "some words,here\n" * 100)
    assert rows_of(reading)[-1] == ["some words", "here"]
    assert "table-too-long" in codes(reading)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\xff\xfe", b"\x00" * 9, bytes(range(256)) * 9, b'"', b'"\n"', b"sep=", b"sep=;", b",,,\n,,"],
)
def test_any_bytes_give_a_reading(data: bytes) -> None:
    reading = read_table(data)
    assert all(0 <= one.start < one.end <= len(reading.text) for one in reading.passages)
    assert read_table(data) == reading


def test_addresses_are_links() -> None:
    reading = read_table("a,b\nx,https://example.org/a?b\n")
    (link,) = reading.links
    assert reading.text[link.start : link.end] == link.target == "https://example.org/a?b"


def test_a_table_of_fourteen_megabytes_in_a_confined_worker() -> None:
    row = "17,2024-05-03,Orin,The soldiers came to the mill at dawn and took the flour of the people\n"
    data = ("id,day,place,text\n" + row * (14_000_000 // len(row))).encode()
    with ReadingPool(workers=1) as pool:
        list(pool.read_all([Job("warm", "text/csv", data=b"a,b\n1,2\n")]))
        ((_, reading),) = pool.read_all([Job("big", "text/csv", data=data)])
    assert reading.reader == f"table/{TableReader.version}"
    assert len(reading.passages) == 14_000_000 // len(row) + 1
    assert reading.language == "en"


@pytest.mark.parametrize(("name", "scripts"), [("ui_terms_ar.csv", "ar"), ("ui_terms_ru.csv", "ru")])
def test_corpus_is_read_as_the_csv_module_reads_it(name: str, scripts: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared corpus is not here: {name}")
    data = path.read_bytes()
    reading = read_table(data)
    expected = [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if any(row)]
    found = rows_of(reading)
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert [cell.strip() for cell in ours] == [" ".join(cell.split("\t")).strip() for cell in theirs][: len(ours)]
    assert scripts in {one.language for one in reading.passages}
