"""Web archives that are sound: what is listed, what comes out, what is told of it. warcio writes, and is the peer."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zlib
from pathlib import Path

import brotli
import pytest
from backports import zstd
from warcio.archiveiterator import ArchiveIterator

from muniment.read.pool import Job, ReadingPool
from muniment.read.sniff import sniff
from tests.read.webarchive.samples_web import ARC, DATE, HTTP_DATE, ORIN, PAGE, WARC, Read, Web, answer, bare

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "web"
BAD_ARC = ["length-wrong", "length-wrong", "date-impossible", "http-broken", "length-wrong", "date-impossible"]
TAMSK = "http://tamsk.veldra.example/"


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nTrailer: x\r\n\r\n"


def deflated(body: bytes, bits: int) -> bytes:
    machine = zlib.compressobj(wbits=bits)
    return machine.compress(body) + machine.flush()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_kind_of_record_is_listed_and_payloads_become_children(packed: bool, version: str) -> None:
    web = Web(packed, version).info().page()
    web.record("resource", "urn:text:orin", "Міст".encode(), Content_Type="text/plain")
    web.record("request", ORIN, b"POST /orin HTTP/1.1\r\nHost: x\r\n\r\nname=value", Content_Type="application/http")
    web.record("metadata", ORIN, b"via: https://veldra.example/\r\n", Content_Type="application/warc-fields")
    web.page(TAMSK, b"", [("Location", "/home")], "302 Found")
    web.record("conversion", TAMSK + "home", b"text", Content_Type="text/plain")
    read = Read(web.data)
    assert read.reading.findings == ()
    assert [line.split("\t")[0] for line in read.lines if "\t" in line] == [
        "warcinfo", "response", "resource", "request", "metadata", "response", "conversion",
    ]  # fmt: skip
    assert read.lines[2] == f"response\t{ORIN}\t200\ttext/html; charset=utf-8\t{len(PAGE):,} bytes"
    assert "via: https://veldra.example/" in read.lines
    assert "software: orin-capture 1.4" in read.lines
    assert any(line.startswith(f"request\t{ORIN}\tPOST\t") for line in read.lines)
    assert read.children == {ORIN: PAGE, "urn:text:orin": "Міст".encode(), TAMSK + "home": b"text"}
    assert read.reading.metadata["warc:software"] == "orin-capture 1.4"
    assert read.reading.metadata["records:response"] == "2"
    assert read.reading.title == "veldra.warc.gz"


def test_a_line_says_where_its_record_is_and_when_and_leads_to_its_child() -> None:
    web = Web().info()
    at = web.size
    read = Read(web.page().data)
    passage = read.reading.passages[2]
    assert (passage.kind, passage.where, passage.at) == ("list", f"byte {at}", DATE)
    link = next(one for one in read.reading.links if one.state == "child")
    assert (link.target, read.reading.text[link.start : link.end]) == (ORIN, ORIN)
    assert read.reading.language is None
    assert {one.language for one in read.reading.passages} == {None}


def test_what_is_told_of_a_child() -> None:
    lines = [("content-type", "text/html"), ("DATE", HTTP_DATE), ("Set-Cookie", "a=1"), ("set-cookie", "b=2")]
    digest = "sha256:" + hashlib.sha256(PAGE).hexdigest()
    web = Web().info().page(http=lines, WARC_IP_Address="192.0.2.7", WARC_Payload_Digest=digest)
    part, data = Read(web.data).parts[0]
    told = part.told
    assert data == PAGE
    assert (told.name, told.reference, told.obtained) == ("bridge.html", ORIN, DATE)
    assert (told.tool, told.sha256) == ("orin-capture 1.4", hashlib.sha256(PAGE).hexdigest())
    assert told.details["http:Status"] == "200"
    assert told.details["http:Content-Type"] == "text/html"
    assert told.details["http:Set-Cookie"] == "a=1\nb=2"
    assert told.details["warc:IP-Address"] == "192.0.2.7"
    assert told.details["warc:Record-ID"].startswith("<urn:uuid:")
    assert told.details["warc:Payload-Digest-Check"] == "agrees"


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", deflated(PAGE, -15)),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstd.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("identity", PAGE),
    ],
)
@pytest.mark.parametrize("in_chunks", [False, True])
def test_encodings_are_undone(name: str, encoded: bytes, in_chunks: bool) -> None:
    http = [("Content-Encoding", name)] + [("Transfer-Encoding", "chunked")] * in_chunks
    read = Read(Web().info().page(body=chunked(encoded) if in_chunks else encoded, http=http).data)
    assert read.children == {ORIN: PAGE}
    assert read.reading.findings == ()
    names = ["chunked"] * in_chunks + [one for one in reversed(name.split(", ")) if one != "identity"]
    assert read.details().get("body:Undone", "") == ", ".join(names)


@pytest.mark.parametrize("form", ["raw", "without chunks", "decoded"])
def test_a_digest_of_the_body_in_any_form_agrees(form: str) -> None:
    packed = gzip.compress(PAGE)
    of = {"raw": chunked(packed), "without chunks": packed, "decoded": PAGE}[form]
    digest = "sha1:" + base64.b32encode(hashlib.sha1(of).digest()).decode()
    http = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    read = Read(Web().info().page(body=chunked(packed), http=http, WARC_Payload_Digest=digest).data)
    assert read.reading.findings == ()
    assert read.details()["warc:Payload-Digest-Check"].startswith("agrees (")


def test_a_sha256_of_the_raw_body_is_not_told_as_that_of_the_decoded_one() -> None:
    packed = gzip.compress(PAGE)
    digest = "sha256:" + hashlib.sha256(packed).hexdigest()
    web = Web().info().page(body=packed, http=[("Content-Encoding", "gzip")], WARC_Payload_Digest=digest)
    assert Read(web.data).parts[0][0].told.sha256 == ""
    digest = "sha256:" + hashlib.sha256(PAGE).hexdigest()
    web = Web().info().page(body=packed, http=[("Content-Encoding", "gzip")], WARC_Payload_Digest=digest)
    assert Read(web.data).parts[0][0].told.sha256 == hashlib.sha256(PAGE).hexdigest()


def test_two_records_of_one_address_have_two_paths() -> None:
    web = Web().info().page()
    at = web.size
    read = Read(web.page(body=b"later").data)
    assert read.children == {ORIN: PAGE, f"{ORIN} (record at byte {at})": b"later"}


def test_each_record_names_the_program_of_its_own_warcinfo() -> None:
    web = Web().info(software="one 1").page().info(software="two 2").page(TAMSK)
    assert [part.told.tool for part, _ in Read(web.data).parts] == ["one 1", "two 2"]


def test_a_revisit_is_listed_and_says_when_its_content_was_recorded() -> None:
    web = Web().info().page()
    record = web.writer.create_revisit_record(ORIN, "sha1:" + "A" * 32, ORIN, "2023-12-31T00:00:00Z")
    record.rec_headers.replace_header("WARC-Date", DATE)
    web.writer.write_record(record)
    read = Read(web.data)
    assert read.reading.passages[-1].marks == ("same content as recorded 2023-12-31T00:00:00Z",)
    assert list(read.children) == [ORIN]
    assert read.codes == []


def test_what_the_capture_program_cut_or_parted_is_said() -> None:
    web = Web().info().page(WARC_Truncated="length").page(TAMSK, WARC_Segment_Number="1")
    read = Read(web.data)
    assert read.codes == ["record-truncated", "record-in-parts"]
    assert set(read.children) == {ORIN, TAMSK}


def test_dates_that_differ_are_an_observation() -> None:
    read = Read(Web().info().page(http=[("Date", "Mon, 01 Jan 2024 03:04:00 GMT")]).data)
    assert read.codes == ["dates-differ"]
    assert "2024-01-02 03:04:05 UTC" in read.finding("dates-differ")
    assert Read(Web().info().page(http=[("Date", "Mon, 01 Jan 2024 03:04:06 GMT")]).data).codes == []


@pytest.mark.parametrize("date", ["2024-02-30T00:00:00Z", "1889-01-01T00:00:00Z", "yesterday", "2024-01-02T25:00:00Z"])
def test_impossible_dates(date: str) -> None:
    read = Read(Web().info().page(WARC_Date=date).data)
    assert read.codes == ["date-impossible"]
    assert read.parts[0][0].told.obtained == ""
    assert read.details()["warc:Date"] == date


@pytest.mark.parametrize(
    ("date", "edtf"), [("2024-01-02T03:04:05.123456Z", DATE), ("2024-01-02", "2024-01-02"), ("2024", "2024")]
)
def test_dates_of_other_precision(date: str, edtf: str) -> None:
    read = Read(Web(version="1.1").info().page(WARC_Date=date).data)
    assert read.codes == []
    assert read.parts[0][0].told.obtained == edtf


def test_a_record_dated_long_after_its_archive_or_the_others() -> None:
    late = "2031-01-01T00:00:00Z"
    read = Read(Web().info().page().page(TAMSK, http=[], WARC_Date=late).data)
    assert read.codes == ["date-out-of-line"]
    assert "2031" in read.finding("date-out-of-line")
    assert Read(Web().page().page().page().page(TAMSK, http=[], WARC_Date=late).data).codes == ["date-out-of-line"]
    assert Read(Web().info().page(http=[], WARC_Date="2024-06-01T00:00:00Z").data).codes == []


def test_one_gzip_member_for_everything_is_said() -> None:
    plain = Web(gzip=False).info().page().data
    read = Read(gzip.compress(plain))
    assert read.codes == ["not-compressed-by-record"]
    assert read.children == {ORIN: PAGE}
    assert "unpacked" in read.reading.passages[-1].where


def test_records_that_span_gzip_members_are_put_together() -> None:
    plain = Web(gzip=False).info().page(body=PAGE * 1000).data
    parts = [gzip.compress(plain[at : at + 5000]) for at in range(0, len(plain), 5000)]
    read = Read(b"".join(parts))
    assert read.children == {ORIN: PAGE * 1000}
    assert read.codes == ["not-compressed-by-record"]


def test_long_records_are_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    body = bytes(range(256)) * 40_000  # 10 MB, more than is looked ahead
    for packed in (True, False):
        read = Read(Web(packed).info().page(body=body).page(TAMSK).data)
        assert read.children == {ORIN: body, TAMSK: PAGE}
        assert read.codes == []


def test_arc_of_both_versions() -> None:
    body = answer()
    first = (
        b"filedesc://v.arc 0.0.0.0 20240102030405 text/plain 76\n"
        + (b"1 0 Orin\n" + b"URL IP-address Archive-date").ljust(75)
        + b"\n\n"
    )
    line = f"{ORIN} 192.0.2.7 20240102030405 text/html {len(body)}\n".encode()
    wide = f"{TAMSK} 192.0.2.7 20240102030405 text/html 200 - - 0 v.arc {len(body)}\n".encode()
    data = first + line + body + b"\n" + wide + body + b"\n"
    members = gzip.compress(first) + gzip.compress(line + body + b"\n") + gzip.compress(wide + body + b"\n")
    for one in (data, members):
        assert sniff(one[:4096], len(one)) == ARC
        read = Read(one, ARC)
        assert read.codes == []
        assert read.children == {ORIN: PAGE, TAMSK: PAGE}
        assert read.details()["arc:IP-Address"] == "192.0.2.7"
        assert read.parts[0][0].told.obtained == DATE


def test_the_same_payloads_as_warcio() -> None:
    web = Web().info()
    for number in range(50):
        body = gzip.compress(PAGE * number)
        web.page(f"{TAMSK}{number}", chunked(body), [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])
    theirs = {
        one.rec_headers.get_header("WARC-Target-URI"): one.content_stream().read()
        for one in ArchiveIterator(io.BytesIO(web.data))
        if one.rec_type == "response"
    }
    ours = Read(web.data).children
    assert ours == {path: data for path, data in theirs.items() if data}
    assert len(ours) == 49


def test_the_confined_worker_reads_it_the_same() -> None:
    data = Web().info().page(body=brotli.compress(PAGE), http=[("Content-Encoding", "br"), ("Date", HTTP_DATE)]).data
    zstd_made = (
        Web().info().page(body=zstd.compress(PAGE), http=[("Content-Encoding", "zstd"), ("Date", "2 Jan 24")]).data
    )
    with ReadingPool(workers=1) as pool:
        for one in (data, zstd_made):
            ((_, reading),) = pool.read_all([Job("k", WARC, data=one)])
            assert reading.reader == "webarchive/1"
            assert reading.text == Read(one).reading.text
            assert reading.findings == Read(one).reading.findings


@pytest.mark.parametrize(
    ("name", "codes", "children"),
    [
        ("example.warc.gz", [], 1),
        ("example-resource.warc.gz", [], 1),
        ("example-iana.org-chunked.warc", [], 1),
        ("post-test.warc.gz", [], 3),
        ("example.arc", [], 1),
        ("example-trunc.warc", ["length-wrong"], 1),
        ("example-bad.warc.gz.bad", ["not-compressed-by-record"], 2),
        ("bad.arc", BAD_ARC, 1),
    ],
)  # fmt: skip
def test_the_corpus(name: str, codes: list[str], children: int) -> None:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"the shared corpus is not here: {name}")
    data = path.read_bytes()
    read = Read(data, sniff(data[:4096], len(data)))
    assert read.codes == codes
    assert len(read.parts) == children


def test_records_written_by_hand_are_read_like_those_of_warcio() -> None:
    read = Read(bare(ORIN, answer()) + bare(f"<{TAMSK}>", answer(b"x", "Content-Length: 1")))
    assert read.children == {ORIN: PAGE, TAMSK: b"x"}
    assert read.codes == []
