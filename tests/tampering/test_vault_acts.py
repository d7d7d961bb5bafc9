"""Acts that ought not to be in this log: replayed, forged with real keys, out of turn, by nobody in force.

Everything around the act is right each time: its packs, the tree, a checkpoint signed with a real key.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from muniment.app.vault import Vault
from muniment.preserve.keyring import Identity, SigningKey
from muniment.preserve.people.founding import read_recovery_key
from muniment.preserve.people.operators import recover
from muniment.verify.acts.jws import key_id, parse, seal
from muniment.verify.acts.parts import write_parts
from muniment.verify.log.merkle import EMPTY_ROOT
from muniment.verify.strict import b64url
from muniment.verify.vault.packs import OBJECT, header
from tests.tampering.forging import (
    append,
    entries_of,
    forge,
    newest_authority,
    open_log,
    parts_at,
    payload_of,
    write_log,
)
from tests.tampering.scene import ACQUIRE, CHARTER, RESTRICT, Scene
from tests.tampering.tools import assert_named, check_vault, said

STATEMENT = [{"record": "1.0", "prior": "1.0", "state": "set", "reason": "x"}]


def test_a_forged_act_by_the_rules_is_an_act(vault: Path, scene: Scene) -> None:
    """The forger's tools are sound: what they make is refused below for what is wrong with it alone."""
    forge(vault, "hold", scene.identity("op-1"), STATEMENT)
    report = check_vault(vault)
    assert report.ok, said(report)


def test_an_act_of_another_vault_is_replayed(vault: Path, scene: Scene, tmp_path: Path) -> None:
    """The same person's act from another vault, with its signature as it is."""
    other = Vault.init(tmp_path / "other", "Other", settings=tmp_path / "other-settings")
    with Vault(tmp_path / "other", write=True, settings=tmp_path / "other-settings") as opened:
        draft = opened.ledger.draft("hold")
        draft.add(STATEMENT[0])
        index = draft.commit().index
    entry, parts = entries_of(tmp_path / "other")[index], parts_at(tmp_path / "other", index)
    at = append(vault, entry, write_parts(parts), scene.identity("op-1"))
    assert_named(check_vault(vault), f"entry {at} (hold)", f"belongs to another vault ({other.vault})")


def test_an_act_of_another_vault_is_signed_again_for_this_one(vault: Path, scene: Scene) -> None:
    """Not even with a key in force: the vault's id is in what is signed."""
    at = forge(vault, "hold", scene.identity("op-1"), STATEMENT, log="b" * 26)
    assert_named(check_vault(vault), f"entry {at} (hold)", "belongs to another vault")


def test_an_act_is_replayed(vault: Path, scene: Scene) -> None:
    """A withdrawn restriction comes back by writing its old statement again."""
    entry, parts = entries_of(vault)[RESTRICT], parts_at(vault, RESTRICT)
    # Under the same authority entry, in a log that goes no further than the first admission.
    at = append(vault, entry, write_parts(parts), scene.identity("op-1"))
    assert_named(check_vault(vault), f"entry {at} (restrict)", "but entry")


def test_an_act_is_replayed_under_the_authority_it_names(vault: Path, scene: Scene) -> None:
    who = scene.identity("op-1")
    at = forge(vault, "hold", who, STATEMENT)
    entry, parts = entries_of(vault)[at], parts_at(vault, at)
    again = append(vault, entry, write_parts(parts), who)
    assert_named(check_vault(vault), f"entry {again} (hold)", "twice (replayed)")


def test_an_act_by_a_revoked_key(vault: Path, scene: Scene) -> None:
    """The key is real and was in force once."""
    at = forge(vault, "hold", scene.identity("op-3"), STATEMENT, signer=scene.identity("op-1"))
    assert_named(check_vault(vault), f"entry {at} (hold)", "op-3's revoked key")


def test_an_act_by_a_revoked_key_that_names_the_authority_of_its_time(vault: Path, scene: Scene) -> None:
    admitted = next(
        index
        for index in reversed(range(len(entries_of(vault))))
        if "op-3 was admitted" in str(parse(entries_of(vault)[index]).payload.get("why"))
    )
    who = scene.identity("op-3")
    at = forge(vault, "hold", who, STATEMENT, signer=scene.identity("op-1"), authority=admitted)
    assert_named(check_vault(vault), f"entry {at} (hold)", f"names the authority of entry {admitted}")


def test_a_checkpoint_by_a_revoked_key(vault: Path, scene: Scene) -> None:
    forge(vault, "hold", scene.identity("op-1"), STATEMENT, signer=scene.identity("op-3"))
    assert_named(check_vault(vault), "log/checkpoint", "no key in force has signed it")


def test_an_act_by_a_key_that_was_never_admitted(vault: Path, scene: Scene) -> None:
    stranger = Identity(scene.name, "op-1", SigningKey.make(), SigningKey.make(), f"muniment/{scene.name}")
    at = forge(vault, "hold", stranger, STATEMENT, signer=scene.identity("op-1"))
    assert_named(check_vault(vault), f"entry {at} (hold)", "a key that was not in force")


