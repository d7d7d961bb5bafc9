"""Video and sound made by ffmpeg, read by ffmpeg inside a confined worker; subtitles."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from muniment.model.reading import Derivative, Reading
from muniment.read import programs
from muniment.read.interface import Source
from muniment.read.picture.pdq import pdq_of
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.media import MediaReader
from muniment.read.sniff import sniff

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")

SRT = (
    "1\n00:00:01,500 --> 00:00:03,000\n<i>Човни прийшли</i> зранку.\n\n"
    "2\n00:00:04,000 --> 00:00:05,250\nThe mill burned.\n"
)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(1) as made:
        yield made


def read(pool: ReadingPool, path: Path, media_type: str = "") -> Reading:
    kind = media_type or sniff(path.read_bytes()[:8192], path.stat().st_size)
    ((_job, reading),) = pool.read_all([Job("a", kind, path=path)])
    return reading


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, arguments)], check=True, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three scenes of two seconds each, with sound, subtitles, a chapter, a place and times."""
    folder = tmp_path_factory.mktemp("film")
    (folder / "s.srt").write_text(SRT, encoding="utf-8")
    (folder / "meta").write_text(
        ";FFMETADATA1\ntitle=Harbour of Orin\ncreation_time=2031-04-05T06:07:08Z\nlocation=+48.1234+031.5678/\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=Boats\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=6000\ntitle=The mill\n"
    )
    scenes = [
        ("testsrc", "d=2:s=320x180:r=25"),
        ("smptebars", "d=2:s=320x180:r=25"),
        ("testsrc2", "d=2:s=320x180:r=25"),
    ]
    inputs = [word for name, options in scenes for word in ("-f", "lavfi", "-i", f"{name}={options}")]
    ffmpeg(
        *inputs, "-f", "lavfi", "-i", "sine=d=6", "-i", folder / "s.srt", "-i", folder / "meta",
        "-filter_complex", "[0][1][2]concat=n=3:v=1[v]", "-map", "[v]", "-map", "3:a", "-map", "4:s",
        "-map_metadata", "5", "-map_chapters", "5", "-c:s", "mov_text", "-metadata:s:s:0", "language=ukr",
        "-movflags", "use_metadata_tags", folder / "film.mp4",
    )  # fmt: skip
    return folder / "film.mp4"


def frames(reading: Reading) -> list[Derivative]:
    return [one for one in reading.derivatives if one.role == "frame"]


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def test_what_the_container_says(pool: ReadingPool, film: Path) -> None:
    reading = read(pool, film)
    assert (reading.title, codes(reading)) == ("Harbour of Orin", set())
    assert reading.metadata["media:Duration"].startswith("6.0")
    assert reading.metadata["media:Stream 0"].startswith("video, h264, 320×180")
    assert ("created", "2031-04-05T06:07:08Z") in [(one.what, one.edtf) for one in reading.moments]
    assert [(one.latitude, one.longitude, one.uncertainty) for one in reading.positions] == [(48.1234, 31.5678, None)]


def test_a_frame_for_each_scene_with_its_time_code_and_hash(pool: ReadingPool, film: Path, tmp_path: Path) -> None:
    found = frames(read(pool, film))
    assert [one.where for one in found] == ["00:00:00.000", "00:00:02.000", "00:00:04.000"]
    for one in found:
        ffmpeg("-ss", str(float(one.where[-6:])), "-i", film, "-frames:v", "1", tmp_path / "peer.png")
        with Image.open(tmp_path / "peer.png") as peer, Image.open(io.BytesIO(one.data)) as ours:
            assert (ours.size, one.pdq) == ((320, 180), pdq_of(ours)[0])
            assert bin(int(one.pdq, 16) ^ int(pdq_of(peer)[0], 16)).count("1") <= 31


def test_subtitles_and_chapters_are_text_with_time_codes(pool: ReadingPool, film: Path) -> None:
    reading = read(pool, film)
    said = [(one.kind, one.where, reading.text[one.start : one.end]) for one in reading.passages]
    assert said == [
        ("heading", "00:00:00.000", "Boats"),
        ("heading", "00:00:02.000", "The mill"),
        ("subtitle", "00:00:01.500", "Човни прийшли зранку."),
        ("subtitle", "00:00:04.000", "The mill burned."),
    ]
    assert reading.passages[2].marks == ("language ukr",)


def test_long_films_are_looked_at_in_their_key_pictures(pool: ReadingPool, tmp_path: Path) -> None:
    ffmpeg(
        "-f", "lavfi", "-i", "testsrc=d=65:s=160x90:r=5", "-f", "lavfi", "-i", "smptebars=d=65:s=160x90:r=5",
        "-filter_complex", "[0][1]concat=n=2:v=1[v]", "-map", "[v]", "-g", "10", tmp_path / "long.mkv",
    )  # fmt: skip
    found = frames(read(pool, tmp_path / "long.mkv"))
    assert "key pictures" in found[0].settings
    assert [one.where for one in found] == ["00:00:00.000", "00:01:05.000"]


