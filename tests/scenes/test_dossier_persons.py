"""Scene: a dossier of what a witness gave in confidence: nobody is named, no code goes out, and it can be gone again.

And what becomes of a dossier when its items are erased, or when the vault goes on as another log.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muniment.verify.acts.parts import open_disclosure

from .commands import Person, file, found_vault, run, second_operator
from .test_one_school import GIVEN, head_of, verified, whole

TEXT = "I saw it from the window. Two buses came before dawn, and they took the men away."
PASSAGE = "Two buses came before dawn, and they took the men away."


class Case:
    """One account from a person, one public note, a claim in each, and what is secret about the first."""

    SECRETS = ("Mirela", "the tall nurse", "person-", "has a red door", "she called again", "account of Mirela")

    def __init__(self, folder: Path) -> None:
        self.op = found_vault(folder)
        self.second = second_operator(self.op, folder / "home-of-op-2")
        self.person = self.op("persons", "add", "--json").ok().json[0]["person"]
        told = {"consent": "un-inquiry", "source": "Mirela", "obtained_by": "op-1"}
        self.account = self.op.add(file(folder, "in/account of Mirela.txt", TEXT), basis="person", **told)[0]
        self.note = self.op.add(file(folder, "in/note.txt", "A note: two buses came to the mill."))[0]
        self.op("read").ok()
        said = ("--asserter", "Mirela", "--speaker", "the tall nurse", "--note", "has a red door", "--basis", "saw")
        self.claim = self._claim(self.account, PASSAGE, *said, "--code", "detention", "--victim", "the men")
        self.coded = self._claim(
            self.note, "two buses came to the mill", "--code", "detention", "--victim", self.person
        )
        told_of = ("--name", "The mill", "--reason", "she called again", "--json")
        both = (self.claim, self.coded)
        self.incident = self.op("incidents", "confirm", *both, *told_of).ok().json[0]["incident"]
        self.judgement = self._judged()

    def _claim(self, item: str, passage: str, *more: str) -> str:
        label: str = self.op("claims", "add", item, "--passage", passage, *more, "--json").ok().json[0]["claim"]
        return label

    def _judged(self) -> str:
        of = ("--proposition", "happened", "--outcome", "met", "--standard", "reasonable-grounds", "--read-in", "en")
        why = ("--for", f"{self.claim}: the tall nurse is right", "--reasons", "Mirela stood near", "--json")
        label: str = self.op("judge", self.incident, *of, *why).ok().json[0]["judgement"]
        self.second("review", label, "--agree", "--reasons", "I know Mirela", "--read-in", "en").ok()
        return label

    def made(self, *records: str, who: Person | None = None) -> str:
        named = ("--name", "Dossier", "--purpose", "one night", "--left-out", "short", "--json")
        label: str = (who or self.op)("dossier", "make", *records, *named).ok().json[0]["dossier"]
        return label

    def package(self, out: str, *records: str, more: tuple[str, ...] = ()) -> Path:
        folder = self.op.vault.parent / out
        self.op("disclose", folder, "--dossier", self.made(*records), *GIVEN, *more).ok()
        return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("mill"))


def test_nobody_is_named(case: Case) -> None:
    package = case.package("all", case.judgement, case.incident)
    assert verified(package).returncode == 0
    read = whole(package)
    for secret in case.SECRETS:
        assert secret.encode() not in read, secret
    assert PASSAGE.encode() in read
    report = (package / "data/report.html").read_text("utf-8")
    assert "withheld</span>: 1 record" in report
    assert "Withheld here: asserter, chain, note." in report


def test_it_is_shown_where_somebody_asks(case: Case) -> None:
    read = whole(case.package("asked", case.incident, more=("--show", "acts", "--show", "chain")))
    assert b"the tall nurse" in read
    assert case.person.encode() in read
    assert b"has a red door" not in read


def test_a_judgement_alone_shows_no_file(case: Case) -> None:
    package = case.package("alone", case.judgement)
    answer = verified(package)
    assert answer.returncode == 0, answer.stdout
    assert not (package / "data/items").exists()
    assert "2 linked claims in 2 items are left out" in head_of(package)["left_out"]["said"]


def test_the_consent_of_the_giver_holds_for_claims_too(case: Case) -> None:
    out = case.op.vault.parent / "press"
    dossier = case.made(case.claim)
    answer = case.op("disclose", out, "--dossier", dossier, "--to", "Post", "--purpose", "press", "--json")
    assert answer.exit_code == 4
    assert ("consent", case.account) in {(one["rule"], one["item"]) for one in answer.json[0]["refused"]}
    assert not out.exists()


def test_what_a_program_suggested_says_so(case: Case) -> None:
    marks = case.op("claims", "suggest", case.account, "--json").ok().json
    if not marks:
        pytest.skip("nothing is suggested in this text")
    taken = case.op("claims", "take", marks[0]["suggestion"], "--json").ok().json[0]["claim"]
    package = case.package("began", taken)
    assert "a suggestion of the program rules/" in (package / "data/report.html").read_text("utf-8")


def test_an_erased_claim_is_gone_from_the_dossier_and_stops_it(tmp_path: Path) -> None:
    case = Case(tmp_path)
    dossier = case.made(case.claim, case.coded)
    entry = str(case.op("erase", case.account, "--ground", "she asked", "--json").ok().json[0]["act"])
    case.second("erase", "--confirm", entry).ok()
    shown = case.op("dossier", "show", dossier, "--json").ok().json[0]
    assert shown["gone"] == [case.claim]
    assert "was withdrawn or erased since; take it out" in case.op("dossier", "show", dossier).ok().out
    out = case.op.vault.parent / "erased"
    answer = case.op("disclose", out, "--dossier", dossier, *GIVEN)
    assert (answer.exit_code, "«withdrawn»" in answer.err) == (4, True)
    case.op("dossier", "remove", dossier, case.claim, "--reason", "erased").ok()
    case.op("disclose", out, "--dossier", dossier, *GIVEN).ok()
    assert verified(out).returncode == 0
    case.op("verify").ok()


def test_a_branch_takes_it_along_and_asks_for_the_review_anew(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.made(case.judgement, case.incident)
    case.op("copy", tmp_path / "copy").ok()
    home = tmp_path / "home-of-op-9"
    branched = ("branch", "--reason", "the other folder is lost", "--as", "op-9", "--vault", tmp_path / "copy")
    run(*branched, home=home, cwd=tmp_path).ok()
    other = Person(home, tmp_path / "copy")
    dossier = other("dossier", "list", "--json").ok().json[0]["dossier"]
    shown = other("dossier", "show", dossier, "--json").ok().json[0]
    assert shown["gone"] == []
    assert [entry["record"].partition("-")[0] for entry in shown["entries"]] == ["judgement", "incident"]
    answer = other("disclose", tmp_path / "p", "--dossier", dossier, *GIVEN)
    assert answer.exit_code == 4
    assert "«judge-people»" in answer.err


def test_earlier_versions_show_only_that_they_are_there(case: Case) -> None:
    dossier = case.made(case.claim)
    case.op("dossier", "annotate", dossier, case.claim, "--note", "read first", "--reason", "she called again").ok()
    out = case.op.vault.parent / "versions"
    case.op("disclose", out, "--dossier", dossier, *GIVEN).ok()
    act = dossier.partition("-")[2].partition(".")[0]
    (part,) = json.loads((out / f"data/disclosures/{act}.json").read_bytes())["parts"]
    assert [open_disclosure(text)[0] for text in part["shown"]] == []
    assert b"she called again" not in whole(out)
    assert verified(out).returncode == 0
