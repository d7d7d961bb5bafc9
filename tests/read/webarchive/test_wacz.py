"""WACZ: sound packages, and each way in which one can be at odds with itself."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from muniment.model.reading import Part, Reading
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.archive import ArchiveReader
from muniment.read.sniff import sniff
from tests.read.webarchive.samples_web import DATE, ORIN, Web

TAMSK = "http://tamsk.veldra.example/"
PAGES = "pages/pages.jsonl"
WARC = "archive/data.warc.gz"
INDEX = "indexes/index.cdxj"
STAMP = "20240102030405"


def jsonl(*pages: dict[str, Any]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All"}
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in (head, *pages))


def page(url: str = ORIN, ts: str = DATE, title: str = "Міст в Орині") -> dict[str, Any]:
    return {"id": "1", "url": url, "ts": ts, "title": title}


def index_of(warc: bytes, name: str = "data.warc.gz") -> bytes:
    """Its index, with the places that warcio finds."""
    made, reader = [], ArchiveIterator(io.BytesIO(warc))
    for record in reader:
        if record.rec_type in ("response", "resource", "revisit"):
            url = record.rec_headers.get_header("WARC-Target-URI")
            at, length = reader.get_record_offset(), reader.get_record_length()
            said = {"url": url, "filename": name, "offset": str(at), "length": str(length), "status": "200"}
            made.append(f"example,veldra)/ {STAMP} {json.dumps(said)}\n".encode())
    return b"".join(sorted(made))


class Wacz:
    """A package being put together; every part can be changed before it is sealed."""

    def __init__(self) -> None:
        warc = Web().info().page().page(TAMSK).data
        self.files: dict[str, bytes] = {WARC: warc, PAGES: jsonl(page()), INDEX: index_of(warc)}
        self.said: dict[str, Any] = {
            "profile": "data-package", "wacz_version": "1.1.1", "title": "Orin", "software": "orin-capture 1.4",
            "created": "2024-01-02T04:00:00Z",
        }  # fmt: skip
        self.signed: dict[str, Any] = {}
        self.stored = True

    def sealed(self) -> dict[str, bytes]:
        """All files with their list and its seal."""
        listed = [
            {"name": path.split("/")[-1], "path": path, "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
             "bytes": len(data)} for path, data in self.files.items()
        ]  # fmt: skip
        package = json.dumps({**self.said, "resources": listed}).encode()
        digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(package).hexdigest()}
        if self.signed:
            digest["signedData"] = {"hash": digest["hash"], **self.signed}
        return {**self.files, "datapackage.json": package, "datapackage-digest.json": json.dumps(digest).encode()}

    def zipped(self, files: dict[str, bytes] | None = None) -> bytes:
        """As a ZIP."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if self.stored else zipfile.ZIP_DEFLATED) as archive:
            for path, data in (files or self.sealed()).items():
                archive.writestr(path, data)
        return out.getvalue()


class Read:
    """The reading of a package with what was handed out."""

    def __init__(self, data: bytes) -> None:
        source = Source(media_type=sniff(data[:4096], len(data), data[-4096:]), data=data)
        self.reading: Reading = ArchiveReader().read(source)
        self.parts: list[tuple[Part, bytes]] = source.collected.parts

    @property
    def codes(self) -> list[str]:
        """Without those that every unsigned package has."""
        return [one.code for one in self.reading.findings if one.code != "wacz-not-signed"]

    def finding(self, code: str) -> str:
        return next(one.text for one in self.reading.findings if one.code == code)


@pytest.mark.parametrize("stored", [True, False])
def test_a_sound_package(stored: bool) -> None:
    wacz = Wacz()
    wacz.stored = stored
    wacz.files["logs/crawl.log"] = b"{}"
    read = Read(wacz.zipped())
    assert read.codes == []
    lines = [read.reading.text[one.start : one.end] for one in read.reading.passages]
    assert lines[0] == read.reading.title == "Orin"
    assert lines[1] == f"Міст в Орині\t{ORIN}\t{DATE}"
    assert (read.reading.passages[1].at, read.reading.passages[1].where) == (DATE, f"{PAGES} line 2")
    assert read.reading.metadata["wacz:wacz_version"] == "1.1.1"
    assert [(one.what, one.edtf) for one in read.reading.moments] == [("created", "2024-01-02T04:00:00Z")]
    given = {part.path: (part.told, data) for part, data in read.parts}
    assert set(given) == {WARC, PAGES, "logs/crawl.log", "datapackage.json", "datapackage-digest.json"}
    told, data = given[WARC]
    assert data == wacz.files[WARC]
    assert (told.tool, told.sha256) == ("orin-capture 1.4", hashlib.sha256(data).hexdigest())


