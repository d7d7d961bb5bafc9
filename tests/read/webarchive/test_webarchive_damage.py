"""Web archives that are cut, damaged or lie about themselves: all that can be read is read, before and after."""

from __future__ import annotations

import gzip
import random
import re

import pytest

from tests.read.webarchive.samples_web import ARC, ORIN, PAGE, Read, Web, answer, bare

URLS = [f"http://tamsk.veldra.example/{number}" for number in range(5)]


def plain() -> bytes:
    web = Web(gzip=False).info()
    for url in URLS:
        web.page(url)
    return web.data


def members() -> list[bytes]:
    made = []
    for url in URLS:
        made.append(Web().page(url).data)
    return made


def test_a_file_cut_anywhere_gives_all_records_before_the_cut() -> None:
    data = plain()
    ends = [found.end() for found in re.finditer(rb"</html>\r\n\r\n", data)]
    for cut in range(0, len(data), 37):
        read = Read(data[:cut])
        whole = sum(end <= cut for end in ends)
        assert list(read.children)[:whole] == URLS[:whole], cut
        assert len(read.children) <= whole + 1
        if cut not in (0, *ends) and data[cut - 4 : cut] != b"\r\n\r\n":
            assert read.codes, cut


def test_a_gzip_file_cut_anywhere_gives_all_records_before_the_cut() -> None:
    parts = members()
    data = b"".join(parts)
    ends = [len(b"".join(parts[: count + 1])) for count in range(len(parts))]
    for cut in range(20, len(data), 17):
        read = Read(data[:cut])
        whole = sum(end <= cut for end in ends)
        assert list(read.children)[:whole] == URLS[:whole], cut
        if cut not in ends:
            assert {"gzip-cut-off", "gzip-damaged"} & set(read.codes), cut


def test_a_record_cut_in_its_body_gives_what_there_is() -> None:
    data = plain()
    read = Read(data[: data.rfind(b"</body>")])
    assert read.codes == ["record-cut-off"]
    assert "the file ends" in read.finding("record-cut-off")
    assert PAGE.startswith(read.children[URLS[4]])
    assert read.details(URLS[4])["warc:Damage"]
    assert any(mark.startswith("damaged") for mark in read.reading.passages[-1].marks)


@pytest.mark.parametrize("at", [3, *range(10, 290, 10), -9, -5, -1])
def test_a_damaged_gzip_member_costs_one_record(at: int) -> None:
    parts = members()
    broken = bytearray(parts[2])
    broken[at] ^= 0xFF
    read = Read(b"".join([*parts[:2], bytes(broken), *parts[3:]]))
    places = {part.told.details["warc:Place"]: data for part, data in read.parts}
    for number in (0, 1, 3, 4):
        assert places[f"byte {len(b''.join(parts[:number]))}"] == PAGE
    if at != 3:  # a bit of the header that only says what the file was called or the like
        assert "gzip-damaged" in read.codes
        assert read.finding("gzip-damaged")


