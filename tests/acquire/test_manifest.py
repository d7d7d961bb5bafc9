"""Intake manifests as people make them: spreadsheets of every dialect, rows that are wrong, files left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.acquire import ManifestError, Summary, read_manifest

from .intakes import Desk, why


@pytest.fixture
def folder(files: Path) -> Path:
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (files / name).parent.mkdir(exist_ok=True)
        (files / name).write_text(f"statement {name}")
    return files


def manifest(folder: Path, text: str | bytes, name: str = "manifest.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_each_row_with_its_own_details(desk: Desk, folder: Path) -> None:
    text = (
        "file,source,obtained,name,restrictions\n"
        "a.txt,source-1,2031-03,The first,never\n"
        "b.txt,source-2,,,\n"
        '"sub/c.txt","source-3","2031-03-14","One, two","not-for: press"\n'
    )
    summary = desk.take_manifest(manifest(folder, text), source="source-0", basis="public")
    assert (summary.by_status["added"], summary.failed) == (3, [])
    rows = desk.rows()
    assert rows["a.txt"] | {"modified": ""} == {
        "path": "a.txt",
        "name": "The first",
        "source": "source-1",
        "basis": "public",
        "obtained": "2031-03",
        "restrictions": [{"rule": "never"}],
        "modified": "",
    }
    assert (rows["b.txt"]["name"], rows["b.txt"]["source"]) == ("b.txt", "source-2")
    assert rows["sub/c.txt"]["name"] == "One, two"
    assert "manifest.csv" not in desk.contents()
    size = desk.size
    assert desk.take_manifest(folder / "manifest.csv", source="source-0", basis="public").unchanged == 3
    assert desk.size == size


def test_what_is_told_for_all_holds_where_a_row_is_silent(desk: Desk, folder: Path) -> None:
    desk.take_manifest(manifest(folder, "file,source\na.txt,\nb.txt,source-2\n"), source="source-0")
    assert {path: row["source"] for path, row in desk.rows().items()} == {"a.txt": "source-0", "b.txt": "source-2"}


DIALECTS = {
    "comma": b"file,note\na.txt,x\n",
    "semicolon": b"file;note\na.txt;x\n",
    "tab": b"file\tnote\na.txt\tx\n",
    "byte order mark": b"\xef\xbb\xbffile,note\na.txt,x\n",
    "mark and semicolon": b"\xef\xbb\xbffile;note\r\na.txt;x\r\n",
    "quoted": b'"file","note"\n"a.txt","x"\n',
    "no end of line": b"file,note\na.txt,x",
    "capitals and spaces": b" File , NOTE \na.txt,x\n",
    "other order": b"note,file\nx,a.txt\n",
    "returns": b"file,note\r\na.txt,x\r\n",
    "spaces around": b"file,note\n a.txt , x \n",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect(desk: Desk, folder: Path, dialect: str) -> None:
    summary = desk.take_manifest(manifest(folder, DIALECTS[dialect]))
    assert summary.by_status["added"] == 1, summary
    assert desk.rows()["a.txt"]["note"] == "x"


def test_cells_over_several_lines(desk: Desk, folder: Path) -> None:
    desk.take_manifest(manifest(folder, 'file,note\na.txt,"one\ntwo, ""three"""\nb.txt,"Дорін; دورين"\n'))
    rows = desk.rows()
    assert rows["a.txt"]["note"] == 'one\ntwo, "three"'
    assert rows["b.txt"]["note"] == "Дорін; دورين"


UNUSABLE = {
    "no such column": (b"file,colour\na.txt,red\n", r"columns it does not know \(colour\).*Known columns: file,"),
    "no file column": (b"note\nx\n", "no column «file»"),
    "empty": (b"", "no column «file»"),
    "not UTF-8": (b"file,note\na.txt,caf\xe9\n", "cannot be read"),
    "utf-16": ("file,note\na.txt,x\n".encode("utf-16"), "cannot be read"),
    "quote left open": (b'file,note\na.txt,"x\n', "cannot be read"),
    "quote in the middle": (b'file,note\na.txt,"x"y\n', "cannot be read"),
    "a column twice": (b"file,note,note\na.txt,x,y\n", "twice"),
    "a column without a name": (b"file,,note\na.txt,x,y\n", "columns it does not know"),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_no_manifest(folder: Path, kind: str) -> None:
    text, words = UNUSABLE[kind]
    with pytest.raises(ManifestError, match=words):
        read_manifest(manifest(folder, text))


def test_a_manifest_that_is_not_there(folder: Path) -> None:
    for path in (folder / "none.csv", folder):
        with pytest.raises(ManifestError, match="cannot be read"):
            read_manifest(path)


def take(desk: Desk, folder: Path, rows: str) -> Summary:
    return desk.take_manifest(manifest(folder, f"file,basis,obtained\n{rows}"))


BAD_ROWS = [
    ("gone.txt,public,\n", "gone.txt", "no-such-file: line 2 of the manifest names it, but it is not there"),
    (",public,\n", "line 2", "line 2 of the manifest names no file"),
    ("sub,public,\n", "sub", "line 2 of the manifest names a folder, not a file"),
    ("b.txt,rumour,\n", "b.txt", "line 2 of the manifest: basis is 'rumour'"),
    ("b.txt,,March\n", "b.txt", "line 2 of the manifest: obtained is 'March'"),
    ("b.txt\n", "b.txt", "line 2 of the manifest has another number of cells than its head"),
    ("b.txt,public,2031,more\n", "b.txt", "line 2 of the manifest has another number of cells"),
    ("nul\0.txt,public,\n", "nul\0.txt", "no-such-file"),
    (f"{'x' * 5000},public,\n", "x" * 5000, "no-such-file"),
]


@pytest.mark.parametrize(("row", "path", "words"), BAD_ROWS)
def test_one_wrong_row_stops_no_other(desk: Desk, folder: Path, row: str, path: str, words: str) -> None:
    summary = take(desk, folder, f"{row}a.txt,public,2031\n")
    assert words in why(summary)[path]
    assert "a.txt" in desk.contents()
    assert desk.rows()["a.txt"]["obtained"] == "2031"
    assert desk.ok()


def test_files_beside_it_that_no_row_names(desk: Desk, folder: Path) -> None:
    summary = take(desk, folder, "a.txt,public,\n./sub/../b.txt,,\n")
    assert why(summary) == {"sub/c.txt": "not-in-manifest: no row of the manifest names it; not taken"}
    assert summary.by_status["added"] == 2


def test_the_same_file_in_two_rows(desk: Desk, folder: Path) -> None:
    """Given twice, with different details: two acquisitions of one item."""
    summary = take(desk, folder, "a.txt,public,2031\na.txt,person,2032\na.txt,public,2031\n")
    assert summary.by_status["known"] == 2
    with desk.open() as ledger:
        assert [item.acquisitions for item in ledger.catalogue.items()] == [2]
    assert desk.ok()
