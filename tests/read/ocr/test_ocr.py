"""Recognition: the right letters in each script, where they stand, how sure, and what is said of it."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from muniment.model.reading import Reading
from muniment.model.words import unpack_words
from muniment.read.interface import Source
from muniment.read.ocr import packs
from muniment.read.ocr.engine import Engine
from muniment.read.ocr.looks import looks_like_writing
from muniment.read.ocr.recognise import recognise
from muniment.read.ocr.recognised import Recognised
from muniment.read.ocr.upright import sheet_of, straightened, turned
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.picture import PictureReader
from tests.read.ocr.samples_ocr import (
    ARABIC,
    ENGLISH,
    FRENCH,
    HEBREW,
    RUSSIAN,
    SPANISH,
    UKRAINIAN,
    gravel,
    jpeg,
    needs,
    page,
    photographed,
    png,
)  # fmt: skip
from tests.read.pdf.pdf_checks import recall_and_order


def recognised(picture: Image.Image) -> Recognised:
    place = packs.folder()
    assert place is not None
    with Engine(place) as engine:
        return recognise(engine, picture)


def text(found: Recognised) -> str:
    return " ".join(line.text for line in found.lines)


def read(data: bytes, media_type: str = "image/png", *wishes: str) -> Reading:
    return PictureReader().read(Source(media_type=media_type, data=data, wishes=frozenset(wishes)))


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize(
    ("lines", "pack", "rtl", "least"),
    [
        (ENGLISH, "eng", False, 1.0),
        (UKRAINIAN, "ukr", False, 0.95),
        (RUSSIAN, "rus", False, 0.95),
        (SPANISH, "spa", False, 0.95),
        (FRENCH, "fra", False, 0.95),
        (ARABIC, "ara", True, 0.85),
        (HEBREW, "heb", True, 0.9),
    ],
)
def test_each_language_in_its_own_letters(lines: list[str], pack: str, rtl: bool, least: float) -> None:
    needs("eng", pack)
    found = recognised(page(lines, rtl=rtl))
    recall, order = recall_and_order(" ".join(lines), text(found))
    assert recall >= least, text(found)
    assert order >= least, text(found)
    assert found.languages.split("+")[0] == pack
    assert found.confidence > 80


def test_two_scripts_on_a_page() -> None:
    needs("eng", "ukr")
    found = recognised(page(ENGLISH + UKRAINIAN))
    assert recall_and_order(" ".join(ENGLISH + UKRAINIAN), text(found))[1] > 0.95


def test_a_latin_name_in_a_cyrillic_line() -> None:
    needs("eng", "ukr")
    lines = ["За словами Orin Watch, міст зруйновано вранці.", *UKRAINIAN]
    assert "Orin Watch" in text(recognised(page(lines)))


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side(quarter: int) -> None:
    needs("eng")
    if not packs.tells_orientation():
        pytest.skip("tesseract-ocr-osd is not installed")
    upright = page([line.replace(",", "") for line in ENGLISH * 2])
    shown = upright.rotate(quarter, expand=True)
    found = recognised(shown)
    assert recall_and_order(" ".join(ENGLISH * 2), text(found))[1] > 0.95
    assert found.turned == quarter
    word = next(word for line in found.lines for word in line.words if word.text == "committee")
    left, top, right, bottom = (round(edge) for edge in word.box)
    ink = shown.crop((left, top, right, bottom))
    assert min(ink.tobytes()) < 60
    long, short = (right - left, bottom - top) if quarter % 180 == 0 else (bottom - top, right - left)
    assert long > 3 * short


def test_a_photograph_askew_is_straightened_and_boxes_lie_on_the_words() -> None:
    needs("eng")
    shown = photographed(page(ENGLISH))
    found = recognised(shown)
    assert recall_and_order(" ".join(ENGLISH), text(found))[1] == 1.0
    first, last = found.lines[0].words[0], found.lines[0].words[-1]
    assert first.box[1] > last.box[1] + 20  # the line rises to the right, as it does in the picture
    for word in (first, last):
        left, top, right, bottom = (round(edge) for edge in word.box)
        assert min(shown.crop((left, top, right, bottom)).tobytes()) < 60


@pytest.mark.parametrize("angle", [-4.0, -1.5, 2.0, 5.0])
def test_skew_is_found(angle: float) -> None:
    sheet = straightened(sheet_of(page(ENGLISH).rotate(angle, expand=True, fillcolor=255)))
    assert sheet.skew == pytest.approx(-angle, abs=0.5)


def test_boxes_find_their_way_back() -> None:
    picture = Image.new("L", (600, 400), 255)
    picture.paste(0, (100, 50, 140, 60))
    for quarter in (0, 90, 180, 270):
        sheet = turned(sheet_of(picture), quarter)
        ink = sheet.picture.point([255 - level for level in range(256)]).getbbox()
        assert sheet.back(tuple(map(float, ink))) == pytest.approx((100, 50, 140, 60), abs=2)


def test_pages_look_like_writing_and_gravel_does_not() -> None:
    assert looks_like_writing(page(ENGLISH * 3))
    assert looks_like_writing(photographed(page(ENGLISH * 3)))
    assert looks_like_writing(page(ENGLISH * 3).rotate(90, expand=True))
    assert looks_like_writing(page(ENGLISH * 3).point([255 - level for level in range(256)]))
    assert not looks_like_writing(gravel())
    assert not looks_like_writing(Image.new("L", (800, 600), 200))
    assert not looks_like_writing(Image.new("L", (1, 1)))


def test_a_scanned_letter_becomes_passages_with_words() -> None:
    needs("eng")
    reading = read(png(page(ENGLISH)))
    assert " ".join(ENGLISH) == reading.text.replace("\n\n", " ")
    assert reading.language == "en"
    assert all(one.confidence and one.confidence > 80 and one.boxes and one.page == 1 for one in reading.passages)
    words = list(unpack_words(reading.words))
    assert [reading.text[word.start : word.end] for word in words] == " ".join(ENGLISH).split()
    assert words[0].box.left == pytest.approx(100, abs=6)
    assert reading.metadata["ocr:Engine"].startswith("tesseract ")
    assert reading.metadata["ocr:Languages"].split("+")[0] == "eng"
    assert "recognised-text" in codes(reading)


def test_boxes_are_those_of_the_picture_as_shown() -> None:
    needs("eng")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    reading = read(jpeg(page(ENGLISH * 2).rotate(90, expand=True), exif=exif), "image/jpeg")
    assert reading.text.startswith("The committee")
    assert next(unpack_words(reading.words)).box.left == pytest.approx(100, abs=6)


def test_a_photograph_is_not_recognised_unless_wished() -> None:
    needs("eng")
    reading = read(jpeg(gravel()), "image/jpeg")
    assert reading.text == ""
    assert "recognised-text" not in codes(reading)
    sign = Image.new("L", (1600, 1200), 150)
    sign.paste(page(["Orin market"], size=70, room=60), (500, 500))
    assert read(jpeg(sign), "image/jpeg").text == ""
    assert "Orin market" in read(jpeg(sign), "image/jpeg", "ocr").text


@pytest.mark.parametrize("picture", [gravel(), Image.new("L", (800, 600), 200)])
def test_a_picture_without_letters_is_said_to_have_none_where_it_was_looked_for_some(picture: Image.Image) -> None:
    needs("eng")
    assert "no-letters-found" not in codes(read(png(picture)))
    reading = read(png(picture), "image/png", "ocr")
    assert (reading.text, codes(reading)) == ("", ["no-letters-found"])
    assert "found no letters" in reading.findings[0].text
    assert reading.findings[0].level == "note"
    assert "no-letters-found" not in codes(read(png(page(ENGLISH)), "image/png", "ocr"))


def test_of_several_pages_those_without_letters_are_named() -> None:
    needs("eng")
    out = io.BytesIO()
    page(ENGLISH).save(out, "TIFF", save_all=True, append_images=[gravel(), page(ENGLISH)])
    reading = read(out.getvalue(), "image/tiff", "ocr")
    assert [(one.code, one.where) for one in reading.findings if one.code != "low-confidence-text"] == [
        ("recognised-text", "page 1, page 3"),
        ("no-letters-found", "page 2"),
    ]


def test_a_page_that_cannot_be_decoded_is_told() -> None:
    needs("eng")
    out = io.BytesIO()
    page(ENGLISH).save(out, "TIFF", save_all=True, append_images=[page(ENGLISH)])
    data = bytearray(out.getvalue())
    first = struct.unpack_from("<I", data, 4)[0]
    second = struct.unpack_from("<I", data, first + 2 + 12 * struct.unpack_from("<H", data, first)[0])[0]
    for entry in (second + 2, second + 14):  # width and height, which come first
        struct.pack_into("<I", data, entry + 8, 60_000)
    reading = read(bytes(data), "image/tiff", "ocr")
    assert "The committee" in reading.text
    assert next(one.where for one in reading.findings if one.code == "recognition-failed") == "page 2"


def test_no_packs_is_a_finding_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needs()
    monkeypatch.setattr(packs, "FOLDERS", (str(tmp_path),))
    reading = read(png(page(ENGLISH)))
    finding = next(one for one in reading.findings if one.code == "no-ocr")
    assert "apt install tesseract-ocr-eng" in finding.text
    assert reading.text == ""


def test_no_library_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.read.ocr.session.library", lambda: None)
    reading = read(png(page(ENGLISH)))
    assert "pip install tesserocr" in next(one.text for one in reading.findings if one.code == "no-ocr")


def test_hard_to_read_pages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("eng")
    monkeypatch.setattr("muniment.read.ocr.session.LOW", 99)
    assert "low-confidence-text" in codes(read(png(page(ENGLISH))))


def test_in_a_confined_worker_and_twice_the_same() -> None:
    needs("eng")
    data = jpeg(photographed(page(ENGLISH)))
    with ReadingPool(workers=1) as pool:
        jobs = [Job(number, "image/jpeg", data=data) for number in range(2)]
        first, second = (reading for _, reading in pool.read_all(jobs))
    assert first.text.replace("\n\n", " ").split() == " ".join(ENGLISH).split(), first.findings
    assert first == second