def test_voice_notes_have_no_frames(pool: ReadingPool, tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=d=2", "-c:a", "libopus", tmp_path / "PTT-20310405-WA0001.opus")
    reading = read(pool, tmp_path / "PTT-20310405-WA0001.opus")
    assert (codes(reading), reading.derivatives) == (set(), ())
    assert reading.metadata["media:Stream 0"].startswith("audio, opus")


def test_what_is_cut_off_gives_what_is_there(pool: ReadingPool, film: Path, tmp_path: Path) -> None:
    ffmpeg("-i", film, "-map", "0:v", "-c", "copy", tmp_path / "whole.mkv")
    data = (tmp_path / "whole.mkv").read_bytes()
    (tmp_path / "cut.mkv").write_bytes(data[: len(data) * 6 // 10])
    reading = read(pool, tmp_path / "cut.mkv")
    assert frames(reading)
    (tmp_path / "cut.mp4").write_bytes(film.read_bytes()[:4000])  # its index is at the end
    assert codes(read(pool, tmp_path / "cut.mp4")) == {"media-unreadable"}


@pytest.mark.parametrize("garbage", [b"", b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 5000, b"RIFF" + b"x" * 100])
def test_garbage_is_a_finding(pool: ReadingPool, tmp_path: Path, garbage: bytes) -> None:
    (tmp_path / "x.mp4").write_bytes(garbage)
    reading = read(pool, tmp_path / "x.mp4", "video/mp4")
    assert codes(reading) == {"media-unreadable"}
    assert "/proc" not in reading.findings[0].text


def test_a_playlist_that_names_other_places_reaches_none(pool: ReadingPool, tmp_path: Path) -> None:
    """ffmpeg follows playlists; here it may open neither a network nor any other file."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        came: list[object] = []
        listening = threading.Thread(target=lambda: came.append(_accepted(server)))
        secret = tmp_path / "secret.srt"
        secret.write_text(SRT)
        for target in (f"http://127.0.0.1:{port}/a.ts", f"file://{secret}", str(secret)):
            (tmp_path / "x.mp4").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{target}\n#EXT-X-ENDLIST\n")
            reading = read(pool, tmp_path / "x.mp4", "video/mp4")
            assert codes(reading) == {"media-unreadable"}
            assert "mill" not in reading.text
        listening.start()
        listening.join()
    assert came == [None]


def _accepted(server: socket.socket) -> object:
    try:
        return server.accept()
    except TimeoutError:
        return None


def test_without_ffmpeg_a_finding_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_program", lambda _name: None)
    reading = MediaReader().read(Source(media_type="video/mp4", data=b"x"))
    assert codes(reading) == {"no-ffmpeg"}
    assert "apt install ffmpeg" in reading.findings[0].text


VTT = (
    "WEBVTT - harbour\n\nNOTE a remark\n\nSTYLE\n::cue {color: red}\n\n"
    "00:01.000 --> 00:02.000 line:0\n<v Olha K.>The boats <b>came</b>.\n\n"
    "x\n01:00:02.250 --> 01:00:03.000\nتوقفت القوارب\nfor two days\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            SRT,
            "application/x-subrip",
            [("00:00:01.500", None, "Човни прийшли зранку."), ("00:00:04.000", None, "The mill burned.")],
        ),
        (
            VTT,
            "text/vtt",
            [("00:00:01.000", "Olha K.", "The boats came."), ("01:00:02.250", None, "توقفت القوارب\nfor two days")],
        ),
    ],
)
def test_subtitle_files(pool: ReadingPool, tmp_path: Path, text: str, kind: str, expected: list[object]) -> None:
    path = tmp_path / "x"
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert sniff(path.read_bytes(), path.stat().st_size) == kind
    reading = read(pool, path)
    assert [(one.where, one.by, reading.text[one.start : one.end]) for one in reading.passages] == expected


@pytest.mark.parametrize("before", [b"", b"ID3\x04\x00\x00\x00\x00\x00\x00"])
def test_no_list_of_other_files_is_followed_even_without_confinement(tmp_path: Path, before: bytes) -> None:
    """By the program's own options: what it takes the item for is a container, never a list of files."""
    ffmpeg("-f", "lavfi", "-i", "sine=d=1", tmp_path / "other.mp3")
    entry = f"file:{tmp_path / 'other.mp3'}"
    said = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{entry}\n#EXT-X-ENDLIST\n"
    reading = MediaReader().read(Source(media_type="audio/mpeg", data=before + said.encode()))
    assert codes(reading) == {"media-unreadable"}
    assert "Format not on whitelist" in reading.findings[0].text


def test_a_frame_with_nothing_to_see_has_no_hash(pool: ReadingPool, tmp_path: Path) -> None:
    black = tmp_path / "black.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=c=black:s=320x180:d=1", "-pix_fmt", "yuv420p", black)
    (one,) = frames(read(pool, black))
    assert one.pdq == ""
