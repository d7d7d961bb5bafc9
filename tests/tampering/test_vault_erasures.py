"""What is gone must have been erased by two people: whoever keeps the vault cannot let things vanish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from muniment.app.vault import Vault
from muniment.model.reading import Reading
from muniment.preserve.care.erasing import confirm, plan, propose
from muniment.preserve.people.operators import add, request
from muniment.preserve.readings import keep_reading
from muniment.verify.acts.jws import parse
from muniment.verify.acts.parts import Part, digest_of, open_disclosure
from muniment.verify.strict import dumps
from muniment.verify.vault.packs import OBJECT, TOMBSTONE
from tests.tampering.forging import (
    change_parts,
    entries_of,
    forge,
    newest_authority,
    pack_frames,
    parts_at,
    remove_object,
    write_pack,
)
from tests.tampering.scene import ACQUIRE, DOOMED, Scene
from tests.tampering.tools import assert_named, check_vault, said

PACK = "packs/000001"


def with_first(change: Callable[[Part], Part]) -> Callable[[list[Part]], list[Part]]:
    return lambda parts: [change(parts[0]), *parts[1:]]


def object_of(vault: Path, act: int, part: int = 0) -> str:
    return str(parts_at(vault, act)[part].fields()["item"]["object"])


def bury(vault: Path, digest: str, eraser: int) -> None:
    """Put a tombstone in an object's place."""
    wanted = []
    for frame, body in pack_frames(vault / PACK):
        if frame.kind == OBJECT and frame.digest.hex() == digest:
            wanted.append((TOMBSTONE, frame.act, dumps({"erased": eraser})))
        else:
            wanted.append((frame.kind, frame.act, body))
    write_pack(vault / PACK, wanted)


def test_a_part_is_erased_without_an_act(vault: Path, scene: Scene) -> None:
    """Naming an erasure that is in the log, which erased something else."""
    digest = object_of(vault, ACQUIRE)
    change_parts(vault, ACQUIRE, with_first(lambda part: Part(leaf=part.leaf_hash(), erased_by=scene.erase)))
    bury(vault, digest, scene.erase)
    assert_named(check_vault(vault), f"part {ACQUIRE}.0", f"entry {scene.erase} does not erase it")


@pytest.mark.parametrize("eraser", [ACQUIRE, 9_999, -1])
def test_a_part_is_erased_by_what_is_no_erasure(vault: Path, eraser: int) -> None:
    digest = object_of(vault, ACQUIRE)
    change_parts(vault, ACQUIRE, with_first(lambda part: Part(leaf=part.leaf_hash(), erased_by=eraser)))
    bury(vault, digest, eraser)
    report = check_vault(vault)
    assert_named(report, f"part {ACQUIRE}.0", "removed, but")
    assert_named(report, "object", PACK, "is no erasure")


def test_a_field_is_erased_without_an_act(vault: Path, scene: Scene) -> None:
    def without_source(part: Part) -> Part:
        gone = next(d for d in part.disclosures if open_disclosure(d)[0] == "source")
        kept = tuple(d for d in part.disclosures if d != gone)
        return replace(part, disclosures=kept, erased={digest_of(gone): scene.erase})

    change_parts(vault, ACQUIRE, with_first(without_source))
    assert_named(check_vault(vault), f"part {ACQUIRE}.0", f"entry {scene.erase} does not erase it")


@pytest.mark.parametrize("name", ["source", "item", "basis"])
def test_a_field_vanishes_among_the_decoys(vault: Path, name: str) -> None:
    """A decoy is kept as its salt: a field's digest cannot be passed off as one, and nothing else fits the leaf."""
    digest = object_of(vault, ACQUIRE)

    def vanish(part: Part) -> Part:
        gone = next(d for d in part.disclosures if open_disclosure(d)[0] == name)
        kept = tuple(d for d in part.disclosures if d != gone)
        return replace(part, disclosures=kept, decoys=(*part.decoys, digest_of(gone)))

    change_parts(vault, ACQUIRE, with_first(vanish))
    if name == "item":
        remove_object(vault, digest)
    assert_named(check_vault(vault), "parts", f"entry {ACQUIRE}")


