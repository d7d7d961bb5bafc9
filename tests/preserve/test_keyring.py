"""A person's settings: for their eyes only, several identities, and keys that wait to be in force."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from muniment.preserve import Identity, Keyring, NoKey, SigningKey, fast_check

VAULT = "k7f3qdorrin"


def identity(code: str) -> Identity:
    return Identity(VAULT, code, SigningKey.make(), SigningKey.make(), f"muniment/{VAULT}")


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "settings")


def test_what_is_saved_is_there_again(keyring: Keyring) -> None:
    mine = identity("op-1")
    keyring.save(mine)
    assert Keyring(keyring.folder).identity(VAULT, None, lambda one: True) == mine
    assert mine.verifier.public == mine.log_key.public


@pytest.mark.skipif(os.name == "nt", reason="this system has no such permissions")
@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_for_their_owner_alone(keyring: Keyring, mask: int) -> None:
    before = os.umask(mask)
    try:
        keyring.save(identity("op-1"))
        keyring.save(identity("op-1"), waiting=True)
        keyring.remember(VAULT, b"checkpoint")
    finally:
        os.umask(before)
    files = [path for path in keyring.folder.rglob("*") if path.is_file()]
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    folders = {path for path in keyring.folder.rglob("*") if path.is_dir()}
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o022 == 0 for path in folders if path.name == VAULT)


def test_a_secret_is_never_shown(keyring: Keyring) -> None:
    mine = identity("op-1")
    assert repr(mine.key.seed)[2:10] not in repr(mine)
    assert mine.key.seed.hex() not in repr(mine)
    assert "seed" not in repr(mine.key)


def test_one_of_several_is_picked_by_code(keyring: Keyring) -> None:
    one, two = identity("op-1"), identity("op-2")
    keyring.save(one)
    keyring.save(two)
    assert keyring.identities(VAULT) == [one, two]
    with pytest.raises(NoKey, match=r"several keys .*op-1, op-2.* --as"):
        keyring.identity(VAULT, None, lambda who: True)
    assert keyring.identity(VAULT, "op-2", lambda who: True) == two
    assert keyring.identity(VAULT, None, lambda who: who == one) == one


def test_no_key_at_all(keyring: Keyring) -> None:
    with pytest.raises(NoKey, match="muniment operators request"):
        keyring.identity(VAULT, None, lambda who: True)
    keyring.save(identity("op-1"))
    with pytest.raises(NoKey, match="no key as op-9"):
        keyring.identity(VAULT, "op-9", lambda who: True)
    with pytest.raises(NoKey, match="op-1 is not in force"):
        keyring.identity(VAULT, None, lambda who: False)
    with pytest.raises(NoKey, match="no key"):
        keyring.identity("another", None, lambda who: True)


def test_a_waiting_key_counts_from_when_it_is_in_force(keyring: Keyring) -> None:
    old, new = identity("op-1"), identity("op-1")
    keyring.save(old)
    keyring.save(new, waiting=True)
    assert keyring.identities(VAULT) == [old, new]
    assert keyring.identity(VAULT, None, lambda who: who == old) == old
    assert keyring.identity(VAULT, None, lambda who: who == new) == new
    keyring.save(new)
    assert keyring.identities(VAULT) == [new]


def test_the_newest_checkpoint_seen(keyring: Keyring) -> None:
    assert keyring.remembered(VAULT) is None
    keyring.remember(VAULT, b"one")
    keyring.remember(VAULT, b"two")
    assert keyring.remembered(VAULT) == b"two"
    assert keyring.remembered("another") is None


def test_the_fast_check_is_a_check() -> None:
    key = SigningKey.make()
    signature = key.sign(b"message")
    assert fast_check(key.public, b"message", signature)
    assert not fast_check(key.public, b"messagE", signature)
    assert not fast_check(SigningKey.make().public, b"message", signature)
    assert not fast_check(key.public, b"message", signature[:-1])
    assert not fast_check(b"\0" * 32, b"message", b"\0" * 64)
