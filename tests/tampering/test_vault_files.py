"""Every file that is the truth of a vault: changed, cut, removed, swapped, added. Each is named."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from muniment.app.vault import branch_vault
from muniment.verify.vault.packs import OBJECT, PARTS, TOMBSTONE, header
from tests.tampering.forging import pack_frames, write_pack
from tests.tampering.scene import ACQUIRE, DOOMED, RESTRICT, Scene
from tests.tampering.tools import assert_named, check_vault, flip, said

PACK = "packs/000001"


def bundle(vault: Path) -> Path:
    return next((vault / "log/tile/entries").rglob("000.p/*"))


def tile(vault: Path) -> Path:
    return next((vault / "log/tile/0").rglob("000.p/*"))


def blob(vault: Path) -> Path:
    return next(p for p in (vault / "blobs").rglob("*") if p.is_file())


def test_a_flipped_byte_of_an_object(vault: Path) -> None:
    frame = next(f for f, _ in pack_frames(vault / PACK) if f.kind == OBJECT)
    flip(vault / PACK, frame.offset + 3)
    assert_named(check_vault(vault), f"{PACK} at byte {frame.offset}", f"not those kept by entry {ACQUIRE}")


def test_a_flipped_byte_of_an_act_s_parts(vault: Path) -> None:
    frame = next(f for f, _ in pack_frames(vault / PACK) if f.kind == PARTS and f.act == RESTRICT)
    flip(vault / PACK, frame.offset + 40)
    assert_named(check_vault(vault), f"{PACK} at byte {frame.offset}", f"entry {RESTRICT}")


def test_parts_rewritten_with_their_frame_s_hash(vault: Path) -> None:
    wanted = []
    for frame, body in pack_frames(vault / PACK):
        if frame.kind == PARTS and frame.act == RESTRICT:
            body = body.replace(b'"d":["', b'"d":["A', 1)
        wanted.append((frame.kind, frame.act, body))
    write_pack(vault / PACK, wanted)
    assert_named(check_vault(vault), f"entry {RESTRICT}", "restrict", "not what")


@pytest.mark.parametrize("at", range(52))
def test_every_byte_of_a_frame_s_head(vault: Path, at: int) -> None:
    """Of a tombstone: nothing but its neighbours says which act it stands under."""
    frame = next(f for f, _ in pack_frames(vault / PACK) if f.kind == TOMBSTONE)
    for mask in (1, 2, 0x80):
        flip(vault / PACK, frame.offset - 52 + at, mask)
        assert_named(check_vault(vault), PACK)
        flip(vault / PACK, frame.offset - 52 + at, mask)


def test_an_object_is_given_to_another_act(vault: Path) -> None:
    frames = pack_frames(vault / PACK)
    moved = [(f.kind, f.act + (f.kind == TOMBSTONE), body) for f, body in frames]
    write_pack(vault / PACK, moved)
    assert_named(check_vault(vault), "frame", PACK, "stands")


def test_a_flipped_byte_of_a_blob(vault: Path) -> None:
    flip(blob(vault), 100_000)
    assert_named(check_vault(vault), f"blobs/{blob(vault).name[:2]}/{blob(vault).name}", "not those that were kept")


def test_a_flipped_byte_of_an_entry(vault: Path) -> None:
    flip(bundle(vault), bundle(vault).stat().st_size // 2)
    assert_named(check_vault(vault), "log/tile/0/000.p", "does not fit entry")


def test_a_flipped_byte_of_a_tile(vault: Path) -> None:
    flip(tile(vault), 32 * RESTRICT)
    assert_named(check_vault(vault), "log/tile/0/000.p", f"does not fit entry {RESTRICT}")


@pytest.mark.parametrize("line", [0, 1, 2, 4])
def test_a_changed_checkpoint(vault: Path, line: int) -> None:
    path = vault / "log/checkpoint"
    lines = path.read_bytes().split(b"\n")
    lines[line] = lines[line][:-2] + (b"1" if lines[line][-2:-1] != b"1" else b"2") + lines[line][-1:]
    path.write_bytes(b"\n".join(lines))
    assert_named(check_vault(vault), "log/checkpoint" if line != 1 else "log/")


@pytest.mark.parametrize("which", ["pack", "blob", "bundle", "tile", "checkpoint"])
def test_a_cut_file(vault: Path, which: str) -> None:
    path = {"pack": vault / PACK, "checkpoint": vault / "log/checkpoint"}.get(which) or globals()[which](vault)
    os.truncate(path, path.stat().st_size - 7)
    assert_named(check_vault(vault), path.name if which != "pack" else "entry")


@pytest.mark.parametrize("which", ["pack", "blob", "bundle", "tile", "checkpoint"])
def test_a_removed_file(vault: Path, which: str) -> None:
    path = {"pack": vault / PACK, "checkpoint": vault / "log/checkpoint"}.get(which) or globals()[which](vault)
    name = path.relative_to(vault).as_posix()
    path.unlink()
    words = {"pack": "no pack holds them", "blob": "its bytes are nowhere"}.get(which, name)
    assert_named(check_vault(vault), words)


def test_two_objects_swap_their_places(vault: Path) -> None:
    """Each body under the other's head: the hash of the frame says so."""
    frames = pack_frames(vault / PACK)
    (one, a), (two, b) = [pair for pair in frames if pair[0].kind == OBJECT][:2]
    write_pack(vault / PACK, [])
    data = b""
    for frame, body in frames:
        body = b if frame is one else a if frame is two else body
        data += header(frame.kind, frame.act, body, frame.digest) + body
    (vault / PACK).write_bytes(data)
    assert_named(check_vault(vault), "object", PACK, "not those kept by entry")