def test_an_act_in_somebody_else_s_name(vault: Path, scene: Scene) -> None:
    at = forge(vault, "hold", scene.identity("op-2"), STATEMENT, by="op-1")
    assert_named(check_vault(vault), f"entry {at} (hold)", "says it is by op-1, but the key is op-2's")


def test_an_act_with_the_signature_of_another_one(vault: Path, scene: Scene) -> None:
    who = scene.identity("op-1")
    payload, parts = payload_of(vault, "hold", who, STATEMENT)
    entry = seal(payload, who.key.public, lambda message: who.key.sign(b"other " + message))
    at = append(vault, entry, write_parts(parts), who)
    assert_named(check_vault(vault), f"entry {at} (hold)", "signature does not fit")


def test_an_act_whose_signer_saw_another_log(vault: Path, scene: Scene) -> None:
    seen = {"size": 3, "root": b64url(os.urandom(32))}
    at = forge(vault, "hold", scene.identity("op-1"), STATEMENT, seen=seen)
    assert_named(check_vault(vault), f"entry {at} (hold)", "saw another log of 3 entries")


def test_an_act_whose_signer_saw_the_future(vault: Path, scene: Scene) -> None:
    seen = {"size": 10_000, "root": b64url(EMPTY_ROOT)}
    at = forge(vault, "hold", scene.identity("op-1"), STATEMENT, seen=seen)
    assert_named(check_vault(vault), f"entry {at} (hold)", "later than itself")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"crit": ["x"]}, "demands an extension"),
        ({"v": 2}, "not an act of this format version"),
        ({"typ": "other"}, "not an act of this format version"),
        ({"act": "verdict"}, "unknown kind 'verdict'"),
        ({"parts": {"root": b64url(bytes(32)), "count": True}}, "count is not a count"),
        ({"parts": {"root": b64url(bytes(31)), "count": 1}}, "root is not a hash"),
        ({"clock": "noon"}, "clock is not an object"),
        ({"act": "charter", "charter": {}}, "the first entry and no other"),
    ],
)
def test_an_act_of_another_form(vault: Path, scene: Scene, changes: dict[str, Any], words: str) -> None:
    at = forge(vault, "hold", scene.identity("op-1"), STATEMENT, **changes)
    assert_named(check_vault(vault), f"entry {at}", words)


def test_an_unknown_field_is_kept_and_does_not_disturb(vault: Path, scene: Scene) -> None:
    at = forge(vault, "hold", scene.identity("op-1"), STATEMENT, weather="rain")
    assert check_vault(vault).ok
    assert parse(entries_of(vault)[at]).payload["weather"] == "rain"


def test_acts_in_another_order(vault: Path, scene: Scene) -> None:
    """The whole log built anew around the swap, tree and checkpoint and all."""
    entries = entries_of(vault)
    entries[1], entries[2] = entries[2], entries[1]
    write_log(vault, entries, scene.identity("op-1"))
    assert_named(check_vault(vault), "entry 1 (read)", "later than itself")


def test_an_act_is_left_out(vault: Path, scene: Scene) -> None:
    entries = entries_of(vault)
    write_log(vault, [*entries[:RESTRICT], *entries[RESTRICT + 1 :]], scene.identity("op-1"))
    assert_named(check_vault(vault), f"entry {RESTRICT} (authority)", "later than itself")


def test_a_charter_of_one_s_own(vault: Path, scene: Scene) -> None:
    """Nobody can put themselves before the log: everything after the charter rests on its hash."""
    own = Identity(scene.name, "op-1", SigningKey.make(), SigningKey.make(), f"muniment/{scene.name}")
    entries = entries_of(vault)
    payload = parse(entries[CHARTER]).payload
    payload["keys"]["operators"] = [{"code": "op-1", "key": b64url(own.key.public), "log_key": str(own.verifier)}]
    write_log(vault, [seal(payload, own.key.public, own.key.sign), *entries[1:]], own)
    assert_named(check_vault(vault), "entry 1 (acquire)", "a key that was not in force")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"before": b64url(bytes(32))}, "does not follow the authority entry before it"),
        ({"keys": {}}, "malformed"),
        ({"keys": {"operators": [], "revoked": [{"code": 1}], "recovery": "", "policy": {}}}, "malformed"),
        (
            {"keys": {"operators": [{"code": [], "key": "", "log_key": ""}], "revoked": []}},
            "32 bytes",
        ),
    ],
)
def test_an_authority_entry_that_breaks_the_chain(
    vault: Path, scene: Scene, change: dict[str, Any], words: str
) -> None:
    at = forge(vault, "authority", scene.identity("op-1"), **({"before": newest_authority(vault)} | change))
    assert_named(check_vault(vault), f"entry {at} (authority)", words)


