"""The picture reader on made-up pictures: metadata, times, positions, what is broken in them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import PngImagePlugin

from muniment.read.interface import Reader, Source
from muniment.read.picture.tiff import read_block
from muniment.read.picture.times import edtf_of
from muniment.read.readers.picture import PictureReader
from tests.read.picture.samples_picture import (
    EAST,
    LATITUDE,
    LONGITUDE,
    NORTH,
    XMP,
    Tag,
    directory,
    exif,
    found,
    fractions,
    jpeg,
    picture,
    read,
    short,
    text,
    thumb,
)


def test_is_a_reader() -> None:
    assert isinstance(PictureReader(), Reader)
    PictureReader().warm()


def test_a_whole_picture() -> None:
    main = [text(0x010F, "Orvex"), text(0x0110, "K 2"), text(0x0131, "Firmware 3"), short(0x0112, 1)]
    reading = read(jpeg(exif(main, [(0x9286, 7, 15, b"ASCII\0\0\0Oakdale")])))
    assert (reading.text, reading.title, reading.findings) == ("", None, ())
    assert reading.metadata["exif:Make"] == "Orvex"
    assert reading.metadata["exif:Model"] == "K 2"
    assert reading.metadata["exif:Software"] == "Firmware 3"
    assert reading.metadata["exif:Orientation"] == "1"
    assert reading.metadata["exif:UserComment"] == "Oakdale"
    assert (reading.metadata["picture:Width"], reading.metadata["picture:Height"]) == ("600", "400")
    assert reading.metadata["picture:Mode"] == "RGB"


def test_long_values_are_cut_with_a_mark() -> None:
    value = read(jpeg(exif([text(0x010E, "a" * 5000)]))).metadata["exif:ImageDescription"]
    assert value.startswith("a" * 1000)
    assert value.endswith("[…cut: 5000 characters]")


# Times


def test_times_as_written_and_resolved() -> None:
    detail = [
        text(0x9003, "2019:03:12 05:40:11"),
        text(0x9004, "2019:03:12 05:40:12"),
        text(0x9011, "+03:00"),
    ]
    gps = [fractions(7, (2, 1), (40, 1), (1150, 100)), text(29, "2019:03:12")]
    moments = read(jpeg(exif([text(0x0132, "2019:03:13 10:00:00")], detail, gps))).moments
    assert [(one.what, one.written, one.edtf) for one in moments] == [
        ("taken", "2019:03:12 05:40:11", "2019-03-12T05:40:11+03:00"),
        ("digitised", "2019:03:12 05:40:12", "2019-03-12T05:40:12"),
        ("modified", "2019:03:13 10:00:00", "2019-03-13T10:00:00"),
        ("gps", "2019:03:12 2/1:40/1:1150/100", "2019-03-12T02:40:11Z"),
    ]
    assert moments[0].said_by == "EXIF DateTimeOriginal"


def test_an_impossible_time_is_kept_and_told() -> None:
    reading = read(jpeg(exif([], [text(0x9003, "2019:13:45 05:40:11")])))
    assert [(one.written, one.edtf) for one in reading.moments] == [("2019:13:45 05:40:11", None)]
    assert found(reading) == [("broken-metadata", "exif:DateTimeOriginal")]


def test_an_unknown_time_is_no_time() -> None:
    reading = read(jpeg(exif([text(0x0132, "    :  :     :  :  ")], [text(0x9003, "0000:00:00 00:00:00")])))
    assert (reading.moments, reading.findings) == ((), ())


@pytest.mark.parametrize(
    ("offset", "want"), [("", ""), ("+03:00", "+03:00"), ("-09:30", "-09:30"), ("+99:00", ""), ("soon", "")]
)
def test_offsets_are_never_made_up(offset: str, want: str) -> None:
    assert edtf_of("2019:03:12 05:40:11", offset) == f"2019-03-12T05:40:11{want}"


# Positions


def test_position_with_altitude_and_stated_error() -> None:
    gps = [NORTH, LATITUDE, text(3, "W"), LONGITUDE, (5, 1, 1, b"\x01"), fractions(6, (425, 10)), fractions(31, (9, 2))]
    (position,) = read(jpeg(exif([], [], gps))).positions
    assert position.latitude == pytest.approx(12 + 34 / 60 + 56.78 / 3600)
    assert position.longitude == pytest.approx(-(45 + 6 / 60 + 7.89 / 3600))
    assert (position.altitude, position.uncertainty, position.said_by) == (-42.5, 4.5, "EXIF GPS")


@pytest.mark.parametrize(
    ("latitude", "uncertainty"),
    [
        (((12, 1), (34, 1), (5678, 100)), None),  # a fine last digit proves nothing
        (((12, 1), (34, 1), (0, 1)), 928.0),  # half a minute of arc
        (((12, 1), (3456, 100), (0, 1)), None),
        (((12, 1), (0, 1), (0, 1)), 55660.0),
        (((12, 1), (34, 1), (56, 1)), 16.0),
    ],
)
def test_a_coarsely_written_position_is_uncertain(
    latitude: tuple[tuple[int, int], ...], uncertainty: float | None
) -> None:
    gps = [NORTH, fractions(2, *latitude), EAST, LONGITUDE]
    assert read(jpeg(exif([], [], gps))).positions[0].uncertainty == uncertainty


@pytest.mark.parametrize(
    ("gps", "words"),
    [
        ([NORTH, fractions(2, (0, 0), (0, 0), (0, 0)), EAST, LONGITUDE], "0 below the line"),
        ([NORTH, fractions(2, (91, 1), (0, 1), (0, 1)), EAST, LONGITUDE], "out of range"),
        ([NORTH, fractions(2, (12, 1), (61, 1), (0, 1)), EAST, LONGITUDE], "out of range"),
        ([NORTH, LATITUDE, EAST, fractions(4, (181, 1), (0, 1), (0, 1))], "longitude is out of range"),
        ([LATITUDE, EAST, LONGITUDE], "N or S"),
        ([NORTH, LATITUDE, text(3, "N"), LONGITUDE], "E or W"),
        ([NORTH, LATITUDE, EAST], "longitude is not given"),
    ],
)
def test_an_impossible_position_is_a_finding_and_no_position(gps: list[Tag], words: str) -> None:
    reading = read(jpeg(exif([], [], gps)))
    assert reading.positions == ()
    assert found(reading) == [("impossible-position", "EXIF GPS")]
    assert words in reading.findings[0].text


@pytest.mark.parametrize(
    "gps",
    [
        [NORTH, fractions(2, (0, 1), (0, 1), (0, 1)), EAST, fractions(4, (0, 1), (0, 1), (0, 1))],
        [NORTH, LATITUDE, EAST, LONGITUDE, text(9, "V")],
        [NORTH, LATITUDE, EAST, LONGITUDE, text(18, "TOKYO")],
    ],
)
def test_a_doubtful_position_is_kept_with_the_doubt(gps: list[Tag]) -> None:
    reading = read(jpeg(exif([], [], gps)))
    assert len(reading.positions) == 1
    assert found(reading) == [("doubtful-position", "EXIF GPS")]


# Broken metadata


@pytest.mark.parametrize(
    ("tag", "name", "why"),
    [
        ((0x010F, 2, 0, b""), "Make", "length is 0"),
        ((0x010F, 99, 1, b"abcd"), "Make", "does not exist"),
        ((0x0112, 2, 2, b"1\0"), "Orientation", "a whole number is due"),
        ((0x0132, 3, 1, b"\1\0"), "DateTime", "text is due"),
    ],
)
def test_a_broken_entry_is_named_and_the_others_are_read(tag: Tag, name: str, why: str) -> None:
    reading = read(jpeg(exif([tag, text(0x0110, "K 2")])))
    assert found(reading) == [("broken-metadata", f"exif:{name}")]
    assert name in reading.findings[0].text
    assert why in reading.findings[0].text
    assert reading.metadata["exif:Model"] == "K 2"


def test_entries_written_in_another_way_are_a_note() -> None:
    reading = read(jpeg(exif([], [text(0x9000, "0220"), text(0xA000, "0100")])))
    assert found(reading) == [("odd-metadata", "EXIF")]
    assert "ExifVersion, FlashPixVersion" in reading.findings[0].text
    assert reading.metadata["exif:ExifVersion"] == "0220"


def test_entries_outside_the_block_are_named() -> None:
    block = exif([text(0x0110, "K 2 of many words")])
    at = block.index(struct.pack("<HH", 0x0110, 2)) + 8
    reading = read(jpeg(block[:at] + struct.pack("<I", 60_000) + block[at + 4 :]))
    assert found(reading) == [("broken-metadata", "exif:Model")]


def test_a_block_that_points_at_itself_ends() -> None:
    block = b"II*\x00\x08\x00\x00\x00" + directory([(0x8769, 4, 1, struct.pack("<I", 8))], 8)
    assert read_block(block).value("IFD0", 0x010F) is None


def test_a_second_pointer_to_the_same_table_is_not_followed() -> None:
    pointer = (0x8769, 4, 1, struct.pack("<I", 38))
    block = b"II*\x00\x08\x00\x00\x00" + directory([pointer, pointer], 8) + directory([short(0x8827, 100)], 38)
    assert [entry.value for entry in read_block(block).entries] == [(100,)]


def test_rubbish_instead_of_a_block_is_told() -> None:
    assert found(read(jpeg(b"Exif\x00\x00rubbish rubbish"))) == [("broken-metadata", "EXIF IFD0")]


# Texts


def test_png_texts_and_exif() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "seen from the school")
    texts.add_itxt("Ort", "عين", "ar")
    out = io.BytesIO()
    picture().save(out, "PNG", pnginfo=texts, exif=exif([text(0x0110, "K 2")]))
    reading = read(out.getvalue(), "image/png")
    assert reading.metadata["png:Comment"] == "seen from the school"
    assert reading.metadata["png:Ort"] == "عين"
    assert reading.metadata["exif:Model"] == "K 2"
    assert (reading.findings, len(reading.derivatives)) == ((), 1)


def test_xmp_properties() -> None:
    metadata = read(jpeg(xmp=XMP.encode())).metadata
    assert metadata["xmp:CreatorTool"] == "Darkroom 2"
    assert metadata["xmp:subject"] == "school; lorry"


@pytest.mark.parametrize(
    "packet", [XMP[:-30], '<!DOCTYPE a [<!ENTITY b "ccc">]>' + XMP, "\x00\x01 no XML"], ids=["cut", "entity", "rubbish"]
)
def test_broken_xmp_is_told(packet: str) -> None:
    assert found(read(jpeg(xmp=packet.encode()))) == [("broken-metadata", "XMP")]


# The corpus, where it is


PHOTOS = Path(__file__).parents[3].parent / "shared" / "corpus" / "photos"


def photos(folder: str) -> list[Path]:
    files = sorted((PHOTOS / folder).glob("*.[jp][pn]g")) if PHOTOS.exists() else []
    if not files:
        pytest.skip(f"the shared corpus is not here: {folder}")
    return files


@pytest.mark.parametrize("folder", ["gps", "broken", "copies"])
def test_corpus_gives_a_reading_with_a_thumbnail(folder: str) -> None:
    for path in photos(folder):
        reading = PictureReader().read(Source(media_type="image/jpeg", path=path))
        assert thumb(reading).width <= 320
        assert int(reading.metadata["picture:Width"]) > 0
        assert all(finding.text.endswith(".") for finding in reading.findings)


def test_corpus_positions() -> None:
    by_name = {path.name: PictureReader().read(Source(media_type="image/jpeg", path=path)) for path in photos("gps")}
    (position,) = by_name["DSCN0010.jpg"].positions
    assert (position.latitude, position.longitude) == pytest.approx((43.467448, 11.885127), abs=1e-5)
    moments = {one.what: one.edtf for one in by_name["DSCN0010.jpg"].moments}
    assert (moments["taken"], moments["gps"]) == ("2008-10-22T16:28:39", "2008-10-23T14:27:07Z")
    assert found(by_name["45-gps_ifd.jpg"]) == [("broken-metadata", "exif:GPSInfo")]


def test_corpus_damage_is_told() -> None:
    (corrupted,) = [path for path in photos("broken") if path.name == "corrupted.jpg"]
    reading = PictureReader().read(Source(media_type="image/jpeg", path=corrupted))
    assert [finding.code for finding in reading.findings] == ["truncated-picture"]
