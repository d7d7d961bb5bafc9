"""Packages of a dossier that do not tell the truth about what people put on record, or about what was left out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.verify.acts.parts import open_disclosure

from .dossiers import Handed, build
from .forging import forge, parts_at
from .test_package_insiders import DISCLOSURE, insider_package
from .tools import assert_named, check_package, edit_json, files, rebag, relist, said

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="session")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    with pytest.MonkeyPatch.context() as patched:
        root = tmp_path_factory.mktemp("dossier")
        patched.setenv("MUNIMENT_HOME", str(root / "settings"))
        return build(root)


@pytest.fixture
def package(handed: Handed, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed.scene.package, tmp_path / "package"))


@pytest.fixture
def vault(handed: Handed, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed.scene.vault, tmp_path / "vault"))


def of(record: str, **values: Any) -> Change:
    """Change what the disclosure says of one record."""
    return lambda fields: fields.update(values) if fields["record"] == record else None


def nothing(_: dict[str, Any]) -> None:
    pass


def take_out(package: Path, entry: str) -> None:
    """An act with its parts and proof, as if it had never been."""
    index = entry.partition(".")[0]
    for name in (f"acts/{index}.jws", f"disclosures/{index}.json", f"proofs/{index}.tlog-proof"):
        (package / "data" / name).unlink()
    relist(package)


def test_the_package_is_whole(package: Path) -> None:
    report = check_package(package)
    assert report.ok, said(report)
    assert report.checked["records"] == 4
    assert any("1 linked claim in 1 item is left out" in note for note in report.notes)


# By whoever has no key


def test_a_later_version_of_a_claim_is_taken_out(handed: Handed, package: Path) -> None:
    record, newest = handed.records.claim, handed.records.claim_newest
    take_out(package, newest)
    assert_named(check_package(package), f"statement {newest} about {record}", "not shown")


def test_the_first_version_is_taken_out(handed: Handed, package: Path) -> None:
    take_out(package, handed.records.claim)
    assert_named(check_package(package), f"C0001, the claim {handed.records.claim}", "not shown")


def test_the_review_is_taken_out(handed: Handed, package: Path) -> None:
    take_out(package, handed.records.review)
    report = check_package(package)
    assert_named(report, f"review {handed.records.review} of J0001", "not shown")
    assert_named(report, "1 of the 2 people")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("left_out", "does not say how much was linked and left out"),
        ("reviews", "1 of the 2 people"),
        ("annex", "does not show its annex"),
        ("newest", "does not name a record"),
    ],
)
def test_less_of_the_disclosure_is_shown(package: Path, name: str, words: str) -> None:
    def hide(value: Any) -> None:
        for part in value["parts"]:
            part["shown"] = [one for one in part["shown"] if open_disclosure(one)[0] != name]

    edit_json(package / DISCLOSURE, hide)
    rebag(package)
    assert_named(check_package(package), words)


def test_a_claim_is_shown_without_what_it_follows(handed: Handed, package: Path) -> None:
    """Its `record` and `prior` are hidden, so that an edited version seems to be the first."""

    def hide(value: Any) -> None:
        for part in value["parts"]:
            part["shown"] = [one for one in part["shown"] if open_disclosure(one)[0] not in ("record", "prior")]

    edit_json(package / f"data/disclosures/{handed.records.claim_newest.partition('.')[0]}.json", hide)
    relist(package)
    assert_named(check_package(package), f"statement {handed.records.claim_newest}", "not a statement about")


def test_a_table_says_otherwise(package: Path) -> None:
    table = package / "data/claims.csv"
    table.write_bytes(table.read_bytes().replace(b"affirmed", b"denied"))
    rebag(package)
    assert_named(check_package(package), "data/claims.csv", "not those that were handed over")


# By an operator in force, who writes the disclosure by hand


def test_the_tools_are_sound(vault: Path, handed: Handed, tmp_path: Path) -> None:
    report = check_package(insider_package(vault, handed.scene, tmp_path / "p", nothing))
    assert report.ok, said(report)


def no(what: str) -> Change:
    return lambda head: head.pop(what)


def left_out(**values: Any) -> Change:
    return lambda head: head["left_out"].update(values)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (no("left_out"), "does not say how much was linked"),
        (lambda head: head.update(left_out="nothing"), "does not say how much was linked"),
        (left_out(claims=True), "does not say how much was linked"),
        (left_out(contrary=-1), "does not say how much was linked"),
        (left_out(said=None), "does not say in words"),
        (left_out(incidents=2), "speaks of 2 incidents"),
        (left_out(reason="no room"), "another reason"),
    ],
)
def test_what_was_left_out_is_not_stated(vault: Path, handed: Handed, tmp_path: Path, head: Change, words: str) -> None:
    assert_named(check_package(insider_package(vault, handed.scene, tmp_path / "p", nothing, head=head)), words)


@pytest.mark.parametrize(
    ("which", "values", "words"),
    [
        ("claim", {"annex": "I0002"}, "not a statement about"),
        ("judgement", {"annex": "C0002"}, "does not begin a record of the kind claim"),
        ("claim", {"annex": "A0009"}, "no file has it"),
        ("claim", {"annex": "C0001x"}, "no file has it"),
        ("dossier", {"annex": "C0002"}, "not the one dossier"),
        ("claim", {"annex": "D0002"}, "not the one dossier"),
        ("incident", {"annex": "D0001"}, "two by one annex"),
        ("judgement", {"reviews": []}, "1 of the 2 people"),
        ("judgement", {"reviews": "all"}, "1 of the 2 people"),
        ("judgement", {"reviews": ["99.0"]}, "review 99.0 of J0001"),
    ],
)
def test_a_record_is_named_wrongly(
    vault: Path, handed: Handed, tmp_path: Path, which: str, values: dict[str, Any], words: str
) -> None:
    change = of(getattr(handed.records, which), **values)
    assert_named(check_package(insider_package(vault, handed.scene, tmp_path / "p", change)), words)


def test_an_item_passes_for_a_claim(vault: Path, handed: Handed, tmp_path: Path) -> None:
    change = of("1.0", annex="C0007")
    report = check_package(insider_package(vault, handed.scene, tmp_path / "p", change))
    assert_named(report, "C0007", "does not begin a record of the kind claim")
    assert_named(report, "item data/items/", "no act in this package speaks of it")


def test_a_withdrawn_claim_is_handed_out_as_standing(vault: Path, handed: Handed, tmp_path: Path) -> None:
    claim = handed.records.claim
    fields = {"record": claim, "prior": handed.records.claim_newest, "state": "withdrawn", "reason": "a mistake"}
    at = forge(vault, "claim", handed.scene.identity("op-1"), [fields])
    change = of(claim, newest=f"{at}.0")
    made = insider_package(vault, handed.scene, tmp_path / "p", change, acts=[at])
    assert_named(check_package(made), "C0001", "it is withdrawn")


def test_a_statement_of_another_kind_in_the_chain(vault: Path, handed: Handed, tmp_path: Path) -> None:
    claim = handed.records.claim
    fields = {"record": claim, "prior": handed.records.claim_newest, "name": "no claim"}
    at = forge(vault, "incident", handed.scene.identity("op-1"), [fields])
    made = insider_package(vault, handed.scene, tmp_path / "p", of(claim, newest=f"{at}.0"), acts=[at])
    assert_named(check_package(made), f"statement {at}.0", f"not a statement about {claim}")


def test_a_claim_of_an_item_that_is_not_here(vault: Path, handed: Handed, tmp_path: Path) -> None:
    claim = handed.records.claim
    fields = {"record": claim, "prior": handed.records.claim_newest, "item": "item-1.1"}
    at = forge(vault, "claim", handed.scene.identity("op-1"), [fields])
    made = insider_package(vault, handed.scene, tmp_path / "p", of(claim, newest=f"{at}.0"), acts=[at])
    assert_named(check_package(made), "C0001", "no item of this package")


def test_an_entry_that_is_not_here(vault: Path, handed: Handed, tmp_path: Path) -> None:
    record = handed.records.dossier
    fields = dict(parts_at(handed.scene.vault, int(record.partition(".")[0]))[0].fields())
    fields |= {"record": record, "prior": record}
    fields["entries"] = [*fields["entries"], {"record": f"claim-{handed.records.warning}", "note": ""}]
    at = forge(vault, "dossier", handed.scene.identity("op-1"), [fields])
    made = insider_package(vault, handed.scene, tmp_path / "p", of(record, newest=f"{at}.0"), acts=[at])
    assert_named(check_package(made), "D0001", f"claim-{handed.records.warning}", "is not in this package")


@pytest.mark.parametrize(
    ("who", "changes", "words"),
    [
        ("op-1", {}, "1 of the 2 people"),
        ("op-2", {"decision": "disagree"}, "no review in agreement"),
        ("op-2", {"prior": "1.0"}, "no review in agreement"),
        ("op-2", {"record": "1.0"}, "no review in agreement"),
    ],
)
def test_a_review_that_does_not_count(
    vault: Path, handed: Handed, tmp_path: Path, who: str, changes: dict[str, Any], words: str
) -> None:
    judged = handed.records.judgement
    fields = {"record": judged, "prior": judged, "decision": "agree", "reasons": "yes", **changes}
    at = forge(vault, "review", handed.scene.identity(who), [fields])
    made = insider_package(vault, handed.scene, tmp_path / "p", of(judged, reviews=[f"{at}.0"]), acts=[at])
    assert_named(check_package(made), "J0001", words)


def test_a_review_in_an_act_of_another_kind(vault: Path, handed: Handed, tmp_path: Path) -> None:
    judged = handed.records.judgement
    fields = {"record": judged, "prior": judged, "decision": "agree", "reasons": "yes"}
    at = forge(vault, "judge", handed.scene.identity("op-2"), [fields])
    made = insider_package(vault, handed.scene, tmp_path / "p", of(judged, reviews=[f"{at}.0"]), acts=[at])
    assert_named(check_package(made), "J0001", "no review in agreement")


def test_a_file_is_given_for_a_claim(vault: Path, handed: Handed, tmp_path: Path) -> None:
    name = next(name for name in files(handed.scene.package) if name.startswith("data/items/"))

    def relabel(contents: Any) -> None:
        next(file for file in contents["files"] if file["path"] == name)["record"] = handed.records.claim

    made = insider_package(vault, handed.scene, tmp_path / "p", nothing, contents=relabel)
    assert_named(check_package(made), f"item {name}", "no act in this package speaks of it")
