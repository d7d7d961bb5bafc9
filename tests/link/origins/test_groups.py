"""Groups of documents; upstreams that are not in the vault; documents that name others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muniment.link.citations import named
from muniment.link.citations.naming import Titled
from muniment.link.origins import group
from muniment.link.origins.upstream import Attributed, upstream_ties
from muniment.link.ties import Tie


def tie(a: str, b: str) -> Tie:
    return Tie(a, b, "text", "a test")


def test_ties_join_directly_and_through_others_and_the_order_stays() -> None:
    found = group(["d", "a", "b", "c"], [tie("a", "c"), tie("x", "c"), tie("x", "b")])
    assert [one.items for one in found] == [("d",), ("a", "b", "c")]
    assert len(found[1].ties) == 3


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_every_document_is_in_one_group_and_more_ties_never_make_more_groups(pairs: list[tuple[int, int]]) -> None:
    items = [str(number) for number in range(10)]
    ties = [tie(str(a), str(b)) for a, b in pairs]
    found = group(items, ties)
    assert sorted(item for one in found for item in one.items) == items
    assert len(found) <= len(group(items, ties[:-1]))
    for one in ties:
        assert sum(one.a in each.items or one.b in each.items for each in found) == 1


def test_claims_from_one_named_speaker_tie_and_unnamed_ones_do_not() -> None:
    said = [
        Attributed("a", "claim-1.0", "Mayor Tossen"),
        Attributed("b", "claim-2.0", "mayor Tossen"),
        Attributed("c", "claim-3.0", ""),
        Attributed("d", "claim-4.0", ""),
        Attributed("e", "claim-5.0", "residents"),
        Attributed("f", "claim-6.0", "Residents"),
    ]
    (found,) = upstream_ties(said)
    assert (found.a, found.b, found.kind) == ("a", "b", "upstream")
    assert "claim-1.0 and claim-2.0" in found.why


def test_a_title_is_named_in_other_cases_and_short_or_shared_titles_are_not() -> None:
    report = Titled("a", "The Burning of the Dorrin Mill", "text")
    note = Titled("b", "Note", "As «the burning of the\nDORRIN mill» says, see also Note and Statement.")
    twins = [Titled(name, "Statement of the Valley Board", "the Statement of the Valley Board") for name in ("c", "d")]
    (found,) = named([report, note, *twins])
    assert (found.item, found.other) == ("b", "a")
    assert note.text[found.start : found.end] == "the burning of the\nDORRIN mill"