def test_two_acts_swap_their_places_in_the_pack(vault: Path) -> None:
    frames = [(f.kind, f.act, body) for f, body in pack_frames(vault / PACK)]
    first = [frame for frame in frames if frame[1] == ACQUIRE]
    write_pack(vault / PACK, [*(f for f in frames if f[1] != ACQUIRE), *first])
    assert_named(check_vault(vault), "frame", PACK, "stands behind the frames of entry")


def test_two_acts_swap_their_places_in_the_bundle(vault: Path) -> None:
    from muniment.verify.log.tiles import join_entries, split_entries

    path = bundle(vault)
    entries = split_entries(path.read_bytes(), int(path.name))
    entries[1], entries[2] = entries[2], entries[1]
    path.write_bytes(join_entries(entries))
    assert_named(check_vault(vault), "log/tile/0/000.p", "does not fit entry 1")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("log/extra", "does not belong"),
        ("log/tile/0/001", "does not belong"),
        ("log/tile/entries/000.p/3", "does not belong"),
        ("packs/000002.old", "does not belong"),
        ("packs/notes", "does not belong"),
        ("blobs/readme", "does not belong"),
        ("blobs/ab/" + "ab" * 32, "not those that were kept"),
        ("blobs/ab/cd/" + "ab" * 32, "does not belong"),
        ("before/1/log/checkpoint", "before/1/log/checkpoint"),
    ],
)
def test_an_added_file(vault: Path, name: str, words: str) -> None:
    path = vault / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"added")
    assert_named(check_vault(vault), name, words)


def test_an_added_blob_that_is_what_it_says(vault: Path) -> None:
    digest = hashlib.sha256(b"added").hexdigest()
    (vault / "blobs" / digest[:2]).mkdir(exist_ok=True)
    (vault / "blobs" / digest[:2] / digest).write_bytes(b"added")
    assert_named(check_vault(vault), digest, "no entry speaks of it")


def test_a_blob_beside_a_blob_that_adds_nothing_to_its_bytes(vault: Path) -> None:
    """An empty piece more does not change the hash over all pieces; a file has been added all the same."""
    extra = blob(vault).with_name(blob(vault).name + ".0002")
    extra.write_bytes(b"")
    assert_named(check_vault(vault), extra.name, "not kept under these names")