def test_what_a_damaged_member_still_gives_is_kept() -> None:
    body = random.Random(1).randbytes(50_000).hex().encode()
    packed = bytearray(Web().page(URLS[0], body, []).data)
    packed[-5] ^= 0xFF  # only its check sum
    read = Read(bytes(packed) + members()[1])
    assert read.children == {URLS[0]: body, URLS[1]: PAGE}
    assert read.codes == ["gzip-damaged"]
    packed = bytearray(Web().page(URLS[0], body, []).data)
    packed[len(packed) // 2 : len(packed) // 2 + 50] = b"\xff" * 50
    read = Read(bytes(packed) + members()[1])
    assert read.children[URLS[1]] == PAGE
    assert read.codes[0] == "gzip-damaged"
    assert len(read.codes) > 1
    assert read.children[URLS[0]][:40_000] == body[:40_000]


@pytest.mark.parametrize(
    "junk", [b"JUNK" * 10, b"\x00" * 5000, b"HTTP/1.1 200 OK\r\n\r\n", b"WARC/1.x\r\nA: b\r\n\r\n"]
)
def test_junk_between_records(junk: bytes) -> None:
    read = Read(bare(URLS[0], answer()) + junk + b"\r\n\r\n" + bare(URLS[1], answer()))
    assert read.children[URLS[1]] == PAGE
    assert read.children[URLS[0]].startswith(PAGE)
    assert set(read.codes) & {"unreadable-stretch", "length-wrong", "record-header-broken"}


def test_junk_behind_a_record_whose_digest_agrees_is_not_taken_into_it() -> None:
    first = Web(gzip=False).page(URLS[0]).data
    read = Read(first + b"JUNK\r\n" + bare(URLS[1], answer()))
    assert read.children == {URLS[0]: PAGE, URLS[1]: PAGE}
    assert read.codes == ["unreadable-stretch"]
    assert "6 bytes" in read.finding("unreadable-stretch")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "length", ["10", "150", "5000", "4294967296", "999999999999999999", "abc", "", "-1", "1\r\nContent-Length: 2"]
)
def test_a_wrong_length_costs_nothing(length: str, packed: bool) -> None:
    block = answer()
    records = [bare(URLS[0], block), bare(URLS[1], block, length=length or " "), bare(URLS[2], block)]
    data = b"".join(gzip.compress(one) for one in records) if packed else b"".join(records)
    read = Read(data)
    assert read.children == dict.fromkeys(URLS[:3], PAGE)
    assert read.codes in (["length-wrong"], ["record-cut-off"])
    assert read.reading.findings[0].where.startswith("byte ")


def test_a_wrong_length_in_one_gzip_member_costs_nothing() -> None:
    body = PAGE * 50_000  # more than is looked ahead
    for length in ("10", "100000000"):
        records = [bare(URLS[0], answer(body), length=length), bare(URLS[2], answer())]
        for data in (b"".join(records), gzip.compress(b"".join(records))):
            read = Read(data)
            assert read.children == {URLS[0]: body, URLS[2]: PAGE}
            assert "length-wrong" in read.codes


def test_a_web_archive_inside_a_record_is_not_taken_apart() -> None:
    inner = plain()
    read = Read(bare(URLS[0], answer(inner)) + bare(URLS[1], answer()))
    assert read.children == {URLS[0]: inner, URLS[1]: PAGE}
    assert read.codes == []


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\n\n", b"\r\n\r\n\r\n\r\n"])
def test_missing_or_surplus_empty_lines(end: bytes) -> None:
    read = Read(bare(URLS[0], answer(), end=end) + bare(URLS[1], answer()))
    assert read.children == dict.fromkeys(URLS[:2], PAGE)
    assert read.codes == ([] if end.startswith(b"\r\n\r\n") else read.codes)
    if not end.startswith(b"\r\n\r\n"):
        assert read.codes


@pytest.mark.parametrize("what", ["block", "payload"])
@pytest.mark.parametrize(
    "form", ["sha1:" + "A" * 32, "sha1:" + "0" * 40, "sha256:" + "0" * 64, "md5:" + "f" * 32, "SHA-256:" + "A" * 52]
)
def test_digests_that_differ(what: str, form: str) -> None:
    read = Read(bare(ORIN, answer(), f"WARC-{what.capitalize()}-Digest: {form}"))
    assert read.codes == ["digest-differs"]
    text = read.finding("digest-differs")
    assert what in text
    assert ORIN in text
    assert form in text
    assert read.reading.findings[0].where == f"byte 0, {what}"
    assert read.children == {ORIN: PAGE}


def test_a_digest_of_an_unknown_kind_is_not_checked() -> None:
    read = Read(bare(ORIN, answer(), "WARC-Block-Digest: crc32:12345678"))
    assert read.codes == ["digest-unknown"]


