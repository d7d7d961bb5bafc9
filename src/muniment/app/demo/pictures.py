"""Pictures for the sample material, drawn by code: no photograph of anything real is shipped.

One scene with camera metadata, the same shrunk and stripped, one unrelated drawing, and one file
that breaks off. Never uses the clock or chance that is not seeded: the same Pillow gives the same bytes.
"""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

SCENE = "east-wing.jpg"
SHRUNK = "east-wing-small.jpg"
UNRELATED = "ferry-landing.png"
BROKEN = "courtyard.jpg"

Colour = tuple[int, int, int]

GREY: Colour = (168, 164, 156)
DARK: Colour = (38, 36, 40)
RUBBLE: tuple[Colour, ...] = ((120, 112, 104), (142, 132, 120), (96, 90, 86), (158, 120, 98))


def make_pictures(folder: Path) -> list[Path]:
    """Make the four pictures in `folder` (made if need be) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = _jpeg(damaged_building(), quality=88, exif=camera_metadata())
    small = Image.open(io.BytesIO(taken)).resize((800, 600), Image.Resampling.LANCZOS)
    courtyard = _jpeg(lime_tree_courtyard(), quality=85)
    contents = {
        SCENE: taken,
        SHRUNK: _jpeg(small, quality=72),
        UNRELATED: _png(ferry_landing()),
        BROKEN: courtyard[: len(courtyard) * 3 // 5],
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in contents]


def camera_metadata() -> Image.Exif:
    """EXIF of a camera that does not exist, standing in the open ocean (45.5° S, 28.25° E)."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Plover Optical (invented)"
    exif[ExifTags.Base.Model] = "PX-3"
    exif[ExifTags.Base.Orientation] = 1
    exif[ExifTags.Base.DateTime] = "2024:03:14 07:52:10"
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = "2024:03:14 07:52:10"
    details[ExifTags.Base.OffsetTimeOriginal] = "+02:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "S"
    place[ExifTags.GPS.GPSLatitude] = _degrees(45, 30, 0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = _degrees(28, 15, 0)
    place[ExifTags.GPS.GPSMapDatum] = "WGS-84"
    return exif


def damaged_building() -> Image.Image:
    """A long grey house with dark windows, a torn roof and rubble before it (1600 × 1200)."""
    image = Image.new("RGB", (1600, 1200))
    draw = ImageDraw.Draw(image)
    chance = random.Random(412)
    _sky(draw, 1600, 700, (196, 204, 212), (228, 222, 208))
    draw.rectangle((0, 700, 1600, 1200), fill=(126, 122, 108))
    draw.rectangle((180, 320, 1420, 860), fill=GREY)
    draw.polygon([(150, 330), (260, 230), (880, 230), (930, 330)], fill=(104, 72, 60))
    draw.polygon([(1180, 330), (1220, 262), (1350, 236), (1450, 330)], fill=(104, 72, 60))
    _windows(draw, chance)
    hole = [(900, 330), (960, 420), (930, 510), (1010, 600), (1090, 540), (1130, 440), (1200, 330)]
    draw.polygon(hole, fill=DARK)
    draw.line([(960, 420), (880, 560), (905, 700)], fill=(84, 80, 78), width=5)
    draw.rectangle((740, 690, 860, 860), fill=(72, 58, 50))
    _rubble(draw, chance, centre=(1040, 890), spread=(330, 90), stones=420)
    return image


def lime_tree_courtyard() -> Image.Image:
    """A walled yard with one round tree (1200 × 900)."""
    image = Image.new("RGB", (1200, 900), (150, 144, 132))
    draw = ImageDraw.Draw(image)
    _sky(draw, 1200, 260, (188, 198, 206), (222, 220, 212))
    draw.rectangle((0, 260, 1200, 430), fill=(176, 168, 158))
    draw.rectangle((560, 330, 600, 620), fill=(88, 68, 52))
    draw.ellipse((400, 90, 770, 420), fill=(96, 118, 78))
    _rubble(draw, random.Random(413), centre=(300, 700), spread=(240, 80), stones=200)
    return image


def ferry_landing() -> Image.Image:
    """A flat drawing of a river, a raft and a post: nothing in common with the building (900 × 700)."""
    image = Image.new("RGB", (900, 700), (238, 232, 214))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 260), (900, 160), (900, 520), (0, 640)], fill=(112, 158, 186))
    for step in range(9):
        left = 40 + step * 95
        draw.arc((left, 330 + step % 3 * 50, left + 70, 356 + step % 3 * 50), 200, 340, (236, 244, 248), 4)
    draw.polygon([(330, 380), (560, 355), (590, 410), (350, 438)], fill=(150, 106, 62))
    draw.line([(60, 225), (840, 120)], fill=(60, 54, 48), width=3)
    draw.rectangle((440, 250, 452, 370), fill=(92, 64, 40))
    draw.text((40, 660), "Ferry landing, seen from the west bank (drawn from memory)", fill=(60, 54, 48))
    return image


def _sky(draw: ImageDraw.ImageDraw, width: int, height: int, above: Colour, below: Colour) -> None:
    for y in range(height):
        red, green, blue = (a + (b - a) * y // height for a, b in zip(above, below, strict=True))
        draw.line([(0, y), (width, y)], fill=(red, green, blue))


def _windows(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for top in (380, 550, 720):
        for left in range(230, 1380, 120):
            draw.rectangle((left, top, left + 60, top + 90), fill=DARK, outline=(206, 202, 194), width=5)
            if chance.random() < 0.5:
                tip = (left + 18 + chance.randrange(30), top + 30)
                draw.polygon([(left + 8, top + 84), tip, (left + 50, top + 84)], fill=(148, 164, 172))


def _rubble(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    centre: tuple[int, int],
    spread: tuple[int, int],
    stones: int,
) -> None:
    for _ in range(stones):
        x = centre[0] + int(chance.triangular(-spread[0], spread[0], 0))
        y = centre[1] + int(chance.triangular(-spread[1], spread[1], 0))
        size = chance.randrange(6, 34)
        upper = [(x, y), (x + size, y - size // 3)]
        lower = [(x + size * 4 // 3, y + size // 2), (x + size // 4, y + size)]
        draw.polygon(upper + lower, fill=RUBBLE[chance.randrange(len(RUBBLE))])


def _degrees(degrees: int, minutes: int, seconds: int) -> tuple[IFDRational, ...]:
    return tuple(IFDRational(part, 1) for part in (degrees, minutes, seconds))


def _jpeg(image: Image.Image, quality: int, exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif if exif is not None else b"")
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
