"""Lists as tables: the same codes come out, and the line of a wrong one is that of its row."""

from __future__ import annotations

import pytest

from muniment.codes import CodeList, ListRefused, read_list

HEAD = "list,version,id,label,definition,kind,roles,label_uk\n"
ROWS = (
    "veldra,3,well-poisoning,Poisoning of wells,A well was made unfit on purpose.,act,perpetrators target,отруєння\n"
    ',,ferry-stopped,Ferry stopped,"A ferry, or two, did not run.",circumstance,,\n'
)


def _read(text: str, source: str = "veldra.csv") -> CodeList:
    return read_list(text.encode(), source)


def _refusal(text: str, source: str = "veldra.csv") -> str:
    with pytest.raises(ListRefused) as refused:
        _read(text, source)
    return str(refused.value)


def test_a_table_is_a_list() -> None:
    listed = _read(HEAD + ROWS)
    assert (listed.name, listed.version, listed.ids) == ("veldra", "3", ("well-poisoning", "ferry-stopped"))
    assert listed.codes[0].roles == ("perpetrators", "target")
    assert listed.codes[0].label_in("uk") == "отруєння"
    assert listed.codes[1].definition == "A ferry, or two, did not run."
    assert listed.codes[1].label_in("uk") == "Ferry stopped"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_tables_of_other_locales_are_read(mark: str) -> None:
    text = "﻿version;id;label;definition\r\n1;ford;Ford;A way through water.\r\n".replace(";", mark)
    assert _read(text, "rivers.csv").ids == ("ford",)


def test_a_table_without_a_name_has_that_of_its_file() -> None:
    assert _read("version,id,label,definition\n1,ford,Ford,A way.\n", "lists/Rivers.csv").name == "rivers"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + ROWS.replace("ferry-stopped", "Ferry"), "veldra.csv, line 3: 'Ferry' cannot be an id"),
        (
            HEAD + ROWS.replace("ferry-stopped", "well-poisoning"),
            "line 3: the id 'well-poisoning' stands in line 2",
        ),
        (HEAD + ROWS.replace("veldra,3", "veldra,"), "line 2: “version” of the list is missing"),
        (HEAD + ROWS.replace("Ferry stopped,", ","), "line 3: “label” of the code 'ferry-stopped' is missing"),
        (HEAD + ROWS + "one,two\n", "line 4: 2 cells stand under 8 columns."),
        (HEAD.replace("kind", "sort") + ROWS, "line 1: no column is called 'sort'; a code list has the columns"),
        ("id,id\na,b\n", "line 1: the column 'id' stands twice; keep one."),
        ("code,label\na,b\n", "line 1: no column is called 'code'"),
        (HEAD, "line 1: there is no code: a code list has one a row."),
        (HEAD + 'a,b,"c"d,,,,,\n', "line 2: this is no table"),
    ],
    ids=range(10),
)
def test_a_wrong_table_is_refused_with_its_line(text: str, words: str) -> None:
    assert words in _refusal(text)


def test_empty_rows_are_passed_over() -> None:
    assert _read(HEAD + ROWS + ",,,,,,,\n").ids == ("well-poisoning", "ferry-stopped")
