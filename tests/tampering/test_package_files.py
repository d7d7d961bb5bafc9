"""A package whose files were edited by somebody without a key, who recomputes whatever anybody can recompute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from muniment.app.vault import Vault
from muniment.disclose.packing import disclose
from muniment.disclose.selection import Terms
from muniment.preserve.ledger.clock import now
from muniment.verify.asked import Asked
from muniment.verify.main import main, verify
from muniment.verify.package import EARLIER, bagcheck
from muniment.verify.report import Report
from tests.tampering.scene import Scene
from tests.tampering.tools import (
    assert_named,
    check_package,
    edit_json,
    files,
    flip,
    rebag,
    relist,
    said,
    sha256,
)

ITEM = "data/items/A0001/bulletin.txt"
EDITED = [
    ITEM,
    "data/report.html",
    "data/exhibits.csv",
    "data/VERIFY.txt",
    "data/verify.py",
    "data/trust/policy",
    "data/case/case.jsonld",
    "data/ro-crate-metadata.json",
    "data/acts/1.jws",
    "data/authority/4.jws",
    "data/disclosures/1.json",
]
"""One of each kind of what the disclosure commits to."""


@pytest.mark.parametrize("name", [*EDITED, "data/contents.json", "data/log/checkpoint", "bag-info.txt", "bagit.txt"])
def test_a_flipped_byte(package: Path, name: str) -> None:
    flip(package / name, (package / name).stat().st_size // 2)
    assert_named(check_package(package), name, "do not fit the manifest")


@pytest.mark.parametrize("name", EDITED)
def test_a_file_edited_and_every_manifest_recomputed(package: Path, name: str) -> None:
    """`bagit.py --validate` and `sha256sum -c` accept it; the disclosure act does not."""
    _edit(package / name)
    rebag(package)
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=package, check=True)
    words = "not base64url" if "authority" in name else "not those that were handed over"
    assert_named(check_package(package), name, words)


@pytest.mark.parametrize("name", EDITED)
def test_a_file_edited_and_contents_and_manifests_recomputed(package: Path, name: str) -> None:
    _edit(package / name)
    relist(package)
    words = ("data/authority",) if "authority" in name else ("data/contents.json", "not the list that the disclosure")
    assert_named(check_package(package), *words)


def test_report_and_exhibits_edited_and_every_manifest_recomputed(package: Path) -> None:
    for name in ("data/report.html", "data/exhibits.csv"):
        text = (package / name).read_text("utf-8")
        (package / name).write_text(text.replace("2031-04-02", "2030-04-02"), "utf-8")
        assert text != (package / name).read_text("utf-8")
    rebag(package)
    subprocess.run([sys.executable, "-m", "bagit", "--validate", str(package)], check=True, capture_output=True)
    report = check_package(package)
    for name in ("data/report.html", "data/exhibits.csv"):
        assert_named(report, name, "not those that were handed over")


def _edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def test_an_item_replaced_together_with_the_list_of_files(package: Path) -> None:
    (package / ITEM).write_text("Nothing happened in Karvesia.\n", "utf-8")
    relist(package)
    report = check_package(package)
    assert_named(report, "contents", "not the list")
    assert_named(report, "item", ITEM, "not those that were kept as 1.")


def test_two_items_swapped_together_with_the_list_of_files(package: Path) -> None:
    one, two = [package / name for name in files(package) if name.startswith("data/items/")][:2]
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    relist(package)
    assert_named(check_package(package), "item", "not those that were kept")


@pytest.mark.parametrize("recompute", [rebag, relist, None], ids=["rebag", "relist", "as it is"])
def test_a_file_removed(package: Path, recompute: Any) -> None:
    (package / ITEM).unlink()
    if recompute:
        recompute(package)
    words = {None: (ITEM, "is not there"), rebag: (ITEM, "is not in the package"), relist: ("contents", "not the list")}
    assert_named(check_package(package), *words[recompute])


@pytest.mark.parametrize(
    "name",
    [
        "data/items/A0009/added.txt",
        "data/acts/999.jws",
        "data/contents.json.html",
        "data/contents.jsonl",
        "data/log/ANNEX.pdf",
        "data/log/5.consistency.txt",
        "data/proofs/letter.txt",
        "data/proofs/2.tlog-proof",
        "data/timestamps/readme.html",
        "data/timestamps/1.checkpoint",
        "data/authority/charter.txt",
        "README.html",
        "manifest-md5.txt",
        "fetch.txt",
        "metadata/dc.xml",
    ],
)
@pytest.mark.parametrize("recompute", [rebag, None], ids=["rebag", "as it is"])
def test_a_file_added(package: Path, name: str, recompute: Any) -> None:
    """Also where the list of files does not reach: beside the log, the proofs, the stamps, the manifests."""
    (package / name).parent.mkdir(parents=True, exist_ok=True)
    (package / name).write_text("This supersedes what the report says.", "utf-8")
    if recompute:
        recompute(package)
        if "/" in name and not name.startswith("data/"):
            _list_tag(package, name)
    assert_named(check_package(package), name)


def _list_tag(package: Path, name: str) -> None:
    with (package / "tagmanifest-sha256.txt").open("a", encoding="utf-8") as file:
        file.write(f"{sha256(package / name)}  {name}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the inquiry", "the press"),
        ("Purpose: court", "Purpose: press"),
        ("External-Identifier: ", "External-Identifier: x"),
        ("Bag-Software-Agent: muniment", "Bag-Software-Agent: other"),
        ("\nPayload-Oxum", "\nContact-Name: Somebody\nPayload-Oxum"),
        ("\nPayload-Oxum", "\nBagging-Date: 2031-01-01\nPayload-Oxum"),
    ],
)
def test_bag_info_says_something_else(package: Path, old: str, new: str) -> None:
    path = package / "bag-info.txt"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    rebag(package)
    assert_named(check_package(package), "bag-info.txt")


def test_bag_info_gives_another_day(package: Path) -> None:
    """Nobody signs that day; it is said beside the clock that somebody did sign."""
    path = package / "bag-info.txt"
    lines = path.read_text("utf-8").split("\n")
    lines = ["Bagging-Date: 2001-01-01" if line.startswith("Bagging-Date") else line for line in lines]
    path.write_text("\n".join(lines), "utf-8")
    rebag(package)
    assert any("2001-01-01" in note and "clock" in note for note in check_package(package).notes)


def test_a_declaration_of_another_encoding(package: Path) -> None:
    path = package / "bagit.txt"
    path.write_text(path.read_text().replace("UTF-8", "UTF-16"))
    rebag(package)
    assert_named(check_package(package), "bagit.txt", "something else")


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_tag_file_removed(package: Path, name: str) -> None:
    (package / name).unlink()
    if name in ("bagit.txt", "bag-info.txt"):
        tags = package / "tagmanifest-sha256.txt"
        tags.write_text("".join(line for line in tags.read_text().splitlines(True) if name not in line))
    assert_named(check_package(package), name)


@pytest.mark.parametrize("name", [ITEM, "data/log/checkpoint", "data/contents.json", "bag-info.txt", "data/acts/1.jws"])
@pytest.mark.parametrize("target", ["same bytes", "/dev/zero"])
def test_a_link_in_the_place_of_a_file(package: Path, tmp_path: Path, name: str, target: str) -> None:
    """Also where it leads to the very bytes: tomorrow it may lead elsewhere. A device is never read."""
    outside = tmp_path / "outside"
    shutil.copy(package / name, outside)
    (package / name).unlink()
    (package / name).symlink_to(outside if target == "same bytes" else target)
    assert_named(check_package(package), name)


def test_a_link_to_a_folder(package: Path, tmp_path: Path) -> None:
    (package / "data/items/A0001").rename(tmp_path / "elsewhere")
    (package / "data/items/A0001").symlink_to(tmp_path / "elsewhere")
    report = check_package(package)
    assert_named(report, "data/items/A0001", "link")
    assert_named(report, ITEM, "is not there")


def test_a_pipe_in_the_place_of_a_file(package: Path) -> None:
    (package / "data/log/checkpoint").unlink()
    os.mkfifo(package / "data/log/checkpoint")
    assert_named(check_package(package), "data/log/checkpoint")


def _duplicate(contents: Any) -> None:
    contents["files"].append(dict(contents["files"][0]))


def _climb(contents: Any) -> None:
    contents["files"][0]["path"] = "data/../data/VERIFY.txt"


@pytest.mark.parametrize(("change", "words"), [(_duplicate, "twice"), (_climb, "data/../data/VERIFY.txt")])
def test_tricks_with_paths_in_the_list_of_files(package: Path, change: Any, words: str) -> None:
    edit_json(package / "data/contents.json", change)
    rebag(package)
    report = check_package(package)
    assert_named(report, "not the list that the disclosure act committed to")
    assert_named(report, words)


@pytest.mark.parametrize("line", ["x", "0" * 63 + "  data/x", "0" * 64 + " data/x", "0" * 64 + "  data/VERIFY.txt"])
def test_a_malformed_line_in_a_manifest(package: Path, line: str) -> None:
    with (package / "manifest-sha256.txt").open("a") as file:
        file.write(line + "\n")
    assert_named(check_package(package), "manifest-sha256.txt", "malformed")


def test_a_manifest_that_leads_outside(package: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("x")
    with (package / "manifest-sha256.txt").open("a") as file:
        file.write(f"{sha256(tmp_path / 'outside.txt')}  ../outside.txt\n")
    assert_named(check_package(package), "../outside.txt", "is not there")


def test_a_name_that_is_no_text(package: Path) -> None:
    (package / os.fsdecode(b"data/items/\xff\xfe.txt")).write_text("x")
    report = check_package(package)
    assert_named(report, "no manifest lists it")
    from muniment.verify.main import plain

    plain(report.as_text()).encode()


def test_the_zip_of_an_edited_package(package: Path, tmp_path: Path, scene: Scene) -> None:
    from muniment.disclose.zipping import zip_folder

    zip_folder(package, tmp_path / "good.zip")
    assert verify(tmp_path / "good.zip", Asked(trust=scene.fingerprint)).ok
    _edit(package / "data/report.html")
    rebag(package)
    zip_folder(package, tmp_path / "bad.zip")
    assert "data/report.html" in said(verify(tmp_path / "bad.zip", Asked()))


@pytest.mark.parametrize("recompute", [rebag, None], ids=["rebag", "as it is"])
@pytest.mark.parametrize("folder", ["", "data/", "data/items/A0001/", "data/log/"])
@pytest.mark.parametrize(
    ("name", "system"),
    [(".DS_Store", "macOS"), ("__MACOSX/._letter.txt", "macOS"), ("._letter.txt", "macOS"), ("Thumbs.db", "Windows")],
)
def test_what_a_desktop_leaves_is_named_as_such(
    package: Path, folder: str, name: str, system: str, recompute: Any
) -> None:
    """No fraud, and no part of the package: it fails as every added file does, in words of its own, once."""
    path = package / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left over")
    if recompute:
        recompute(package)
    report = check_package(package)
    assert_named(report, f"{folder}{name}", f"no part of the package: {system} leaves such files by itself")
    if recompute is None:
        assert [problem.where for problem in report.fails] == [f"{folder}{name}"]
    path.unlink()
    if recompute:
        recompute(package)
    elif name.startswith("__MACOSX"):
        path.parent.rmdir()
    assert check_package(package).ok


def test_evidence_may_bear_such_a_name(tmp_path: Path) -> None:
    """A preview list of pictures can be what was seized: it is an item like any other."""
    (tmp_path / "Thumbs.db").write_bytes(b"seized with the computer")
    Vault.init(tmp_path / "vault", "Seized", settings=tmp_path / "settings")
    with Vault(tmp_path / "vault", write=True, settings=tmp_path / "settings") as opened:
        opened.add([tmp_path / "Thumbs.db"], {"basis": "public"})
        disclose(opened.ledger, opened.items(), Terms("a reader", "court", now()), tmp_path / "package")
    assert any(name.lower().endswith("/thumbs.db") for name in files(tmp_path / "package"))
    report = check_package(tmp_path / "package")
    assert report.ok, said(report)


def test_a_list_that_unfolds_into_all_memory(package: Path, scene: Scene) -> None:
    """A megabyte of zip file can be a gigabyte of nothing, and each three bytes of that an object of sixty."""
    for name in ("data/contents.json", EARLIER, "manifest-sha256.txt", "data/log/disclosure.json"):
        good = (package / name).read_bytes()
        (package / name).write_bytes(b'{"v":1,"files":[' + b"[]," * (6 * 2**20) + b"[]]}")
        assert_named(check_package(package), name, "longer than")
        (package / name).write_bytes(good)
    for name in ("data/log/checkpoint", "data/authority/0.jws", "data/proofs/0.tlog-proof"):
        good = (package / name).read_bytes()
        (package / name).write_bytes(good + b"\n" * 2**18)
        assert_named(check_package(package), name, "longer than")
        (package / name).write_bytes(good)
    assert check_package(package).ok


def test_a_list_has_room_for_many_files(package: Path) -> None:
    """What a million items need grows with them: a few files never need so much."""
    assert bagcheck.room_for(10**6) > 10**6 * 4_000
    assert bagcheck.room_for(100) < 2**25


def test_a_manifest_of_malformed_lines_is_not_told_line_by_line(package: Path) -> None:
    (package / "manifest-sha256.txt").write_bytes(b"x\n" * 2**20)
    report = check_package(package)
    assert_named(report, "manifest-sha256.txt", "lines more are malformed")
    assert len(report.fails) < 1000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "bagit.txt", "bag-info.txt"])
def test_a_pipe_or_an_endless_device_is_not_waited_for(package: Path, name: str) -> None:
    (package / name).unlink()
    os.mkfifo(package / name)
    assert not check_package(package).ok
    (package / name).unlink()
    (package / name).symlink_to("/dev/zero")
    assert not check_package(package).ok


def test_where_memory_does_not_suffice_that_is_said(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Report, "as_text", exhausted)
    assert main([str(package)]) == 2
    assert "NOT checked" in capsys.readouterr().err
    monkeypatch.setattr(bagcheck, "_compare", exhausted)
    assert main([str(package)]) == 2
    assert "NOT checked" in capsys.readouterr().err
