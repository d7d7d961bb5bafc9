"""Links that lead nowhere in the copy held."""

from __future__ import annotations

from muniment.claims.checks import observations
from muniment.model.reading import Link, Passage, Reading

TEXT = "As a statement by the council of Veldra put it."


def test_a_link_without_an_address_is_said() -> None:
    links = (
        Link("statement", "#", 5, 14, "no-target"),
        Link("council", "http://[bad", 22, 29, "malformed"),
        Link("Veldra", "https://veldra.example.org", 33, 39),
        Link("put", "page.html", 40, 43, "relative"),
    )
    found = observations("item-1.0", Reading("text/1", TEXT, (Passage(0, len(TEXT)),), language="en", links=links))
    assert [(one.code, one.spans[0].text) for one in found] == [
        ("link-without-target", "statement"),
        ("link-without-target", "council"),
    ]
    assert "Conversion may have cost it" in found[0].words
    assert "http://[bad" in found[1].words