def test_missing_page_list() -> None:
    wacz = Wacz()
    del wacz.files[PAGES]
    assert Read(wacz.zipped()).codes == ["wacz-pages-missing"]


def test_missing_digest() -> None:
    wacz = Wacz()
    files = wacz.sealed()
    del files["datapackage-digest.json"]
    assert Read(wacz.zipped(files)).codes == ["wacz-digest-missing"]


def test_wrong_hash() -> None:
    wacz = Wacz()
    files = wacz.sealed()
    files[PAGES] = files[PAGES].replace("Міст".encode(), "Мост".encode())
    read = Read(wacz.zipped(files))
    assert read.codes == ["wacz-hash-differs"]
    assert PAGES in read.finding("wacz-hash-differs")


@pytest.mark.parametrize("ts", ["2019-05-01T00:00:00Z", "2024-01-02T02:50:00Z", "2024-01-02T03:20:00.5Z"])
def test_forged_date(ts: str) -> None:
    wacz = Wacz()
    wacz.files[PAGES] = jsonl(page(ts=ts))
    read = Read(wacz.zipped())
    assert read.codes == ["forged-date"]
    assert "the page list says" in read.finding("forged-date")
    assert "2024-01-02 03:04:05 UTC" in read.finding("forged-date")


@pytest.mark.parametrize("ts", ["2024-01-02T03:00:00Z", "2024-01-02T05:05:00+02:00", "2024-01-02T03:09:00.123Z"])
def test_a_date_close_to_the_record_is_none(ts: str) -> None:
    wacz = Wacz()
    wacz.files[PAGES] = jsonl(page(ts=ts), page(ORIN + "#top"))
    assert Read(wacz.zipped()).codes == []


def test_a_package_older_than_its_records() -> None:
    wacz = Wacz()
    wacz.said |= {"created": "2023-06-01T00:00:00Z", "modified": "never"}
    assert Read(wacz.zipped()).codes == ["forged-date", "date-impossible"]


def test_size_that_differs_and_files_beside_the_list() -> None:
    wacz = Wacz()
    files = wacz.sealed()
    package = json.loads(files["datapackage.json"])
    package["resources"][1]["bytes"] += 1
    package["resources"].append({"name": "x", "path": "logs/gone.log", "hash": "sha256:" + "0" * 64, "bytes": 3})
    files["datapackage.json"] = json.dumps(package).encode()
    files["extra.txt"] = b"added"
    read = Read(wacz.zipped(files))
    assert read.codes == ["wacz-size-differs", "wacz-listed-missing", "wacz-not-listed", "wacz-digest-differs"]
    assert "extra.txt" in read.finding("wacz-not-listed")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"profile": "poem"}, ["wacz-package-invalid"]),
        ({"profile": None}, ["wacz-package-invalid"]),
        ({"resources": "none"}, ["wacz-package-invalid"]),
        ({"resources": [3, {"path": 3}]}, ["wacz-package-invalid", "wacz-package-invalid"] + ["wacz-not-listed"] * 3),
    ],
)
def test_a_list_of_files_that_makes_no_sense(change: dict[str, Any], codes: list[str]) -> None:
    wacz = Wacz()
    files = wacz.sealed()
    files["datapackage.json"] = json.dumps({**json.loads(files["datapackage.json"]), **change}).encode()
    assert Read(wacz.zipped(files)).codes == [*codes, "wacz-digest-differs"]


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"[" * 100_000, b"\xff\xfe", b'{"a":1,"a":2}'])
def test_files_of_the_package_that_are_no_json_objects(text: bytes) -> None:
    wacz = Wacz()
    for name in ("datapackage.json", "datapackage-digest.json"):
        read = Read(wacz.zipped({**wacz.sealed(), name: text}))
        assert "wacz-package-invalid" in read.codes
        assert any(part.path == WARC for part, _ in read.parts)


