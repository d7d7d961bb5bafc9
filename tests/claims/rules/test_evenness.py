"""The warning where languages are found unevenly, and that what it says is what is measured."""

from __future__ import annotations

import pytest

from muniment.claims.rules import evenness
from tests.quality.roles_measure import HERE, measure


def test_languages_that_differ_by_more_than_a_tenth_carry_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evenness, "shares", lambda: {"en": 0.6, "uk": 0.55, "ar": 0.45})
    assert evenness.uneven(["en", "uk", "en"]) == ""
    assert evenness.uneven(["en", "xx"]) == ""
    assert "ar 45%, en 60%" in evenness.uneven(["en", "ar"])


def test_the_shares_are_those_measured() -> None:
    by_language, _ = measure(HERE, show=False)
    for language, share in evenness.shares().items():
        counts = by_language[language]
        assert counts["matched"] / counts["gold"] == pytest.approx(share, abs=0.03), language
