"""Packages whose acts, proofs and statements do not tell the truth about each other; and other people's packages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.preserve import Identity
from muniment.preserve.keyring import SigningKey
from muniment.verify.acts.parts import open_disclosure
from muniment.verify.log.notes import format_proof, parse_proof, signature_line
from muniment.verify.package import EARLIER, write_earlier
from muniment.verify.strict import b64url, dumps
from tests.tampering.forging import forge, open_log
from tests.tampering.scene import MATERIAL, RESTRICT, Scene
from tests.tampering.tools import (
    assert_named,
    check_package,
    edit_json,
    files,
    rebag,
    relist,
    said,
)

DISCLOSURE = "data/log/disclosure.json"


def test_a_later_withdrawal_is_left_out(package: Path, scene: Scene) -> None:
    """Act, parts and proof of the newest restriction removed, everything recomputed."""
    for name in (f"data/acts/{scene.withdrawal}.jws", f"data/disclosures/{scene.withdrawal}.json"):
        (package / name).unlink()
    (package / f"data/proofs/{scene.withdrawal}.tlog-proof").unlink()
    relist(package)
    report = check_package(package)
    assert_named(report, f"statement {scene.withdrawal}.0 about {MATERIAL}", "it is not shown")
    assert_named(report, "contents", "not the list")


def test_an_earlier_statement_is_left_out(package: Path) -> None:
    for name in (f"data/acts/{RESTRICT}.jws", f"data/disclosures/{RESTRICT}.json"):
        (package / name).unlink()
    (package / f"data/proofs/{RESTRICT}.tlog-proof").unlink()
    relist(package)
    assert_named(check_package(package), f"statement {RESTRICT}.0 about {MATERIAL}", "it is not shown")


def test_a_withdrawal_is_passed_over_in_the_chain(package: Path, scene: Scene) -> None:
    """Its `prior` is hidden, so that the chain seems to end there."""

    def hide(value: Any) -> None:
        value["parts"][0]["shown"] = [s for s in value["parts"][0]["shown"] if "prior" not in str(open_disclosure(s))]

    edit_json(package / f"data/disclosures/{scene.withdrawal}.json", hide)
    relist(package)
    assert_named(check_package(package), f"statement None about {MATERIAL}")


# What the disclosure act says, with less of it shown


def _nothing(value: Any) -> None:
    value["parts"] = []


def _no_head(value: Any) -> None:
    del value["parts"][0]


def _one_record_less(value: Any) -> None:
    del value["parts"][-1]


def _without(*names: str) -> Callable[[Any], None]:
    def hide(value: Any) -> None:
        for part in value["parts"]:
            part["shown"] = [s for s in part["shown"] if open_disclosure(s)[0] not in names]

    return hide


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_nothing, "does not show all"),
        (_no_head, "does not show all"),
        (_one_record_less, "does not show all"),
        (_without("contents"), "not the list"),
        (_without("newest"), "does not name a record"),
        (_without("record"), "does not name a record"),
        (_without("record", "newest"), "does not name a record"),
        (_without("annex"), "does not show its annex"),
        (_without("to"), "does not show its to"),
        (_without("purpose"), "does not show its purpose"),
    ],
)
def test_less_of_the_disclosure_is_shown(package: Path, change: Callable[[Any], None], words: str) -> None:
    """This file is in no list, so it can be rewritten: then nothing else may be believed."""
    (package / "data/report.html").write_text("<p>Something else happened.</p>", "utf-8")
    edit_json(package / DISCLOSURE, change)
    rebag(package)
    assert_named(check_package(package), words)


def _twice(value: Any) -> None:
    value["parts"].append(value["parts"][0])


def _other_number(value: Any) -> None:
    value["parts"][0]["part"], value["parts"][1]["part"] = 1, 0


def _number_as_text(value: Any) -> None:
    value["parts"][0]["part"] = "0"


def _number_as_truth(value: Any) -> None:
    value["parts"][1]["part"] = True


def _beyond(value: Any) -> None:
    value["parts"][0]["part"] = 10_000


def _below(value: Any) -> None:
    value["parts"][0]["part"] = -1


def _other_act(value: Any) -> None:
    value["act"] += 1


def _run_together(value: Any) -> None:
    digests = value["parts"][0]["digests"]
    value["parts"][0]["digests"] = [*digests[:-2], "\n".join(digests[-2:])]


def _short_path(value: Any) -> None:
    value["parts"][0]["path"] = value["parts"][0]["path"][:-1]


def _long_path(value: Any) -> None:
    value["parts"][0]["path"].append(value["parts"][0]["path"][0])


def _added_field(value: Any) -> None:
    value["parts"][0]["shown"].append(b64url(dumps(["salt", "note", "believe me"])))


def _field_twice(value: Any) -> None:
    value["parts"][0]["shown"].append(value["parts"][0]["shown"][0])


def _no_list(value: Any) -> None:
    value["parts"][0]["digests"] = "".join(value["parts"][0]["digests"])


@pytest.mark.parametrize("which", [DISCLOSURE, "data/disclosures/1.json"])
@pytest.mark.parametrize(
    "change",
    [
        *(_twice, _other_number, _number_as_text, _number_as_truth, _beyond, _below, _other_act),
        *(_run_together, _short_path, _long_path, _added_field, _field_twice, _no_list),
    ],
)
def test_shown_parts_that_were_not_signed_so(package: Path, which: str, change: Callable[[Any], None]) -> None:
    edit_json(package / which, change)
    relist(package)
    assert_named(check_package(package), which)


def test_the_parts_in_another_order_say_the_same(package: Path) -> None:
    edit_json(package / DISCLOSURE, lambda value: value["parts"].reverse())
    rebag(package)
    report = check_package(package)
    assert report.ok, said(report)


# Proofs, names and indexes


def test_a_proof_for_another_index(package: Path) -> None:
    one, two = package / "data/proofs/0.tlog-proof", package / "data/proofs/1.tlog-proof"
    shutil.copy(two, one)
    rebag(package)
    assert_named(check_package(package), "data/proofs/0.tlog-proof", "proof of something else")


def test_a_proof_that_names_another_index(package: Path, scene: Scene) -> None:
    path = package / "data/proofs/1.tlog-proof"
    _, hashes, note = parse_proof(path.read_bytes())
    path.write_bytes(format_proof(3, hashes, note))
    rebag(package)
    assert_named(check_package(package), "data/proofs/1.tlog-proof", "proof of something else")


def test_an_act_under_another_index(package: Path) -> None:
    """The act, its parts and its proof renamed from 1 to 2: the leaf is where it is."""
    for name, new in (("acts/1.jws", "acts/2.jws"), ("disclosures/1.json", "disclosures/2.json")):
        (package / "data" / name).rename(package / "data" / new)
    (package / "data/proofs/1.tlog-proof").unlink()
    _, hashes, note = parse_proof((package / "data/proofs/0.tlog-proof").read_bytes())
    (package / "data/proofs/2.tlog-proof").write_bytes(format_proof(2, hashes, note))
    relist(package)
    report = check_package(package)
    assert_named(report, "data/proofs/2.tlog-proof", "is not in the tree")
    assert_named(report, "data/disclosures/2.json", "does not show parts of this act")


@pytest.mark.parametrize("name", ["01", "+1", "1 ", "1_0", "\u0661", "\u00b2", "1e0", "9" * 40])
def test_an_act_whose_name_is_an_index_in_another_form(package: Path, name: str) -> None:
    """Superscripts and other scripts' digits count as digits in some places and not in others."""
    shutil.copy(package / "data/acts/1.jws", package / f"data/acts/{name}.jws")
    relist(package)
    assert_named(check_package(package), f"data/acts/{name}.jws", "not the index of an entry")


