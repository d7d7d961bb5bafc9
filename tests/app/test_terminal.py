"""Lines on a terminal and elsewhere: wrapped or whole, coloured or plain, never with a hidden character."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

import pytest

from muniment.app.cli.terminal import show_lines, wrapped
from muniment.app.line import Line


class Screen(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def on_screen(monkeypatch: pytest.MonkeyPatch, *lines: Line) -> str:
    """What a terminal of sixty columns is sent."""
    monkeypatch.setenv("COLUMNS", "60")
    with redirect_stdout(Screen()) as screen:
        show_lines(lines)
    return screen.getvalue()


def test_without_a_terminal_a_line_stays_whole_and_plain(capsys: pytest.CaptureFixture[str]) -> None:
    show_lines([Line("word " * 60, 2, kind="head")])
    assert capsys.readouterr().out == f"  {'word ' * 60}".rstrip() + "\n"


def test_on_a_terminal_it_is_wrapped_further_in(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = on_screen(monkeypatch, Line("word " * 20, 2, hang=4)).splitlines()
    assert (len(first) <= 60, first[:3], second[:7]) == (True, "  w", "      w")


def test_heads_are_coloured_on_a_terminal_unless_that_is_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert on_screen(monkeypatch, Line("head", kind="head")).startswith("\x1b[1m")
    assert on_screen(monkeypatch, Line("text")) == "text\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert on_screen(monkeypatch, Line("head", kind="head")) == "head\n"


def test_what_turns_a_line_around_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    show_lines([Line("a\u202eb\x1b[31m")])
    assert capsys.readouterr().out == "a⟨U+202E⟩b⟨U+001B⟩[31m\n"


def test_no_word_is_cut() -> None:
    long = "x" * 90
    assert list(wrapped(Line(f"see {long}"), 50)) == ["see", f"  {long}"]
    assert list(wrapped(Line(""), 50)) == [""]
