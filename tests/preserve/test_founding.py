"""Making a vault: what is in it at once, what its recovery key looks like, and where none can be made."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from muniment.preserve import CannotFound, Keyring, Ledger, SigningKey, found
from muniment.preserve.people.founding import read_recovery_key, show_recovery_key
from muniment.store.vault import NoVault, VaultStore
from muniment.verify.acts.authority import recovery_commitment
from muniment.verify.acts.policy import POLICY_DEFAULTS
from muniment.verify.asked import Asked
from muniment.verify.vault.vaultcheck import VaultCheck

from .vaults import Place

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def test_a_new_vault_verifies_and_opens(tmp_path: Path) -> None:
    place = Place(tmp_path)
    report = VaultCheck(place.vault, Asked()).run()
    assert report.ok
    assert report.notes == []
    with place.open(write=True) as ledger:
        assert ledger.log.size == 1
        assert ledger.identity.code == "op-1"
        assert ledger.act(0).kind == "charter"
        assert [part.fields() for part in ledger.parts(0)] == [{"name": "Dorrin archive"}]
        assert ledger.authority.current.policy == POLICY_DEFAULTS


def test_two_vaults_share_nothing(tmp_path: Path) -> None:
    one, other = (found(tmp_path / name, name, Keyring(tmp_path / "settings")) for name in ("a", "b"))
    assert one.vault != other.vault
    assert one.recovery != other.recovery
    assert one.identity.key != other.identity.key
    assert one.identity.key != one.identity.log_key
    assert one.vault.startswith(one.mark)


def test_no_secret_is_in_the_folder(tmp_path: Path) -> None:
    place = Place(tmp_path)
    seed = read_recovery_key(place.founded.recovery).seed
    identity = place.founded.identity
    for path in place.vault.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert all(secret not in data for secret in (seed, identity.key.seed, identity.log_key.seed))
            assert place.founded.recovery.encode() not in data
    for path in place.settings.rglob("*"):
        assert not path.is_file() or place.founded.recovery.encode() not in path.read_bytes(), "kept nowhere"


@pytest.mark.parametrize("name", ['Archive "Dorrin"', "line\nbreak", "back\\slash", "", "Архів Доріну", "\x7f\x00"])
def test_any_name_gives_a_file_of_settings_that_can_be_read(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path, name)
    config = tomllib.loads((place.vault / "muniment.toml").read_text("utf-8"))
    assert config["id"] == place.founded.vault
    with place.open() as ledger:
        assert ledger.parts(0)[0].fields() == {"name": name}, "the name as it was given"


def test_only_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(CannotFound, match="not empty"):
        found(tmp_path / "full", "Dorrin", Keyring(tmp_path / "settings"))
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["file"]
    assert not (tmp_path / "settings").exists()
    (tmp_path / "empty").mkdir()
    found(tmp_path / "empty", "Dorrin", Keyring(tmp_path / "settings"))
    with pytest.raises(NoVault, match="muniment init"):
        Ledger(VaultStore(tmp_path / "nowhere"), Keyring(tmp_path / "settings"))


def test_a_recovery_key_is_read_as_it_is_shown() -> None:
    for _ in range(20):
        key = SigningKey.make()
        shown = show_recovery_key(key.seed)
        assert read_recovery_key(shown) == key
        assert [len(group) for group in shown.split("-")] == [4] * 14
        for form in (shown.upper(), shown.replace("-", " "), shown.replace("-", ""), f"\n {shown}\t\r\n"):
            assert read_recovery_key(form) == key
        confused = shown.replace("o", "0").replace("i", "1").replace("b", "8")
        assert read_recovery_key(confused) == key, "letters that look like digits"


def test_one_wrong_letter_is_noticed() -> None:
    """At every place, every other letter; also two that changed places."""
    shown = show_recovery_key(bytes(range(32)))
    for at in range(len(shown)):
        if shown[at] == "-":
            continue
        for letter in LETTERS.replace(shown[at], ""):
            with pytest.raises(CannotFound, match="mistake"):
                read_recovery_key(shown[:at] + letter + shown[at + 1 :])
    letters = shown.replace("-", "")
    for at in range(len(letters) - 1):
        if letters[at] != letters[at + 1]:
            with pytest.raises(CannotFound, match="mistake"):
                read_recovery_key(letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :])


@pytest.mark.parametrize(
    "text", ["", "abcd", "not a key!", "é" * 56, "a" * 55, "a" * 57, "a" * 64, "-" * 40, "\0" * 56]
)
def test_what_is_no_recovery_key(text: str) -> None:
    with pytest.raises(CannotFound, match="recovery key"):
        read_recovery_key(text)


def test_the_charter_commits_to_the_recovery_key(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.open() as ledger:
        key = read_recovery_key(place.founded.recovery)
        assert ledger.authority.current.recovery == recovery_commitment(key.public)
