"""Sources, and how readers are found: ours, a stranger's, and broken ones."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from muniment.read.interface import Source, load_registry

OURS = frozenset({"html", "markdown", "pdf", "picture", "text"})


def test_our_readers_come_in_by_entry_point() -> None:
    registry = load_registry()
    assert {reader.name for reader in registry.readers} >= OURS
    assert registry.problems == ()
    for media_type, name in (("text/plain", "text"), ("text/markdown", "markdown"), ("application/pdf", "pdf")):
        reader = registry.for_type(media_type)
        assert reader is not None
        assert reader.name == name
    assert registry.for_type("application/x-unheard-of") is None


def test_loading_readers_loads_nothing_heavy() -> None:
    code = (
        "import sys; from muniment.read.interface import load_registry; load_registry();"
        "heavy = {'numpy', 'lxml', 'trafilatura', 'selectolax', 'markdown_it', 'pypdfium2'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def install(folder: Path, name: str, body: str, entries: str) -> None:
    """A third party's package as pip would leave it: a module and its metadata."""
    (folder / f"{name}.py").write_text(textwrap.dedent(body))
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[muniment.readers]\n{entries}\n")


GOOD = """
    from muniment.model.reading import Reading
    class Mine:
        name, version, media_types = "mine", "3", frozenset({"text/plain", "chemical/x-pdb"})
        def read(self, source):
            return Reading(reader="mine/3", text=source.data.decode())
"""


def test_a_strangers_reader_takes_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "zz_stranger", GOOD, "zz = zz_stranger:Mine")
    monkeypatch.syspath_prepend(tmp_path)
    registry = load_registry()
    for media_type in ("text/plain", "chemical/x-pdb"):
        reader = registry.for_type(media_type)
        assert reader is not None
        assert reader.name == "mine"
    markdown = registry.for_type("text/markdown")
    assert markdown is not None
    assert markdown.name == "markdown"


BROKEN = {
    "raises": ("raise RuntimeError('no licence found')", "raises:Reader", "no licence found"),
    "leaves": ("import sys; sys.exit(1)", "leaves:Reader", "cannot be loaded"),
    "lacks": ("x = 1", "lacks:Reader", "Reader"),
    "shapeless": ("class Reader: name = 'x'", "shapeless:Reader", "it lacks"),
    "loose": (GOOD.replace("frozenset(", "list("), "loose:Mine", "frozenset"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_reader_is_a_named_problem(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body, value, words = BROKEN[name]
    install(tmp_path, name, body, f"{name} = {value}")
    monkeypatch.syspath_prepend(tmp_path)
    registry = load_registry()
    (problem,) = registry.problems
    assert problem.reader == name
    assert words in problem.text
    assert {reader.name for reader in registry.readers} >= OURS


def test_source_gives_the_same_bytes_every_way(tmp_path: Path) -> None:
    path = tmp_path / "item"
    path.write_bytes(b"0123456789" * 1000)
    for source in (Source(media_type="a/b", path=path), Source(media_type="a/b", data=path.read_bytes())):
        assert source.size == 10_000
        assert source.head(4) == b"0123"
        assert bytes(source.mapped()) == source.data == path.read_bytes()
        with source.open() as first, source.open() as second:
            assert first.read(3) == b"012"
            assert second.read(3) == b"012"
            assert first.seek(-2, 2) == 9_998
            assert first.read() == b"89"
        source.close()
        source.close()


def test_an_empty_file_can_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert bytes(Source(media_type="a/b", path=tmp_path / "empty").mapped()) == b""


def test_a_source_needs_bytes() -> None:
    with pytest.raises(ValueError, match="needs data"):
        Source(media_type="a/b")
