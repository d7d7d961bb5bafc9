"""Whose package it is, and whose stamps: impostors, trusted keys, other people's time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.disclose.packing import disclose
from muniment.disclose.selection import Terms
from muniment.preserve.ledger.clock import now
from muniment.preserve.people.operators import add
from muniment.preserve.timestamps.authorities import request_stamp
from muniment.preserve.timestamps.stamping import stamp
from muniment.verify.acts.parts import Part
from muniment.verify.asked import Asked
from muniment.verify.log.merkle import leaf_hash
from muniment.verify.log.notes import Checkpoint, signature_line
from muniment.verify.strict import b64url
from tests.tampering.forging import change_parts, entries_of, parts_at
from tests.tampering.scene import RESTRICT, Scene
from tests.tampering.tools import (
    assert_named,
    check_package,
    check_vault,
    files,
    rebag,
    said,
)
from tests.tsa import Authority


@pytest.fixture
def impostor(scene: Scene, tmp_path: Path) -> Path:
    """The same files under the same name, with a vault and a key of the impostor's own."""
    vault, settings = tmp_path / "impostor", tmp_path / "impostor-settings"
    Vault.init(vault, "Harbour", settings=settings)
    with Vault(vault, write=True, settings=settings) as opened:
        opened.add([scene.vault.parent / "material"], {"source": "radio watch", "basis": "public"})
        opened.read(workers=1)
        disclose(opened.ledger, opened.items(), Terms("the inquiry", "court", now()), tmp_path / "false")
    return tmp_path / "false"


def test_a_package_with_somebody_else_s_key(impostor: Path, scene: Scene) -> None:
    report = check_package(impostor)
    assert report.ok
    assert report.identity.startswith("consistent with itself, signer unknown: compare the fingerprint")
    assert report.fingerprint != scene.fingerprint
    report = check_package(impostor, Asked(trust=scene.fingerprint))
    assert_named(report, "identity --trust", "not the one you trust")
    assert report.identity.startswith("NOT tied")


def test_an_impostor_who_names_the_trusted_key_as_a_colleague(scene: Scene, tmp_path: Path) -> None:
    """Anybody can write somebody's public key into a key set: only what it signed ties a package to it."""
    trusted = scene.identity("op-1")
    vault, settings = tmp_path / "impostor", tmp_path / "impostor-settings"
    founded = Vault.init(vault, "Harbour", settings=settings)
    line = f"muniment-operator:1:{founded.vault}:op-2:{b64url(trusted.key.public)}:{trusted.verifier}"
    (tmp_path / "a.txt").write_text("a")
    with Vault(vault, write=True, settings=settings) as opened:
        add(opened.ledger, line)
        opened.add([tmp_path / "a.txt"], {"basis": "public"})
        disclose(opened.ledger, opened.items(), Terms("the inquiry", "court", now()), tmp_path / "false")
    asked = Asked(trust=str(trusted.verifier))
    for report in (check_package(tmp_path / "false", asked), check_vault(vault, asked)):
        assert_named(report, "identity --trust", "not the one you trust")
    for report in (check_package(scene.package, asked), check_vault(scene.vault, asked)):
        assert report.ok, said(report)


@pytest.mark.parametrize("trust", ["", " ", "abcd", "x" * 39, "name+00000000+AAAA"])
def test_a_trusted_key_that_is_none(scene: Scene, trust: str) -> None:
    """Also an empty one, such as from an empty file: to have asked is to be answered."""
    assert_named(check_package(scene.package, Asked(trust=trust)), "identity --trust")
    assert_named(check_vault(scene.vault, Asked(trust=trust)), "identity --trust")


@pytest.mark.parametrize("form", [str.upper, lambda f: f.replace("-", ""), lambda f: f" {f.replace('-', ' ')} "])
def test_the_fingerprint_as_people_write_it(scene: Scene, form: Callable[[str], str]) -> None:
    assert check_package(scene.package, Asked(trust=form(scene.fingerprint))).ok


def test_a_stamp_over_another_log(package: Path, scene: Scene, tmp_path: Path) -> None:
    """A real stamp of a real authority, over a checkpoint of the same size under the same name."""
    stem = next(p for p in (package / "data/timestamps").iterdir() if p.suffix == ".tsr").with_suffix("")
    size = int(stem.name.partition("-")[0])
    text = Checkpoint(f"muniment/{scene.name}", size, bytes(32)).text.encode()
    who = scene.identity("op-1")
    note = text + b"\n" + signature_line(who.verifier, who.log_key.sign(text)).encode()
    with Authority(tmp_path / "tsa", kind="p256") as authority:
        stem.with_suffix(".tsr").write_bytes(request_stamp(authority.url, note))
    stem.with_suffix(".checkpoint").write_bytes(note)
    rebag(package)
    report = check_package(package)
    assert_named(report, "stamp", f"{stem.name}.tsr", "does not extend")
    assert report.time.startswith("no time proven")


def test_a_stamp_of_something_else(package: Path, scene: Scene) -> None:
    stem = next(p for p in (package / "data/timestamps").iterdir() if p.suffix == ".tsr").with_suffix("")
    shutil.copy(package / "data/log/checkpoint", stem.with_suffix(".checkpoint"))
    rebag(package)
    assert_named(check_package(package), "stamp", stem.name)


@pytest.mark.parametrize("proof", [b"[]", b"{}", b"[1]", b'["AAAA"]', b"[", b""])
def test_a_stamp_whose_consistency_is_none(package: Path, proof: bytes) -> None:
    next((package / "data/timestamps").glob("*.consistency")).write_bytes(proof)
    rebag(package)
    assert_named(check_package(package), "stamp", ".tsr")


def test_a_stamp_in_the_vault_over_another_log(vault: Path, scene: Scene, tmp_path: Path, settings: Path) -> None:
    """The other vault's stamp act is logged here by an operator in force, with its bytes."""
    other, mine = tmp_path / "other", tmp_path / "other-settings"
    Vault.init(other, "Other", settings=mine)
    with Authority(tmp_path / "tsa", kind="p256") as authority, Vault(other, write=True, settings=mine) as opened:
        stamp(opened.ledger, [authority.url])
        fields = opened.ledger.parts(1)[0].fields()
        digests = [fields[name]["object"] for name in ("token", "checkpoint")]
        places = opened.ledger.catalogue.objects(digests)
        bodies = [opened.ledger.objects.read(places[digest]) for digest in digests]
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        draft = opened.ledger.draft("stamp")
        for body in bodies:
            draft.put(body)
        draft.add(fields)
        at = draft.commit().index
    assert_named(check_vault(vault), f"stamp entry {at}", "made over another log")


def test_an_erased_record_cannot_be_shown(scene: Scene) -> None:
    report = check_package(scene.package)
    assert "5.0" not in json.dumps(report.as_json())
    assert not any("doomed" in name for name in files(scene.package))


def test_the_leaf_of_an_act_is_not_the_leaf_of_a_part(vault: Path) -> None:
    """Each kind of tree has a label of its own: no entry can be passed off as a part."""
    part: Part = parts_at(vault, RESTRICT)[0]
    assert part.leaf_hash() != leaf_hash("\n".join(part.digests()).encode())
    assert part.leaf_hash() not in [leaf_hash(entry) for entry in entries_of(vault)]
    change_parts(vault, RESTRICT, lambda parts: [Part(leaf=leaf_hash(b"x"), erased_by=RESTRICT)])
    assert_named(check_vault(vault), f"entry {RESTRICT} (restrict)", "not what")
