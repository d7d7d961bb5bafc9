"""Compound files whose kind does not stand in their first bytes: messages, workbooks, locked documents."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from msgforge import Message
from msgforge._builder import _OleWriter

from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.legacy import LegacyReader
from muniment.read.sniff import sniff
from tests.read.mail.mails import ENGLISH
from tests.read.office.samples_office import codes, converted, read_with, report
from tests.read.table import samples_table

KIND = "application/x-ole-storage"


def told(data: bytes) -> str:
    return sniff(data[:4096], len(data), data[-4096:])


def message() -> bytes:
    made = Message(subject="The mill", text_body=ENGLISH, sent=datetime(2023, 1, 2, 8, tzinfo=UTC))
    made.attach_bytes("a.bin", b"x" * 2_000_000)
    return made.as_bytes()


def of_streams(*names: str) -> bytes:
    writer = _OleWriter()
    for name in names:
        writer.add_stream(writer.root, name, b"x" * 5000)
    return writer.build()


def test_a_large_message_is_read_as_one() -> None:
    data = message()
    assert told(data) == KIND
    reading, files = read_with(LegacyReader(), data, KIND)
    assert (reading.reader, reading.title) == ("legacy/2", "The mill")
    assert ENGLISH in reading.text
    assert files == {"1/a.bin": b"x" * 2_000_000}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_workbook_is_read_as_one() -> None:
    data = samples_table.converted(samples_table.of_rows([["Orin", 7], ["Tamsk", 9]]), "xls")
    reading, _ = read_with(LegacyReader(), data, KIND)
    assert samples_table.rows_of(reading) == [["Orin", "7"], ["Tamsk", "9"]]


def test_what_lies_deeper_does_not_make_it_one() -> None:
    writer = _OleWriter()
    pool = writer.add_storage(writer.root, "ObjectPool")
    for name in ("Workbook", "__properties_version1.0"):
        writer.add_stream(pool, name, b"x" * 5000)
    assert codes(read_with(LegacyReader(), writer.build(), KIND)[0]) == ["not-read"]
    assert codes(read_with(LegacyReader(), of_streams("WordDocument", "Workbook"), KIND)[0]) == ["not-read"]


def test_a_locked_document_is_said_to_be_locked() -> None:
    data = of_streams("EncryptedPackage", "EncryptionInfo")
    assert codes(read_with(LegacyReader(), data, KIND)[0]) == ["encrypted"]


def test_others_stay_named() -> None:
    assert codes(read_with(LegacyReader(), of_streams("other"), KIND)[0]) == ["not-read"]
    assert codes(read_with(LegacyReader(), converted(report(), "docx", "doc"), KIND)[0]) == ["not-read"]


def test_broken_ones_are_told() -> None:
    data = message()
    assert codes(read_with(LegacyReader(), data[:900], KIND)[0]) == ["not-read", "container-damaged"]
    assert "msg-unread" not in codes(read_with(LegacyReader(), data, KIND)[0])
    assert codes(read_with(LegacyReader(), of_streams("Workbook"), KIND)[0])


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        found = {job.key: reading for job, reading in pool.read_all([Job("a", KIND, data=message())])}
    assert ENGLISH in found["a"].text
    assert codes(found["a"]) == []
