"""Claims from a table: rows, several acts of one claim, and what is refused by line and column."""

from __future__ import annotations

import pytest

from muniment.claims.form import ClaimError, read_sheet


def test_each_row_is_a_claim_unless_they_share_a_name() -> None:
    table = (
        "claim,item,passage,speaker,code,victims,count,low\n"
        "a,item-1.0,the words,Council|?,killing,men|women,about ten,9\n"
        "a,item-1.0,,,injury,,,\n"
        ",item-1.1,others,,,,,\n"
    )
    first, second = read_sheet(table.encode(), "t.csv")
    assert (first.line, first.item, second.item) == (2, "item-1.0", "item-1.1")
    assert [act["code"] for act in first.form["acts"]] == ["killing", "injury"]
    assert first.form["acts"][0]["victims"] == [{"said": "men"}, {"said": "women"}]
    assert first.form["acts"][0]["count"] == {"said": "about ten", "low": "9"}
    assert [one["name"] for one in first.form["chain"]] == ["Council", ""]
    assert (first.form["passage"], second.form["acts"]) == ({"text": "the words"}, [])


def test_semicolons_and_a_byte_order_mark_are_read() -> None:
    (row,) = read_sheet("\ufeffitem;passage\nitem-1.0;слово, слово\n".encode(), "t.csv")
    assert row.form["passage"] == {"text": "слово, слово"}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (b"item,pasage\nitem-1.0,x\n", "no column 'pasage' (did you mean passage?)"),
        (b"passage\nx\n", "`item` among them"),
        (b"item\n", "no row beside"),
        (b"item,passage\nitem-1.0,x,y\n", "line 2: more cells than columns"),
        (b"item\n\xff\n", "not UTF-8 (byte 5)"),
        (b"claim,item,basis\na,item-1.0,saw\na,item-1.0,told\n", "line 3: claim 'a' has another basis in line 2"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_line(table: bytes, words: str) -> None:
    with pytest.raises(ClaimError) as error:
        read_sheet(table, "t.csv")
    assert words in str(error.value)
