"""Other people's validators accept our packages, and refuse them once they are broken.

Every program runs for real, in its own process and offline. Where one accepts a package, a test
beside it breaks the package, so that a validator that checks nothing would be seen.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from . import offline
from .samples import AWKWARD, package


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("awkward")
    package(root)
    return root


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("large")
    package(root, 300)
    return root


@pytest.fixture(scope="module", params=["awkward", "large"])
def root(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_bagit(root: Path) -> None:
    result = offline.bagit(root)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum(root: Path, manifest: str) -> None:
    result = offline.sha256sum(root, manifest)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_rocrate(root: Path, tmp_path: Path) -> None:
    result = offline.rocrate(root, tmp_path / "cache")
    assert result.returncode == 0, result.stdout + result.stderr


def test_case(awkward: Path) -> None:
    result = offline.case_validate(awkward)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Results" not in result.stdout
    assert "Warning" not in result.stderr


@pytest.mark.soak
def test_case_of_three_hundred(large: Path) -> None:
    assert offline.case_validate(large).returncode == 0


def test_bagit_and_sha256sum_see_one_changed_byte(tmp_path: Path) -> None:
    shown = package(tmp_path, 3)
    path = tmp_path / shown[1].path
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert offline.bagit(tmp_path).returncode == 1
    assert "FAILED" in offline.sha256sum(tmp_path, "manifest-sha256.txt").stdout


def test_bagit_sees_a_file_too_many(tmp_path: Path) -> None:
    package(tmp_path, 3)
    (tmp_path / "data/items/A0001/more.txt").write_bytes(b"")
    assert offline.bagit(tmp_path).returncode == 1


def test_rocrate_sees_a_missing_file_and_an_unknown_term(tmp_path: Path) -> None:
    shown = package(tmp_path, 3)
    (tmp_path / shown[0].path).unlink()
    assert "does not include the Data Entity" in offline.rocrate(tmp_path, tmp_path / "cache").stdout
    (tmp_path / shown[0].path).write_bytes(b"")
    crate = tmp_path / "data/ro-crate-metadata.json"
    crate.write_text(crate.read_text().replace('"encodingFormat"', '"kindOfThing"'))
    assert "kindOfThing" in offline.rocrate(tmp_path, tmp_path / "cache").stdout


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"uco-types:hashMethod": "SHA256"', '"uco-types:hashMethod": "sha-256"'),
        ('"xsd:hexBinary"', '"xsd:string"'),
        ('"uco-observable:fileName"', '"uco-observable:nameOfFile"'),
    ],
)
def test_case_sees_what_is_not_of_its_ontology(tmp_path: Path, said: str, instead: str) -> None:
    package(tmp_path, 1)
    graph = tmp_path / "data/case/case.jsonld"
    before = graph.read_text()
    assert said in before
    graph.write_text(before.replace(said, instead))
    assert offline.case_validate(tmp_path).returncode == 1


def test_every_awkward_file_is_in_the_package(awkward: Path) -> None:
    assert len(list((awkward / "data/items").rglob("*.*"))) <= len(AWKWARD)
    assert sum(path.is_file() for path in (awkward / "data/items").rglob("*")) == len(AWKWARD)


def test_crate_and_case_name_the_same_hashes_as_the_manifest(awkward: Path) -> None:
    manifest = (awkward / "manifest-sha256.txt").read_text().splitlines()
    hashes = {line[66:]: line[:64] for line in manifest if line[66:].startswith("data/items/")}
    crate = json.loads((awkward / "data/ro-crate-metadata.json").read_text())["@graph"]
    assert hashes == {f"data/{n['@id']}": n["sha256"] for n in crate if n["@id"].startswith("items/")}
    case = json.loads((awkward / "data/case/case.jsonld").read_text())["@graph"]
    named = {n["uco-types:hashValue"]["@value"].lower() for n in case if n["@type"] == "uco-types:Hash"}
    assert named == set(hashes.values())
