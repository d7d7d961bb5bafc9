"""Thumbnails of whole, odd, truncated, damaged, enormous and mutated pictures."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from muniment.read.picture import opening
from muniment.read.picture.jpegscan import missing_part, shape_of
from tests.read.pdf.pdf_checks import survives
from tests.read.picture.samples_picture import (
    EAST,
    LATITUDE,
    LONGITUDE,
    NORTH,
    XMP,
    exif,
    jpeg,
    picture,
    read,
    short,
    text,
    thumb,
)


def test_thumbnails_are_small_and_upright() -> None:
    assert thumb(read(jpeg(size=(1200, 800)))).size == (320, 213)
    turned = thumb(read(jpeg(exif([short(0x0112, 6)]), (1200, 800))))
    assert turned.size == (213, 320)
    red = turned.getpixel((turned.width - 2, turned.height // 2))  # the top is now on the right
    assert isinstance(red, tuple)
    assert red[0] > 200 > 100 > red[1]


def test_thumbnails_of_noise_are_small_too() -> None:
    noise = [Image.effect_noise((600, 600), 200) for _ in range(3)]
    out = io.BytesIO()
    Image.merge("RGB", noise).save(out, "PNG")
    assert thumb(read(out.getvalue(), "image/png")).size == (320, 320)


def test_small_pictures_are_not_blown_up() -> None:
    assert thumb(read(jpeg(size=(40, 20)))).size == (40, 20)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "I;16", "1"])
def test_every_mode_gets_a_thumbnail(mode: str) -> None:
    out = io.BytesIO()
    made = Image.new("I;16", (600, 400), 30_000) if mode == "I;16" else picture(mode=mode if mode != "LA" else "RGBA")
    (made.convert("LA") if mode == "LA" else made).save(out, "PNG")
    small = thumb(read(out.getvalue(), "image/png"))
    assert small.size == (320, 213)
    if mode == "I;16":
        grey = small.convert("L").getpixel((10, 10))
        assert isinstance(grey, int)
        assert 100 < grey < 135


# Damage


def noisy_jpeg(**options: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((600, 400), 80).convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_jpeg_is_shown_as_far_as_it_goes(share: float) -> None:
    data = noisy_jpeg()
    reading = read(data[: int(len(data) * share)])
    assert [finding.code for finding in reading.findings] == ["truncated-picture"]
    assert thumb(reading).size == (320, 213)
    assert reading.metadata["picture:Width"] == "600"


def test_a_truncated_png_is_shown_as_far_as_it_goes() -> None:
    out = io.BytesIO()
    Image.effect_noise((600, 400), 80).save(out, "PNG")
    reading = read(out.getvalue()[:60_000], "image/png")
    assert [finding.code for finding in reading.findings] == ["truncated-picture"]
    assert thumb(reading).size == (320, 213)


def test_a_damaged_png_is_called_damaged_not_cut() -> None:
    out = io.BytesIO()
    Image.effect_noise((600, 400), 80).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[len(data) // 2] ^= 0x55
    assert [finding.code for finding in read(bytes(data), "image/png").findings] == ["damaged-picture"]


def test_missing_stretches_are_told_although_the_end_is_there() -> None:
    whole = noisy_jpeg(restart_marker_blocks=4)
    assert missing_part(whole) == ""
    middle = whole.index(b"\xff\xd3", shape_of(whole).scan)
    later = whole.index(b"\xff\xd3", middle + 3000)
    assert "stretches" in missing_part(whole[:middle] + whole[later:])
    assert [one.code for one in read(whole[:middle] + whole[later:]).findings] == ["truncated-picture"]


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 2, "restart_marker_rows": 1}])
def test_whole_pictures_are_called_whole(options: dict[str, Any]) -> None:
    assert missing_part(noisy_jpeg(**options)) == ""
    assert read(noisy_jpeg(**options)).findings == ()


def test_an_end_mark_inside_the_metadata_proves_nothing() -> None:
    data = jpeg(exif([text(0x010E, "x\ufffd")]), comment=b"\xff\xd9")
    assert "cut off" in missing_part(data[:-200])


def test_enormous_pictures_are_measured_and_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    out = io.BytesIO()
    picture((8, 8)).save(out, "PNG")
    data = out.getvalue()
    bomb = data[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + data[33:]
    reading = read(bomb, "image/png")
    assert [finding.code for finding in reading.findings] == ["too-large-picture"]
    assert reading.metadata["picture:Width"] == "50000"
    monkeypatch.setattr(opening, "MAX_JPEG_PIXELS", 1000)
    assert [finding.code for finding in read(jpeg()).findings] == ["too-large-picture"]


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", jpeg()[:100]])
def test_what_cannot_be_opened_is_a_finding(data: bytes) -> None:
    reading = read(data)
    assert "damaged-picture" in [finding.code for finding in reading.findings]
    assert reading.derivatives == ()


def test_mutants() -> None:
    gps = [NORTH, LATITUDE, EAST, LONGITUDE, text(29, "2019:03:12")]
    block = exif([text(0x0132, "2019:03:13 10:00:00")], [text(0x9003, "2019:03:12 05:40:11")], gps)
    data = jpeg(block, (120, 80), xmp=XMP.encode())
    survives(data, "PictureReader", "muniment.read.readers.picture", "image/jpeg", 600)


def test_mutants_of_a_png() -> None:
    out = io.BytesIO()
    picture((120, 80)).save(out, "PNG", exif=exif([text(0x0110, "K 2")]))
    survives(out.getvalue(), "PictureReader", "muniment.read.readers.picture", "image/png", 400)
