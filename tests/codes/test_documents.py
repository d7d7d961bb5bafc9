"""What the documents say of the lists is what the lists say."""

from __future__ import annotations

import re
from pathlib import Path

from muniment.codes import NAMES, load, read_list

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guide" / "codes.md").read_text("utf-8")
SPEC = (DOCS / "spec" / "codes.md").read_text("utf-8")


def test_the_guide_has_every_act_with_its_definition() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+) \|$", GUIDE, re.M)
    assert sorted(rows) == sorted((code.id, code.label, code.definition) for code in load("acts"))


def test_the_table_in_the_guide_is_read() -> None:
    block = re.search(r"```\n(list,.*?)```", GUIDE, re.S)
    assert block
    assert read_list(block[1].encode(), "osmel.csv").ids == ("well-poisoning", "ferry-stopped")


def test_every_shipped_list_is_in_the_specification() -> None:
    table = SPEC.partition("| shipped list")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", table)) == set(NAMES)


def test_every_field_is_in_the_specification() -> None:
    from muniment.codes import Code, Cue

    said = set(re.findall(r"`(\w+)`", SPEC))
    fields = {*Code.__struct_encode_fields__, *Cue.__struct_encode_fields__}
    assert fields - said == set()
