"""What an item is, by content alone: invented samples of every kind, and the corpus against libmagic."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from muniment.read.sniff import sniff

SHARED = Path(__file__).parents[3] / "shared"
OOXML = "application/vnd.openxmlformats-officedocument."
ODT = "application/vnd.oasis.opendocument.text"
UKRAINIAN = "Мешканців долини вигнали солдати. Вони йшли пішки до міста Верба і нікого не зустріли.\n"
RUSSIAN = "Жителей долины выгнали солдаты. Они шли пешком в город Верба и никого не встретили.\n"
ARABIC = "طرد الجنود سكان الوادي وساروا على الأقدام إلى المدينة ولم يلتقوا بأحد.\n"


def zipped(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(name, b"x" * 100)
    return buffer.getvalue()


def iso(brand: bytes, *compatible: bytes) -> bytes:
    body = b"ftyp" + brand + bytes(4) + b"".join(compatible)
    return (len(body) + 4).to_bytes(4, "big") + body + b"\x00\x00\x00\x08free"


BINARY = {
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/gif": b"GIF89a\x01\x00\x01\x00",
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "image/tiff": b"II*\x00\x08\x00\x00\x00",
    "image/heic": iso(b"heic", b"mif1", b"heic"),
    "image/avif": iso(b"avif", b"mif1"),
    "video/mp4": iso(b"isom", b"mp41"),
    "video/quicktime": iso(b"qt  "),
    "audio/mp4": iso(b"M4A ", b"isom"),
    "video/webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm",
    "video/x-matroska": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska",
    "audio/mpeg": b"\xff\xfb\x90\x64" + bytes(200),
    "audio/ogg": b"OggS\x00\x02" + bytes(20) + b"OpusHead",
    "audio/x-wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "application/x-7z-compressed": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "application/gzip": gzip.compress(b"nothing in particular"),
    "application/warc": gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"),
    "application/x-ia-arc": b"filedesc://x.arc 0.0.0.0 20240101000000 text/plain 75\n",
    "application/msword": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"),
    "application/vnd.ms-excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + b"B\0o\0o\0k\0" + bytes(9),
    "application/x-ole-storage": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "application/zip": zipped("a.txt"),
    OOXML + "wordprocessingml.document": zipped("[Content_Types].xml", "word/document.xml"),
    OOXML + "spreadsheetml.sheet": zipped("[Content_Types].xml", "xl/workbook.xml"),
    OOXML + "presentationml.presentation": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "application/vnd.oasis.opendocument.text": zipped(
        "content.xml", mimetype="application/vnd.oasis.opendocument.text"
    ),
    "application/epub+zip": zipped("META-INF/container.xml", mimetype="application/epub+zip"),
    "application/octet-stream": bytes(range(256)) * 4,
}

TEXT = {
    "text/html": [
        b"<!DOCTYPE html><html><body>x", b"\xef\xbb\xbf  \n<HTML lang=uk>", b"<!-- saved -->\n<!-- twice --><head>",
        b"<div class=a>x</div>", b'<?xml version="1.0"?><!DOCTYPE html><html>',
        "\ufeff<html><p>Верба</p></html>".encode("utf-16-le"), b"<html><p>" + RUSSIAN.encode("cp1251"),
    ],
    "text/x-auto-archiver+html": [
        b"\n<!DOCTYPE html><html><style>table.metadata td:first-child { } .copy:hover { } #notification { }</style>",
    ],
    "text/xml": [b'<?xml version="1.0"?><report/>'],
    "image/svg+xml": [b'<svg xmlns="http://www.w3.org/2000/svg">', b'<?xml version="1.0"?>\n<svg width="1">'],
    "text/rtf": [b"{\\rtf1\\ansi"],
    "text/x-whatsapp-chat": [
        "[12/03/2024, 14:05:11] A: \u200eMessages and calls are end-to-end encrypted.\n".encode(),
        "\ufeff\u200e[12.03.24, 14:05:11] Айла: \u200e<прикреплено: 00000001-PHOTO.jpg>\n".encode(),
        "\u200f[\u200f18\u200f/3\u200f/2022، 14:56:01] A: \u200fتم حذف هذه الرسالة.\n".encode(),
        "[3/18/22, 14:56:00] A: \u200eเข้ารหัส\n[3/18/22, 14:57:00] A: x\n".encode(),
        "23.03.2022, 13:31 - Сообщения и звонки защищены сквозным шифрованием.\n".encode("utf-16"),
        b"12/3/24, 2:05 PM - Aila: hello\n12/3/24, 2:06 PM - Borin: yes\n12/3/24, 2:06 PM - Aila: <Media omitted>\n",
        b"12/03/2024, 14:05 - Aila: hi\n12/03/2024, 14:06 - Borin: ho\n12/03/2024, 14:07 - Aila: hum\n",
    ],
    "application/x-telegram-export+json": [
        b'{\n "name": "Orin",\n "type": "personal_chat",\n "id": 1,\n "messages": [\n  {\n   "id": 1,\n   "type": "'
        b'message"',
        b'{"name": null, "type": "saved_messages", "id": 1, "messages": []}',
        b'{\n "about": "Here is the data you requested. Telegram ...",\n "personal_information": {\n',
    ],
    "text/x-telegram-export+html": [
        b'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        b'<div class="page_wrap"><div class="page_body chat_page"><div class="history">',
    ],
    "application/json": [b'{"name": "Verba", "n": 3}', b'{"type": "personal_chat"}', b'{"messages": [{"id": 1}]}',
        b'{"type": "error", "messages": [{"id": 1, "type": "x"}]}', b"[1, 2, 3]", b'[{"a": null}]', b"{}"],
    "text/csv": [b"name|place|n\nAila|Verba|3\nBorin|Lypa|4\n",
        b"name,place,count\nA,Verba,3\nB,Lypa,4\nC,Verba,5\n" * 3, b"key;value\na;1\nb;2\nc;3\nd;4\n",
        b"name,place,count\nAila,Verba,3\n", b"name,place\nAila,Verba\nBorin,Lypa", b"n;place;day\r\n1;Verba;2\r\n",
        b'"name","place, district","n"\n"Aila","Verba, north",3\n"Borin","Lypa",4\n',
        b'name,said\nAila,"two lines,\nor three"\nBorin,"nothing, he said."\n',
        ",імʼя,місце\n0,Айла,Верба\n1,Борин,Липа\n".encode(), "имя;место;год\nАйла;Верба;3\n".encode("utf-16")],
    "text/tab-separated-values": [
        b"name\tplace\tn\nAila\tVerba\t3\n", b"day\twords\n1\tIt was cold, he said.\n2\tNobody came.",
    ],
    "text/markdown": [
        b"# Report\n\nText.\n", b"## Report\nText.", b"It was **both sides** who said so.\n",
        b"See [the list](#) of names.", b"See [it](https://example.org/a).", b"Code:\n```python\nx\n```\n",
    ],
    "message/rfc822": [
        b"From: a@tamsk.example\r\nTo: b@orin.example\r\nDate: Mon, 2 Jan 2023 10:00:00 +0200\r\n\r\nHello",
        b"Return-Path: <a@tamsk.example>\nReceived: from x by y; Mon, 2 Jan 2023\n\t10:00:00 +0200\nSubject: s\n\nx",
        b"Message-ID: <1@tamsk.example>\nMIME-Version: 1.0\nX-Own: 1\nfrom: a@tamsk.example\n\n# Heading\n\n**b**",
        b"\r\n>From a Mon Jan  2 10:00:00 2023\nFrom: a\nDate: 2 Jan 2023 10:00\nSubject: \xcf\xd2\xc9\xce\n\n",
        b"Subject: s\nDelivered-To: b@orin.example\nReceived: by y with SMTP\n" + b"X-Long: " + b"x" * 5000,
    ],
    "application/mbox": [
        b"From a@tamsk.example Mon Jan  2 10:00:00 2023\nFrom: a@tamsk.example\n\nHello\n",
        b"From - Mon Jan 02 10:00:00 2023\r\nX-Mozilla-Status: 0001\r\n\r\nHello",
        b"From 1234@xxx Mon Jan 02 10:00:00 +0000 2023\nX-GM-THRID: 1234\n\n",
        b"From MAILER-DAEMON Mon, 2 Jan 2023 10:00:00 +0200\n>From a Mon Jan  2 10:00:00 2023\nTo: b\n\n",
    ],
    "text/plain": [
        b"From the valley they came on foot.\nSubject: none.\n", b"From Monday on the ferry ran again.\n\nNobody came.",
        b"From a@tamsk.example Mon Jan  2 10:00:00 2023\nit was quiet in the valley.\n",
        b"Subject: the valley\n\nIt was empty.\n",
        b"Subject: the valley\nDate: 3 May 2023\nFrom: the council\nTo: all\n\nx",
        b"From: Aila\nTo: Borin\nSubject: the ferry\nCc: nobody\n\nIt did not come.\n",
        b"Date: Mon, 2 Jan 2023 10:00\nPlace: Orin\nWeather: rain\n\nx",
        b"Received: from the council, by hand\n\nA letter.",
        b"Plain words.\n", UKRAINIAN.encode(), UKRAINIAN.encode("utf-16"), UKRAINIAN.encode("utf-16-le"),
        RUSSIAN.encode("utf-32"), RUSSIAN.encode("cp1251"), RUSSIAN.encode("koi8-r"), ARABIC.encode("cp1256"),
        "Les soldats ont chassé les habitants de la vallée près de Verba.".encode("cp1252"),
        b"[Inaudible] and then (a) we left, *all* of us # 3", b"#!/bin/sh\n# comment\nls\n", b"a ** b ** c = **kw",
        b"First, second, third.\nFourth, fifth, sixth.\nOne, two, three.\nFour, five, six.\n", b"<inaudible> he said",
        b"{not json}",
        b"Dear Sir,\nyours,\nA.\n", b"Hello,\nHello,\nHello,\n", b"name,place\nAila,Verba\n", b"One line,of words",
        b"Er wog 3,5 kg\nSie wog 4,2 kg\nEs wog 1,8 kg\n",
        b"2024-01-01 10:00:00,123 up\n2024-01-01 10:00:01,124 down\n" * 3,
        b"Aila:\tWho came?\nBorin:\tNobody.\nAila:\tSo it was.\n", b"1.\tThe ferry\n2.\tThe mill\n3.\tThe school\n",
        b"int a;\nint b;\nint c;\n", b"a,b,c\nd,e\nf,g,h\n",
        "Він прийшов; вона пішла\nЯ спав; він їв\nТи ні; ми так\n".encode(),
        b"The mill; the ferry\nthe road; the school\nthe end; no more\n",
        b"2024-01-01 10:00:00 - INFO: started\n" * 5, b"[2024-01-01 10:00:00] production.ERROR: gone\n" * 5,
        b"[12/03/2024 10:00:00] main: go\n[12/03/2024 10:00:01] worker: go\n" * 9,
        b"12/03/2024, 14:05 - Meeting: room 5\n12/04/2024, 15:05 - Lunch: room 6\n",
        b"12.03.2024 14:05 Woke up. Then: nothing.\n13.03.2024 14:05 Rain: again.\n" * 9,
        b"12/03/2024, 14:05 - INFO: x\n12/03/2024, 14:06 - WARN: y\n" * 9, b"12/03/2024 was a cold day: it snowed.\n",
        b"From: a@example.org\nTo: b@example.org\n\nHello",
    ],
}  # fmt: skip


@pytest.mark.parametrize("expected", BINARY)
def test_binary_signatures(expected: str) -> None:
    data = BINARY[expected]
    assert sniff(data[:4096], len(data), data[-4096:]) == expected


@pytest.mark.parametrize(("expected", "data"), [(kind, data) for kind, samples in TEXT.items() for data in samples])
def test_text_kinds(expected: str, data: bytes) -> None:
    assert sniff(data, len(data)) == expected


def test_control_characters_are_no_text() -> None:
    data = b"\x01\x02record\x03\x04" * 50
    assert sniff(data, len(data)) == "application/octet-stream"


def test_empty_is_said_to_be_empty() -> None:
    assert sniff(b"", 0) == "application/x-empty"


def test_document_type_may_stand_in_the_tail() -> None:
    data = zipped("[Content_Types].xml", *(f"docProps/{n}.xml" for n in range(90)), "word/document.xml")
    assert sniff(data[:4096], len(data), data[-8192:]) == OOXML + "wordprocessingml.document"


def test_a_letter_cut_by_the_window_is_no_reason_for_doubt() -> None:
    for shift in range(4):
        data = (b"x" * shift) + ("ї" * 5000).encode()
        assert sniff(data[:4096], len(data)) == "text/plain"


def test_a_pdf_after_rubbish_is_a_pdf() -> None:
    data = b"\x00\x01rubbish\n%PDF-1.4\n" + bytes(50)
    assert sniff(data, len(data)) == "application/pdf"


@pytest.mark.parametrize("data", [b"The valley was empty when we came, he said.\n" * 250, BINARY["image/jpeg"] * 600])
def test_the_common_case_takes_microseconds(data: bytes) -> None:
    rounds = []
    for _ in range(20):
        begun = time.perf_counter()
        for _ in range(100):
            sniff(data[:10_000], len(data))
        rounds.append((time.perf_counter() - begun) / 100)
    assert min(rounds) < 20e-6  # 5 on a quiet machine; room for a busy one


JUSTIFIED = {
    # ours: what is inside decides for WARC in gzip; a reader takes both
    ("application/warc", "application/gzip"),
    ("application/x-ia-arc", "application/gzip"),
    # ours: Markdown is told apart from plain text; libmagic does not try
    ("text/markdown", "text/plain"),
}


@pytest.mark.skipif(not SHARED.exists() or not shutil.which("file"), reason="needs ../shared and the file command")
def test_agrees_with_libmagic_on_the_corpus() -> None:
    paths = [path for path in sorted((SHARED / "corpus").rglob("*")) if path.is_file()]
    asked = subprocess.run(["file", "--brief", "--mime-type", *paths], capture_output=True, text=True, check=True)
    differing = []
    for path, theirs in zip(paths, asked.stdout.splitlines(), strict=True):
        data = path.read_bytes()
        ours = sniff(data[:4096], len(data), data[-4096:])
        if ours != theirs and (ours, theirs) not in JUSTIFIED:
            differing.append((path.name, ours, theirs))
    assert differing == []


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_both_seeds_are_markdown() -> None:
    for path in sorted((SHARED / "seeds").iterdir()):
        data = path.read_bytes()
        assert sniff(data[:4096], len(data)) == "text/markdown", path.name


def test_a_zip_with_something_unknown_before_it() -> None:
    archive = zipped("a.txt")
    data = bytes(range(256)) * 40 + archive
    assert sniff(data[:4096], len(data), data[-4096:]) == "application/zip"
    assert sniff(data[:4096], len(data), data[-4096:-1]) == "application/octet-stream"
    picture = BINARY["image/jpeg"] + bytes(9000) + archive
    assert sniff(picture[:4096], len(picture), picture[-4096:]) == "image/jpeg"
