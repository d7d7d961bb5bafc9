"""Documents hold together: links lead somewhere, files are those of a real package, words are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from muniment.verify.acts.act import KINDS

from .documents import DOCS, REPOSITORY, SPEC, every, text_of
from .scenario import Scenario

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
LIMIT = 100_000
"""Bytes of the specification: it travels in every package."""
NOT_OURS = re.compile(r"\b(?:TODO|FIXME|XXX|lorem)\b", re.I)


@pytest.mark.parametrize("path", every(), ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_relative_links_resolve(path: Path) -> None:
    for target in LINK.findall(text_of(path)):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.partition("#")[0]).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("path", every(), ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_words_are_ours(path: Path) -> None:
    assert not NOT_OURS.findall(text_of(path))


def test_every_document_is_in_the_index() -> None:
    index = text_of(DOCS / "README.md")
    linked = {(DOCS / target).resolve() for target in LINK.findall(index)}
    documents = {path.resolve() for path in DOCS.rglob("*.md")} - {(DOCS / "README.md").resolve()}
    spec_and_decisions = {path for path in documents if path.parent.name == "spec"}
    assert documents - linked - spec_and_decisions == set()
    specified = {(SPEC / target).resolve() for target in LINK.findall(text_of(SPEC / "README.md"))}
    assert spec_and_decisions - specified - {(SPEC / "README.md").resolve()} == set()


def test_the_specification_is_small_enough_to_travel() -> None:
    assert sum(path.stat().st_size for path in SPEC.glob("*.md")) < LIMIT


def test_every_kind_of_act_is_specified() -> None:
    said = set(re.findall(r"`([a-z-]+)`", text_of(SPEC / "acts.md")))
    assert KINDS - said == set()


def _patterns() -> list[str]:
    """The paths of the table of files in the specification of packages, as patterns."""
    rows = re.findall(r"^\| `([^`]+)` \|", text_of(SPEC / "package.md"), flags=re.MULTILINE)
    return [re.escape(row).replace("\\<", "<").replace("\\>", ">") for row in rows]


def test_files_of_a_package_are_those_specified(scene: Scenario) -> None:
    package = scene.folder / "package"
    both = (package, scene.folder / "package-of-dossier")
    files = {path.relative_to(root).as_posix() for root in both for path in root.rglob("*") if path.is_file()}
    patterns = [re.compile(re.sub(r"<\w+>", r"[\\w.-]+", pattern) + r"\Z") for pattern in _patterns()]
    assert {name for name in files if not any(pattern.match(name) for pattern in patterns)} == set()
    unmet = [p.pattern for p in patterns if not any(p.match(name) for name in files)]
    # The scenario has no stamp, and nobody asked for a proof from an earlier size.
    assert all("timestamps" in pattern or "consistency" in pattern for pattern in unmet), unmet
    assert (package / "data" / "spec" / "README.md").read_bytes() == (SPEC / "README.md").read_bytes()


def test_fields_of_acts_are_specified(scene: Scenario) -> None:
    """Every field of every part in the scenario's vaults stands in the specification of acts."""
    from muniment.verify.acts.parts import read_parts
    from muniment.verify.vault.packs import PARTS, Frame, frames

    said = set(re.findall(r"`(\w+)`", text_of(SPEC / "acts.md") + text_of(SPEC / "authority.md"))) | {"name"}
    names: set[str] = set()
    for path in scene.folder.glob("*/packs/0*"):
        pack = memoryview(path.read_bytes())
        for frame in frames(pack):
            if isinstance(frame, Frame) and frame.kind == PARTS:
                for part in read_parts(bytes(pack[frame.offset : frame.end])):
                    names |= part.fields().keys()
    assert len(names) > 30
    assert names - said == set()
