"""`show` from each side: the exact text with its places, what programs made, and nothing written into the vault."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.read.ocr.samples_ocr import needs
from tests.scenes.commands import Person, Result, everything_below, file, found_vault

SRT = (
    "1\n00:00:01,500 --> 00:00:03,000\nThe boats of Orin came.\n\n2\n00:00:04,000 --> 00:00:05,000\nThe mill burned.\n"
)


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def bring(op: Person, name: str, content: str | bytes) -> str:
    done = op("add", file(op.vault.parent, f"in/{name}", content), "--basis", "public", "--json")
    label: str = done.json[0]["item"]
    return label


def picture() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((400, 300)).save(out, "PNG")
    return out.getvalue()


def test_the_text_in_json_is_exact_and_its_offsets_hold(op: Person) -> None:
    item = bring(op, "mill.srt", SRT)
    (told,) = op("show", item, "--text", "--json").ok().json
    assert told["item"] == item
    assert told["reader"].startswith("subtitles/")
    text, passages = told["text"], told["passages"]
    assert [text[one["start"] : one["end"]] for one in passages] == ["The boats of Orin came.", "The mill burned."]
    assert [(one["kind"], one["where"]) for one in passages] == [
        ("subtitle", "00:00:01.500"),
        ("subtitle", "00:00:04.000"),
    ]
    assert "[" not in text
    hit = op("search", "mill burned", "--json").ok().json[0]["passage"]
    assert text[hit["start"] : hit["end"]] == hit["text"]


def test_plain_text_has_remarks_and_says_that_they_shift_offsets(op: Person) -> None:
    assert "[subtitle, 00:00:01.500]\n" in op("show", bring(op, "mill.srt", SRT), "--text").ok().out
    assert "offsets are those of --json" in " ".join(op("show", "--help").ok().out.split())


def test_what_was_not_read_has_no_text(op: Person) -> None:
    item = bring(op, "odd.bin", b"\x00\x01\x02\x03")
    answer = op("show", item, "--text", "--json").ok()
    assert (answer.out, "no reader takes its type" in answer.err) == ("", True)


def test_derivatives_are_written_as_files_and_listed(op: Person) -> None:
    item = bring(op, "yard.png", picture())
    folder = op.vault.parent / "made" / "yard"
    (told,) = op("show", item, "--derivatives", folder, "--json").ok().json
    (path,) = folder.iterdir()
    assert path.name.startswith("thumbnail.")
    assert Image.open(path).size == (320, 240)
    assert (told["file"], told["bytes"], told["role"]) == (str(path), path.stat().st_size, "thumbnail")
    shown = op("show", item, "--json").ok().json[0]["derivatives"]
    assert [one["sha256"] for one in shown] == [told["sha256"]]
    out = op("show", item, "--derivatives", op.vault.parent / "again").ok().out
    assert path.name in out
    assert f"A program made them from {item}" in out


def test_derivatives_write_nothing_over(op: Person) -> None:
    item = bring(op, "yard.png", picture())
    folder = op.vault.parent / "made"
    op("show", item, "--derivatives", folder).ok()
    (path,) = folder.iterdir()
    path.write_bytes(b"mine")
    answer = op("show", item, "--derivatives", folder)
    assert (answer.exit_code, path.read_bytes()) == (2, b"mine")
    assert f"{path} is there already" in answer.err
    path.unlink()
    path.symlink_to(folder / "nowhere")
    assert op("show", item, "--derivatives", folder).exit_code == 2
    assert not (folder / "nowhere").exists()


def test_nothing_made_makes_no_folder(op: Person) -> None:
    item, folder = bring(op, "mill.srt", SRT), op.vault.parent / "made"
    assert "No program made anything" in op("show", item, "--derivatives", folder).ok().out
    assert op("show", item, "--derivatives", folder, "--json").ok().json == []
    assert not folder.exists()


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_frames_of_a_film_are_named_by_their_time(op: Person) -> None:
    film = op.vault.parent / "film.mp4"
    parts = ("-f", "lavfi", "-i", "testsrc=d=2:s=160x90:r=10", "-f", "lavfi", "-i", "smptebars=d=2:s=160x90:r=10")
    joined = ("-filter_complex", "[0][1]concat=n=2", "-pix_fmt", "yuv420p")
    subprocess.run(["ffmpeg", "-v", "error", *parts, *joined, film], check=True, stdin=subprocess.DEVNULL)
    item = bring(op, "film.mp4", film.read_bytes())
    folder = op.vault.parent / "frames"
    rows = op("show", item, "--derivatives", folder, "--json").ok().json
    frames = [row for row in rows if row["role"] == "frame"]
    assert len(frames) >= 2
    for row in frames:
        assert Path(row["file"]).name == f"frame-{row['where'].replace(':', '-')}.jpg"
    assert {path.name for path in folder.iterdir()} == {Path(row["file"]).name for row in rows}


def test_whoever_asks_for_letters_is_told_that_there_are_none(op: Person) -> None:
    needs("eng")
    item = bring(op, "yard.png", picture())
    answer = op("read", "--ocr", item).ok()
    assert f"  note: yard.png ({item}): Recognition found no letters" in answer.out
    (told,) = op("read", "--ocr", item, "--json").ok().json[0]["summary"]["findings"]
    assert told["level"] == "note"
    assert "no-letters-found" in [one["code"] for one in op("show", item, "--json").ok().json[0]["finding_list"]]
    assert "note: Recognition found no letters" in op("show", item).ok().out


def refused(op: Person, answer: Result, before: list[tuple[Path, bytes]]) -> str:
    """What a command said that wrote nothing into the vault."""
    assert answer.exit_code == 2
    assert list(everything_below(op.vault)) == before
    assert "lies in the vault's own folder" in answer.err
    return answer.err


def test_nothing_is_written_into_the_vault(op: Person) -> None:
    item = bring(op, "yard.png", picture())
    op("show", item).ok()
    before = list(everything_below(op.vault))
    assert "--out" in refused(op, op("show", item, "--page", "1"), before)
    refused(op, op("show", item, "--page", "1", "--out", op.vault / "packs" / "page.png"), before)
    refused(op, op("show", item, "--derivatives", "made"), before)
    refused(op, op("show", item, "--derivatives", "."), before)
    outside = op.vault.parent / "page.png"
    op("show", item, "--page", "1", "--out", outside).ok()
    assert Image.open(outside).format == "PNG"


@pytest.mark.parametrize("query", ["", "  ", "*", "?!", '""', '"…"', "-- *"])
def test_a_query_without_a_word_is_wrong_usage(op: Person, query: str) -> None:
    bring(op, "mill.srt", SRT)
    answer = op("search", "--", query)
    assert (answer.exit_code, answer.out) == (2, "")
    assert "There is no word in" in answer.err
    assert op("search", "--json", "--", query).exit_code == 2


@pytest.mark.parametrize("query", ["a", "7", "mil*", "水"])
def test_a_query_of_one_sign_is_a_query(op: Person, query: str) -> None:
    op("search", query).ok()