def test_a_blob_under_the_name_of_a_piece(vault: Path) -> None:
    path = blob(vault)
    path.rename(path.with_name(path.name + ".0001"))
    assert_named(check_vault(vault), path.name + ".0001")


@pytest.mark.parametrize("act", [ACQUIRE, DOOMED])
def test_an_added_object(vault: Path, act: int) -> None:
    frames = [(f.kind, f.act, body) for f, body in pack_frames(vault / PACK)]
    at = next(number for number, frame in enumerate(frames) if frame[1] == act)
    write_pack(vault / PACK, [*frames[:at], (OBJECT, act, b"planted"), *frames[at:]])
    assert_named(check_vault(vault), "object", PACK, "no entry speaks of it")


def test_an_object_behind_the_end_of_the_log_is_named_but_no_failure(vault: Path) -> None:
    """It is what a power cut leaves: nothing that the log speaks of."""
    with (vault / PACK).open("ab") as file:
        file.write(header(OBJECT, 10_000, b"planted") + b"planted")
    (vault / "packs/000002").write_bytes(b"")
    (vault / "packs/.tmp-000001").write_bytes(b"torn")
    report = check_vault(vault)
    assert report.ok, said(report)
    for name in (f"{PACK} from byte", "packs/000002", "packs/.tmp-000001"):
        assert any(name in note and "unfinished" in note for note in report.notes), name


@pytest.mark.parametrize("name", ["log/tile/pipe", "packs/000002", "blobs/ab/" + "ab" * 32])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_does_not_make_it_wait(vault: Path, name: str) -> None:
    (vault / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(vault / name)
    assert_named(check_vault(vault), name, "does not belong")


@pytest.mark.parametrize("which", ["bundle", "tile", "checkpoint"])
def test_a_folder_or_pipe_in_the_place_of_a_log_file(vault: Path, which: str) -> None:
    path = vault / "log/checkpoint" if which == "checkpoint" else globals()[which](vault)
    path.unlink()
    os.mkfifo(path)
    assert_named(check_vault(vault), "log/", "not a plain file")
    path.unlink()
    path.mkdir()
    assert not check_vault(vault).ok


def test_the_settings_of_another_vault(vault: Path, scene: Scene) -> None:
    path = vault / "muniment.toml"
    path.write_text(path.read_text().replace(scene.name, "a" * 26))
    assert_named(check_vault(vault), "muniment.toml", "another vault")
    path.unlink()
    assert_named(check_vault(vault), "muniment.toml")


def test_a_vault_that_is_empty_but_for_its_name(vault: Path) -> None:
    for name in ("log", "packs", "blobs"):
        shutil.rmtree(vault / name)
    assert_named(check_vault(vault), "log/checkpoint")


@pytest.mark.parametrize(
    "name", ["log", "log/tile", "log/tile/0", "log/checkpoint", "packs", PACK, "blobs", "blobs/xx", "before"]
)
def test_a_link_in_the_place_of_what_is_kept(vault: Path, tmp_path: Path, name: str) -> None:
    """The bytes are those that were signed, but lie elsewhere: a copy of it would hold nothing."""
    path = vault / name.replace("xx", blob(vault).parent.name)
    (vault / "before").mkdir()
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert_named(check_vault(vault), f"file {path.relative_to(vault).as_posix()}", "it is a link")


@pytest.mark.parametrize("odd", ["01", "1_0", "7", "x"])
def test_earlier_logs_are_numbered_without_a_gap(vault: Path, settings: Path, odd: str) -> None:
    branch_vault(vault, "two copies went on", "op-1", settings)
    report = check_vault(vault)
    assert report.ok, said(report)
    (vault / "before/1").rename(vault / "before" / odd)
    assert_named(check_vault(vault), f"file before/{odd}", "does not belong")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_list_of_unfinished_writes_that_never_ends(vault: Path) -> None:
    (vault / "blobs/incoming").mkdir(exist_ok=True)
    os.mkfifo(vault / "blobs/incoming/intent")
    report = check_vault(vault)
    assert report.ok, said(report)
