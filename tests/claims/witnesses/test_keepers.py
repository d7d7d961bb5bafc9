"""Who is a keeper: the first by themself, each other one by a keeper; nobody by another's code or a doubted key."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.claims import ClaimError
from muniment.claims.witnesses import admit_keeper, ask_to_keep, end_keeper, keepers, keepers_and_asking
from muniment.preserve import (
    Identity,
    KeeperKey,
    Ledger,
    Refused,
    enter_records,
    find_record,
    revise_record,
    revoke_operator,
    rotate_keys,
    withdraw_record,
)
from muniment.verify.strict import b64url

from .people import People, people


@pytest.fixture
def place(tmp_path: Path) -> People:
    """op-1 is a keeper, op-2 asks to be one."""
    found = people(tmp_path, "op-2", "op-3")
    for code in ("op-1", "op-2"):
        with found.of(code, write=True) as ledger:
            ask_to_keep(ledger)
    return found


def codes(ledger: Ledger) -> list[str]:
    return [one.code for one in keepers(ledger)]


def test_the_first_stands_alone_and_the_next_waits_for_a_keeper(place: People) -> None:
    with place.of("op-2", write=True) as ledger:
        assert [(one.code, one.admitted) for one in keepers_and_asking(ledger)] == [("op-1", True), ("op-2", False)]
        with pytest.raises(Refused, match="Only a keeper"):
            admit_keeper(ledger, "op-2")
    with place.of("op-3", write=True) as ledger, pytest.raises(Refused):
        admit_keeper(ledger, "op-2")
    with place.of("op-1", write=True) as ledger:
        assert admit_keeper(ledger, "op-2").admitted
        assert codes(ledger) == ["op-1", "op-2"]
        with pytest.raises(ClaimError, match="asks to be"):
            admit_keeper(ledger, "op-3")


def test_a_record_that_admits_oneself_past_the_program_counts_for_nothing(place: People) -> None:
    with place.of("op-3", write=True) as ledger:
        before, key = keepers(ledger), b64url(KeeperKey.make().public)
        enter_records(ledger, "keeper", [{"operator": "op-3", "key": key}, {"operator": "op-1", "key": key}])
        revise_record(ledger, find_record(ledger, keepers(ledger)[0].label), {"operator": "op-1", "key": key})
        assert keepers(ledger) == before


def test_a_keeper_admits_the_key_that_was_asked_for_and_no_other(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        asked = next(one for one in keepers_and_asking(ledger) if one.code == "op-2")
        other = {"operator": "op-2", "key": b64url(KeeperKey.make().public)}
        revise_record(ledger, find_record(ledger, asked.label), other)
        assert codes(ledger) == ["op-1"]


def test_what_is_no_key_counts_for_nothing_and_stops_nobody(place: People) -> None:
    with place.of("op-3", write=True) as ledger:
        for key in ("", "?", b64url(bytes(32)), b64url(b"short")):
            enter_records(ledger, "keeper", [{"operator": "op-3", "key": key}])
        assert [one.code for one in keepers_and_asking(ledger)] == ["op-1", "op-2"]


def test_who_is_revoked_is_none_any_more_nor_who_comes_under_the_same_code(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        admit_keeper(ledger, "op-2")
        revoke_operator(ledger, "op-2")
        assert codes(ledger) == ["op-1"]
    place.settings.with_name("settings-op-2").rename(place.settings.with_name("old"))
    place.admit("op-2")
    with place.of("op-1") as ledger:
        assert codes(ledger) == ["op-1"]


def test_a_key_that_a_doubted_signature_put_on_record_counts_no_more(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        before = ledger.log.size
        rotate_keys(ledger)
        assert codes(ledger) == ["op-1"]
        revoke_operator(ledger, "op-3", since=before)
        assert codes(ledger) == ["op-1"]
    with place.of("op-2", write=True) as ledger:
        revoke_operator(ledger, "op-1", since=1)
        assert codes(ledger) == []  # who asked while there was a keeper is not the first after all
        assert ask_to_keep(ledger).admitted


def test_who_was_admitted_by_a_doubted_act_is_none(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        before = ledger.log.size
        admit_keeper(ledger, "op-2")
    with place.of("op-3", write=True) as ledger:
        assert codes(ledger) == ["op-1", "op-2"]
        revoke_operator(ledger, "op-1", since=before)
        assert codes(ledger) == []


def test_whoever_asks_when_nobody_is_left_is_the_first_again(place: People) -> None:
    with place.of("op-2", write=True) as ledger:
        revoke_operator(ledger, "op-1")
        assert codes(ledger) == []
    with place.of("op-3", write=True) as ledger:
        ask_to_keep(ledger)
        assert codes(ledger) == ["op-3"]


def test_a_new_key_is_made_only_when_asked_for_and_the_old_one_is_kept(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        old = keepers(ledger)[0]
        with pytest.raises(ClaimError, match="--renew"):
            ask_to_keep(ledger)
        new = ask_to_keep(ledger, renew=True)
        assert new.key != old.key
        assert new.admitted
        kept = {KeeperKey(seed).public for seed in ledger.keyring.keeper_seeds(ledger.vault)}
        assert kept == {old.public, new.public}
    for path in (place.settings / "keys").rglob("*.keeper"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_keeper_ends_their_own_part_or_another_s(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        admit_keeper(ledger, "op-2")
    with place.of("op-3", write=True) as ledger, pytest.raises(Refused):
        end_keeper(ledger, "op-1", "I say so")
    with place.of("op-2", write=True) as ledger:
        end_keeper(ledger, "op-1", "left")
        assert codes(ledger) == ["op-2"]
    with place.of("op-1", write=True) as ledger:
        ask_to_keep(ledger, renew=True)
        assert codes(ledger) == ["op-2"]


def test_who_is_no_keeper_ends_nobody_s_part_past_the_program_either(place: People) -> None:
    with place.of("op-3", write=True) as ledger:
        withdraw_record(ledger, find_record(ledger, keepers(ledger)[0].label), "I say so")
        assert codes(ledger) == ["op-1"]


def test_an_act_that_names_a_keeper_and_is_signed_by_another_gives_nobody_the_names(place: People) -> None:
    """An insider writes into the log, in a keeper's name, that the keeper has a new key: the insider's."""
    with place.of("op-3", write=True) as ledger:
        before, mine = keepers(ledger), ledger.identity
        ledger.use_identity(Identity(mine.vault, "op-1", mine.key, mine.log_key, mine.origin))
        key = b64url(KeeperKey.make().public)
        forged = enter_records(ledger, "keeper", [{"operator": "op-1", "key": key}])[0]
        assert forged.by == "op-1"
        assert keepers(ledger) == before
