"""Pictures that claim too much, point at themselves, or break off: findings in words, and what there is of them."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from muniment.read.interface import Source
from muniment.read.picture.iptc import edtf_of as iptc_edtf
from muniment.read.picture.iptc import iptc_of
from muniment.read.picture.parts import parts_of
from muniment.read.picture.tiff import directories, read_block
from muniment.read.picture.xmp import Xmp, degrees_of
from muniment.read.picture.xmp import edtf_of as xmp_edtf
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.picture import PictureReader
from tests.read.picture.samples_formats import KINDS, exiftool, full, media_type, reading_of, saved
from tests.read.picture.samples_picture import XMP, exif, jpeg, thumb
from tests.read.picture.test_pdq import scene

PHOTOS = Path(__file__).parents[3].parent / "shared" / "corpus" / "photos"


def codes(data: bytes, kind: str) -> list[str]:
    return [finding.code for finding in reading_of(data, kind)[0].findings]


# Bombs


def png_of(width: int, height: int) -> bytes:
    data = saved("png", scene((8, 8)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return data[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + data[33:]


def webp_of(side: int) -> bytes:
    out = io.BytesIO()
    scene((40, 40)).save(out, "WEBP", exif=exif([(0x010F, 2, 6, b"Orvex\x00")]))
    data = bytearray(out.getvalue())
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (side - 1).to_bytes(3, "little") * 2
    return bytes(data)


def gif_of(side: int) -> bytes:
    data = bytearray(saved("gif", scene((40, 40))))
    at = data.index(b"\x2c\x00\x00\x00\x00\x28\x00\x28\x00")
    data[at + 5 : at + 9] = struct.pack("<HH", side, side)  # the frame, not the screen
    return bytes(data)


def tiff_of(side: int) -> bytes:
    data = bytearray(saved("tif", scene((40, 40))))
    for tag in (0x0100, 0x0101):
        at = data.index(struct.pack("<HHI", tag, 4, 1)) if struct.pack("<HHI", tag, 4, 1) in data else -1
        at = at if at >= 0 else data.index(struct.pack("<HHI", tag, 3, 1))
        data[at : at + 12] = struct.pack("<HHII", tag, 4, 1, side)
    return bytes(data)


def bmp_of(side: int) -> bytes:
    data = bytearray(saved("bmp", scene((40, 40))))
    data[18:26] = struct.pack("<ii", side, side)
    return bytes(data)


def heic_of(kind: str, side: int) -> bytes:
    data = bytearray(saved(kind, scene((64, 64))))
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", side, side)
    return bytes(data)


BOMBS = {
    "png": lambda: png_of(100_000, 100_000),
    "webp": lambda: webp_of(16_000),
    "gif": lambda: gif_of(60_000),
    "tif": lambda: tiff_of(100_000),
    "bmp": lambda: bmp_of(100_000),
    "heic": lambda: heic_of("heic", 30_000),
    "avif": lambda: heic_of("avif", 30_000),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_picture_that_claims_to_be_enormous_is_measured_only(kind: str) -> None:
    data = BOMBS[kind]()
    assert len(data) < 20_000
    reading, _ = reading_of(data, kind)
    assert "too-large-picture" in [finding.code for finding in reading.findings]
    assert reading.derivatives == ()
    assert "pdq:Hash" not in reading.metadata
    assert int(reading.metadata["picture:Width"]) >= 16_000
    with pytest.raises(ValueError, match="so large a one is not drawn"):
        PictureReader().draw(Source(media_type=media_type(kind), data=data), 1)


def test_the_metadata_of_an_enormous_picture_are_read() -> None:
    assert reading_of(webp_of(16_000), "webp")[0].metadata["exif:Make"] == "Orvex"


def test_bombs_in_the_confined_worker() -> None:
    jobs = [Job(kind, media_type(kind), data=make()) for kind, make in BOMBS.items()]
    with ReadingPool(workers=1) as pool:
        for job, reading in pool.read_all(jobs):
            found = {finding.code for finding in reading.findings}
            assert "too-large-picture" in found, job.key
            assert not {"reader-memory", "reader-crashed", "reader-failed", "reader-timeout"} & found, job.key


def test_text_that_unpacks_to_too_much_is_cut() -> None:
    body = b"Comment\x00\x00" + zlib.compress(b"a" * 50_000_000, 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    data = saved("png")
    reading, _ = reading_of(data[:33] + chunk + data[33:], "png")
    assert len(reading.metadata["png:Comment"]) < 1100
    assert reading.metadata["pdq:Hash"]


# Loops


def test_a_chain_of_pages_that_goes_round_ends() -> None:
    data = bytearray(saved("tif", save_all=True, append_images=[scene(seed=4)]))
    first, second = directories(bytes(data))
    count = struct.unpack_from("<H", data, second)[0]
    struct.pack_into("<I", data, second + 2 + 12 * count, first)
    reading, _ = reading_of(bytes(data), "tif")
    assert reading.pages == 2
    assert reading.metadata["pdq:Hash"]


def test_pointers_of_exif_to_itself_end() -> None:
    table = struct.pack("<H", 2) + b"".join(struct.pack("<HHII", tag, 4, 1, 8) for tag in (0x8769, 0x8825))
    block = b"II*\x00\x08\x00\x00\x00" + table + struct.pack("<I", 8)
    assert read_block(block).entries
    assert reading_of(jpeg(b"Exif\x00\x00" + block), "jpg")[0].metadata["picture:Width"] == "600"


def test_a_list_of_a_billion_numbers_is_not_made() -> None:
    block = b"II*\x00\x08\x00\x00\x00" + struct.pack("<HHHII", 1, 0x0111, 4, 1 << 30, 8) + bytes(4)
    assert [one.why for one in read_block(block).broken] == ["its 4294967296 bytes lie outside the block"]
    wide = struct.pack("<HHHII", 1, 0x9999, 4, 300_000, 26) + bytes(4) + bytes(1_200_000)
    (entry,) = read_block(b"II*\x00\x08\x00\x00\x00" + wide).entries
    assert len(entry.value) == 100_000


# Cut off


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_what_is_cut_off_is_told_in_every_format(kind: str, share: float) -> None:
    data = saved(kind)
    reading, _ = reading_of(data[: int(len(data) * share)], kind)
    found = {finding.code for finding in reading.findings}
    assert found & {"truncated-picture", "damaged-picture"}
    assert all(finding.text.endswith(".") for finding in reading.findings)
    if share == 0.9 and kind in ("jpg", "png", "gif", "bmp"):
        assert thumb(reading)
        assert reading.metadata["pdq:Hash"]


@pytest.mark.parametrize("kind", ["jpg", "webp", "heic", "avif"])
def test_metadata_outlive_a_picture_that_is_cut_off(kind: str) -> None:
    data = full(kind)
    reading, _ = reading_of(data[:-200], kind)
    assert "truncated-picture" in [finding.code for finding in reading.findings]
    if kind != "webp":  # there they stand at the end
        assert reading.metadata["exif:Make"] == "Orvex"


def test_corpus_heic_cut_off() -> None:
    path = PHOTOS / "gps" / "IMG_5195.HEIC"
    if not path.exists():
        pytest.skip("the shared corpus is not here")
    reading, _ = reading_of(path.read_bytes()[:400_000], "heic")
    assert "truncated-picture" in [finding.code for finding in reading.findings]
    assert reading.metadata["exif:Make"] == "Apple"
    assert len(reading.positions) == 1


# Broken metadata of other standards


def test_broken_iptc_is_read_as_far_as_it_goes() -> None:
    sound = b"\x1c\x02\x5a\x00\x04Orin"
    metadata, _, findings = iptc_of(sound + b"\x1c\x02\x78\x40\x00too short")
    assert metadata == {"iptc:City": "Orin"}
    assert [finding.code for finding in findings] == ["broken-metadata"]
    assert iptc_of(sound + b"rubbish")[2][0].where == "IPTC"
    assert iptc_of(sound + bytes(3))[2] == []


def test_iptc_without_a_stated_alphabet() -> None:
    assert iptc_of(b"\x1c\x02\x5a\x00\x04T\xe9l\xe9")[0] == {"iptc:City": "Télé"}
    assert iptc_of(b"\x1c\x02\x5a\x00\x06T\xc3\xa9l\xc3\xa9"[:11])[0] == {"iptc:City": "Télé"}


@pytest.mark.parametrize(
    ("day", "clock", "want"),
    [
        ("20240501", "101112+0300", "2024-05-01T10:11:12+03:00"),
        ("20240501", "101112", "2024-05-01T10:11:12"),
        ("20240501", "", "2024-05-01"),
        ("20240500", "", "2024-05"),
        ("20240000", "", "2024"),
        ("20241301", "", None),
        ("00000000", "", None),
        ("soon", "", None),
        ("20240501", "256199", None),
    ],
)
def test_times_of_iptc(day: str, clock: str, want: str | None) -> None:
    assert iptc_edtf(day, clock) == want


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("2024-05-01T10:11:12.25+03:00", "2024-05-01T10:11:12+03:00"),
        ("2024-05-01T10:11:12Z", "2024-05-01T10:11:12Z"),
        ("2024-05-01T10:11", "2024-05-01"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("2024-13-01", None),
        ("2024-05-01T25:00:00", None),
        ("01.05.2024", None),
    ],
)
def test_times_of_xmp(written: str, want: str | None) -> None:
    assert xmp_edtf(written) == want


@pytest.mark.parametrize(
    ("written", "want"),
    [("12,30.0N", 12.5), ("12,30,36S", -12.51), ("45,15W", -45.25), ("12,61.0N", None), ("12.5", None), ("", None)],
)
def test_degrees_of_xmp(written: str, want: float | None) -> None:
    assert degrees_of(written) == want


def test_xmp_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    xmp = Xmp()
    xmp.add(XMP[:-60].encode())
    assert xmp.metadata["xmp:CreatorTool"] == "Darkroom 2"
    assert [finding.code for finding in xmp.findings] == ["broken-metadata"]


def test_xmp_with_entities_is_not_read() -> None:
    xmp = Xmp()
    bomb = '<!DOCTYPE a [<!ENTITY b "ccc">]>' + XMP.replace("Darkroom 2", "&b;")
    xmp.add(bomb.encode())
    assert (xmp.metadata, [finding.code for finding in xmp.findings]) == ({}, ["broken-metadata"])


def test_what_begins_like_no_picture_has_no_parts() -> None:
    assert parts_of(b"%PDF-1.7").format == ""
    assert parts_of(b"").format == ""


def test_mutants_with_all_metadata() -> None:
    from tests.read.pdf.pdf_checks import survives

    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG")
    survives(exiftool(full("jpg"), "jpg"), "PictureReader", "muniment.read.readers.picture", "image/jpeg", 150)
