"""Scene: a package refused for one purpose and made for another; every rule by which one is refused.

A refusal names rule and item, has exit code 4, and leaves neither a file nor an entry behind.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

from .commands import Person, Result, file, found_vault

TOMORROW = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)).strftime("%Y-%m-%d")
YESTERDAY = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)).strftime("%Y-%m-%d")
THIS_YEAR = datetime.datetime.now(datetime.UTC).strftime("%Y")


@pytest.fixture(scope="module")
def op(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return found_vault(tmp_path_factory.mktemp("handing-over"))


_COUNT = iter(range(10_000))


def bring(op: Person, basis: str = "public", **told: str) -> str:
    """A new item with these details."""
    number = next(_COUNT)
    return op.add(file(op.vault.parent / f"in-{number}", f"note-{number}.txt", f"Note {number}"), basis=basis, **told)[
        0
    ]


def disclose(op: Person, *items: str, purpose: str = "press", out: str = "package") -> Result:
    chosen = [text for item in items for text in ("--item", item)]
    return op("disclose", op.vault.parent / out, *chosen, "--to", "Radio Osmel", "--purpose", purpose, "--json")


def state(op: Person) -> tuple[list[str], bytes]:
    """All that a refusal must not change: what lies around the vault, and the log's checkpoint."""
    return sorted(path.name for path in op.vault.parent.iterdir()), (op.vault / "log/checkpoint").read_bytes()


def refused(op: Person, item: str, rule: str, purpose: str = "press") -> None:
    before = state(op)
    answer = disclose(op, item, purpose=purpose)
    assert answer.exit_code == 4
    assert (rule, item) in {(one["rule"], one["item"]) for one in answer.json[0]["refused"]}
    assert f"«{rule}»" in answer.err
    assert item in answer.err
    assert state(op) == before


def allowed(op: Person, item: str, purpose: str = "press") -> None:
    out = f"allowed-{next(_COUNT)}"
    disclose(op, item, purpose=purpose, out=out).ok()
    op("verify", op.vault.parent / out).ok()


def test_refused_for_the_press_and_made_for_the_inquiry(op: Person) -> None:
    public = bring(op)
    person = bring(op, "person", consent="un-inquiry; court until 2099-12-31", obtained_by="person-9")
    before = state(op)
    answer = disclose(op, public, person, purpose="press")
    assert answer.exit_code == 4
    assert "«consent»" in answer.err
    assert person in answer.err
    assert "not press" in answer.err
    assert state(op) == before
    made = disclose(op, public, person, purpose="UN-Inquiry", out="inquiry").ok().json[0]
    assert (made["items"], made["purpose"], made["to"]) == (2, "un-inquiry", "Radio Osmel")
    folder = Path(made["folder"])
    assert Path(made["zip"]).is_file()
    for package in (folder, Path(made["zip"])):
        report = op("verify", package, "--trust", made["fingerprint"], "--json").ok().json[0]
        assert (report["ok"], report["kind"], report["checked"]["items"]) == (True, "package", 2)
    newest = op("log", "--limit", "1000", "--json").ok().json[-1]
    assert (newest["index"], newest["act"]) == (made["act"], "disclose")


def test_what_comes_from_a_person_shows_neither_name_nor_giver(op: Person) -> None:
    told = {"obtained_by": "person-31", "source": "Mirela of Tamsil", "consent": "press", "note": "has a red door"}
    folder = op.vault.parent / "who is she"
    source = file(folder, "letter of Mirela.txt", "It was on Tuesday.")
    item = op.add(source, basis="person", reference="shelf 9", tool="camera 77", **told)[0]
    disclose(op, item, out="from-a-person").ok()
    package = b"".join(p.read_bytes() for p in (op.vault.parent / "from-a-person").rglob("*") if p.is_file())
    for secret in ("Mirela", "person-31", "red door", "who is she", "shelf 9", "camera 77", "letter of"):
        assert secret.encode() not in package
    assert b"It was on Tuesday." in package


def test_rule_basis_unstated(op: Person) -> None:
    refused(op, bring(op, "unstated"), "basis-unstated")


def test_rule_consent(op: Person) -> None:
    refused(op, bring(op, "person"), "consent")
    refused(op, bring(op, "organisation", consent="court"), "consent")
    item = bring(op, "person", consent="court; Press")
    refused(op, item, "consent", "un-inquiry")
    allowed(op, item)


@pytest.mark.parametrize("until", [YESTERDAY, "2020", "2020-06", "2020/2099", "20XX", f"{THIS_YEAR}-21"])
def test_rule_consent_end(op: Person, until: str) -> None:
    refused(op, bring(op, "person", consent=f"press until {until}"), "consent-end")


@pytest.mark.parametrize("until", [TOMORROW, "2099", THIS_YEAR, f"{TOMORROW[:7]}"])
def test_consent_that_has_not_ended(op: Person, until: str) -> None:
    allowed(op, bring(op, "organisation", consent=f"press until {until}"))


def test_rule_restriction_never(op: Person) -> None:
    refused(op, bring(op, restrictions="never"), "restriction-never")


def test_rule_restriction_not_for(op: Person) -> None:
    item = bring(op, restrictions="not-for: Press; not-for: fundraising")
    refused(op, item, "restriction-not-for")
    refused(op, item, "restriction-not-for", "fundraising")
    allowed(op, item, "court")


def test_rule_restriction_only_for(op: Person) -> None:
    item = bring(op, restrictions="only-for: court; only-for: un-inquiry")
    refused(op, item, "restriction-only-for")
    allowed(op, item, "un-inquiry")


@pytest.mark.parametrize("date", [TOMORROW, "2099", THIS_YEAR, "../2099", "20XX"])
def test_rule_restriction_until(op: Person, date: str) -> None:
    refused(op, bring(op, restrictions=f"until: {date}"), "restriction-until")


