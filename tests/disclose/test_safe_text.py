"""Hostile text is shown as it is: no character hides, turns the line or breaks it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.model.safe_text import safe_text

TURNING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)]
HIDING = ["\u200b", "\ufeff", "\u00ad", "\u3164", "\U000e0041", "\u2028", "\u2029", "\u2060"]
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]


@pytest.mark.parametrize("character", [*TURNING, *HIDING, *CONTROLS, "\udc80", "⟨"], ids=ascii)
def test_each_is_shown_by_its_number(character: str) -> None:
    assert safe_text(f"a{character}b") == f"a⟨U+{ord(character):04X}⟩b"


@pytest.mark.parametrize(
    "text", ["Верхня Лозова", "قرية تل الزعتران", "כפר אלמוג", "می‌خواهم", "क्‍ष", "e\u0301té", "👩🏽‍⚕️", "a\u00a0b"]
)
def test_ordinary_writing_of_any_script_is_left_alone(text: str) -> None:
    assert safe_text(text) == text


def test_lines_stay_only_when_asked_for() -> None:
    assert safe_text("one\r\ntwo\nthree\r", lines=True) == "one\ntwo\nthree⟨U+000D⟩"
    assert safe_text("one\ntwo") == "one⟨U+000A⟩two"


@given(st.text(st.characters()))
def test_the_result_has_nothing_that_acts(text: str) -> None:
    shown = safe_text(text)
    assert not set(shown) & {*TURNING, *HIDING, *CONTROLS}
    assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in shown)


@given(st.text(st.characters()), st.text(st.characters()))
def test_no_two_texts_are_shown_alike(one: str, other: str) -> None:
    assert (safe_text(one) == safe_text(other)) == (one == other)


def test_a_name_cannot_imitate_an_escape() -> None:
    assert safe_text("⟨U+202E⟩") != safe_text("\u202e")