def test_an_object_vanishes(vault: Path) -> None:
    remove_object(vault, object_of(vault, ACQUIRE))
    assert_named(check_vault(vault), f"entry {ACQUIRE}.0 (item)", "its bytes are nowhere")


def test_a_tombstone_without_an_erased_part(vault: Path, scene: Scene) -> None:
    bury(vault, object_of(vault, ACQUIRE), scene.erase)
    assert_named(check_vault(vault), f"entry {ACQUIRE}.0 (item)", "its bytes are nowhere")


@pytest.mark.parametrize("body", [b"{}", b'{"erased":"8"}', b'{"erased":8,"note":"hello"}', b'{"erased": 8}', b"8"])
def test_a_tombstone_that_says_something_else(vault: Path, body: bytes) -> None:
    frames = [(f.kind, f.act, body if f.kind == TOMBSTONE else b) for f, b in pack_frames(vault / PACK)]
    write_pack(vault / PACK, frames)
    assert_named(check_vault(vault), "frame", PACK, "tombstone")


def test_erased_bytes_are_put_back(vault: Path) -> None:
    doomed = b"To be erased: the address of somebody.\n"
    frames = [
        (OBJECT, f.act, doomed) if f.kind == TOMBSTONE else (f.kind, f.act, b) for f, b in pack_frames(vault / PACK)
    ]
    write_pack(vault / PACK, frames)
    assert_named(check_vault(vault), "object", PACK, "no entry speaks of it")


def erase_by(vault: Path, scene: Scene, code: str, record: str = f"{ACQUIRE}.0", **extra: Any) -> int:
    fields = [{"ground": "no reason"}, {"record": record}]
    return forge(vault, "erase", scene.identity(code), fields, **extra)


def carry_out(vault: Path, eraser: int) -> None:
    digest = object_of(vault, ACQUIRE)
    change_parts(vault, ACQUIRE, with_first(lambda part: Part(leaf=part.leaf_hash(), erased_by=eraser)))
    bury(vault, digest, eraser)


def propose_by(vault: Path, scene: Scene, code: str, record: str = f"{ACQUIRE}.0") -> int:
    fields = [{"ground": "no reason", "item": "item-1.0"}, {"record": record}]
    return forge(vault, "erase-proposal", scene.identity(code), fields)


def test_an_erasure_by_two_is_one(vault: Path, scene: Scene) -> None:
    eraser = erase_by(vault, scene, "op-2", proposal=propose_by(vault, scene, "op-1"))
    carry_out(vault, eraser)
    report = check_vault(vault)
    assert report.ok, said(report)
    assert [erased["act"] for erased in report.erased] == [scene.erase, eraser]


def test_an_erasure_that_one_operator_proposed_and_confirmed(vault: Path, scene: Scene) -> None:
    eraser = erase_by(vault, scene, "op-1", proposal=propose_by(vault, scene, "op-1"))
    carry_out(vault, eraser)
    assert_named(check_vault(vault), f"entry {eraser} (erase)", "not the act of two operators")


@pytest.mark.parametrize("proposal", [None, ACQUIRE, 9_999, "7", True])
def test_an_erasure_without_a_proposal(vault: Path, scene: Scene, proposal: object) -> None:
    eraser = erase_by(vault, scene, "op-2", proposal=proposal)
    carry_out(vault, eraser)
    assert_named(check_vault(vault), f"entry {eraser} (erase)", "not the act of two operators")


def test_an_erasure_that_was_proposed_afterwards(vault: Path, scene: Scene) -> None:
    eraser = erase_by(vault, scene, "op-2", proposal=scene.disclosure + 2)
    assert propose_by(vault, scene, "op-1") == scene.disclosure + 2
    carry_out(vault, eraser)
    assert_named(check_vault(vault), f"entry {eraser} (erase)", "not the act of two operators")


