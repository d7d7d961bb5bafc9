"""Small valid files of every kind that is read, and damaged ones made of them, always the same for a number."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import mailbox
import random
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from muniment.read.sniff import sniff
from tests.read.archive import samples_archive
from tests.read.chat.test_telegram import AILA, chat
from tests.read.chat.test_whatsapp import ANDROID, IOS
from tests.read.mail.mails import letter
from tests.read.mail.test_msg import whole as outlook
from tests.read.office import samples_office
from tests.read.pdf import samples_pdf
from tests.read.picture import samples_formats
from tests.read.table import samples_table
from tests.read.webarchive import samples_web

HTML = (
    "<!doctype html><html lang=uk><head><title>Орін</title><meta name=author content='О. Ш.'></head><body><h1>Міст</h1>"
    "<p>Човни <a href='#x'>стояли</a> за млином.</p><table><tr><td>1<td>2</table><ul><li>а<li>б</ul></body></html>"
)
MARKDOWN = (
    "# Міст\n\nЧовни *стояли* за [млином](https://veldra.example/a).\n\n> Цитата\n\n- а\n- б\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n"
)
RTF = r"{\rtf1\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}}{\info{\title Bridge}}\f0 \'cc\'b3\'f1\'f2\par \u1071?\par}"
XML = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a><b x='1'>Міст</b><c>&b;<d/>text</c></a>"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'><title>Міст</title><text>Орін</text><image href='http://x.example/'/></svg>"
SUBTITLES = "1\n00:00:01,500 --> 00:00:03,000\nЧовни\n\n2\n00:00:04,000 --> 00:00:05,250\nmill\n"


def _mbox() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(str(Path(folder) / "box"))
        for number in range(3):
            mail = letter(subject=f"Лист {number}")
            mail.set_content("Човни стояли за млином.\n")
            box.add(mail)
        box.flush()
        box.close()
        return (Path(folder) / "box").read_bytes()


def _mail() -> bytes:
    mail = letter(subject="Човни")
    mail.set_content("Човни стояли за млином.\n")
    mail.add_alternative(HTML, subtype="html")
    mail.add_attachment(b"\xff\xd8\xff" + b"x" * 200, maintype="image", subtype="jpeg", filename="знімок.jpg")
    return mail.as_bytes()


def _telegram() -> bytes:
    one = {"id": 5, **AILA, "text": "Човни", "text_entities": [{"type": "plain", "text": "Човни"}]}
    return json.dumps(chat(one, {**one, "id": 6, "photo": "photos/a.jpg"}), ensure_ascii=False, indent=1).encode()


def _film(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{kind}"
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1:s=64x48:r=5", str(path)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return path.read_bytes()


def _tar() -> bytes:
    return samples_archive.tarred(("a/b.txt", b"words", {}), ("c.txt", b"more", {}))


def _seven() -> bytes:
    import py7zr

    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w") as archive:
        archive.writestr(b"words of the boats", "a.txt")
    return held.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "text": lambda: ("Човни стояли за млином.\nДругий рядок.\n\n" * 5).encode(),
    "markdown": MARKDOWN.encode, "html": HTML.encode, "rtf": RTF.encode, "xml": XML.encode, "svg": SVG.encode,
    "json": lambda: b'{"a": [1, 2, {"b": "c"}]}', "subrip": SUBTITLES.encode,
    "csv": lambda: "місто,дата,кількість\nОрін,2031-04-05,3\nТамск,2031-04-06,=1+1\n".encode(),
    "docx": samples_office.report, "pptx": samples_office.slides,
    "xlsx": lambda: samples_table.of_rows([["місто", "дата"], ["Орін", 3], ["Тамск", 4.5]]),
    "zip": lambda: samples_archive.zipped({"a/b.txt": b"words", "c.bin": bytes(300)}),
    "tar": _tar, "gz": lambda: gzip.compress(b"words" * 50, mtime=0), "bz2": lambda: bz2.compress(b"words" * 50),
    "xz": lambda: lzma.compress(b"words" * 50), "7z": _seven, "tar.gz": lambda: gzip.compress(_tar(), mtime=0),
    "mail": _mail, "mbox": _mbox, "msg": outlook, "whatsapp ios": IOS.encode, "whatsapp android": ANDROID.encode,
    "telegram": _telegram, "warc": lambda: samples_web.Web(gzip=False).info().page().data,
    "warc.gz": lambda: samples_web.Web().info().page().data,
    "pdf": lambda: samples_pdf.build([samples_pdf.Sheet(samples_pdf.lines(["The boats of Orin", "lay there."], 90))]),
    **{kind: partial(samples_formats.saved, kind) for kind in ("jpg", "png", "gif", "tif", "webp", "bmp", "avif")},
    **{kind: partial(_film, kind) for kind in ("mp4", "mkv")},
}  # fmt: skip
"""Name → what makes the file."""
_NUMBERS = (b"\x00" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\x00\x00\x00", b"9999999999")


@cache
def seed(name: str) -> tuple[str, bytes]:
    """Media type by content, and bytes, of a sound file."""
    data = SEEDS[name]()
    return sniff(data[:8192], len(data), data[-4096:]), data


def mutants(data: bytes, name: str, count: int, others: tuple[bytes, ...] = ()) -> Iterator[bytes]:
    """`count` damaged forms of `data`."""
    for number in range(count):
        chance = random.Random(f"{name} {number}")
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            changed = chance.choice(_WAYS)(changed, chance, others)
        yield bytes(changed[: 4 * len(data) + 65_536])


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data)) if data else 0


def _flip(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    if data:
        data[_place(data, chance)] ^= 1 << chance.randrange(8)
    return data


def _number(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    at, new = _place(data, chance), chance.choice(_NUMBERS)
    data[at : at + len(new)] = new
    return data


def _cut(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    return data[: _place(data, chance)]


def _drop(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    at = _place(data, chance)
    del data[at : at + chance.randint(1, 200)]
    return data


def _repeat(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    at = _place(data, chance)
    piece = data[at : at + chance.randint(1, 400)]
    data[at:at] = piece * chance.choice((1, 2, 50))
    return data


def _noise(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    at = _place(data, chance)
    data[at : at + 8] = chance.randbytes(chance.randint(1, 64))
    return data


def _swap(data: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> bytearray:
    one, other = sorted((_place(data, chance), _place(data, chance)))
    return data[:one] + data[other:] + data[one:other]


def _splice(data: bytearray, chance: random.Random, others: tuple[bytes, ...]) -> bytearray:
    """A piece of another kind of file in the midst."""
    if not others:
        return data
    other, at = chance.choice(others), _place(data, chance)
    start = chance.randrange(max(1, len(other)))
    data[at:at] = other[start : start + chance.randint(1, 2000)]
    return data


_WAYS = (_flip, _flip, _number, _number, _cut, _drop, _repeat, _noise, _swap, _splice)
