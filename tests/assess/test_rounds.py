"""Double coding: drawn so that anybody can draw it again, and blind until both are done."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.assess import (
    AssessError,
    agreement_of,
    codes_given,
    find_round,
    give_codes,
    is_done,
    progress,
    rounds,
    start_coding,
)
from muniment.assess.coding.drawing import draw
from muniment.model.records import ItemRow, Record
from muniment.preserve import NoSuchItem, Refused

from .world import World

CODES = {"killing", "injury", "attack-medical"}
BOTH = ("op-1", "op-2")


def begun(world: World, items: list[str] | int = 3) -> Record:
    with world.as_("op-1") as ledger:
        return start_coding(ledger, items, BOTH, "seven", ["acts/1"])


def coded(world: World, code: str, of: Record, *given: list[str]) -> None:
    with world.as_(code) as ledger:
        for item, codes in zip(of.fields["items"], given, strict=False):
            give_codes(ledger, of.label, item, codes, CODES)


def test_a_sample_is_drawn_the_same_again_and_differs_by_seed() -> None:
    rows = [ItemRow(f"item-1.{n}", f"{n:064x}", 1, "text/plain", [], 1) for n in range(200)]
    names = [item.item for item in draw(rows, 5, "seven")]
    assert names == ["item-1.1", "item-1.40", "item-1.58", "item-1.97", "item-1.155"]  # the five lowest of `sha256sum`
    assert [item.item for item in draw(rows[::-1], 5, "seven")] == names[::-1]
    assert [item.item for item in draw(rows, 5, "eight")] != names


def test_a_round_says_who_codes_what_and_how_it_was_drawn(world: World) -> None:
    of = begun(world, 2)
    assert of.fields["people"] == list(BOTH)
    assert of.fields["lists"] == ["acts/1"]
    assert (of.fields["seed"], of.fields["drawn_from"], len(of.fields["items"])) == ("seven", 3, 2)
    named = begun(world, [world.items[0]])
    assert named.fields == {"people": list(BOTH), "lists": ["acts/1"], "items": [world.items[0]]}
    with world.look() as ledger:
        assert [one.label for one in rounds(ledger)] == [of.label, named.label]


def test_the_other_ones_codes_are_hidden_until_both_are_done(world: World) -> None:
    of = begun(world)
    coded(world, "op-1", of, ["killing"], [], ["injury", "killing"])
    coded(world, "op-2", of, ["killing"], ["injury"])
    with world.look() as ledger:
        assert progress(ledger, of) == {"op-1": 3, "op-2": 2}
        for reader in ("op-2", "op-3", ""):
            with pytest.raises(Refused, match="shown when both are done") as refused:
                codes_given(ledger, of, "op-1", reader)
            assert refused.value.rule == "blind-coding"
            with pytest.raises(Refused, match="both are done"):
                agreement_of(ledger, of, reader)
        assert list(codes_given(ledger, of, "op-1", "op-1").values()) == [["killing"], [], ["injury", "killing"]]
    with world.as_("op-2") as ledger:
        give_codes(ledger, of.label, of.fields["items"][2], ["injury"], CODES)
        same, by_code = agreement_of(ledger, of, "op-2")
    assert same == pytest.approx(100 / 3)
    assert [(one.code, one.both, one.first, one.second, one.neither) for one in by_code] == [
        ("injury", 1, 0, 1, 1),
        ("killing", 1, 1, 0, 1),
    ]


def test_codes_can_be_given_again_until_the_round_is_done_and_not_after(world: World) -> None:
    of = begun(world, [world.items[0]])
    coded(world, "op-1", of, ["killing"])
    coded(world, "op-1", of, ["injury"])
    coded(world, "op-2", of, ["injury"])
    with world.as_("op-1") as ledger:
        assert is_done(ledger, of)
        with pytest.raises(Refused, match="none can be changed"):
            give_codes(ledger, of.label, world.items[0], ["killing"], CODES)
        assert agreement_of(ledger, of, "op-1")[0] == 100


def test_nobody_gives_codes_in_anothers_name(world: World) -> None:
    of = begun(world, [world.items[0]])
    with world.as_("op-1") as ledger:
        with pytest.raises(Refused, match="judges nothing"):
            give_codes(ledger, of.label, world.items[0], [], CODES, author="op-2")
        World.enter(ledger, "coding", {"about": of.label, "item": world.items[0], "given": [], "coder": "op-2"})
        assert progress(ledger, of) == {"op-1": 1, "op-2": 0}


def test_what_cannot_be_given_is_said(world: World) -> None:
    of = begun(world, [world.items[0]])
    with world.as_("op-1") as ledger:
        with pytest.raises(AssessError, match="did you mean killing"):
            give_codes(ledger, of.label, world.items[0], ["kiling"], CODES)
        with pytest.raises(AssessError, match="not in the sample"):
            give_codes(ledger, of.label, world.items[1], [], CODES)
        given = give_codes(ledger, of.label, world.items[0], [], CODES)
        with pytest.raises(AssessError, match="no round"):
            find_round(ledger, given.label)


def test_only_the_two_people_of_a_round_code_in_it(tmp_path: Path) -> None:
    world = World(tmp_path, people=3)
    of = begun(world)
    with world.as_("op-3") as ledger, pytest.raises(AssessError, match="op-1 and op-2 do"):
        give_codes(ledger, of.label, of.fields["items"][0], [], CODES)


@pytest.mark.parametrize(
    ("items", "people", "words"),
    [
        (4, BOTH, "3 were read"),
        (0, BOTH, "cannot be drawn"),
        ([], BOTH, "Name items"),
        (1, ("op-1", "op-1"), "two different"),
        (1, ("op-1",), "two different"),
        (1, ("op-1", "op-7"), "no operator op-7"),
    ],
)
def test_a_round_that_cannot_be_is_refused(
    world: World, items: list[str] | int, people: tuple[str, ...], words: str
) -> None:
    with world.as_("op-1") as ledger, pytest.raises(AssessError, match=words):
        start_coding(ledger, items, people, "seven", ["acts/1"])


def test_items_that_are_not_here_are_named(world: World) -> None:
    with world.as_("op-1") as ledger, pytest.raises(NoSuchItem):
        start_coding(ledger, ["item-77.0"], BOTH, "", ["acts/1"])