def test_an_erasure_of_more_than_was_proposed(vault: Path, scene: Scene) -> None:
    """Confirming an old proposal once more, for another record."""
    eraser = erase_by(vault, scene, "op-2", proposal=scene.proposal)
    carry_out(vault, eraser)
    assert_named(check_vault(vault), f"entry {eraser} (erase)", "erases more than was proposed")


def test_a_policy_that_is_no_number_still_asks_for_two(vault: Path, scene: Scene) -> None:
    last = [parse(e).payload for e in entries_of(vault) if parse(e).payload["act"] == "authority"][-1]
    keys = last["keys"] | {"policy": {"erase_operators": "none"}}
    forge(vault, "authority", scene.identity("op-1"), keys=keys, before=newest_authority(vault))
    eraser = erase_by(vault, scene, "op-1", proposal=propose_by(vault, scene, "op-1"))
    assert_named(check_vault(vault), f"entry {eraser} (erase)", "not the act of two operators")


def test_the_lawful_erasure_is_told_and_its_bytes_are_gone(scene: Scene) -> None:
    report = check_vault(scene.vault)
    assert [(e["by"], e["ground"]) for e in report.erased] == [(["op-1", "op-2"], "consent withdrawn")]
    assert {what.split(" ")[0] for what in report.erased[0]["what"]} == {f"{DOOMED}.0", f"{DOOMED + 1}.0"}
    whole = b"".join(p.read_bytes() for p in scene.vault.rglob("*") if p.is_file())
    assert b"the address of somebody" not in whole


def test_what_two_items_share_outlives_the_erasure_of_one(tmp_path: Path) -> None:
    """Two files with one text: the reading was kept with the first, and is the second one's too."""
    folder, settings = tmp_path / "vault", tmp_path / "settings"
    Vault.init(folder, "Shared", settings=settings)
    with Vault(folder, write=True, settings=settings) as opened:
        add(opened.ledger, request(opened.ledger, "op-2"))
    with Vault(folder, write=True, settings=settings, operator="op-1") as opened:
        for name, text in (("a.txt", "the same"), ("b.txt", "the same\n")):
            (tmp_path / name).write_text(text)
            opened.add([tmp_path / name], {"basis": "public"})
            draft = opened.ledger.draft("read")
            keep_reading(draft, opened.items()[-1].item, Reading(text="the same", reader="text"))
            draft.commit()
        proposal = propose(opened.ledger, plan(opened.ledger, opened.items()[0].item), "asked").index
    with Vault(folder, write=True, settings=settings, operator="op-2") as opened:
        confirm(opened.ledger, proposal)
        assert opened.reading(opened.items()[0].item) is not None
    report = check_vault(folder)
    assert report.ok, said(report)
    assert len(report.erased) == 1


def test_an_object_kept_with_another_act_than_the_first_that_speaks_of_it(vault: Path) -> None:
    digest = object_of(vault, ACQUIRE)
    frames = [(f.kind, f.act, body) for f, body in pack_frames(vault / PACK)]
    moved = next(frame for frame in frames if frame[0] == OBJECT and sha256(frame[2]).hexdigest() == digest)
    frames.remove(moved)
    write_pack(vault / PACK, [(OBJECT, 0, moved[2]), *frames])
    assert_named(check_vault(vault), "object", PACK, "names another entry")


def test_where_the_packs_are_gone_nothing_is_said_of_an_erasure(vault: Path) -> None:
    """It was carried out; without the parts that cannot be seen, and must not be denied."""
    assert len(check_vault(vault).erased) == 1
    (vault / PACK).unlink()
    notes = [note for note in check_vault(vault).notes if "erasure" in note]
    assert len(notes) == 1
    assert "cannot be told" in notes[0]