def test_broken_encodings_give_the_body_as_it_is() -> None:
    packed = gzip.compress(PAGE)
    broken = packed[:-20]
    read = Read(bare(ORIN, answer(broken, "Content-Encoding: gzip")))
    assert read.children == {ORIN: broken}
    assert read.codes == ["body-encoding-broken"]
    assert "gzip" in read.details()["body:Left"]
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(broken), broken)
    read = Read(bare(ORIN, answer(body, "Content-Encoding: gzip", "Transfer-Encoding: chunked")))
    assert read.children == {ORIN: broken}
    assert read.details()["body:Undone"] == "chunked"


def test_bodies_stored_decoded_under_their_old_headers() -> None:
    for line in ("Content-Encoding: gzip", "Content-Encoding: br", "Transfer-Encoding: chunked"):
        read = Read(bare(ORIN, answer(PAGE, line)))
        assert read.children == {ORIN: PAGE}
        assert read.codes == ["body-not-encoded"]
        assert read.reading.findings[0].level == "note"


def test_an_unknown_encoding_is_left() -> None:
    read = Read(bare(ORIN, answer(PAGE, "Content-Encoding: sdch")))
    assert read.children == {ORIN: PAGE}
    assert read.codes == ["body-encoding-unknown"]


def test_a_chunked_body_that_breaks_off() -> None:
    body = b"5\r\nabcde\r\n50\r\nabc"
    read = Read(bare(ORIN, answer(body, "Transfer-Encoding: chunked")))
    assert read.children == {ORIN: body}
    assert read.codes == ["body-encoding-broken"]


def test_a_body_shorter_than_the_server_announced() -> None:
    read = Read(bare(ORIN, answer(PAGE, "Content-Length: 5000")))
    assert read.codes == ["body-incomplete"]
    assert "5,000" in read.finding("body-incomplete")


def test_an_answer_without_a_head() -> None:
    read = Read(bare(ORIN, b"no answer at all"))
    assert read.children == {ORIN: b"no answer at all"}
    assert read.codes == ["http-broken"]


def test_headers_that_lack_or_have_too_much() -> None:
    record = bare(ORIN, answer()).replace(b"WARC-Date: 2024-01-02T03:04:05Z\r\n", b"no header line\r\n")
    read = Read(record)
    assert read.codes == ["record-header-lacks", "record-header-odd"]
    assert "WARC-Date" in read.finding("record-header-lacks")
    assert read.children == {ORIN: PAGE}
    folded = bare(ORIN, answer(), "X-Note: one\r\n two")
    assert Read(folded).codes == []
    assert Read(bare(ORIN, answer()).replace(b"WARC/1.0", b"WARC/3.0")).codes == ["warc-version"]
    assert Read(bare(ORIN, answer(), kind="poem")).codes == ["record-kind-unknown"]


def test_nothing_to_read() -> None:
    for data in (b"WARC/1.0", b"WARC/1.0\r\n", b"WARC/", b"WARC/9", gzip.compress(b"WARC/1.0\r\n")):
        read = Read(data)
        assert "no-records" in read.codes
        assert set(read.codes) & {"record-header-broken", "unreadable-stretch"}


def test_every_byte_of_a_small_archive_may_be_wrong() -> None:
    data = Web(gzip=False).info().page().data
    packed = Web().info().page().data
    for whole in (data, packed):
        for at in range(0, len(whole), 3):
            broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
            Read(broken)
            Read(broken, ARC)


def test_damaged_arc_records() -> None:
    body = answer()

    def line(url: str, length: str) -> bytes:
        return f"{url} 192.0.2.7 20240102030405 text/html {length}\n".encode()

    first = b"filedesc://v.arc 0.0.0.0 20240102030405 text/plain 9\n1 0 Orin\n\n"
    for length in ("5", "99999", "x", "-1"):
        read = Read(first + line(URLS[0], length) + body + b"\n" + line(URLS[1], str(len(body))) + body + b"\n", ARC)
        assert read.children == dict.fromkeys(URLS[:2], PAGE)
        assert set(read.codes) <= {"length-wrong", "record-cut-off"}
    read = Read(first + b"junk junk\n" + line(URLS[1], str(len(body))) + body, ARC)
    assert read.children == {URLS[1]: PAGE}
    assert read.codes == ["unreadable-stretch"]
