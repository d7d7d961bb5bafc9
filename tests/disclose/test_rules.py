"""The rules by themselves: every refusal is told, and only those."""

from __future__ import annotations

import pytest

from muniment.disclose.rules import DisclosureRefused, is_unstated, refusals

TODAY = "2031-05-02"


def rules(*acquisitions: dict[str, object], later: list[dict[str, str]] | None = None) -> list[str]:
    labelled = [(f"acquisition-{number}.0", fields) for number, fields in enumerate(acquisitions)]
    return [refusal.rule for refusal in refusals("item-1.0", labelled, later, "press", TODAY)]


def test_nothing_is_refused_where_no_rule_forbids() -> None:
    assert rules({"basis": "public"}) == []


def test_every_rule_that_forbids_is_named() -> None:
    consent = {"purposes": ["court"], "until": "2030"}
    never = [{"rule": "never"}, {"rule": "until", "date": "2040"}]
    assert rules({"basis": "person", "consent": consent, "restrictions": never}) == [
        "consent",
        "consent-end",
        "restriction-never",
        "restriction-until",
    ]


def test_every_acquisition_counts() -> None:
    assert rules({"basis": "public"}, {}, {"basis": "person"}) == ["basis-unstated", "consent"]


def test_a_later_restriction_replaces_all_others() -> None:
    stated = {"basis": "public", "restrictions": [{"rule": "never"}]}
    assert rules(stated, stated, later=[]) == []
    assert rules(stated, later=[{"rule": "not-for", "purpose": "press"}]) == ["restriction-not-for"]


def test_unstated() -> None:
    assert is_unstated({})
    assert is_unstated({"basis": "unstated"})
    assert not is_unstated({"basis": "public"})


def test_a_refusal_of_several_says_all_of_them() -> None:
    found = list(refusals("item-1.0", [("acquisition-1.0", {}), ("acquisition-2.0", {})], None, "press", TODAY))
    error = DisclosureRefused(found)
    assert (error.rule, error.what, len(error.refusals)) == ("basis-unstated", "item-1.0", 2)
    assert str(error).count("muniment amend") == 2


def words(fields: dict[str, object]) -> str:
    (refusal,) = refusals("item-7.2", [("acquisition-9.0", fields)], None, "press", TODAY)
    return str(refusal)


def test_a_refusal_for_want_of_a_basis_says_what_to_type() -> None:
    assert "`muniment amend item-7.2 --basis BASIS --reason WHY`" in words({})
    assert "public, person or organisation" in words({})


@pytest.mark.parametrize(
    "fields",
    [
        {"basis": "person"},
        {"basis": "public", "consent": {"purposes": ["court"]}},
        {"basis": "public", "consent": {"purposes": ["press"], "until": "2030"}},
    ],
)
def test_a_refusal_for_want_of_consent_says_whom_to_ask_and_what_to_type(fields: dict[str, object]) -> None:
    told = words(fields)
    assert "Ask whoever gave it, never assume" in told
    assert "`muniment amend item-7.2 --consent PURPOSES --reason WHY`" in told
