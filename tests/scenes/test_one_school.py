"""Scene: one school in an invented country. What four people say of it stands side by side; two people judge; a
dossier that leaves the warning out says so, and nobody can take that out again.

That a reviewer who cannot read the original is refused where the policy asks for one is a scene in `test_judging`.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.verify.acts.parts import open_disclosure
from tests.tampering.tools import edit_json, files, rebag, relist

from .commands import Result, file, found_vault, second_operator

TEXTS = {
    "statement.txt": "We are the parents of Ostrivka. 40 children were killed in our school on 4 May 2031.",
    "army.txt": "The army of Veldra struck a post at Ostrivka on 4 May 2031 and killed 12 fighters.",
    "register.txt": "District hospital, register of 4 May 2031: 23 children were brought in dead from Ostrivka.",
    "radio.txt": "At nine the radio told everybody to leave the school at Ostrivka. It was hit an hour later.",
}
DAY = ("--edtf", "2031-05-04")
DEAD = ("--code", "killing", "--place", "Ostrivka", *DAY)
GIVEN = ("--to", "The inquiry", "--purpose", "un-inquiry")
WHY = "whoever told us of the radio asked us to wait"


class School:
    """The vault with four documents, their claims, one incident, and two judgements that stand."""

    def __init__(self, folder: Path) -> None:
        self.op = found_vault(folder)
        for name, text in TEXTS.items():
            file(folder, f"in/{name}", text)
        self.op("add", folder / "in", "--basis", "public", "--source", "a reader of Ostrivka").ok()
        rows = self.op("items", "--json").ok().json
        self.items = {row["names"][0].partition(".")[0]: row["item"] for row in rows}
        self.claims = {
            "statement": self.claim(
                "statement", "40 children were killed in our school", *DEAD, "--asserter", "the parents of Ostrivka",
                "--count", "40", "--low", "40", "--high", "40", "--unit", "children", "--basis", "told",
            ),
            "army": self.claim(
                "army", "killed 12 fighters", *DEAD, "--asserter", "the army of Veldra", "--perpetrator",
                "the army of Veldra", "--count", "12", "--low", "12", "--high", "12", "--unit", "fighters",
            ),
            "register": self.claim(
                "register", "23 children were brought in dead", *DEAD, "--asserter", "District hospital",
                "--count", "23", "--low", "23", "--high", "23", "--unit", "children", "--basis", "document",
            ),
            "radio": self.claim(
                "radio", "the radio told everybody to leave the school", "--code", "warning", "--place", "Ostrivka",
                *DAY, "--asserter", "a neighbour", "--speaker", "the radio", "--basis", "heard",
            ),
        }  # fmt: skip
        told = ("--name", "The school at Ostrivka", "--reason", "one place, one day", "--json")
        self.incident = self.op("incidents", "confirm", *self.claims.values(), *told).ok().json[0]["incident"]
        self.second = second_operator(self.op, folder / "home-of-op-2")
        self.happened = self._judged("happened", "met", "--for", "statement", "--for", "register", "--against", "army")
        self.party = self._judged("party", "not-enough", "--gap", "nobody saw who fired", "--against", "army")

    def claim(self, item: str, passage: str, *more: str) -> str:
        given = ("claims", "add", self.items[item], "--passage", passage, *more, "--json")
        label: str = self.op(*given).ok().json[0]["claim"]
        return label

    def _judged(self, proposition: str, outcome: str, *more: str) -> str:
        named = [self.claims.get(word, word) for word in more]
        of = ("--proposition", proposition, "--outcome", outcome, "--reasons", "as the register shows", "--json")
        read = ("--standard", "reasonable-grounds", "--read-in", "en")
        label: str = self.op("judge", self.incident, *of, *read, *named).ok().json[0]["judgement"]
        self.second("review", label, "--agree", "--reasons", "I weighed it myself", "--read-in", "en").ok()
        return label

    def make(self, *records: str, why: str = "", name: str = "For the inquiry") -> Result:
        explained = ("--left-out", why) if why else ()
        return self.op("dossier", "make", *records, "--name", name, "--purpose", "one day", *explained, "--json")

    def made(self, *records: str, why: str = "") -> str:
        label: str = self.make(*records, why=why).ok().json[0]["dossier"]
        return label

    def hand_over(self, dossier: str, out: str, *more: str) -> Result:
        return self.op("disclose", self.op.vault.parent / out, "--dossier", dossier, *GIVEN, *more, "--json")

    def package(self, dossier: str, out: str, *more: str) -> Path:
        return Path(self.hand_over(dossier, out, *more).ok().json[0]["folder"])


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    return School(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def without_the_warning(school: School) -> str:
    """A dossier of both judgements and of all that is said, but for the warning."""
    said = [school.claims[name] for name in ("statement", "register", "army")]
    return school.made(school.happened, school.party, *said, why=WHY)


@pytest.fixture(scope="module")
def handed(school: School, without_the_warning: str) -> Path:
    return school.package(without_the_warning, "handed")


@pytest.fixture
def package(handed: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(handed, tmp_path / "package"))


def verified(package: Path) -> subprocess.CompletedProcess[str]:
    """What a stranger sees, with nothing but Python."""
    command = [sys.executable, "-I", str(package / "data/verify.py"), str(package)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=package)


def head_of(package: Path) -> dict[str, Any]:
    """What the disclosure says of itself."""
    parts = json.loads((package / "data/log/disclosure.json").read_bytes())["parts"]
    return dict(open_disclosure(text) for text in next(one for one in parts if one["part"] == 0)["shown"])


def whole(package: Path) -> bytes:
    """Everything that a recipient can read, disclosures decoded."""
    found = b""
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".md"):
            found += path.read_bytes()
    for path in sorted((package / "data/disclosures").glob("*.json")):
        for part in json.loads(path.read_bytes())["parts"]:
            found += json.dumps([open_disclosure(text) for text in part["shown"]]).encode()
    return found


def refused(result: Result, rule: str) -> None:
    assert result.exit_code == 4, (result.out, result.err)
    assert f"«{rule}»" in result.err


def test_they_stand_side_by_side(school: School) -> None:
    shown = school.op("incidents", "show", school.incident, "--json").ok().json[0]
    rows = [(row["speaker"], row["code"], row["count"], row["unit"]) for row in shown["said"]]
    assert rows == [
        ("the parents of Ostrivka", "killing", "40", "children"),
        ("the army of Veldra", "killing", "12", "fighters"),
        ("District hospital", "killing", "23", "children"),
        ("the radio", "warning", "", ""),
    ]


def test_it_happened_is_met_and_which_party_is_not(school: School) -> None:
    rows = school.op("review", "--all", "--incident", school.incident, "--json").ok().json
    assert [(row["proposition"], row["outcome"], row["status"], row["people"]) for row in rows] == [
        ("happened", "met", "stands", ["op-1", "op-2"]),
        ("party", "not-enough", "stands", ["op-1", "op-2"]),
    ]


def test_leaving_the_warning_out_is_refused_until_somebody_says_why(school: School) -> None:
    said = [school.claims[name] for name in ("statement", "register", "army")]
    size = school.op.size()
    answer = school.make(school.happened, *said)
    refused(answer, "left-out-unexplained")
    assert f"{school.claims['radio']} (it speaks of a circumstance (Warning))" in answer.err
    assert school.op.size() == size
    school.make(school.happened, *said, school.claims["radio"]).ok()


def test_what_is_left_out_is_listed_with_its_reasons(school: School) -> None:
    label = school.made(school.claims["statement"], why="only the parents")
    linked = school.op("dossier", "show", label, "--json").ok().json[0]["linked"]
    assert {one["record"]: [why["kind"] for why in one["contrary"]] for one in linked} == {
        school.claims["army"]: [],
        school.claims["register"]: ["count"],
        school.claims["radio"]: ["circumstance"],
    }
    shown = school.op("dossier", "show", label).ok().out
    assert f"contrary: it gives another number than {school.claims['statement']} (Killing)" in shown


def test_the_dossier_that_omits_the_warning_says_so(handed: Path, without_the_warning: str) -> None:
    entry = without_the_warning.partition("-")[2].partition(".")[0]
    said = (
        "Of the 1 incident shown, 1 linked claim in 1 item is left out; 1 of them bears contrary information: a "
        f"circumstance (Warning). Left out by decision of op-1 (entry {entry}): {WHY}."
    )
    head = head_of(handed)["left_out"]
    assert head["said"] == said
    assert (head["claims"], head["items"], head["contrary"], head["by"]) == (1, 1, 1, "op-1")
    assert said in (handed / "data/report.html").read_text("utf-8")
    answer = verified(handed)
    assert answer.returncode == 0, answer.stdout
    assert said in answer.stdout
    assert "intact        yes" in answer.stdout


def test_nothing_of_what_was_left_out_is_in_the_package(school: School, handed: Path) -> None:
    read = whole(handed)
    for secret in (TEXTS["radio.txt"], "the radio told", "a neighbour", school.claims["radio"], school.items["radio"]):
        assert secret.encode() not in read
    assert b"40 children were killed in our school" in read


def test_claims_and_judgements_are_there_to_read(school: School, handed: Path) -> None:
    table = (handed / "data/claims.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [(row["Annex"], row["Stands in"], row["Said by"]) for row in rows] == [
        ("C0001", "A0001", "the parents of Ostrivka"),
        ("C0002", "A0002", "District hospital"),
        ("C0003", "A0003", "the army of Veldra"),
    ]
    assert "Killing (killing): " in rows[0]["Acts, as said and as resolved"]
    report = (handed / "data/report.html").read_text("utf-8")
    for words in (
        "Claims</h2>", "Judgements</h2>", "that it happened", "not enough information", "nobody saw who fired",
        "op-2 reviewed it and agrees", "Reasonable grounds", "The school at Ostrivka", "40 children were killed",
    ):  # fmt: skip
        assert words in report, words
    assert "Withheld here: reasons." in report
    assert "Withheld here: note" not in report
    for secret in ("as the register shows", "I weighed it myself", "one place, one day"):
        assert secret.encode() not in whole(handed)


def test_reasons_are_shown_where_somebody_asks(school: School, without_the_warning: str) -> None:
    package = school.package(without_the_warning, "with-reasons", "--show", "reasons", "--hide", "gaps")
    assert verified(package).returncode == 0
    read = whole(package)
    assert b"as the register shows" in read
    assert b"I weighed it myself" in read
    assert b"nobody saw who fired" not in read


def test_no_claim_is_known_to_a_package_of_items_alone(school: School) -> None:
    out = school.op.vault.parent / "items-alone"
    school.op("disclose", out, "--item", school.items["statement"], *GIVEN).ok()
    assert "left_out" not in head_of(out)
    assert not (out / "data/claims.csv").exists()


# What others do to the package, with every list and manifest recomputed


def _hide_left_out(package: Path) -> None:
    def hide(value: Any) -> None:
        for part in value["parts"]:
            part["shown"] = [text for text in part["shown"] if open_disclosure(text)[0] != "left_out"]

    edit_json(package / "data/log/disclosure.json", hide)
    rebag(package)


def _other_words(package: Path) -> None:
    report = package / "data/report.html"
    report.write_text(report.read_text("utf-8").replace("1 linked claim in 1 item is", "no linked claim is"), "utf-8")
    relist(package)


def _other_count(package: Path) -> None:
    from muniment.verify.strict import b64url, dumps, from_b64url, loads

    def change(value: Any) -> None:
        for part in value["parts"]:
            for number, text in enumerate(part["shown"]):
                salt, name, said = loads(from_b64url(text))
                if name == "left_out":
                    part["shown"][number] = b64url(dumps([salt, name, {**said, "contrary": 0}]))

    edit_json(package / "data/log/disclosure.json", change)
    rebag(package)


def _no_review(package: Path) -> None:
    for path in (package / "data/acts").glob("*.jws"):
        parts = json.loads((package / f"data/disclosures/{path.stem}.json").read_bytes())["parts"]
        if any("decision" in dict(map(open_disclosure, part["shown"])) for part in parts):
            path.unlink()
            (package / f"data/disclosures/{path.stem}.json").unlink()
            (package / f"data/proofs/{path.stem}.tlog-proof").unlink()
    relist(package)


def _edited_claim(package: Path) -> None:
    from muniment.verify.strict import b64url, dumps, from_b64url, loads

    def change(value: Any) -> None:
        for part in value["parts"]:
            for number, text in enumerate(part["shown"]):
                salt, name, _said = loads(from_b64url(text))
                if name == "polarity":
                    part["shown"][number] = b64url(dumps([salt, name, "denied"]))

    for name in files(package):
        if name.startswith("data/disclosures/"):
            edit_json(package / name, change)
    relist(package)


@pytest.mark.parametrize(
    ("attack", "words"),
    [
        (_hide_left_out, "does not say how much was linked and left out"),
        (_other_words, "is not the list that the disclosure act committed to"),
        (_other_count, "a field is shown that was not signed"),
        (_no_review, "review"),
        (_edited_claim, "a field is shown that was not signed"),
    ],
)
def test_a_tampered_package_fails(package: Path, attack: Callable[[Path], None], words: str) -> None:
    attack(package)
    answer = verified(package)
    assert answer.returncode == 1
    assert words in answer.stdout


# What may not be handed out at all


def test_a_judgement_that_does_not_stand_stops_it(school: School) -> None:
    of = ("--proposition", "harmed", "--outcome", "not-enough", "--standard", "reasonable-grounds")
    more = ("--reasons", "too early", "--read-in", "en", "--json")
    label = school.op("judge", school.incident, *of, *more).ok().json[0]["judgement"]
    dossier = school.made(label, school.incident)
    answer = school.hand_over(dossier, "not-standing")
    refused(answer, "judge-people")
    assert answer.json[0]["refused"][0]["item"] == label
    assert not (school.op.vault.parent / "not-standing").exists()


def test_what_comes_later_has_to_be_explained_anew(school: School) -> None:
    said = [school.claims[name] for name in ("statement", "register", "army")]
    dossier = school.made(*said, why=WHY)
    denied = school.claim("army", "struck a post at Ostrivka", *DEAD, "--polarity", "denied")
    name = ("--name", "The post", "--reason", "one place", "--json")
    more = school.op("incidents", "confirm", denied, school.claims["army"], *name).ok().json[0]["incident"]
    refused(school.hand_over(dossier, "later"), "left-out-unexplained")
    school.op("dossier", "explain", dossier, "--left-out", "it adds nothing").ok()
    package = school.package(dossier, "later")
    assert head_of(package)["left_out"]["incidents"] == 2
    assert "a denial, a circumstance (Warning)" in head_of(package)["left_out"]["said"]
    # What was put together for this test is taken apart: the others are of one incident.
    school.op("incidents", "merge", school.incident, more, "--reason", "one post").ok()
    school.op("claims", "retract", denied, "--reason", "not what it says").ok()


def test_a_withdrawn_claim_stops_it(school: School) -> None:
    label = school.claim("radio", "It was hit an hour later", "--code", "attack-schools")
    dossier = school.made(label, school.claims["statement"], why="short")
    school.op("claims", "retract", label, "--reason", "a mistake").ok()
    refused(school.hand_over(dossier, "withdrawn"), "withdrawn")
    school.op("dossier", "remove", dossier, label, "--reason", "withdrawn").ok()
    school.hand_over(dossier, "not-withdrawn").ok()


def test_every_rule_of_items_holds_for_what_claims_stand_in(school: School) -> None:
    rule = ("--rule", "not-for: press", "--reason", "asked")
    school.op("restrict", school.items["register"], *rule).ok()
    dossier = school.made(school.incident)
    out = school.op.vault.parent / "press"
    refused(
        school.op("disclose", out, "--dossier", dossier, "--to", "Post", "--purpose", "press"), "restriction-not-for"
    )
    assert not out.exists()


def test_rebuild_brings_it_all_back(school: School, without_the_warning: str) -> None:
    asked = (
        ("dossier", "list"), ("dossier", "show", without_the_warning), ("review", "--all"), ("incidents", "list"),
        ("claims", "list"), ("log", "--limit", "1000"),
    )  # fmt: skip
    before = [school.op(*words, "--json").ok().json for words in asked]
    school.op("rebuild").ok()
    assert [school.op(*words, "--json").ok().json for words in asked] == before
    school.op("verify").ok()
