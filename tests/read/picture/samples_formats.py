"""Pictures in every format, written by other people's programs: Pillow, heif-enc, exiftool."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.readers.picture import PictureReader
from tests.read.picture.test_pdq import scene

KINDS = ("jpg", "png", "gif", "tif", "webp", "bmp", "avif", "heic")
_TYPES = {"jpg": "jpeg", "tif": "tiff"}
_PILLOW = {"jpg": "JPEG", "tif": "TIFF"}


def media_type(kind: str) -> str:
    return f"image/{_TYPES.get(kind, kind)}"


def saved(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A picture in a format, without metadata."""
    picture = image or scene()
    if kind == "heic":
        return _heic(picture)
    out = io.BytesIO()
    picture.save(out, _PILLOW.get(kind, kind.upper()), **options)
    return out.getvalue()


def _heic(picture: Image.Image) -> bytes:
    program = _program("heif-enc", "libheif-examples")
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "a.png", Path(folder) / "a.heic"
        picture.save(before)
        subprocess.run([program, "-q", "60", before, "-o", after], check=True, capture_output=True)
        return after.read_bytes()


def exiftool(data: bytes, kind: str, *arguments: str) -> bytes:
    """`data` with what exiftool writes into it."""
    program = _program("exiftool", "libimage-exiftool-perl")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        path.write_bytes(data)
        subprocess.run([program, "-q", "-m", "-overwrite_original", *arguments, path], check=True, capture_output=True)
        return path.read_bytes()


def said_by_exiftool(data: bytes, kind: str) -> dict[str, Any]:
    """What exiftool reads, with group names, as numbers."""
    program = _program("exiftool", "libimage-exiftool-perl")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        path.write_bytes(data)
        done = subprocess.run([program, "-j", "-n", "-G0", path], check=False, capture_output=True)
        found: dict[str, Any] = json.loads(done.stdout)[0]
        return found


def _program(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed (Debian: {package})")
    return path


CAPTION = "Ринок в Оріні, السوق"
WRITTEN = (
    "-IPTC:CodedCharacterSet=UTF8", f"-IPTC:Caption-Abstract={CAPTION}", "-IPTC:By-line=Ana Tamsk", "-IPTC:City=Orin",
    "-IPTC:DateCreated=2024:05:01", "-IPTC:TimeCreated=10:11:12+03:00", "-IPTC:Keywords=market",
    "-IPTC:Keywords=lorry", "-IPTC:CopyrightNotice=(c) Ana Tamsk", "-IPTC:Headline=Market day",
    "-EXIF:Make=Orvex", "-EXIF:Model=K 2", "-EXIF:LensModel=35 mm", "-EXIF:Software=Firmware 3",
    "-EXIF:DateTimeOriginal=2024:05:01 10:11:12", "-EXIF:OffsetTimeOriginal=+03:00", "-EXIF:SubSecTimeOriginal=25",
    "-EXIF:CreateDate=2024:05:01 10:11:13", "-EXIF:XPTitle=Назва",
    "-GPSLatitude=12.5", "-GPSLatitudeRef=S", "-GPSLongitude=45.25", "-GPSLongitudeRef=E", "-GPSAltitude=99",
    "-GPSHPositioningError=7.5", "-GPSDateStamp=2024:05:01", "-GPSTimeStamp=07:11:12",
    "-XMP-dc:Creator=Ana Tamsk", "-XMP-dc:Title=Market day", "-XMP-photoshop:City=Orin",
    "-XMP-xmp:CreateDate=2024:05:01 10:11:12.5+03:00", "-XMP-xmp:ModifyDate=2024:05:02",
    "-XMP-xmp:CreatorTool=Darkroom 2", "-struct",
    "-XMP-xmpMM:History=[{Action=created,When=2024:05:01 10:11:12Z},{Action=saved,SoftwareAgent=Darkroom 2}]",
)  # fmt: skip


@cache
def full(kind: str) -> bytes:
    """A picture with all metadata that the format takes."""
    return exiftool(saved(kind), kind, *WRITTEN)


def reading_of(data: bytes, kind: str) -> tuple[Reading, dict[str, bytes]]:
    """The reading, and what was handed out, by path."""
    source = Source(media_type=media_type(kind), data=data)
    reading = PictureReader().read(source)
    return reading, {part.path: body for part, body in source.collected.parts}