def test_version_1_2_states_no_version() -> None:
    wacz = Wacz()
    del wacz.said["wacz_version"]
    assert Read(wacz.zipped()).codes == ["wacz-package-invalid"]
    wacz.said["profile"] = "wacz"
    assert Read(wacz.zipped()).codes == []


def test_no_list_of_files_at_all() -> None:
    wacz = Wacz()
    read = Read(wacz.zipped(wacz.files))
    assert read.codes == ["wacz-package-missing", "wacz-digest-missing"]
    assert {part.path for part, _ in read.parts} == {WARC, PAGES}


def test_hashes_of_another_kind_or_none() -> None:
    wacz = Wacz()
    files = wacz.sealed()
    package = json.loads(files["datapackage.json"])
    package["resources"][0]["hash"] = "md5:" + "0" * 32
    del package["resources"][1]["hash"]
    package["resources"].append(package["resources"][2])
    files["datapackage.json"] = json.dumps(package).encode()
    assert set(Read(wacz.zipped(files)).codes) == {
        "wacz-hash-unchecked", "wacz-package-invalid", "wacz-resource-twice", "wacz-digest-differs",
    }  # fmt: skip


def test_pages_that_make_no_sense() -> None:
    wacz = Wacz()
    bad = [{"url": 3, "ts": DATE}, {"url": ORIN}, {"url": ORIN, "ts": "2024-13-01T00:00:00Z"}]
    wacz.files[PAGES] = jsonl(page(), *bad) + b"no json\n[]\n" + b"[" * 50_000
    read = Read(wacz.zipped())
    assert read.codes == ["wacz-pages-invalid"] * 6
    assert "url" in read.finding("wacz-pages-invalid")
    wacz.files[PAGES] = jsonl()
    assert Read(wacz.zipped()).codes == ["wacz-pages-empty"]


def test_a_page_that_was_never_recorded() -> None:
    wacz = Wacz()
    wacz.files[PAGES] = jsonl(page(), page("http://elsewhere.veldra.example/"))
    assert Read(wacz.zipped()).codes == ["page-without-record"]


def test_extra_page_lists_are_read_too() -> None:
    wacz = Wacz()
    wacz.files["pages/extraPages.jsonl"] = jsonl(page(TAMSK, "2030-01-01T00:00:00Z", "Тамськ"))
    read = Read(wacz.zipped())
    assert "Тамськ" in read.reading.text
    assert read.codes == ["forged-date"]


def entries(wacz: Wacz) -> list[tuple[str, dict[str, Any]]]:
    lines = wacz.files[INDEX].decode().splitlines()
    return [(line.split(" ", 2)[1], json.loads(line.split(" ", 2)[2])) for line in lines]


def written(lines: list[tuple[str, dict[str, Any]]]) -> bytes:
    return "".join(f"key {stamp} {json.dumps(said)}\n" for stamp, said in lines).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"offset": "7"}, "wacz-index-astray"),
        ({"filename": "other.warc.gz"}, "wacz-index-astray"),
        ({"url": "http://forged.example/"}, "wacz-index-astray"),
        ({"offset": "x"}, "wacz-index-invalid"),
        ({"filename": None}, "wacz-index-invalid"),
    ],
)
def test_an_index_that_leads_astray(change: dict[str, Any], code: str) -> None:
    wacz = Wacz()
    lines = entries(wacz)
    lines[0][1].update(change)
    wacz.files[INDEX] = written(lines)
    assert code in Read(wacz.zipped()).codes


def test_an_index_with_another_date() -> None:
    wacz = Wacz()
    lines = entries(wacz)
    lines[0] = ("20190101000000", lines[0][1])
    wacz.files[INDEX] = written(lines)
    read = Read(wacz.zipped())
    assert read.codes == ["forged-date"]
    assert "the index says" in read.finding("forged-date")


