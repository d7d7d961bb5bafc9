"""Scene: real material of other people, where the shared folder is; skipped, and seen to be, elsewhere.

Everything that is there is kept; what a reader found wrong is named with words; passages are found,
also those that a page break cut; and the package of all of it satisfies programs that are not ours.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.disclose import offline

from .commands import Person, Result, found_vault

SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = (SHARED / "seeds", SHARED / "corpus")
pytestmark = pytest.mark.skipif(not all(map(Path.is_dir, FOLDERS)), reason=f"no shared material in {SHARED}")


@pytest.fixture(scope="module")
def op(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return found_vault(tmp_path_factory.mktemp("real"), "Field office")


@pytest.fixture(scope="module")
def added(op: Person) -> Result:
    return op("add", *FOLDERS, "--source", "Field office", "--basis", "public", "--json")


@pytest.fixture(scope="module")
def package(op: Person, added: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("handed-over") / "package"
    op("disclose", out, "--all", "--to", "Court of Tolvan", "--purpose", "court").ok()
    return out


def digests(folder: Path) -> list[str]:
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file())


def test_every_file_is_kept(op: Person, added: Result) -> None:
    summary = added.json[-1]["summary"]
    real = sorted(digest for folder in FOLDERS for digest in digests(folder))
    assert (summary["files"], summary["failed"], summary["problems"]) == (len(real), 0, [])
    rows = op("items", "--limit", "100000", "--json").ok().json
    assert {row["sha256"] for row in rows} >= set(real)
    inside = summary["read"]["inside"]
    assert inside >= 10  # web archives and mails hold some
    assert sum(row["acquisitions"] for row in rows) == len(real) + inside
    assert not [row["item"] for row in rows if row["read"] in ("failed", "pending")]


def test_what_a_reader_found_wrong_is_named(op: Person, added: Result) -> None:
    findings = added.json[-1]["summary"]["findings"]
    assert added.exit_code == 1
    named = {finding["path"]: finding["finding"] for finding in findings}
    assert "corpus/photos/broken/corrupted.jpg" in named
    assert all(len(words) > 20 for words in named.values())
    for name in ("web/bad.arc", "web/example-bad.warc.gz.bad", "web/example-trunc.warc"):
        assert f"corpus/{name}" in named
    told = op("add", *FOLDERS, "--source", "Field office", "--basis", "public")
    looks = [line for line in told.lines if line.startswith("  look at: ")]
    assert len(looks) == len(findings)
    assert any("corrupted.jpg" in line for line in looks)


def test_the_passage_is_found(op: Person, added: Result) -> None:
    hit = op("search", "forced transfer of children", "--json").ok().json[0]
    assert hit["title"].startswith("1000 Days of Resilience")
    words = "the forced transfer of hundreds of Ukrainian children to Russian families"
    assert words in hit["passage"]["text"]
    shown = op("search", "forced transfer of children").ok()
    assert hit["item"] in shown.lines[0]


@pytest.mark.parametrize(
    ("query", "joined"),
    [
        ('"Benyamin Netanyahu"', "at the United Nations General Assembly in 2023—one that showed Israel"),
        ("Zivilcourage", "a testament that human dignity endures even under siege"),
    ],
)
def test_a_paragraph_that_a_page_break_cut_is_one_passage(op: Person, added: Result, query: str, joined: str) -> None:
    hits = op("search", query, "--json").ok().json
    assert any(joined in hit["passage"]["text"] for hit in hits), [hit["passage"]["text"] for hit in hits]


def test_the_whole_vault_verifies_and_can_be_derived_anew(op: Person, added: Result) -> None:
    before = op("items", "--limit", "100000", "--json").ok().json
    op("rebuild").ok()
    assert op("items", "--limit", "100000", "--json").ok().json == before
    op("verify").ok()


def test_bagit(package: Path) -> None:
    result = offline.bagit(package)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum(package: Path, manifest: str) -> None:
    result = offline.sha256sum(package, manifest)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_rocrate(package: Path, tmp_path: Path) -> None:
    result = offline.rocrate(package, tmp_path / "cache")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.soak
def test_case(package: Path) -> None:
    result = offline.case_validate(package)
    assert result.returncode == 0, result.stdout + result.stderr


def _system_python() -> str | None:
    """A Python of the system, without anything of ours; the verifier needs 3.11."""
    for name in ("/usr/bin/python3", shutil.which("python3") or ""):
        test = "import sys; sys.exit(sys.version_info < (3, 11))"
        if Path(name).exists() and subprocess.run([name, "-c", test], check=False).returncode == 0:
            return name
    return None


def test_a_bare_python_checks_it(op: Person, package: Path) -> None:
    python = _system_python()
    if python is None:
        pytest.skip("no Python 3.11 outside this environment")
    command = [python, "-I", package / "data/verify.py", package, "--json"]
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, check=False, env={"PATH": "/usr/bin:/bin"}
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["ok"], report["checked"]["items"]) == (True, len(list((package / "data/items").iterdir())))
    assert report == op("verify", package, "--json").ok().json[0]


def test_the_files_in_the_package_are_those_that_were_brought(package: Path) -> None:
    assert set(digests(package / "data/items")) >= {digest for folder in FOLDERS for digest in digests(folder)}
