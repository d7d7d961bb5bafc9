"""The drawing of origins: every line inside its box, nothing wider than the page, names that cannot break it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from muniment.link.origins import Document, Group, Origins, origins_svg
from muniment.link.ties import Tie

SVG = "{http://www.w3.org/2000/svg}"
LONG = "the desk says that both have it from the correspondent of the other paper, who was not there himself, " * 4


def drawn(ties: tuple[Tie, ...], title: str = "The mill", limits: tuple[str, ...] = ()) -> ElementTree.Element:
    documents = tuple(Document(f"item-1.{number}", title, "2031-05-04", "published") for number in range(3))
    groups = (Group(("item-1.0", "item-1.1"), ties), Group(("item-1.2",), ()))
    return ElementTree.fromstring(origins_svg(Origins(documents, groups, ("text",), ("translation",), limits)))


def tie(why: str = "they share a passage") -> Tie:
    return Tie("item-1.0", "item-1.1", "text", why)


def test_every_line_lies_in_a_box_or_above_all_of_them() -> None:
    page = drawn((tie(), tie(LONG), tie()))
    boxes = [(int(box.get("y", "")), int(box.get("height", ""))) for box in page.iter(f"{SVG}rect")]
    for text in page.iter(f"{SVG}text"):
        y = int(text.get("y", ""))
        assert y < boxes[0][0] or any(top + 12 < y < top + height - 6 for top, height in boxes), text.text
    assert [top for top, _ in boxes[1:]] > [top + height for top, height in boxes[:-1]]
    assert int(page.get("viewBox", "").split()[3]) > sum(boxes[-1])


def test_what_is_long_goes_on_in_the_next_line_and_nothing_is_left_out() -> None:
    page = drawn((tie(LONG),), limits=("a limit. With a full stop, " + LONG,))
    lines = [text.text or "" for text in page.iter(f"{SVG}text")]
    assert max(map(len, lines)) <= 120
    assert re.sub(r"\s+", " ", LONG).strip() in " ".join(lines)
    assert lines[0] == "3 documents in 2 groups; between groups no link was found."


def test_a_title_cannot_break_the_drawing_nor_turn_a_line_around() -> None:
    page = drawn((tie(),), title="</text><script>\u202e&")
    assert not list(page.iter(f"{SVG}script"))
    assert any("⟨U+202E⟩" in (text.text or "") for text in page.iter(f"{SVG}text"))
