"""Mapping an act to an element of law: a person's, with reasons, to an element that there is."""

from __future__ import annotations

import pytest

from muniment.app.cli.errors import REFUSED, exit_code
from muniment.assess import AssessError, legal_elements, map_element, mappings, withdraw_mapping
from muniment.codes import UnknownCode
from muniment.preserve import Refused

from .world import World

WHY = "the clinic was marked and gave no cover to anybody"


@pytest.fixture
def element() -> str:
    return legal_elements().ids[0]


def test_a_person_maps_an_act_and_may_think_again(world: World, element: str) -> None:
    with world.as_("op-1") as ledger:
        first = map_element(ledger, world.claims[0], 2, element, WHY)
        assert first.fields == {
            "claim": world.claims[0],
            "version": 1,
            "act": 2,
            "code": "injury",
            "element": element,
            "elements": "law/1",
            "reasons": WHY,
            "judge": "op-1",
        }
        again = map_element(ledger, world.claims[0], 2, element, "better reasons")
        assert (again.label, again.versions) == (first.label, 2)
    with world.as_("op-2") as ledger:
        assert map_element(ledger, world.claims[0], 2, element, WHY).label != first.label
        assert len(mappings(ledger, world.claims[0])) == 2
        withdraw_mapping(ledger, first.label, "a mistake")
        assert [one.by for one in mappings(ledger)] == ["op-2"]


def test_an_extractor_that_tries_is_refused(world: World, element: str) -> None:
    with world.as_("op-1") as ledger:
        size = ledger.log.size
        with pytest.raises(Refused, match="A program judges nothing") as refused:
            map_element(ledger, world.claims[0], 1, element, WHY, author="rules/1")
        assert (refused.value.rule, refused.value.what) == ("people-only", "rules/1")
        assert exit_code(refused.value) == REFUSED
        assert ledger.log.size == size


def test_an_unknown_element_is_refused_with_the_nearest(world: World, element: str) -> None:
    with world.as_("op-1") as ledger, pytest.raises(UnknownCode, match=element):
        map_element(ledger, world.claims[0], 1, element[:-1] + "x", WHY)


def test_the_act_is_one_of_the_claim_and_there_are_reasons(world: World, element: str) -> None:
    with world.as_("op-1") as ledger:
        for act in (0, 3):
            with pytest.raises(AssessError, match=f"there is no act {act}"):
                map_element(ledger, world.claims[0], act, element, WHY)
        with pytest.raises(AssessError, match="reasons"):
            map_element(ledger, world.claims[0], 1, element, " ")