@pytest.mark.parametrize("index", ["\u00b9", "9" * 5000, "-1", "01", "1.0", ""])
def test_a_proof_of_no_index(package: Path, index: str) -> None:
    path = package / "data/proofs/disclosure.tlog-proof"
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([lines[0], f"index {index}", *lines[2:]]), "utf-8")
    rebag(package)
    assert_named(check_package(package), "data/log/disclosure.jws", "index")


def test_the_last_authority_entry_is_left_out(package: Path) -> None:
    """So that nobody sees who was revoked."""
    names = [name for name in files(package) if name.startswith("data/authority/")]
    newest = max(names, key=lambda name: int(Path(name).stem))
    (package / newest).unlink()
    (package / f"data/proofs/{Path(newest).stem}.tlog-proof").unlink()
    relist(package)
    assert_named(check_package(package), "data/log/disclosure.jws", "names the authority of entry")


def test_an_authority_entry_in_the_middle_is_left_out(package: Path) -> None:
    names = sorted((n for n in files(package) if n.startswith("data/authority/")), key=lambda n: int(Path(n).stem))
    (package / names[1]).unlink()
    relist(package)
    assert_named(check_package(package), names[2], "authority")


def test_an_act_stands_among_the_authority_entries(package: Path, scene: Scene) -> None:
    shutil.copy(package / "data/acts/1.jws", package / "data/authority/1.jws")
    relist(package)
    assert_named(check_package(package), "data/authority/1.jws", "no authority entry")


