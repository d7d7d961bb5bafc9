"""Scene: what somebody hostile wrote into a file or a form. Each ends in words, never in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from .commands import Person, file, found_vault


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
