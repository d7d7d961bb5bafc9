"""What is said: four axes, never one word for all, and nothing that was not checked."""

from __future__ import annotations

import json

from muniment.verify.main import plain
from muniment.verify.report import SHOWN, Gone, Report, erasure_line

ERASURE = {"act": 8, "by": ["op-1", "op-2"], "at": "2031-04-02T10:00:00Z", "ground": "consent", "what": ["5.0", "6.0"]}


def test_an_unread_report_claims_nothing() -> None:
    report = Report("vault")
    for sentence in (report.identity, report.completeness):
        assert sentence.startswith("unknown")
    assert report.time == "no time proven"


def test_a_good_one() -> None:
    report = Report("package", identity="i", time="t", completeness="c", fingerprint="f")
    report.checked["files"] += 1234
    assert report.ok
    assert report.as_text().split("\n") == [
        "intact        yes: every byte checked is what was signed",
        "identity      i",
        "time          t",
        "completeness  c",
        "checked       1,234 files",
    ]


def test_a_bad_one_names_everything() -> None:
    report = Report("vault")
    report.fail("tile", "log/tile/0/000", "does not fit entry 3")
    report.miss("the parts of entry 4", "no pack holds them")
    report.withheld += [Gone(f"acquire-1.{n}", "up to 3 of its fields are not shown") for n in range(SHOWN + 5)]
    report.erased.append(ERASURE)
    report.notes.append("a note")
    assert not report.ok
    assert report.intact == "NO: 1 thing fails, 1 missing"
    text = report.as_text()
    for line in (
        "  FAILS       tile log/tile/0/000: does not fit entry 3",
        "  MISSING     the parts of entry 4: no pack holds them",
        "  withheld    … and 5 more (see --json)",
        f"  erased      {erasure_line(ERASURE)}",
        "  note        a note",
    ):
        assert line in text.split("\n")


def test_what_is_erased_withheld_or_noted_is_no_failure() -> None:
    report = Report("vault", erased=[ERASURE], withheld=[Gone("a", "b")], notes=["n"])
    assert report.ok


def test_what_is_missing_is_a_failure() -> None:
    report = Report("vault")
    report.miss("a", "b")
    assert not report.ok


def test_json_has_every_axis_and_every_list() -> None:
    report = Report("package", fingerprint="f")
    report.fail("a", "b", "c")
    report.erased.append(ERASURE)
    value = json.loads(json.dumps(report.as_json()))
    assert list(value) == [
        *("ok", "kind", "fingerprint", "verdict", "checked", "fails", "missing", "withheld", "erased", "notes")
    ]
    assert set(value["verdict"]) == {"intact", "identity", "time", "completeness"}
    assert value["fails"] == [{"what": "a", "where": "b", "why": "c"}]
    assert value["ok"] is False


def test_no_sentence_says_that_something_is_true_or_authentic() -> None:
    """Promise 2: what is proven, and never that the content is true."""
    report = Report("vault", erased=[ERASURE])
    words = report.as_text().lower()
    assert not [word for word in ("true", "authentic", "genuine", "valid", "trustworthy") if word in words]


def test_hostile_names_do_not_act_on_a_terminal() -> None:
    report = Report("package")
    report.fail("file", "a\x1b[2J\u202etxt.exe\x07\udcff", "line\rback")
    shown = plain(report.as_text())
    assert not [c for c in shown if c != "\n" and not c.isprintable()]
    assert "<U+202E>" in shown
    assert "<U+001B>" in shown
    shown.encode()
    json.dumps(report.as_json(), ensure_ascii=True).encode()
