"""Scene: time, end to end, with a real time-stamping authority on this machine.

What is owed is told before and after; what no authority answers stays a visible debt; a wrong answer
is refused; and openssl accepts the very files that a package carries.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.tsa import Authority, Fault, openssl

from .commands import Person, file, found_vault


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with Authority(tmp_path_factory.mktemp("authority")) as running:
        yield running


@pytest.fixture
def tsa(authority: Authority) -> Iterator[Authority]:
    """The authority, honest again after the test."""
    yield authority
    authority.fault = None


@pytest.fixture
def op(tmp_path: Path) -> Person:
    person = found_vault(tmp_path)
    person.add(file(tmp_path, "in/note.txt", "The bridge at Ruvend was mined."))
    return person


def name_authorities(op: Person, *urls: str) -> None:
    """Write them into muniment.toml, as a person would with an editor."""
    path = op.vault / "muniment.toml"
    before = path.read_text()
    assert "authorities = []" in before
    path.write_text(before.replace("authorities = []", f"authorities = {json.dumps(list(urls))}"))


def owed(op: Person) -> int:
    count: int = op("status", "--json").ok().json[0]["stamps"]["owed"]
    return count


def test_the_authorities_that_the_vault_names_are_asked(op: Person, tsa: Authority) -> None:
    name_authorities(op, tsa.url)
    assert owed(op) == 2
    assert any(line.startswith("stamps       no stamp yet") and "2 entries" in line for line in op("status").ok().lines)
    answer, last = op("stamp", "--json").ok().json
    assert (answer["authority"], answer["entries"], answer["problem"]) == (tsa.url, 2, "")
    stamped = datetime.strptime(answer["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - stamped).total_seconds()) < 120
    assert last == {"summary": {"stamps": 1, "owed": 0}}
    assert owed(op) == 0
    assert "stamps       nothing is owed: every entry is under a stamp" in op("status").ok().lines
    op.add(file(op.vault.parent, "in/more.txt", "More."))
    assert owed(op) > 0


def test_one_named_on_the_command_line_is_asked_instead(op: Person, tsa: Authority) -> None:
    name_authorities(op, "http://127.0.0.1:9/nobody")
    told = op("stamp", "--authority", tsa.url).ok()
    assert re.fullmatch(rf"{tsa.url}: the first 2 entries existed before \S+Z\.", told.lines[0])
    assert owed(op) == 0


def test_only_a_hash_leaves_the_house(op: Person, tsa: Authority) -> None:
    before = len(tsa.requests)
    op("stamp", "--authority", tsa.url).ok()
    (sent,) = tsa.requests[before:]
    assert len(sent) < 120
    assert op("status", "--json").json[0]["vault"].encode() not in sent


def test_nobody_named(op: Person) -> None:
    answer = op("stamp")
    assert answer.exit_code == 2
    assert "muniment.toml" in answer.err


def test_nobody_reachable_is_a_visible_debt(op: Person) -> None:
    name_authorities(op, "http://127.0.0.1:9/tsr", "http://127.0.0.1:10/tsr")
    before = op.size()
    answer = op("stamp")
    assert answer.exit_code == 1
    assert all(": no stamp. The authority http://127.0.0.1:" in line for line in answer.lines[:2])
    assert answer.lines[-1].startswith("Owed: 2 entries")
    assert (op.size(), owed(op)) == (before, 2)
    assert op("verify", "--json").ok().json[0]["verdict"]["time"].startswith("no time proven")
    out = op.vault.parent / "package"
    op("disclose", out, "--all", "--to", "X", "--purpose", "court").ok()
    assert "no time proven" in op("verify", out).ok().out


def test_one_of_two_answers(op: Person, tsa: Authority) -> None:
    answer = op("stamp", "--authority", "http://127.0.0.1:9/tsr", "--authority", tsa.url, "--json").ok()
    assert [bool(line["problem"]) for line in answer.json[:-1]] == [True, False]
    assert owed(op) == 0


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("wrong nonce", "nonce"),
        ("wrong hash", "for other bytes"),
        ("rejected", "rejected"),
        ("garbage", "not a time stamp"),
        ("error", "503"),
    ],
)
def test_a_wrong_answer_is_refused(op: Person, tsa: Authority, fault: Fault, word: str) -> None:
    tsa.fault = fault
    before = op.size()
    answer = op("stamp", "--authority", tsa.url, "--json")
    assert (answer.exit_code, answer.json[0]["time"], op.size()) == (1, None, before)
    assert word in answer.json[0]["problem"]
    assert owed(op) == 2


def test_a_slow_one_is_not_waited_for(op: Person, tsa: Authority) -> None:
    tsa.fault = "slow"
    answer = op("stamp", "--authority", tsa.url, "--timeout", "0.5", "--json")
    assert (answer.exit_code, "within 0.5 seconds" in answer.json[0]["problem"]) == (1, True)


def test_verify_brackets_the_time_and_says_whom_it_trusts(op: Person, tsa: Authority) -> None:
    when = op("stamp", "--authority", tsa.url, "--json").ok().json[0]["time"]
    bare = op("verify", "--json").ok().json[0]
    trusted = op("verify", "--anchor", tsa.root_pem, "--json").ok().json[0]
    assert bare["checked"]["stamps"] == trusted["checked"]["stamps"] == 1
    for report, trust in ((bare, "not among those you said you trust"), (trusted, "(trusted; certificate ")):
        assert report["verdict"]["time"].startswith(f"entries 0–1 existed before {when}")
        assert report["verdict"]["time"].endswith(": no time proven")  # the act of stamping itself
        assert trust in report["verdict"]["time"]


def test_an_anchor_of_somebody_else(op: Person, tsa: Authority, tmp_path: Path) -> None:
    op("stamp", "--authority", tsa.url).ok()
    other = Authority(tmp_path / "other", name="Other")
    answer = op("verify", "--anchor", other.root_pem, "--json").ok()
    assert "not among those you said you trust" in answer.json[0]["verdict"]["time"]


@pytest.fixture
def package(op: Person, tsa: Authority) -> Path:
    """Stamped twice, with more brought in between, then handed over."""
    op("stamp", "--authority", tsa.url).ok()
    op.add(file(op.vault.parent, "in/more.txt", "The ferry did not come."))
    op("stamp", "--authority", tsa.url).ok()
    out = op.vault.parent / "package"
    op("disclose", out, "--all", "--to", "Court of Tolvan", "--purpose", "court").ok()
    return out


def test_a_package_carries_its_stamps_and_openssl_accepts_them(package: Path, tsa: Authority) -> None:
    stamps = sorted((package / "data/timestamps").glob("*.tsr"))
    assert len(stamps) == 2
    for stamp in stamps:
        assert stamp.with_suffix(".consistency").is_file()
        checkpoint = stamp.with_suffix(".checkpoint")
        openssl("ts", "-verify", "-data", checkpoint, "-in", stamp, "-CAfile", tsa.root_pem)
        wrong = ("openssl", "ts", "-verify", "-data", package / "bagit.txt", "-in", stamp, "-CAfile", tsa.root_pem)
        assert subprocess.run(wrong, capture_output=True, check=False).returncode != 0


def test_the_verifier_in_the_package_agrees(op: Person, package: Path, tsa: Authority) -> None:
    ours = op("verify", package, "--anchor", tsa.root_pem, "--json").ok().json[0]
    its = _verify_py(package, tsa)
    assert its.pop("ok") is True
    assert {name: value for name, value in ours.items() if name != "ok"} == its
    assert its["checked"]["stamps"] == 2
    assert "(trusted; certificate " in its["verdict"]["time"]


@pytest.mark.parametrize("suffix", [".tsr", ".checkpoint", ".consistency"])
def test_a_tampered_stamp_is_seen(op: Person, package: Path, tsa: Authority, suffix: str) -> None:
    """Also where every manifest was recomputed: the stamps themselves must hold."""
    path = sorted((package / "data/timestamps").glob(f"*{suffix}"))[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    report = op("verify", package, "--json")
    assert report.exit_code == 1
    assert {"stamp", "file"} <= {problem["what"] for problem in report.json[0]["fails"]}
    assert _verify_py(package, tsa)["ok"] is False


def _verify_py(package: Path, tsa: Authority) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", package / "data/verify.py", package, "--anchor", tsa.root_pem, "--json"]
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (0 if answer["ok"] else 1), done.stderr
    return answer
