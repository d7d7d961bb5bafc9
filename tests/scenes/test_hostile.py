"""Scene: what somebody hostile wrote into a file or a form. Each ends in words, never in a traceback."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from .commands import Person, file, found_vault
from .test_inside import bring, zipped


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def test_a_malformed_address_is_a_state(op: Person) -> None:
    page = (
        "<html><body><p><a href='http://[bad/'>one</a> <a href='next.html'>two</a> <a href='//[x'>three</a> "
        "<a href='../b%00.txt'>four</a></p></body></html>"
    )
    (item,) = op.add(file(op.vault.parent, "page.html", page), reference="http://[bad/page.html")
    op.add(file(op.vault.parent, "a.txt", "a\n"), reference="http://a:99999999/x")
    op("read").ok()
    rows = op("links", item, "--json").ok().json[:-1]
    assert {row["text"]: row["state"] for row in rows} == {
        "one": "malformed", "two": "relative without base", "three": "malformed", "four": "relative without base",
    }  # fmt: skip
    op("show", item).ok()


def test_many_names_of_the_same_bytes_are_told_in_part(op: Person) -> None:
    names = [f"empty-{number}" for number in range(130)]
    held = zipped(**dict.fromkeys(names, ""))
    bring(op, "box.zip", held, basis="public")
    (row,) = [row for row in op("items", "--json").ok().json if row["size"] == 0]
    assert (row["names"], row["acquisitions"]) == (names[:100], 130)
    assert "empty-4, …" in op("items").ok().out
    assert "empty-5" not in op("items").ok().out
    told = op("show", row["item"]).ok().out
    assert told.count("taken in") == 20
    assert "and 110 more acquisitions (--json tells all)" in told
    assert len(op("show", row["item"], "--json").ok().json[0]["history"]) == 130


def test_what_an_item_says_of_another_is_told_as_its_words(op: Person) -> None:
    words = "The boats of Orin lay behind the mill of Tamsk.\n"
    box = bring(op, "box.zip", zipped(a_DOT_txt=words), basis="public", source="person-3")
    (child,) = [row["item"] for row in op("items", "--json").ok().json if row["names"] == ["a.txt"]]
    path = file(op.vault.parent, "t.txt", "Човни Оріна стояли за млином.\n")
    made = op("add", path, "--translates", child, "--by", "person-9", "--basis", "public", "--json").json[0]["item"]
    lines = op("show", child).ok().lines
    assert f"    as {box} says:" in lines
    assert "      path: a.txt" in lines
    assert f"    made from {child}" in op("show", made).ok().lines
    head = "Link,Archive status,Archive date,Archive location,Upload title,Text content,Screenshot,Hash,WACZ\n"
    row = "https://example.org/x,archived,2031-04-05T06:07:08Z,https://bucket.example/x.txt,A title,,,SHA-256:"
    sheet = bring(op, "sheet.csv", f"{head}{row}{hashlib.sha256(words.encode()).hexdigest()},\n", basis="public")
    assert f"    {sheet} speaks of it and says:" in op("show", child).ok().lines
    how, mention = op("show", child, "--json").ok().json[0]["history"]
    assert (how["of"], mention["of"]) == (box, sheet)
    assert "of" not in op("show", box, "--json").ok().json[0]["history"][0]
    assert "    source: person-3" in op("show", box).ok().lines


def test_an_item_is_no_translation_of_itself(op: Person) -> None:
    path = file(op.vault.parent, "a.txt", "The boats of Orin.\n")
    (item,) = op.add(path)
    size = op.size()
    done = op("add", path, "--translates", item, "--by", "person-9")
    assert (done.exit_code, op.size()) == (2, size)
    assert "the bytes of that item itself" in done.err


def test_an_item_named_twice_is_read_once(op: Person) -> None:
    (item,) = op.add(file(op.vault.parent, "a.txt", "The boats of Orin.\n"))
    op("read").ok()
    assert op("read", item, item, "--ocr", "--json").ok().json[0]["summary"]["done"] == 1


@pytest.mark.parametrize(
    "options", [("show", "item-1.0", "--page"), ("items", "--offset"), ("items", "--limit"), ("log", "--limit")]
)
def test_a_number_beyond_all_measure_is_refused_in_words(op: Person, options: tuple[str, ...]) -> None:
    op.add(file(op.vault.parent, "a.txt", "The boats of Orin.\n"))
    done = op(*options, "99999999999999999999999")
    assert done.exit_code == 2
    assert "is not in the range" in done.err
