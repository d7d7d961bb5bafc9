"""The Outlook reader on messages that msgforge writes, and on those put together from its parts."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import Any

import compressed_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgforge import Message
from msgforge._builder import _OleWriter, _Props

from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.msg import MsgReader
from muniment.read.sniff import sniff
from tests.read.mail.mails import ENGLISH, RUSSIAN, UKRAINIAN, Read

KIND = "application/vnd.ms-outlook"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
SENT = datetime(2023, 1, 2, 8, 0, tzinfo=UTC)


def msg(data: bytes) -> Read:
    return Read(MsgReader(), data, KIND)


def whole() -> bytes:
    made = Message(
        subject="Список зниклих",
        html_body=f'<p>{UKRAINIAN} <a href="https://x.example/">список</a></p><img src="cid:logo">',
        to=[("archive@tamsk.example", "Архів")],
        cc=["c@orin.example"],
        bcc=[("b@orin.example", "Борин")],
        sender=("maria@orin.example", "Марія Коваль"),
        sent=SENT,
    )
    made.attach_bytes("печатка.png", PNG, content_id="logo")
    made.attach_bytes("../a\u202eb.txt", b"text")
    return made.as_bytes()


def built(fill: Any) -> bytes:
    """A message whose storages `fill` writes."""
    writer = _OleWriter()
    properties = _Props()
    recipients, files = fill(writer, writer.root, properties) or (0, 0)
    writer.add_stream(writer.root, "__properties_version1.0", properties.build_msg_stream(recipients, files))
    return writer.build()


def attached(writer: Any, number: int, method: int, fill: Any = None) -> Any:
    storage = writer.add_storage(writer.root, f"__attach_version1.0_#{number:08X}")
    properties = _Props()
    properties.add_long(0x3705, method)
    if fill:
        fill(storage, properties)
    writer.add_stream(storage, "__properties_version1.0", properties.build_sub_stream())
    return storage


def test_what_a_message_says_and_shows() -> None:
    got = msg(whole())
    assert got.passages() == [
        "Список зниклих",
        "From: Марія Коваль <maria@orin.example>",
        "To: Архів <archive@tamsk.example>",
        "Cc: c@orin.example",
        "Bcc: Борин <b@orin.example>",
        "Date: 2023-01-02T08:00:00Z",
        f"{UKRAINIAN} список",
        "печатка.png",
        "../a\u202eb.txt",
    ]
    reading = got.reading
    assert (reading.title, reading.author) == ("Список зниклих", "Марія Коваль <maria@orin.example>")
    assert reading.metadata["msg:MessageClass"] == "IPM.Note"
    assert [(one.what, one.edtf, one.said_by) for one in reading.moments] == [
        ("created", "2023-01-02T08:00:00Z", "msg:ClientSubmitTime")
    ]
    assert got.codes == []


def test_attachments_are_children_and_pictures_point_to_them() -> None:
    got = msg(whole())
    assert got.files == {"1/печатка.png": PNG, "2/../a\u202eb.txt": b"text"}
    assert got.links()[:2] == [("список", "https://x.example/", "ok"), ("", "1/печатка.png", "child")]
    told = got.told["2/../a\u202eb.txt"]
    assert (told.name, told.source, told.obtained) == (
        "../a\u202eb.txt", "Марія Коваль <maria@orin.example>", "2023-01-02T08:00:00Z",
    )  # fmt: skip


def test_told_by_content() -> None:
    data = whole()
    assert sniff(data[:4096], len(data), data[-4096:]) == KIND


def test_header_lines_where_outlook_keeps_them() -> None:
    def fill(writer: Any, root: Any, properties: _Props) -> None:
        lines = (
            "Received: from a by b; Mon, 2 Jan 2023 10:00:01 +0200\r\nReceived: from c by a\r\n"
            "From: =?utf-8?B?0J7RgNGW0L0=?= <o@orin.example>\r\nTo: t@tamsk.example\r\n"
            "Date: Mon, 2 Jan 2023 10:00:00 +0200\r\nMessage-ID: <1@x>\r\nDKIM-Signature: v=1\r\n\r\n"
        )
        properties.add_unicode(writer, root, 0x007D, lines)
        properties.add_unicode(writer, root, 0x0037, "The subject")
        properties.add_unicode(writer, root, 0x1000, ENGLISH + "\r\n\r\n> quoted\r\n")

    got = msg(built(fill))
    assert got.passages("field") == [
        "From: Орін <o@orin.example>", "To: t@tamsk.example", "Date: Mon, 2 Jan 2023 10:00:00 +0200",
    ]  # fmt: skip
    assert got.body() == [("paragraph", ENGLISH), ("quotation", "quoted")]
    assert got.reading.metadata["mail:Received (2)"] == "from c by a"
    assert got.reading.moments[0].edtf == "2023-01-02T10:00:00+02:00"
    assert got.reading.passages[-2].at == "2023-01-02T10:00:00+02:00"


def test_narrow_texts_in_a_code_page() -> None:
    def fill(writer: Any, root: Any, properties: _Props) -> None:
        properties.add_long(0x3FDE, 1251)
        for pid, text in ((0x0037, "Долина"), (0x1000, RUSSIAN)):
            raw = text.encode("windows-1251")
            writer.add_stream(root, f"__substg1.0_{pid:04X}001E", raw)
            properties._entries.append((pid, 0x001E, len(raw) + 1))

    got = msg(built(fill))
    assert (got.reading.title, got.body(), got.codes) == ("Долина", [("paragraph", RUSSIAN)], [])


def test_text_that_is_only_there_as_rtf_is_a_child() -> None:
    rtf = b"{\\rtf1\\ansi The people of the valley walked to Orin.}"

    def fill(writer: Any, root: Any, properties: _Props) -> None:
        properties.add_binary(writer, root, 0x1009, compressed_rtf.compress(rtf))

    got = msg(built(fill))
    assert (got.files, got.codes) == ({"body.rtf": rtf}, ["rtf-body"])

    def broken(writer: Any, root: Any, properties: _Props) -> None:
        properties.add_binary(writer, root, 0x1009, compressed_rtf.compress(rtf)[:-9])

    assert msg(built(broken)).codes == ["rtf-unread"]


def test_a_message_inside_is_read_with_it() -> None:
    def fill(writer: Any, root: Any, properties: _Props) -> tuple[int, int]:
        properties.add_unicode(writer, root, 0x0037, "outer")

        def inner(storage: Any, _own: _Props) -> None:
            below = writer.add_storage(storage, "__substg1.0_3701000D")
            said = _Props()
            said.add_unicode(writer, below, 0x0037, "inner")
            said.add_unicode(writer, below, 0x1000, ENGLISH)
            said.add_long(0x0E07, 0x08)
            writer.add_stream(
                below, "__properties_version1.0", said.build_msg_stream(0, 0)[:24] + said._build_entries()
            )

        attached(writer, 0, 5, inner)
        return 0, 1

    got = msg(built(fill))
    assert got.body() == [("paragraph", ENGLISH)]
    assert [one.where for one in got.reading.passages][-2:] == ["message 1", "message 1"]
    assert (got.files, sorted(got.codes)) == ({}, ["draft", "message-inside"])
    assert next(one for one in got.reading.findings if one.code == "draft").where == "1"


@pytest.mark.parametrize(
    ("method", "code"), [(2, "attachment-elsewhere"), (7, "attachment-elsewhere"), (6, "ole-object")]
)
def test_attachments_that_are_no_files(method: int, code: str) -> None:
    def fill(writer: Any, _root: Any, _properties: _Props) -> tuple[int, int]:
        attached(
            writer,
            0,
            method,
            lambda storage, own: own.add_unicode(writer, storage, 0x3708, "\\\\host.example\\list.doc"),
        )
        return 0, 1

    got = msg(built(fill))
    assert (got.files, got.codes) == ({}, [code])


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("IPM.Note.SMIME", "encrypted"), ("IPM.Note.SMIME.MultipartSigned", "signature-not-checked"),
        ("IPM.Contact", "msg-kind"),
    ],
)  # fmt: skip
def test_kinds_of_items(kind: str, code: str) -> None:
    assert msg(built(lambda w, root, p: p.add_unicode(w, root, 0x001A, kind))).codes == [code]


def test_what_is_listed_but_missing_is_a_finding() -> None:
    def fill(writer: Any, _root: Any, _properties: _Props) -> tuple[int, int]:
        attached(writer, 0, 1, lambda _storage, own: own._entries.append((0x3701, 0x0102, 500)))
        return 0, 1

    got = msg(built(fill))
    assert (got.files, got.codes) == ({}, ["attachment-missing"])

    def chain(writer: Any, root: Any, properties: _Props) -> None:
        properties.add_unicode(writer, root, 0x1000, ENGLISH * 100)

    data = bytearray(built(chain))
    at = data.find("__substg1.0_1000001F".encode("utf-16-le"))
    data[at + 116 : at + 120] = struct.pack("<I", 70_000)
    assert msg(bytes(data)).codes == ["msg-broken"]


def test_what_is_no_message_is_said_so() -> None:
    writer = _OleWriter()
    writer.add_stream(writer.root, "other", b"x")
    assert msg(writer.build()).codes == ["msg-unread"]
    assert msg(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).codes == ["msg-unread"]
    assert msg(whole()[:900]).codes == ["msg-unread"]


def test_streams_that_share_their_bytes_do_not_grow() -> None:
    """Attachments that all point to the first one's sectors: no more is read than the file could hold."""
    made = Message(subject="s", text_body="t", sent=SENT)
    for number in range(200):
        made.attach_bytes(f"{number}.bin", b"x" * 1_000_000 if number == 0 else b"y" * 4_096)
    data = bytearray(made.as_bytes())
    name = "__substg1.0_37010102".encode("utf-16-le")
    places, at = [], data.find(name)
    while at >= 0:
        places.append(at)
        at = data.find(name, at + 1)
    first = max(places, key=lambda at: struct.unpack_from("<I", data, at + 120)[0])
    for at in places:
        data[at + 116 : at + 128] = data[first + 116 : first + 128]
    got = msg(bytes(data))
    assert 0 < sum(map(len, got.files.values())) <= 5 * len(data) + (64 << 20) < 200_000_000
    assert "msg-broken" in got.codes


SEED = whole()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(8, len(SEED) - 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_damage_never_raises(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(SEED)
    for at, put in damage:
        data[at : at + len(put)] = put
    msg(bytes(data))


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("msg", KIND, data=SEED)])
    assert reading == msg(SEED).reading