@pytest.mark.parametrize("date", [YESTERDAY, "2020", "2020-06"])
def test_restriction_that_is_over(op: Person, date: str) -> None:
    allowed(op, bring(op, restrictions=f"until: {date}"))


def test_a_later_restriction_replaces_what_was_stated(op: Person) -> None:
    item = bring(op, restrictions="not-for: press")
    op("restrict", item, "--lift", "--reason", "she agreed").ok()
    allowed(op, item)
    op("restrict", item, "--rule", "never", "--reason", "she was threatened").ok()
    refused(op, item, "restriction-never", "court")
    op("restrict", item, "--rule", "only-for: court", "--reason", "she agreed again").ok()
    refused(op, item, "restriction-only-for")
    allowed(op, item, "court")


def test_the_second_giver_counts_too(op: Person) -> None:
    same = "The very same bytes, once from a newspaper and once from a witness."
    first = op.add(file(op.vault.parent / "paper", "page.txt", same), basis="public")[0]
    allowed(op, first)
    assert op.add(file(op.vault.parent / "witness", "page.txt", same), basis="person", consent="court") == [first]
    refused(op, first, "consent")


def test_one_forbidden_item_stops_all_of_them(op: Person) -> None:
    bring(op, restrictions="never")
    before = state(op)
    answer = op("disclose", op.vault.parent / "all", "--all", "--to", "X", "--purpose", "court")
    assert answer.exit_code == 4
    assert state(op) == before


def test_every_refusal_of_every_item_is_named(op: Person) -> None:
    unstated, never, fine = bring(op, "unstated"), bring(op, restrictions="never; not-for: press"), bring(op)
    before = state(op)
    answer = disclose(op, unstated, never, fine)
    assert answer.exit_code == 4
    expected = [(unstated, "basis-unstated"), (never, "restriction-never"), (never, "restriction-not-for")]
    assert [(one["item"], one["rule"]) for one in answer.json[0]["refused"]] == expected
    first, *others = answer.err.splitlines()
    assert first == "muniment: Refused for 2 items; nothing was handed over."
    for line, (item, rule) in zip(others, expected, strict=True):
        assert line.startswith(f"  «{rule}»: {item} ")
    assert state(op) == before


@pytest.mark.parametrize("where", ["package", "packs/package", "blobs/../deep/package", "."])
def test_no_package_is_made_in_the_vault(op: Person, where: str) -> None:
    item = bring(op)
    before = (sorted(op.vault.rglob("*")), (op.vault / "log/checkpoint").read_bytes())
    answer = op("disclose", op.vault / where, "--item", item, "--to", "X", "--purpose", "press")
    assert (answer.exit_code, "outside the vault" in answer.err) == (2, True)
    assert (sorted(op.vault.rglob("*")), (op.vault / "log/checkpoint").read_bytes()) == before


def test_what_was_made_is_verified(op: Person) -> None:
    item = bring(op)
    out = op.vault.parent / "checked"
    told = op("disclose", out, "--item", item, "--to", "X", "--purpose", "press").ok().out
    assert "1 item for X (press) is in" in told
    assert "Intact: yes: every byte checked is what was signed." in told


def test_a_package_that_does_not_verify_is_not_kept(op: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that hands out other bytes than it took."""
    from muniment.disclose.packing import Builder

    def build(self: Builder) -> int:
        act = honest(self)
        report = self.root / "data/report.html"
        report.write_bytes(report.read_bytes()[:-1])
        return act

    honest = Builder.build
    monkeypatch.setattr(Builder, "build", build)
    item, before = bring(op), state(op)[0]
    answer = disclose(op, item, out="broken")
    assert (answer.exit_code, answer.out) == (1, "")
    assert "DOES NOT VERIFY" in answer.err
    assert state(op)[0] == before


def test_a_zip_file_that_differs_is_not_kept(op: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from muniment.disclose import packing

    def zip_folder(folder: Path, destination: Path) -> None:
        honest(folder, destination)
        data = bytearray(destination.read_bytes())
        data[len(data) // 2] ^= 1
        destination.write_bytes(data)

    honest = packing.zip_folder
    monkeypatch.setattr(packing, "zip_folder", zip_folder)
    answer = disclose(op, bring(op), out="zip differs")
    assert (answer.exit_code, "DID NOT COME OUT" in answer.err) == (1, True)
    assert not (op.vault.parent / "zip differs.zip").exists()


def test_withheld_is_said_of_what_exists_alone(op: Person) -> None:
    disclose(op, bring(op), out="nothing recorded").ok()
    page = (op.vault.parent / "nothing recorded/data/report.html").read_text()
    assert "Withheld here: path as received." in page
    assert "Not recorded:" in page
    told = op("verify", op.vault.parent / "nothing recorded").ok().out
    assert "What is withheld is as intended" in told


def test_the_package_is_checked_by_a_python_that_has_nothing(op: Person) -> None:
    disclose(op, bring(op), out="for a stranger").ok()
    package = op.vault.parent / "for a stranger"
    answer = subprocess.run(
        [sys.executable, "-I", "-S", package / "data/verify.py", package, "--json"], capture_output=True, check=False
    )
    assert (answer.returncode, json.loads(answer.stdout)["ok"]) == (0, True), answer.stderr
    exhibit = next((package / "data/items").rglob("*.txt"))
    exhibit.write_bytes(exhibit.read_bytes() + b"!")
    answer = subprocess.run(
        [sys.executable, "-I", "-S", package / "data/verify.py", package, "--json"], capture_output=True, check=False
    )
    report = json.loads(answer.stdout)
    assert (answer.returncode, report["ok"]) == (1, False)
    assert exhibit.name in report["fails"][0]["where"]
