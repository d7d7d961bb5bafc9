"""Chats that come as a ZIP: each file goes out with its message; what does not match is said."""

from __future__ import annotations

import io
import json
import zipfile

from muniment.model.reading import Reading
from muniment.read.giving import Part
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.archive import ArchiveReader
from tests.read.chat.test_telegram import AILA, PAGE, chat

WHATSAPP = """[13/03/2024, 14:05:11] Ферма: \u200eПовідомлення й дзвінки захищено наскрізним шифруванням.
[13/03/2024, 14:06:00] Айла: Дим \u200e<додано: 00000002-PHOTO-2024-03-13-14-06-00.jpg>
[13/03/2024, 14:07:00] Борин: \u200e<додано: 00000003-AUDIO-2024-03-13-14-07-00.opus>
"""
PHOTO = "00000002-PHOTO-2024-03-13-14-06-00.jpg"


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 14, 0, 0, 0)), data)
    return buffer.getvalue()


def read(members: dict[str, str | bytes]) -> tuple[Reading, dict[str, tuple[Part, bytes]]]:
    source = Source(media_type="application/zip", data=zipped(members))
    reading = ArchiveReader().read(source)
    return reading, {part.path: (part, data) for part, data in source.collected.parts}


def finding(reading: Reading, code: str) -> str:
    return next((one.text for one in reading.findings if one.code == code), "")


def test_whatsapp_with_media() -> None:
    reading, parts = read({"_chat.txt": WHATSAPP, PHOTO: b"\xff\xd8\xff", "later.jpg": b"\xff\xd8"})
    assert set(parts) == {"_chat.txt", PHOTO, "later.jpg"}
    photo, data = parts[PHOTO]
    assert data == b"\xff\xd8\xff"
    assert photo.held
    assert (photo.told.source, photo.told.obtained) == ("Айла", "2024-03-13T14:06:00")
    assert photo.told.details["message:Where"] == "message 2"
    assert photo.told.details["message:Text"].startswith("Дим")
    assert photo.told.details["zip:Modified"] == "2024-03-14T00:00:00"
    assert parts["later.jpg"][0].told.source == ""
    assert reading.metadata["chat:Messages"] == "3"
    assert reading.metadata["chat:Name"] == "Ферма"
    assert "00000003-AUDIO" in finding(reading, "attachment-missing")
    assert "later.jpg" in finding(reading, "attachment-unnamed")
    assert [one.what for one in reading.moments] == ["first message", "last message"]


def test_android_names_its_chat_by_the_file() -> None:
    reading, parts = read({
        "Чат WhatsApp з Борин.txt": "13.03.2024, 14:05 - Борин: IMG-20240313-WA0001.jpg (файл додано)\n" * 2,
        "IMG-20240313-WA0001.jpg": b"x",
    })  # fmt: skip
    assert reading.metadata["chat:Name"] == "Борин"
    told = parts["IMG-20240313-WA0001.jpg"][0].told
    assert told.details["message:Where"] == "message 1"
    assert told.details["message:Also"] == "message 2"


def test_the_chat_is_a_child_and_the_archive_a_list() -> None:
    reading, parts = read({"a/_chat.txt": WHATSAPP, f"a/{PHOTO}": b"x"})
    assert parts["a/_chat.txt"][1].decode() == WHATSAPP
    assert parts[f"a/{PHOTO}"][0].told.source == "Айла"
    assert reading.text.splitlines()[0].startswith("a/_chat.txt\t")
    assert {link.target for link in reading.links if link.state == "child"} == {"a/_chat.txt", f"a/{PHOTO}"}


def test_telegram_as_json() -> None:
    export = json.dumps(
        chat({"id": 5, **AILA, "text": "Дим", "photo": "photos/p.jpg"}, {"id": 6, **AILA, "photo": "../x"})
    )
    reading, parts = read({"ChatExport/result.json": export, "ChatExport/photos/p.jpg": b"x"})
    told = parts["ChatExport/photos/p.jpg"][0].told
    assert (told.source, told.obtained, told.details["message:Where"]) == (
        "Айла", "2024-03-12T12:05:11Z", "message 5",
    )  # fmt: skip
    assert reading.metadata["chat:Kind"] == "Telegram private_supergroup"
    assert "ChatExport/../x" in finding(reading, "attachment-missing")


def test_telegram_as_pages() -> None:
    reading, parts = read({
        "messages.html": PAGE, "messages2.html": PAGE.replace("photo_1", "photo_2"), "photos/photo_1.jpg": b"x",
        "photos/photo_2.jpg": b"y", "photos/photo_1_thumb.jpg": b"t", "css/style.css": "p{}", "images/back.png": b"i",
    })  # fmt: skip
    assert parts["photos/photo_2.jpg"][0].told.source == "Айла"
    assert reading.metadata["chat:Files"] == "2"
    assert finding(reading, "attachment-unnamed") == ""
    assert finding(reading, "attachment-missing") == ""


def test_names_that_deceive_make_a_plain_archive() -> None:
    reading, parts = read({"_chat.txt": "nothing of the kind", "result.json": "[1]", "messages.html": "<p>x</p>"})
    assert len(parts) == 3
    assert "chat:Kind" not in reading.metadata


def test_a_damaged_chat_hides_nothing() -> None:
    data = bytearray(zipped({"_chat.txt": WHATSAPP, PHOTO: b"x" * 50}))
    data[60] ^= 0xFF
    source = Source(media_type="application/zip", data=bytes(data))
    reading = ArchiveReader().read(source)
    assert [part.path for part, _ in source.collected.parts] == [PHOTO]
    assert any(one.code.startswith("archive-") for one in reading.findings)


def test_in_a_confined_worker() -> None:
    data = zipped({"_chat.txt": WHATSAPP, PHOTO: b"x"})
    with ReadingPool(workers=1) as pool:
        readings = [done[1] for done in pool.read_all([Job("a", "application/zip", data=data)])]
    assert readings[-1].metadata["chat:Messages"] == "3"