def test_an_authority_entry_stands_among_the_acts(package: Path) -> None:
    shutil.copy(package / "data/authority/4.jws", package / "data/acts/4.jws")
    relist(package)
    assert_named(check_package(package), "data/acts/4.jws", "twice")


def test_the_charter_is_left_out(package: Path) -> None:
    (package / "data/authority/0.jws").unlink()
    relist(package)
    assert_named(check_package(package), "data/authority/4.jws", "the first entry is not a charter")


def test_another_act_stands_for_the_disclosure(package: Path, vault: Path) -> None:
    """An act that is really in the log, with its real parts and proof, but is no disclosure."""
    shutil.copy(package / "data/acts/3.jws", package / "data/log/disclosure.jws")
    shutil.copy(package / "data/disclosures/3.json", package / DISCLOSURE)
    shutil.copy(package / "data/proofs/3.tlog-proof", package / "data/proofs/disclosure.tlog-proof")
    for name in ("data/acts/3.jws", "data/disclosures/3.json", "data/proofs/3.tlog-proof"):
        (package / name).unlink()
    relist(package)
    assert_named(check_package(package), "data/log/disclosure.jws", "not a disclosure")


def test_the_disclosure_of_an_earlier_package(package: Path, scene: Scene, vault: Path) -> None:
    """It is in this log too, and committed to other files."""
    early = 9
    tree = open_log(scene.vault).tree
    note = (package / "data/log/checkpoint").read_bytes()
    for name in ("data/log/disclosure.jws", DISCLOSURE):
        shutil.copy(scene.early_package / name, package / name)
    (package / "data/proofs/disclosure.tlog-proof").write_bytes(format_proof(early, tree.inclusion(early), note))
    rebag(package)
    report = check_package(package)
    assert_named(report, "contents", "not the list")
    assert_named(report, "data/authority", "not the last authority shown")


# The checkpoint


def _with_checkpoint(package: Path, note: bytes) -> None:
    old = (package / "data/log/checkpoint").read_bytes()
    for name in files(package):
        if name.endswith(".tlog-proof") or name == "data/log/checkpoint":
            data = (package / name).read_bytes()
            (package / name).write_bytes(data.replace(old, note))
    rebag(package)


def test_a_checkpoint_with_a_signature_more(package: Path) -> None:
    """A line that looks like a witness's word and is nobody's."""
    old = (package / "data/log/checkpoint").read_bytes()
    key = Identity("v", "w", SigningKey.make(), SigningKey.make(), "witness.example").verifier
    _with_checkpoint(package, old + signature_line(key, bytes(64)).encode())
    assert_named(check_package(package), "data/log/checkpoint", "signatures that nobody here made")


def test_a_checkpoint_signed_by_somebody_else(package: Path, scene: Scene) -> None:
    old = (package / "data/log/checkpoint").read_bytes()
    text = old.partition(b"\n\n")[0] + b"\n"
    who = scene.identity("op-3")
    _with_checkpoint(package, text + b"\n" + signature_line(who.verifier, who.log_key.sign(text)).encode())
    assert_named(check_package(package), "data/log/checkpoint", "no key in force has signed it")


def test_a_later_checkpoint_does_not_make_the_package_newer(package: Path, scene: Scene, vault: Path) -> None:
    """What was stated after the disclosure is not covered, whatever checkpoint lies beside it."""
    before = check_package(package).completeness
    assert f"as of {scene.disclosure + 1} entries" in before
    assert "went on" not in before
    forge(vault, "restrict", scene.identity("op-1"), [{"record": MATERIAL, "prior": "x", "restrictions": []}])
    log = open_log(vault)
    assert log.note is not None
    for name in files(package):
        if name.endswith(".tlog-proof"):
            index, _, _ = parse_proof((package / name).read_bytes())
            (package / name).write_bytes(format_proof(index, log.tree.inclusion(index), log.note))
    (package / "data/log/checkpoint").write_bytes(log.note)
    for path in (package / "data/timestamps").iterdir():
        if path.suffix == ".consistency":
            size = int(path.stem.partition("-")[0])
            path.write_bytes(dumps([b64url(hash_) for hash_ in log.tree.consistency(size)]))
    (package / EARLIER).write_bytes(write_earlier(log.tree, [scene.disclosure + 1]))
    rebag(package)
    report = check_package(package)
    assert report.ok, said(report)
    assert f"as of {scene.disclosure + 1} entries" in report.completeness
    assert f"went on to {log.size} entries" in report.completeness
