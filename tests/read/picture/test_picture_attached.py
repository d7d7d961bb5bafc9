"""What a picture's file carries beside the picture: motion photos, MPF, previews, what follows the end."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from muniment.read.pool import Job, ReadingPool
from tests.read.picture.samples_formats import exiftool, media_type, reading_of, saved
from tests.read.picture.test_pdq import scene


@cache
def video() -> bytes:
    """A second of a test card, made by ffmpeg."""
    program = shutil.which("ffmpeg")
    if program is None:
        pytest.skip("ffmpeg is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mp4"
        card = ("-f", "lavfi", "-i", "testsrc=duration=1:size=64x48:rate=5", "-c:v", "mpeg4")
        subprocess.run([program, "-v", "error", *card, path], check=True)
        return path.read_bytes()


def codes(data: bytes, kind: str = "jpg") -> list[str]:
    return [finding.code for finding in reading_of(data, kind)[0].findings]


# Motion photos


@pytest.mark.parametrize(
    ("before", "behind"), [(b"", b""), (b"\0\0\0\x30\x0a\0\0MotionPhoto_Data", b"SEFH" + bytes(20) + b"SEFT")]
)
def test_the_video_of_a_motion_photo_is_handed_out(before: bytes, behind: bytes) -> None:
    data = saved("jpg") + before + video() + behind
    reading, parts = reading_of(data, "jpg")
    assert parts == {"motion-photo-1.mp4": video()}
    assert (reading.metadata["picture:Videos"], reading.findings) == ("1", ())


def test_the_video_in_a_heic_is_handed_out() -> None:
    data = saved("heic") + struct.pack(">I", 8 + len(video())) + b"mpvd" + video()
    reading, parts = reading_of(data, "heic")
    assert (parts, reading.findings) == ({"motion-photo-1.mp4": video()}, ())


def test_the_name_of_a_box_alone_is_no_video() -> None:
    reading, parts = reading_of(saved("jpg") + b"\0\0\0\x18ftypisom" + b"no video" * 40, "jpg")
    assert parts == {}
    assert [finding.code for finding in reading.findings] == ["trailing-data"]


def test_children_come_out_of_the_confined_worker() -> None:
    jobs = [Job("a", "image/jpeg", data=saved("jpg") + video())]
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = pool.read_all(jobs)
    assert reading.metadata["picture:Videos"] == "1"


# Further pictures


def test_further_pictures_are_handed_out() -> None:
    out = io.BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[scene(seed=4), scene(seed=5)])
    reading, parts = reading_of(out.getvalue(), "jpg")
    assert (list(parts), reading.findings) == (["mpf-2.jpg", "mpf-3.jpg"], ())
    assert reading.metadata["picture:FurtherPictures"] == "2"
    second = Image.open(io.BytesIO(parts["mpf-2.jpg"]))
    assert second.size == scene().size
    assert out.getvalue().endswith(parts["mpf-3.jpg"])


# What follows the end


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "webp"])
def test_what_follows_the_end_is_told(kind: str) -> None:
    reading, _ = reading_of(saved(kind) + b"PK\x03\x04 a hidden archive", kind)
    (finding,) = reading.findings
    assert (finding.code, finding.level) == ("trailing-data", "note")
    assert finding.where == f"byte {len(saved(kind))}"


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "webp", "bmp", "heic"])
def test_padding_is_not_worth_a_word(kind: str) -> None:
    assert codes(saved(kind) + bytes(500), kind) == []
    assert media_type(kind)


# Previews


def with_preview(picture: Image.Image, preview: Image.Image) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.jpg"
        preview.save(path, "JPEG")
        return exiftool(saved("jpg", picture), "jpg", "-EXIF:Make=Orvex", f"-ThumbnailImage<={path}")


def barred(picture: Image.Image) -> Image.Image:
    """160×120 with black bars above and below, as cameras do."""
    out = Image.new("RGB", (160, 120))
    small = picture.resize((160, round(160 * picture.height / picture.width)))
    out.paste(small, (0, (120 - small.height) // 2))
    return out


WIDE = scene((960, 540))


@pytest.mark.parametrize(
    "preview",
    [
        WIDE.resize((160, 90)),
        barred(WIDE),
        WIDE.crop((120, 0, 840, 540)).resize((160, 120)),
        WIDE.resize((160, 90)).transpose(Image.Transpose.ROTATE_90),
        Image.new("RGB", (160, 90), "grey"),
    ],
    ids=["same", "bars", "cropped", "turned", "blank"],
)
def test_a_preview_of_the_same_is_no_difference(preview: Image.Image) -> None:
    reading, parts = reading_of(with_preview(WIDE, preview), "jpg")
    assert (reading.findings, parts) == ((), {})


def test_a_preview_of_something_else_is_told_and_handed_out() -> None:
    other = scene((160, 90), seed=8)
    reading, parts = reading_of(with_preview(WIDE, other), "jpg")
    (finding,) = reading.findings
    assert (finding.code, finding.level, finding.where) == ("thumbnail-differs", "note", "EXIF thumbnail")
    assert Image.open(io.BytesIO(parts["exif-thumbnail.jpg"])).size == (160, 90)


def test_a_broken_preview_says_nothing() -> None:
    data = with_preview(WIDE, scene((160, 90), seed=8))
    at = data.index(b"\xff\xd8\xff", 10)
    assert codes(data[: at + 4] + bytes(200) + data[at + 204 :]) == []
