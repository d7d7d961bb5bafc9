"""Pictures of text for tests: lines set by Pillow, as they are, photographed askew, or upside down."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont, features

from muniment.read.ocr import packs
from muniment.read.ocr.engine import library
from tests.read.pdf.samples_pdf import DEJAVU

ENGLISH = [
    "The committee of Orin wrote down what had happened",
    "on the morning of 12 March near the old harbour.",
    "Three witnesses saw a grey lorry leave the market.",
    "Nobody in the town of Tamsk had heard of it before.",
]
UKRAINIAN = [
    "Комітет міста Орін записав усе, що сталося вранці,",
    "коли біля старої пристані чули гучні вибухи.",
    "Троє свідків бачили, як з ринку виїхала вантажівка.",
    "Їхні імена передали до суду в місті Тамськ.",
]
RUSSIAN = [
    "Комитет города Орин записал всё, что случилось утром,",
    "когда возле старой пристани были слышны взрывы.",
    "Трое свидетелей видели, как с рынка выехал грузовик.",
]
ARABIC = [
    "سجلت لجنة مدينة أورين كل ما حدث في الصباح",
    "عندما سمع الناس أصواتا قرب الميناء القديم",
    "ورأى ثلاثة شهود شاحنة تغادر السوق",
]
HEBREW = [
    "ועד העיר אורין רשם את כל מה שקרה בבוקר",
    "כאשר נשמעו קולות ליד הנמל הישן",
    "שלושה עדים ראו משאית יוצאת מן השוק",
]
SPANISH = [
    "El comité de la ciudad de Orin anotó lo que había ocurrido",
    "aquella mañana cerca del viejo puerto de los señores.",
    "Tres testigos vieron salir un camión del mercado.",
]
FRENCH = [
    "Le comité de la ville d'Orin a noté tout ce qui s'était passé",
    "ce matin-là près du vieux port où l'on réparait les bateaux.",
    "Trois témoins ont vu un camion quitter le marché.",
]


def needs(*names: str) -> None:
    """Skip where Tesseract, a pack, or the font is missing."""
    if library() is None:
        pytest.skip("tesserocr is not installed")
    if missing := set(names) - set(packs.packs()):
        pytest.skip(f"language data of Tesseract are missing: {', '.join(sorted(missing))}")
    if not DEJAVU.exists():
        pytest.skip("DejaVu Sans is not installed (Debian: fonts-dejavu-core)")


def page(lines: list[str], size: int = 40, rtl: bool = False, room: int = 100) -> Image.Image:
    """Black lines on white, each `size` pixels high, with an empty rim."""
    if rtl and not features.check("raqm"):
        pytest.skip("Pillow cannot shape right-to-left text here (libraqm)")
    font = ImageFont.truetype(str(DEJAVU), size)
    width = round(max(font.getlength(line) for line in lines)) + 2 * room
    picture = Image.new("L", (width, len(lines) * size * 2 + 2 * room), 255)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        at = (width - room if rtl else room, room + number * size * 2)
        options: dict[str, Any] = {"anchor": "ra", "direction": "rtl"} if rtl else {"anchor": "la"}
        draw.text(at, line, fill=0, font=font, **options)
    return picture


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def jpeg(picture: Image.Image, quality: int = 70, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality, **options)
    return out.getvalue()


def photographed(picture: Image.Image, angle: float = 3.0) -> Image.Image:
    """Darker, askew, on a grey table."""
    table = Image.new("L", (picture.width + 200, picture.height + 200), 90)
    table.paste(picture.point([round(level * 0.85) for level in range(256)]), (100, 100))
    return table.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=90)


def gravel(size: tuple[int, int] = (900, 700)) -> Image.Image:
    """A photograph's worth of texture with no letter in it; always the same."""
    import numpy as np

    chance = np.random.default_rng(5)
    coarse = Image.fromarray(chance.integers(40, 220, (70, 90), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    fine = chance.normal(0, 25, (size[1], size[0]))
    return Image.fromarray((np.asarray(coarse, dtype=float) + fine).clip(0, 255).astype(np.uint8))
