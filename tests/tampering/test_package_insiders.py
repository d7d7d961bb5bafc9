"""Packages by an operator in force, who writes acts and disclosures by hand: what no key makes true."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from muniment.verify.acts.shownparts import write_shown
from muniment.verify.log.merkle import inclusion_path
from muniment.verify.log.notes import format_proof
from muniment.verify.package import EARLIER, write_earlier
from tests.tampering.forging import entries_of, forge, open_log, parts_at
from tests.tampering.scene import MATERIAL, RESTRICT, Scene
from tests.tampering.tools import (
    assert_named,
    check_package,
    edit_json,
    files,
    rebag,
    relist,
    said,
    sha256,
)

DISCLOSURE = "data/log/disclosure.json"


def insider_package(
    vault: Path,
    scene: Scene,
    destination: Path,
    change: Callable[[dict[str, Any]], None],
    *,
    kind: str = "disclose",
    acts: Sequence[int] = (),
    contents: Callable[[Any], None] = lambda _: None,
    head: Callable[[dict[str, Any]], None] = lambda _: None,
) -> Path:
    """The package again, with `acts` more, under a disclosure whose records an operator in force wrote by hand.

    `change` is of what it says of each record, `head` of what it says of itself.
    """
    shutil.copytree(scene.package, destination)
    for index in acts:
        _show_act(vault, destination, index)
    relist(destination)
    edit_json(destination / "data/contents.json", contents)
    wanted = [dict(part.fields()) for part in parts_at(scene.vault, scene.disclosure)]
    wanted[0]["contents"] = sha256(destination / "data/contents.json")
    head(wanted[0])
    for fields in wanted[1:]:
        change(fields)
    index = forge(vault, kind, scene.identity("op-1"), wanted)
    log = open_log(vault)
    assert log.note is not None
    (destination / "data/log/checkpoint").write_bytes(log.note)
    (destination / "data/log/disclosure.jws").write_bytes(log.entry(index))
    parts = parts_at(vault, index)
    leaves = [part.leaf_hash() for part in parts]
    rows = [(n, part, tuple(part.fields()), inclusion_path(n, leaves)) for n, part in enumerate(parts)]
    (destination / DISCLOSURE).write_bytes(write_shown(index, rows))
    for name in files(destination):
        if name.endswith(".tlog-proof"):
            at = index if "disclosure" in name else int(Path(name).stem)
            (destination / name).write_bytes(format_proof(at, log.tree.inclusion(at), log.note))
    shutil.rmtree(destination / "data/timestamps", ignore_errors=True)
    (destination / EARLIER).write_bytes(write_earlier(log.tree, [1, scene.disclosure + 1]))
    rebag(destination)
    return destination


def _show_act(vault: Path, package: Path, index: int) -> None:
    log, parts = open_log(vault), parts_at(vault, index)
    leaves = [part.leaf_hash() for part in parts]
    rows = [(n, part, tuple(part.fields()), inclusion_path(n, leaves)) for n, part in enumerate(parts)]
    (package / f"data/acts/{index}.jws").write_bytes(log.entry(index))
    (package / f"data/disclosures/{index}.json").write_bytes(write_shown(index, rows))
    assert log.note is not None
    (package / f"data/proofs/{index}.tlog-proof").write_bytes(format_proof(index, log.tree.inclusion(index), log.note))


def test_the_insider_s_tools_are_sound(vault: Path, scene: Scene, tmp_path: Path) -> None:
    report = check_package(insider_package(vault, scene, tmp_path / "p", lambda fields: None))
    assert report.ok, said(report)


def _set(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda fields: fields.update(values)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set(newest="0.0"), "statement 0.0"),
        (_set(newest="99.0"), "it is not shown"),
        (_set(newest=f"0{RESTRICT}.0"), "it is not shown"),
        (_set(newest=1), "does not name a record"),
        (_set(record="3.0", newest="3.0"), "no file has it"),
        (_set(record="None", newest="None"), "no file has it"),
        (_set(record=MATERIAL), "one newest statement"),
    ],
)
def test_a_disclosure_by_hand(
    vault: Path, scene: Scene, tmp_path: Path, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    assert_named(check_package(insider_package(vault, scene, tmp_path / "p", change)), words)


def first_newest(newest: str) -> Callable[[dict[str, Any]], None]:
    """Change what the disclosure says of the one record that has statements."""
    return lambda fields: fields.update(newest=newest) if fields["record"] == MATERIAL else None


def test_a_further_statement_by_the_rules(vault: Path, scene: Scene, tmp_path: Path) -> None:
    fields = [{"record": MATERIAL, "prior": f"{scene.withdrawal}.0", "state": "set"}]
    at = forge(vault, "hold", scene.identity("op-1"), fields)
    made = insider_package(vault, scene, tmp_path / "p", first_newest(f"{at}.0"), acts=[at])
    report = check_package(made)
    assert report.ok, said(report)


def test_a_statement_in_an_act_of_another_kind(vault: Path, scene: Scene, tmp_path: Path) -> None:
    """A reading speaks of the record too; it is no statement about who may have it."""
    fields = [{"record": MATERIAL, "prior": f"{scene.withdrawal}.0", "status": "done", "reader": "text"}]
    at = forge(vault, "read", scene.identity("op-1"), fields)
    made = insider_package(vault, scene, tmp_path / "p", first_newest(f"{at}.0"), acts=[at])
    assert_named(check_package(made), f"statement {at}.0", f"not a statement about {MATERIAL}")


def test_statements_that_follow_on_each_other_in_a_ring(vault: Path, scene: Scene, tmp_path: Path) -> None:
    one = len(entries_of(vault))
    for at, prior in ((one, one + 1), (one + 1, one)):
        fields = [{"record": MATERIAL, "prior": f"{prior}.0", "state": "set"}]
        assert forge(vault, "hold", scene.identity("op-1"), fields) == at
    made = insider_package(vault, scene, tmp_path / "p", first_newest(f"{one + 1}.0"), acts=[one, one + 1])
    assert_named(check_package(made), f"statement {one + 1}.0", "does not stand before")


def test_an_item_of_an_act_that_acquired_nothing(vault: Path, scene: Scene, tmp_path: Path) -> None:
    name = next(name for name in files(scene.package) if name.startswith("data/items/"))
    item = {"object": sha256(scene.package / name), "size": 1}
    at = forge(vault, "hold", scene.identity("op-1"), [{"record": f"{scene.disclosure + 1}.0", "item": item}])

    def relabel(contents: Any) -> None:
        next(file for file in contents["files"] if file["path"] == name)["record"] = f"{at}.0"

    def change(fields: dict[str, Any]) -> None:
        if fields["record"] == MATERIAL:
            fields |= {"record": f"{at}.0", "newest": f"{at}.0"}

    made = insider_package(vault, scene, tmp_path / "p", change, acts=[at], contents=relabel)
    assert_named(check_package(made), f"item {name}", "no act in this package speaks of it")


def test_a_disclosure_of_another_kind(vault: Path, scene: Scene, tmp_path: Path) -> None:
    made = insider_package(vault, scene, tmp_path / "p", lambda fields: None, kind="stamp")
    assert_named(check_package(made), "data/log/disclosure.jws", "not a disclosure")


@pytest.mark.parametrize("size", [1, None, True, "55"])
def test_a_file_is_listed_with_another_size(vault: Path, scene: Scene, tmp_path: Path, size: Any) -> None:
    def relabel(contents: Any) -> None:
        next(file for file in contents["files"] if file["path"] == "data/report.html")["size"] = size

    made = insider_package(vault, scene, tmp_path / "p", lambda fields: None, contents=relabel)
    assert_named(check_package(made), "data/report.html", f"listed with a size of {size!r} bytes")


def test_an_item_was_recorded_with_another_size(vault: Path, scene: Scene, tmp_path: Path) -> None:
    name = next(name for name in files(scene.package) if name.startswith("data/items/"))
    lying = {"object": sha256(scene.package / name), "size": 7}
    at = forge(vault, "acquire", scene.identity("op-1"), [{"item": lying, "basis": "public"}])

    def relabel(contents: Any) -> None:
        next(file for file in contents["files"] if file["path"] == name)["record"] = f"{at}.0"

    def change(fields: dict[str, Any]) -> None:
        if fields["record"] == MATERIAL:
            fields |= {"record": f"{at}.0", "newest": f"{at}.0"}

    made = insider_package(vault, scene, tmp_path / "p", change, acts=[at], contents=relabel)
    assert_named(check_package(made), f"item {name}", f"recorded as {at}.0 with a size of 7 bytes")
