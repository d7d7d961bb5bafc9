"""Pictures of all formats: what is read of each, pages and frames, drawing; held against exiftool."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageSequence

from muniment.model.pdq import distance
from muniment.model.reading import Reading
from muniment.read.interface import Drawing, Source
from muniment.read.picture.pdq import pdq_of
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.picture import PictureReader
from muniment.read.sniff import sniff
from tests.read.pdf.pdf_checks import survives
from tests.read.picture.samples_formats import (
    CAPTION,
    KINDS,
    exiftool,
    full,
    media_type,
    reading_of,
    said_by_exiftool,
    saved,
)
from tests.read.picture.samples_picture import thumb
from tests.read.picture.test_pdq import scene

WITH_EXIF = ("jpg", "png", "tif", "webp", "avif", "heic")
WITH_IPTC = ("jpg", "tif", "png")
WITH_XMP = ("jpg", "png", "gif", "tif", "webp", "avif", "heic")
PHOTOS = Path(__file__).parents[3].parent / "shared" / "corpus" / "photos"


def drawn(data: bytes, kind: str, page: int = 1) -> Image.Image:
    made = PictureReader().draw(Source(media_type=media_type(kind), data=data), page)
    assert (made.role, made.media_type, made.where) == ("page", "image/png", f"page {page}")
    return Image.open(io.BytesIO(made.data))


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_is_told_and_read(kind: str) -> None:
    data = saved(kind)
    assert sniff(data, len(data)) in PictureReader.media_types
    reading, parts = reading_of(data, kind)
    assert (reading.findings, parts) == ((), {})
    assert (reading.metadata["picture:Width"], reading.metadata["picture:Height"]) == ("640", "420")
    assert thumb(reading).size == (320, 210)
    assert distance(reading.metadata["pdq:Hash"], pdq_of(scene())[0]) <= 16
    assert reading.derivatives[0].pdq == reading.metadata["pdq:Hash"]
    assert reading.pages == (1 if kind == "tif" else None)
    assert distance(pdq_of(drawn(data, kind))[0], pdq_of(scene())[0]) <= 16


@pytest.mark.parametrize("kind", WITH_EXIF)
def test_exif_of_every_format(kind: str) -> None:
    reading, _ = reading_of(full(kind), kind)
    assert reading.findings == ()
    names = ("Make", "Model", "LensModel", "Software", "XPTitle")
    assert [reading.metadata[f"exif:{name}"] for name in names] == ["Orvex", "K 2", "35 mm", "Firmware 3", "Назва"]
    moments = {one.what: (one.written, one.edtf) for one in reading.moments if one.said_by.startswith("EXIF")}
    assert moments["taken"] == ("2024:05:01 10:11:12.25", "2024-05-01T10:11:12+03:00")
    assert moments["digitised"] == ("2024:05:01 10:11:13", "2024-05-01T10:11:13")
    assert moments["gps"][1] == "2024-05-01T07:11:12Z"
    (position,) = reading.positions
    assert (position.latitude, position.longitude) == (-12.5, 45.25)
    assert (position.altitude, position.uncertainty, position.said_by) == (99.0, 7.5, "EXIF GPS")


@pytest.mark.parametrize("kind", WITH_IPTC)
def test_iptc_of_every_format_that_has_it(kind: str) -> None:
    data = full(kind) if kind != "png" else exiftool(saved(kind), kind, "-api", "Compress=0", *_iptc())
    reading, _ = reading_of(data, kind)
    wanted = {
        "Caption-Abstract": CAPTION,
        "By-line": "Ana Tamsk",
        "City": "Orin",
        "Keywords": "market; lorry",
        "CopyrightNotice": "(c) Ana Tamsk",
    }
    assert {name: reading.metadata.get(f"iptc:{name}") for name in wanted} == wanted
    assert (reading.title, reading.author) == ("Market day", "Ana Tamsk")
    assert ("created", "2024-05-01T10:11:12+03:00") in [(one.what, one.edtf) for one in reading.moments]


def _iptc() -> list[str]:
    from tests.read.picture.samples_formats import WRITTEN

    return [one for one in WRITTEN if one.startswith("-IPTC")]


@pytest.mark.parametrize("kind", WITH_XMP)
def test_xmp_of_every_format_that_has_it(kind: str) -> None:
    reading, _ = reading_of(full(kind), kind)
    assert reading.metadata["xmp:City"] == "Orin"
    assert reading.metadata["xmp:CreatorTool"] == "Darkroom 2"
    assert reading.metadata["xmp:History"] == "created 2024-05-01T10:11:12Z; saved Darkroom 2"
    assert (reading.title, reading.author) == ("Market day", "Ana Tamsk")
    assert ("modified", "2024-05-02") in [(one.what, one.edtf) for one in reading.moments]
    assert ("created", "2024-05-01T10:11:12+03:00") in [(one.what, one.edtf) for one in reading.moments]


def test_a_position_that_only_xmp_names() -> None:
    reading, _ = reading_of(exiftool(saved("gif"), "gif", "-XMP:GPSLatitude=-12.5", "-XMP:GPSLongitude=45.25"), "gif")
    (position,) = reading.positions
    assert (position.latitude, position.longitude, position.said_by) == (-12.5, 45.25, "XMP")


def test_a_dilution_is_a_radius_that_says_so() -> None:
    place = ("-GPSLatitude=12.51234", "-GPSLatitudeRef=N", "-GPSLongitude=45.21345", "-GPSLongitudeRef=E")
    data = exiftool(saved("jpg"), "jpg", *place, "-GPSDOP=4")
    (position,) = reading_of(data, "jpg")[0].positions
    assert (position.uncertainty, position.said_by) == (20.0, "EXIF GPS; radius: GPSDOP 4 × 5 m")


# Turned pictures


@pytest.mark.parametrize("kind", ["jpg", "png", "tif", "webp"])
@pytest.mark.parametrize("turn", [3, 6, 8])
def test_orientation_is_followed(kind: str, turn: int) -> None:
    data = exiftool(saved(kind), kind, f"-EXIF:Orientation#={turn}")
    reading, _ = reading_of(data, kind)
    upright = scene().transpose(
        {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270}.get(turn, Image.Transpose.ROTATE_90)
    )
    assert reading.metadata["exif:Orientation"] == str(turn)
    assert reading.metadata["picture:Width"] == "640"
    assert distance(reading.metadata["pdq:Hash"], pdq_of(upright)[0]) <= 16
    assert distance(pdq_of(thumb(reading))[0], pdq_of(upright)[0]) <= 20
    assert drawn(data, kind).size == upright.size


@pytest.mark.parametrize("kind", ["avif", "heic"])
def test_heif_and_avif_do_not_follow_exif(kind: str) -> None:
    reading, _ = reading_of(exiftool(saved(kind), kind, "-EXIF:Orientation#=6"), kind)
    assert distance(reading.metadata["pdq:Hash"], pdq_of(scene())[0]) <= 16


def test_avif_follows_its_own_boxes() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    reading, _ = reading_of(saved("avif", exif=turned), "avif")  # Pillow writes it as irot
    upright = scene().transpose(Image.Transpose.ROTATE_270)
    assert distance(reading.metadata["pdq:Hash"], pdq_of(upright)[0]) <= 16


# Pages and frames


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("compression", [None, "tiff_lzw", "group4", "jpeg"])
def test_pages_of_a_tiff(big: bool, compression: str | None) -> None:
    mode = "1" if compression == "group4" else "RGB"
    pages = [scene(seed=seed).convert(mode) for seed in (3, 4, 5)]
    options = {"save_all": True, "append_images": pages[1:], "compression": compression, "big_tiff": big}
    data = saved("tif", pages[0], **options)
    assert sniff(data, len(data)) == "image/tiff"
    reading, _ = reading_of(data, "tif")
    assert (reading.pages, reading.findings) == (3, ())
    assert "exif:StripOffsets" not in reading.metadata
    for number, page in enumerate(pages, 1):
        assert distance(pdq_of(drawn(data, "tif", number))[0], pdq_of(page)[0]) <= 16
    with pytest.raises(IndexError, match="has 3"):
        drawn(data, "tif", 4)
    with pytest.raises(IndexError):
        drawn(data, "tif", 0)


@pytest.mark.parametrize("kind", ["gif", "webp", "png", "avif"])
def test_frames(kind: str) -> None:
    frames = [scene(seed=seed) for seed in (3, 4, 5)]
    data = saved(kind, frames[0], save_all=True, append_images=frames[1:], duration=100)
    reading, _ = reading_of(data, kind)
    assert reading.metadata["picture:Frames"] == "3"
    assert (reading.pages, reading.findings) == (None, ())
    assert distance(pdq_of(drawn(data, kind, 2))[0], pdq_of(frames[1])[0]) <= 24
    assert len(list(ImageSequence.Iterator(Image.open(io.BytesIO(data))))) == 3


def test_comments_of_a_gif() -> None:
    reading, _ = reading_of(saved("gif", comment="біля школи".encode()), "gif")
    assert reading.metadata["gif:Comment"] == "біля школи"


def test_a_large_picture_is_drawn_smaller() -> None:
    for kind in ("png", "jpg"):
        assert max(drawn(saved(kind, scene((5000, 3000))), kind).size) <= 2400
    assert isinstance(PictureReader(), Drawing)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F", "I;16B"])
def test_tiffs_of_all_modes(mode: str) -> None:
    image = scene().convert("L") if mode[0] in "IF" else scene()
    made = (
        image.convert("I").point(lambda value: value * 256).convert("I;16") if mode[0] == "I" else image.convert(mode)
    )
    if mode == "I;16B":
        made = made.convert("I").convert("I;16B")
    reading, _ = reading_of(saved("tif", made), "tif")
    assert reading.findings == ()
    assert distance(reading.metadata["pdq:Hash"], pdq_of(scene())[0]) <= 31


# Against exiftool

_SAME = (
    "Make",
    "Model",
    "Software",
    "LensModel",
    "DateTimeOriginal",
    "Orientation",
    "ISO",
    "Artist",
    "ImageDescription",
)


def compared(reading: Reading, theirs: dict[str, Any]) -> int:
    """How many values agree; fails where one does not."""
    ours = {name.partition(":")[2]: value for name, value in reading.metadata.items() if name.startswith("exif:")}
    ours["ISO"] = ours.get("ISOSpeedRatings", "")
    agreed = 0
    for name in _SAME:
        if (wanted := theirs.get(f"EXIF:{name}")) not in (None, "") and not str(wanted).startswith("(Binary"):
            assert ours.get(name, "").strip() == str(wanted).strip(), name
            agreed += 1
    if "Composite:GPSLatitude" in theirs and reading.positions:
        (position,) = reading.positions
        assert math.isclose(position.latitude, theirs["Composite:GPSLatitude"], abs_tol=1e-6)
        assert math.isclose(position.longitude, theirs["Composite:GPSLongitude"], abs_tol=1e-6)
        agreed += 2
    for name, wanted in theirs.items():
        group, _, bare = name.partition(":")
        if group == "IPTC" and f"iptc:{bare}" in reading.metadata and not bare.endswith(("Created", "Date", "Time")):
            written = "; ".join(wanted) if isinstance(wanted, list) else str(wanted)
            assert reading.metadata[f"iptc:{bare}"] == written
            agreed += 1
    return agreed


@pytest.mark.parametrize("kind", WITH_EXIF)
def test_samples_agree_with_exiftool(kind: str) -> None:
    assert compared(reading_of(full(kind), kind)[0], said_by_exiftool(full(kind), kind)) >= 7


def corpus(*folders: str) -> list[Path]:
    files = [path for folder in folders for path in sorted((PHOTOS / folder).glob("*.*"))]
    if not files:
        pytest.skip("the shared corpus is not here")
    return files


def test_corpus_agrees_with_exiftool() -> None:
    agreed = 0
    for path in corpus("gps", "broken", "copies"):
        reading, _ = reading_of(path.read_bytes(), path.suffix[1:].lower())
        agreed += compared(reading, said_by_exiftool(path.read_bytes(), path.suffix[1:]))
    assert agreed > 60


def test_corpus_heic() -> None:
    (path,) = [path for path in corpus("gps") if path.suffix == ".HEIC"]
    reading, _ = reading_of(path.read_bytes(), "heic")
    assert reading.findings == ()
    assert reading.positions[0].uncertainty == pytest.approx(38.813, abs=0.001)
    assert ("taken", "2021-04-11T15:47:53-05:00") in [(one.what, one.edtf) for one in reading.moments]
    assert thumb(reading).height == 320


# In the confined worker


def test_every_format_is_read_in_the_confined_worker() -> None:
    jobs = [Job(kind, media_type(kind), data=full(kind) if kind != "bmp" else saved(kind)) for kind in KINDS]
    with ReadingPool(workers=1) as pool:
        readings = {job.key: reading for job, reading in pool.read_all(jobs)}
    assert {kind: [one.code for one in readings[kind].findings] for kind in KINDS} == {kind: [] for kind in KINDS}
    for kind in KINDS:
        assert readings[kind] == reading_of(full(kind) if kind != "bmp" else saved(kind), kind)[0]


@pytest.mark.parametrize("kind", ["gif", "tif", "webp", "bmp", "avif", "heic"])
def test_mutants(kind: str) -> None:
    small = saved(kind, scene((90, 60)))
    data = exiftool(small, kind, "-EXIF:Make=Orvex", "-GPSLatitude=12.5", "-XMP:City=Orin") if kind != "bmp" else small
    survives(data, "PictureReader", "muniment.read.readers.picture", media_type(kind), 150)
