"""Reviews: by another person, of the newest version; what then stands and what is lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.assess import (
    AssessError,
    OriginCheck,
    judge,
    may_review,
    require_standing,
    review,
    standing,
    waiting,
)
from muniment.preserve import (
    Identity,
    Ledger,
    Refused,
    SigningKey,
    confirm_policy,
    find_record,
    propose_policy,
    revise_record,
    revoke_operator,
    set_policy,
    state_about,
    withdraw_record,
)
from muniment.preserve.people.founding import operator_json
from muniment.preserve.people.operators import state_of, write_authority

from .world import World, words_of


def judged(world: World, code: str = "op-1", **changes: object) -> str:
    with world.as_(code) as ledger:
        return judge(ledger, world.incident, world.asked(**changes)).label


def reviewed(world: World, code: str, label: str, decision: str = "agree", read_in: str = "uk") -> str:
    with world.as_(code) as ledger:
        return review(ledger, label, decision, "I read the same", [read_in]).status


def test_it_stands_when_a_second_person_agrees(world: World) -> None:
    label = judged(world)
    with world.look() as ledger:
        found = standing(ledger, label)
        assert (found.status, found.people, words_of(found.lacking)) == ("waiting", ("op-1",), ["judge-people"])
        with pytest.raises(Refused, match="1 of the 2 people") as refused:
            require_standing(ledger, label)
        assert refused.value.rule == "judge-people"
    assert reviewed(world, "op-2", label) == "stands"
    with world.look() as ledger:
        assert require_standing(ledger, label).people == ("op-1", "op-2")
        assert waiting(ledger) == []


def test_nobody_reviews_their_own(world: World) -> None:
    label = judged(world)
    with world.as_("op-1") as ledger:
        size = ledger.log.size
        with pytest.raises(Refused, match="own judgement") as refused:
            review(ledger, label, "agree", "I am right", ["uk"])
        assert (refused.value.rule, ledger.log.size) == ("own-judgement", size)


def test_nor_under_another_code_with_the_same_key(world: World) -> None:
    label = judged(world)
    with world.as_("op-1") as ledger:
        mine = ledger.identity
        # Another key for acts, and the same one for checkpoints: made by hand, for no command does it.
        twin = Identity(mine.vault, "op-9", SigningKey.make(), mine.log_key, mine.origin)
        state = state_of(ledger.authority.current)
        state["operators"].append(operator_json(twin))
        ledger.keyring.save(twin)
        write_authority(ledger, state, "op-9 was admitted")
    with world.as_("op-9") as ledger, pytest.raises(Refused, match="op-9 has the same key"):
        review(ledger, label, "agree", "I am another", ["uk"])


def test_a_review_written_past_the_port_does_not_count(world: World) -> None:
    """By another program: the log takes it, and it still makes nobody a second person."""
    label = judged(world)
    with world.as_("op-1") as ledger:
        fields = {"decision": "agree", "reasons": "mine", "read_in": ["uk"], "on_translation": []}
        state_about(ledger, "review", find_record(ledger, label), fields)
        found = standing(ledger, label)
        assert (found.status, found.people, found.reviews[0].why_not) == ("waiting", ("op-1",), "op-1 judged this")


def test_who_disagrees_keeps_it_from_standing_and_may_change_their_mind(tmp_path: Path) -> None:
    world = World(tmp_path, people=3)
    label = judged(world)
    assert reviewed(world, "op-2", label, "disagree") == "contested"
    assert reviewed(world, "op-3", label) == "contested"
    with world.look() as ledger:
        assert words_of(standing(ledger, label).lacking) == ["contested"]
    assert reviewed(world, "op-2", label) == "stands"
    with world.look() as ledger:
        found = standing(ledger, label)
        assert [one.why_not for one in found.reviews] == ["op-2 reviewed it again", "", ""]
        assert found.people == ("op-1", "op-3", "op-2")


def test_a_later_version_needs_a_new_review(world: World) -> None:
    label = judged(world)
    reviewed(world, "op-2", label)
    judged(world, reasons="and a third account")
    with world.look() as ledger:
        found = standing(ledger, label)
        assert (found.status, found.version.number) == ("waiting", 2)
        assert found.reviews[0].why_not == "there is a newer version of the judgement"
        assert found.reviews[0].of != found.version.entry
    with world.as_("op-2") as ledger:
        with pytest.raises(AssessError, match="there is version 2 now"):
            review(ledger, label, "agree", "as before", ["uk"], version=1)
        assert review(ledger, label, "agree", "as before", ["uk"], version=2).status == "stands"


def test_whose_version_it_is_decides_who_may_review(world: World) -> None:
    label = judged(world)
    judged(world, "op-2", reasons="I see it differently")
    with world.as_("op-2") as ledger:
        assert not may_review(ledger, standing(ledger, label), "op-2")
        with pytest.raises(Refused, match="op-2's own"):
            review(ledger, label, "agree", "mine", ["uk"])
    assert reviewed(world, "op-1", label) == "stands"


def test_who_only_put_it_on_record_again_is_no_second_person(world: World) -> None:
    """After an erasure an item can bear another label: what refers to it is stated again by whoever erases."""
    label = judged(world)
    with world.as_("op-2") as ledger:
        record = find_record(ledger, label)
        revise_record(ledger, record, {**record.fields, "reason": "item-1.0 is item-7.0 now"})
        assert standing(ledger, label).people == ("op-1",)
        for code in ("op-1", "op-2"):
            assert not may_review(ledger, standing(ledger, label), code)
        with pytest.raises(Refused, match="own judgement"):
            review(ledger, label, "agree", "mine now", ["uk"])


def test_more_people_where_the_policy_asks_for_more(tmp_path: Path) -> None:
    world = World(tmp_path, people=3)
    with world.as_("op-1") as ledger:
        set_policy(ledger, "judge_people", 3, "a grave matter")
    label = judged(world)
    assert reviewed(world, "op-2", label) == "waiting"
    assert reviewed(world, "op-3", label) == "stands"


def test_a_rule_made_stricter_reaches_back_and_one_made_looser_does_not(world: World) -> None:
    label = judged(world)
    with world.as_("op-1") as ledger:
        entry = propose_policy(ledger, "judge_people", 1, "op-2 leaves").index
    with world.as_("op-2") as ledger:
        confirm_policy(ledger, entry, "I leave")
        found = standing(ledger, label)
        assert (found.status, found.policy_then["judge_people"], found.policy_now["judge_people"]) == ("waiting", 2, 1)
    judged(world, reasons="judged anew under the rule of now")
    with world.as_("op-1") as ledger:
        assert standing(ledger, label).status == "stands"
        set_policy(ledger, "judge_people", 2, "op-2 is back")
        assert standing(ledger, label).status == "waiting"


def strict_reading(world: World) -> None:
    with world.as_("op-1") as ledger:
        set_policy(ledger, "judge_original_reader", 1, "translations misled us")


def test_somebody_has_to_read_the_original_where_the_policy_asks_for_it(world: World) -> None:
    strict_reading(world)
    label = judged(world, read_in=["en"], for_=world.claims)
    with world.as_("op-2") as ledger:
        with pytest.raises(Refused, match=rf"{world.items[0]} \(uk\)") as refused:
            review(ledger, label, "agree", "the translation is clear", ["en"])
        assert refused.value.rule == "original-reader"
        assert standing(ledger, label).reviews == ()
        assert review(ledger, label, "agree", "I read both", ["uk-UA"]).status == "stands"


def test_who_disagrees_need_not_have_read_the_original(world: World) -> None:
    strict_reading(world)
    assert reviewed(world, "op-2", judged(world, read_in=["en"]), "disagree", "en") == "contested"


def test_too_little_to_say_needs_no_reader_of_the_original(world: World) -> None:
    strict_reading(world)
    label = judged(world, outcome="not-enough", read_in=["en"])
    assert reviewed(world, "op-2", label, read_in="en") == "stands"


def test_a_translation_stands_for_its_original(world: World) -> None:
    strict_reading(world)
    item = world.translated(b"The clinic was hit, they say.", world.items[0])
    label = judged(world, for_=[item], read_in=["en"], on_translation=[item])
    with world.as_("op-2") as ledger, pytest.raises(Refused, match=rf"{world.items[0]} \(uk\)"):
        review(ledger, label, "agree", "clear", ["en"], [item])


def test_a_picture_without_letters_is_in_no_language(world: World) -> None:
    strict_reading(world)
    label = judged(world, for_=[world.items[2]], read_in=["en"])
    assert reviewed(world, "op-2", label, read_in="en") == "stands"


def test_a_rule_made_later_asks_for_a_reader_too(world: World) -> None:
    label = judged(world, read_in=["en"])
    assert reviewed(world, "op-2", label, read_in="en") == "stands"
    strict_reading(world)
    with world.look() as ledger:
        assert words_of(standing(ledger, label).lacking) == ["original-reader"]


def test_agreeing_on_too_few_origins_is_refused(world: World) -> None:
    label = judged(world)
    with world.as_("op-2") as ledger:
        set_policy(ledger, "judge_origin_groups", 2, "copies abound")
        with pytest.raises(Refused, match="1 group of origin") as refused:
            review(ledger, label, "agree", "clear", ["uk"], origins=OriginCheck(lambda *_: 1, lambda *_: True))
        assert refused.value.rule == "origin-groups"


def test_what_it_rests_on_and_was_withdrawn_since_keeps_it_from_standing(world: World) -> None:
    label = judged(world)
    reviewed(world, "op-2", label)
    with world.as_("op-1") as ledger:
        withdraw_record(ledger, find_record(ledger, world.claims[0]), "another clinic")
        assert words_of(standing(ledger, label).lacking) == ["withdrawn-ground"]
        withdraw_record(ledger, find_record(ledger, world.incident), "no incident")
        assert "withdrawn-incident" in words_of(standing(ledger, label).lacking)


def test_a_review_by_a_key_declared_compromised_does_not_count(world: World) -> None:
    label = judged(world)
    reviewed(world, "op-2", label)
    with world.as_("op-1") as ledger:
        revoke_operator(ledger, "op-2", since=1)
        found = standing(ledger, label)
        assert (found.status, words_of(found.lacking)) == ("waiting", ["judge-people"])
        assert "compromised" in found.reviews[0].why_not


def test_nor_does_a_judgement_by_such_a_key_stand(tmp_path: Path) -> None:
    world = World(tmp_path)
    label = judged(world)
    reviewed(world, "op-2", label)
    with world.as_("op-2") as ledger:
        revoke_operator(ledger, "op-1", since=1)
        assert words_of(standing(ledger, label).lacking) == ["doubtful-key"]


def test_nobody_is_silenced_by_declaring_their_key_compromised(world: World) -> None:
    label = judged(world)
    reviewed(world, "op-2", label, "disagree")
    with world.as_("op-1") as ledger:
        revoke_operator(ledger, "op-2", since=1)
        assert standing(ledger, label).status == "contested"


@pytest.mark.parametrize(
    ("decision", "reasons", "read_in", "words"),
    [
        ("maybe", "so so", ["uk"], "is no decision"),
        ("agree", " ", ["uk"], "reasons"),
        ("agree", "clear", [], "which language"),
    ],
)
def test_a_review_says_what_it_must(world: World, decision: str, reasons: str, read_in: list[str], words: str) -> None:
    label = judged(world)
    with world.as_("op-2") as ledger, pytest.raises(AssessError, match=words):
        review(ledger, label, decision, reasons, read_in)


def test_what_is_withdrawn_is_not_reviewed(world: World) -> None:
    label = judged(world)
    with world.as_("op-1") as ledger:
        withdraw_record(ledger, find_record(ledger, label), "too early")
    with world.as_("op-2") as ledger, pytest.raises(AssessError, match="withdrawn"):
        review(ledger, label, "agree", "clear", ["uk"])


def test_a_program_reviews_nothing(world: World) -> None:
    label = judged(world)
    with world.as_("op-2") as ledger, pytest.raises(Refused, match="judges nothing"):
        review(ledger, label, "agree", "clear", ["uk"], author="llm/1")


def test_a_rebuilt_catalogue_says_the_same(world: World) -> None:
    label = judged(world)
    reviewed(world, "op-2", label)

    def seen(ledger: Ledger) -> object:
        return standing(ledger, label)

    with world.as_("op-1") as ledger:
        before = seen(ledger)
        ledger.start_anew()
        assert seen(ledger) == before