@pytest.mark.parametrize("forget", [False, True])
def test_a_revoked_key_comes_back(vault: Path, scene: Scene, forget: bool) -> None:
    """An operator in force admits again, under another code, the key that was declared compromised."""
    entries = (parse(entry).payload for entry in entries_of(vault))
    last = [payload["keys"] for payload in entries if payload["act"] == "authority"][-1]
    gone = scene.identity("op-3")
    back = {"code": "op-4", "key": b64url(gone.key.public), "log_key": str(gone.verifier)}
    keys = last | {"operators": [*last["operators"], back]} | ({"revoked": []} if forget else {})
    at = forge(vault, "authority", scene.identity("op-1"), before=newest_authority(vault), keys=keys)
    assert_named(check_vault(vault), f"entry {at} (authority)", "a key of op-4 in force that was revoked as op-3's")


def test_a_key_set_by_somebody_who_admits_themselves(vault: Path, scene: Scene) -> None:
    stranger = Identity(scene.name, "op-9", SigningKey.make(), SigningKey.make(), f"muniment/{scene.name}")
    keys = {
        "operators": [{"code": "op-9", "key": b64url(stranger.key.public), "log_key": str(stranger.verifier)}],
        "revoked": [],
        "recovery": "",
        "policy": {},
    }
    extras: list[dict[str, Any]] = [{}, {"recovery_key": b64url(stranger.key.public)}]
    for extra in extras:
        at = forge(vault, "authority", stranger, signer=scene.identity("op-1"), keys=keys, **extra)
        assert_named(check_vault(vault), f"entry {at} (authority)")


def test_the_recovery_key_admits_and_signs_nothing_else(tmp_path: Path) -> None:
    settings = tmp_path / "s"
    founded = Vault.init(tmp_path / "v", "R", settings=settings)
    key = read_recovery_key(founded.recovery)
    with Vault(tmp_path / "v", write=True, settings=settings) as opened:
        recover(opened.ledger, founded.recovery, "op-7")
    assert check_vault(tmp_path / "v").ok
    thief = Identity(founded.vault, "op-1", key, founded.identity.log_key, founded.identity.origin)
    at = forge(tmp_path / "v", "hold", thief, STATEMENT, recovery_key=b64url(key.public))
    assert_named(check_vault(tmp_path / "v"), f"entry {at} (hold)", "a key that was not in force")


def test_what_a_compromised_key_signed_stands_but_is_marked(vault: Path, scene: Scene) -> None:
    """Rule 4; and nobody takes the mark away by leaving it out of a later key set."""
    who, doubtful = scene.identity("op-1"), scene.identity("op-2")
    current = open_log(vault)
    last = next(
        parse(current.entry(i)).payload
        for i in reversed(range(current.size))
        if parse(current.entry(i)).payload["act"] == "authority"
    )
    gone = {"code": "op-2", "key_id": key_id(doubtful.key.public), "since": 5}
    for revoked in ([*last["keys"]["revoked"], gone], []):
        before = newest_authority(vault)
        keys = last["keys"] | {"operators": [o for o in last["keys"]["operators"] if o["code"] != "op-2"]}
        forge(vault, "authority", who, keys=keys | {"revoked": revoked}, before=before)
        report = check_vault(vault)
        assert report.ok, said(report)
        doubts = [note for note in report.notes if "op-2's key was later declared compromised since entry 5" in note]
        assert [note.split(" (")[0] for note in doubts] == ["entry 5", "entry 6", f"entry {scene.erase}"]


@pytest.mark.parametrize("which", ["small", "large", "no size"])
def test_an_object_is_recorded_with_another_size(vault: Path, scene: Scene, which: str) -> None:
    """A second acquisition of what is here already, by a real key, with the right hash and the wrong length."""
    kept = [part.fields()["item"] for part in parts_at(vault, ACQUIRE)]
    item = max(kept, key=lambda item: int(item["size"])) if which == "large" else kept[0]
    lying = {"object": item["object"]} | ({} if which == "no size" else {"size": item["size"] + 1})
    at = forge(vault, "acquire", scene.identity("op-1"), [{"item": lying, "basis": "public"}])
    assert_named(check_vault(vault), f"entry {at}.0 (item)", f"{item['size']} were kept")


def test_a_new_object_is_recorded_with_another_size(vault: Path, scene: Scene) -> None:
    """The first act that speaks of an object lies about its length; nothing else says otherwise."""
    at, body = len(entries_of(vault)), b"something new"
    with (vault / "packs/000001").open("ab") as pack:
        pack.write(header(OBJECT, at, body) + body)
    lying = {"object": sha256(body).hexdigest(), "size": 12}
    forge(vault, "acquire", scene.identity("op-1"), [{"item": lying, "basis": "public"}])
    assert_named(check_vault(vault), f"entry {at}.0 (item)", "a size of 12 bytes; 13 were kept")