def test_an_index_that_leaves_something_out() -> None:
    wacz = Wacz()
    wacz.files[INDEX] = written(entries(wacz)[:1])
    read = Read(wacz.zipped())
    assert read.codes == ["wacz-index-lacks"]
    assert read.finding("wacz-index-lacks").startswith("1 of its captures")
    del wacz.files[INDEX]
    assert Read(wacz.zipped()).codes == ["wacz-index-missing"]


def test_packed_indexes_and_the_index_over_them() -> None:
    wacz = Wacz()
    lines = [line + b"\n" for line in wacz.files.pop(INDEX).splitlines()]
    blocks = [gzip.compress(line) for line in lines]
    wacz.files["indexes/index.cdx.gz"] = b"".join(blocks)
    over = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}']
    at = 0
    for block in blocks:
        said = {"offset": at, "length": len(block), "digest": "sha256:" + hashlib.sha256(block).hexdigest()}
        over.append(f"key {STAMP} {json.dumps({**said, 'filename': 'index.cdx.gz'})}")
        at += len(block)
    wacz.files["indexes/index.idx"] = "\n".join(over).encode()
    assert Read(wacz.zipped()).codes == []
    wacz.files["indexes/index.idx"] = "\n".join(over).replace('"offset": 0', '"offset": 1').encode()
    assert Read(wacz.zipped()).codes == ["wacz-index-astray"]
    wacz.files["indexes/index.cdx.gz"] = blocks[0] + blocks[1][:-9]
    assert "wacz-index-astray" in Read(wacz.zipped()).codes


def test_old_indexes_of_columns() -> None:
    wacz = Wacz()
    rows = [
        f"key {stamp} {said['url']} text/html 200 - - - {said['length']} {said['offset']} {said['filename']}"
        for stamp, said in entries(wacz)
    ]
    del wacz.files[INDEX]
    wacz.files["indexes/index.cdx"] = "\n".join([" CDX N b a m s k r M S V g", *rows]).encode()
    assert Read(wacz.zipped()).codes == []


@pytest.mark.parametrize("signed", [{"domain": "seal.veldra.example"}, {"publicKey": "AAAA"}])
def test_signatures_are_named_and_not_verified(signed: dict[str, str]) -> None:
    wacz = Wacz()
    wacz.signed = {"signature": "AAAA", **signed}
    read = Read(wacz.zipped())
    assert read.codes == ["wacz-signature-not-verified"]
    assert ("seal.veldra.example" in read.finding("wacz-signature-not-verified")) == ("domain" in signed)
    wacz.signed["hash"] = "sha256:" + "0" * 64
    assert Read(wacz.zipped()).codes == ["wacz-signature-elsewhere", "wacz-signature-not-verified"]


def test_uncompressed_records_and_long_ones_are_looked_up_too() -> None:
    wacz = Wacz()
    warc = Web(gzip=False).info().page(body=b"x" * (6 << 20)).page(TAMSK).data
    wacz.files = {"archive/data.warc": warc, PAGES: jsonl(page(TAMSK)), INDEX: index_of(warc, "data.warc")}
    assert Read(wacz.zipped()).codes == []
    wacz.stored = False
    assert Read(wacz.zipped()).codes == []


def test_a_damaged_warc_inside_leaves_the_rest_readable() -> None:
    wacz = Wacz()
    wacz.files[WARC] = wacz.files[WARC][:-30]
    read = Read(wacz.zipped())
    assert any(part.path == WARC for part, _ in read.parts)
    assert "Міст" in read.reading.text
    data = bytearray(Wacz().zipped())
    at = data.find(b"\x1f\x8b\x08") + 300
    data[at] ^= 0xFF  # the ZIP's own check sum is wrong now
    read = Read(bytes(data))
    assert {"wacz-hash-unchecked", "archive-crc", "wacz-not-compared"} <= set(read.codes)
    assert "Міст" in read.reading.text


def test_the_confined_worker_reads_it_the_same() -> None:
    data = Wacz().zipped()
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = pool.read_all([Job("k", "application/zip", data=data)])
    assert reading.text == Read(data).reading.text
    assert reading.findings == Read(data).reading.findings
