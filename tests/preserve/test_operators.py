"""Who may sign: admitting, rotating, revoking, and coming back with the recovery key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.preserve import CannotFound, Keyring, Ledger, NoKey, OperatorError, SigningKey
from muniment.preserve.people.founding import show_recovery_key
from muniment.preserve.people.operators import add, operators, recover, request, revoke, rotate
from muniment.store.vault import VaultStore
from muniment.verify.asked import Asked
from muniment.verify.report import Report
from muniment.verify.vault.vaultcheck import VaultCheck

from .vaults import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def act(ledger: Ledger) -> int:
    """Something that needs a key."""
    draft = ledger.draft("restore")
    draft.add({"files": 0})
    return draft.commit().index


def verified(place: Place) -> Report:
    report = VaultCheck(place.vault, Asked()).run()
    assert report.ok, report.as_text()
    return report


def admit(place: Place, code: str) -> None:
    with place.open() as ledger:
        line = request(ledger, code)
    with place.open(write=True, code="op-1") as ledger:
        add(ledger, line)


def states(place: Place) -> dict[str, str]:
    with place.open() as ledger:
        return {f"{row.code} {row.key_id[:6]}": row.state for row in operators(ledger)}


def test_who_was_admitted_signs_from_then_on(place: Place) -> None:
    with place.open() as ledger:
        line = request(ledger, "op-2")
    with place.open(write=True, code="op-2") as ledger, pytest.raises(NoKey, match="not in force"):
        act(ledger)
    with place.open(write=True, code="op-1") as ledger:
        add(ledger, line)
    with place.open(write=True, code="op-2") as ledger:
        index = act(ledger)
        assert ledger.act(index).by == "op-2"
    verified(place)


def test_on_another_machine(place: Place, tmp_path: Path) -> None:
    """The second operator's keys never meet the first's."""
    theirs = Keyring(tmp_path / "theirs")
    with Ledger(VaultStore(place.vault), theirs) as ledger:
        line = request(ledger, "op-2")
    with place.open(write=True) as ledger:
        add(ledger, line)
    with Ledger(VaultStore(place.vault), theirs, write=True) as ledger:
        act(ledger)
    assert len(list(theirs.folder.rglob("*.json"))) == 1
    verified(place)


def test_requests_that_are_none(place: Place, tmp_path: Path) -> None:
    with place.open() as ledger:
        line = request(ledger, "op-2")
    other = Place(tmp_path / "other")
    with other.open() as ledger:
        foreign = request(ledger, "op-2")
    with place.open(write=True, code="op-1") as ledger:
        size = ledger.log.size
        kind, version, vault, code, key, log_key = line.split(":", 5)
        for wrong in (
            "",
            "op-2",
            line[:-8],
            ":".join((kind, "2", vault, code, key, log_key)),
            ":".join((kind, version, vault, code, key[:-2], log_key)),
            ":".join((kind, version, vault, code, key + "=", log_key)),
            ":".join((kind, version, vault, code, key)),
            f"{line}\n{line}",
        ):
            with pytest.raises(OperatorError, match="not what `muniment operators request` prints"):
                add(ledger, wrong)
        with pytest.raises(OperatorError, match="another vault"):
            add(ledger, foreign)
        add(ledger, f"  {line}\n")
        with pytest.raises(OperatorError, match="operator op-2 already"):
            add(ledger, line)
        assert ledger.log.size == size + 1
    verified(place)


@pytest.mark.parametrize("code", ["", "op 2", "op/2", "../op", "ор-2", "x" * 33, "op:2"])
def test_codes_that_are_none(place: Place, code: str) -> None:
    with place.open() as ledger, pytest.raises(OperatorError, match="letters, digits and hyphens"):
        request(ledger, code)
    assert len(place.keyring.identities(place.founded.vault)) == 1


def test_rotated_keys_sign_and_the_old_do_not(place: Place) -> None:
    old = place.founded.identity
    for _ in range(3):
        with place.open(write=True) as ledger:
            rotate(ledger)
            act(ledger)
        with place.open(write=True) as ledger:
            act(ledger)
    assert len(place.keyring.identities(place.founded.vault)) == 1
    assert sorted(states(place).values()) == ["in force", "replaced", "replaced", "replaced"]
    shutil.rmtree(place.settings / "keys")
    place.keyring.save(old)
    with place.open(write=True) as ledger, pytest.raises(NoKey, match="not in force"):
        act(ledger)
    verified(place)


def interrupted(place: Place, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """A rotation that ends at one of its steps, as when the power goes."""

    class PowerIsGone(BaseException):
        pass

    def gone(*_: object, **__: object) -> None:
        raise PowerIsGone

    step = "ledger.log.Log.append" if at == "before the act is in the log" else "keyring.Keyring.remember"
    with place.open(write=True) as ledger, monkeypatch.context() as patch:
        patch.setattr(f"muniment.preserve.{step}", gone)
        with pytest.raises(PowerIsGone):
            rotate(ledger)


@pytest.mark.parametrize("second", [None, "before the act is in the log", "after it"])
@pytest.mark.parametrize("first", ["before the act is in the log", "after it"])
def test_interrupted_rotations_never_lose_the_key_in_force(
    place: Place, monkeypatch: pytest.MonkeyPatch, first: str, second: str | None
) -> None:
    """The key in force may still wait under the name that the next rotation would give its own."""
    for at in filter(None, (first, second)):
        interrupted(place, monkeypatch, at)
    with place.open(write=True) as ledger:
        act(ledger)
        rotate(ledger)
        act(ledger)
    assert len(place.keyring.identities(place.founded.vault)) == 1
    assert [path.suffix for path in (place.settings / "keys" / place.founded.vault).iterdir()] == [".json"]
    verified(place)


def test_who_was_revoked_signs_no_more(place: Place) -> None:
    admit(place, "op-2")
    with place.open(write=True, code="op-2") as ledger:
        before = act(ledger)
    with place.open(write=True, code="op-1") as ledger:
        with pytest.raises(OperatorError, match="no operator op-7"):
            revoke(ledger, "op-7")
        revoke(ledger, "op-2", since=before)
    with place.open(write=True, code="op-2") as ledger, pytest.raises(NoKey, match="not in force"):
        act(ledger)
    assert f"compromised since entry {before}" in states(place).values()
    assert any(f"entry {before}" in note and "compromised" in note for note in verified(place).notes)


def test_a_revoked_key_is_not_admitted_again(place: Place) -> None:
    """Neither by the old line, nor by one that gives the old keys a new code."""
    with place.open() as ledger:
        line = request(ledger, "op-2")
    with place.open(write=True, code="op-1") as ledger:
        add(ledger, line)
        rotate(ledger)
    with place.open(write=True, code="op-1") as ledger:
        revoke(ledger, "op-2")
        for again in (line, line.replace(":op-2:", ":op-9:")):
            with pytest.raises(OperatorError, match=r"were op-2's and have been revoked.*operators request"):
                add(ledger, again)
    verified(place)


def test_compromised_means_every_key_they_ever_had(place: Place) -> None:
    """Also the one that was replaced, and also after they were revoked; an earlier entry stands."""
    admit(place, "op-2")
    acts = []
    with place.open(write=True, code="op-2") as ledger:
        acts += [act(ledger), act(ledger)]
        rotate(ledger)
        acts.append(act(ledger))
    with place.open(write=True, code="op-1") as ledger:
        with pytest.raises(OperatorError, match="no entry 99"):
            revoke(ledger, "op-2", since=99)
        revoke(ledger, "op-2")
    assert not any("compromised" in note for note in verified(place).notes)
    for since, doubted in ((acts[2], acts[2:]), (acts[1], acts[1:]), (acts[2], acts[1:])):
        with place.open(write=True, code="op-1") as ledger:
            revoke(ledger, "op-2", since=since)
        notes = [note for note in verified(place).notes if "compromised" in note]
        assert [number for number in acts if any(f"entry {number}" in note for note in notes)] == doubted


def test_a_request_for_a_code_in_force(place: Place, tmp_path: Path) -> None:
    with (
        Ledger(VaultStore(place.vault), Keyring(tmp_path / "other")) as ledger,
        pytest.raises(OperatorError, match="operator op-1 already"),
    ):
        request(ledger, "op-1")


def test_the_last_one_cannot_go(place: Place) -> None:
    with place.open(write=True) as ledger, pytest.raises(OperatorError, match="only operator"):
        revoke(ledger, "op-1")


def test_a_lost_laptop_does_not_brick_a_vault(place: Place, tmp_path: Path) -> None:
    found_again = Keyring(tmp_path / "new laptop")
    with Ledger(VaultStore(place.vault), found_again, write=True) as ledger:
        with pytest.raises(NoKey):
            act(ledger)
        with pytest.raises(CannotFound, match="mistake"):
            recover(ledger, place.founded.recovery[:-1] + ("b" if place.founded.recovery[-1] == "a" else "a"), "op-2")
        with pytest.raises(OperatorError, match="not this vault's recovery key"):
            recover(ledger, show_recovery_key(SigningKey.make().seed), "op-2")
        with pytest.raises(OperatorError, match="operator op-1 already"):
            recover(ledger, place.founded.recovery, "op-1")
        assert ledger.log.size == 1
        _, following = recover(ledger, place.founded.recovery, "op-2")
        revoke(ledger, "op-1")
    with Ledger(VaultStore(place.vault), found_again, write=True) as ledger:
        act(ledger)
        with pytest.raises(OperatorError, match="changes each time"):
            recover(ledger, place.founded.recovery, "op-3")
    with Ledger(VaultStore(place.vault), Keyring(tmp_path / "third"), write=True) as ledger:
        recover(ledger, following, "op-3")
    report = verified(place)
    assert report.checked["signatures"] == 5
