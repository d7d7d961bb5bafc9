"""DOCX files that are damaged, hostile or huge: what can be had of them, and a finding for the rest."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.docx import DocxReader
from tests.read.office.samples_office import codes, part, png, read_with, repacked, report, saved, texts

KIND = min(DocxReader.media_types)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes) -> Reading:
    return read_with(DocxReader(), data)[0]


def with_document(source: bytes) -> bytes:
    return repacked(report(), {"word/document.xml": source})


def test_a_bomb_costs_a_finding_and_the_rest_of_its_text() -> None:
    paragraph = b"<w:p><w:r><w:t>" + b"a" * 1000 + b"</w:t></w:r></w:p>"
    start = f"<w:document {W}><w:body><w:p><w:r><w:t>first</w:t></w:r></w:p>".encode()
    data = with_document(start + paragraph * 100_000 + b"</w:body></w:document>")
    assert len(data) < 1 << 20
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("a", KIND, data=data)])
    assert "part-too-large" in codes(reading)
    assert "first" in reading.text[:100]
    assert len(reading.text) > 30 << 20


def test_a_bomb_of_empty_elements_stays_within_memory() -> None:
    data = with_document(f"<w:document {W}><w:body>".encode() + b'<w:p w:a=""/>' * 20_000_000)
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("a", KIND, data=data)])
    assert "part-too-large" in codes(reading)
    assert "reader-memory" not in codes(reading)
    assert "For the commission only" in reading.text


def test_a_bomb_among_the_files_inside_is_not_taken_out() -> None:
    data = repacked(report(), {"word/media/big.png": bytes(1 << 20), "word/embeddings/x.bin": bytes(1100 << 20)})
    source_files = read_with(DocxReader(), data)[1]
    assert "word/media/image1.png" in source_files
    assert "word/embeddings/x.bin" not in source_files


def test_a_hundred_thousand_paragraphs() -> None:
    paragraph = b"<w:p><w:r><w:t>The ferry at Orin was closed.</w:t></w:r></w:p>"
    data = with_document(f"<w:document {W}><w:body>".encode() + paragraph * 100_000 + b"</w:body></w:document>")
    start = time.perf_counter()
    reading = read(data)
    assert time.perf_counter() - start < 30
    assert sum(words == "The ferry at Orin was closed." for _kind, words in texts(reading)) == 100_000


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_gives_what_is_left(share: float) -> None:
    data = report()
    reading = read(data[: int(len(data) * share)])
    assert reading.findings[0].code == "container-damaged"
    assert reading.findings[0].level == "error"
    if share > 0.5:
        assert "The mill of Orin was burnt at night." in reading.text


def test_a_part_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    source = part(report(), "word/document.xml")
    reading = read(with_document(source[: source.index(b"the ferry") + 9]))
    assert codes(reading)[0] == "part-damaged"
    assert ("list", "1. the ferry") in texts(reading)
    assert "the bridge" not in reading.text


def test_a_wrong_check_sum_is_said_and_the_text_kept() -> None:
    data = bytearray(report())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
    name = data.index(b"word/document.xml", at)
    data[name - 46 + 16] ^= 0xFF  # the check sum in the directory
    reading = read(bytes(data))
    assert "part-damaged" in codes(reading)
    assert "The mill of Orin was burnt at night." in reading.text


def test_a_damaged_picture_is_not_handed_out() -> None:
    data = bytearray(repacked(report(), {"word/media/image1.png": png() * 300}))
    at = data.rindex(b"word/media/image1.png", 0, data.index(b"PK\x01\x02")) + 30
    data[at] ^= 0xFF
    reading, files = read_with(DocxReader(), bytes(data))
    assert "word/media/image1.png" not in files
    assert ("part-damaged", "word/media/image1.png") in [(one.code, one.where) for one in reading.findings]


@pytest.mark.parametrize("missing", [
    "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml",
    "docProps/core.xml", "word/comments.xml", "word/settings.xml",
])  # fmt: skip
def test_missing_parts_cost_no_words_of_the_body(missing: str) -> None:
    reading = read(repacked(report(), {missing: None}))
    assert "The mill of Orin was burnt at night." in reading.text
    assert "Orin\t24\t2" in reading.text


def test_without_styles_headings_are_told_by_their_names() -> None:
    assert ("heading", "What was seen") in texts(read(repacked(report(), {"word/styles.xml": None})))


def test_a_missing_document_is_a_finding() -> None:
    reading = read(repacked(report(), {"word/document.xml": None}))
    assert "part-missing" in codes(reading)
    assert reading.author == "Aila Toren"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", b"PK\x05\x06" + bytes(18), b"\x00" * 5000])
def test_what_is_no_document_is_a_finding(data: bytes) -> None:
    reading = read(data)
    assert codes(reading) == ["container-damaged"]
    assert reading.text == ""


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    source = (f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
              f"<w:document {W}><w:body><w:p><w:r><w:t>a&l9;b&f;</w:t></w:r></w:p></w:body></w:document>")  # fmt: skip
    reading = read(with_document(source.encode()))
    assert "entities-declared" in codes(reading)
    assert "root:" not in reading.text
    assert "haha" not in reading.text
    assert any(words.startswith("a") and "b" in words for _kind, words in texts(reading))


def test_nesting_beyond_reason_ends_in_a_reading() -> None:
    for opening in ("<w:tbl><w:tr><w:tc>", "<w:ins>", "<w:p><w:r><w:txbxContent>", "<w:sdt><w:sdtContent>"):
        source = f"<w:document {W}><w:body><w:p><w:r><w:t>before</w:t></w:r></w:p>{opening * 3000}"
        reading = read(with_document(source.encode()))
        assert ("paragraph", "before") in texts(reading)


def test_two_parts_of_one_name_are_said() -> None:
    buffer = io.BytesIO(report())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", part(report(), "word/document.xml").replace(b"ferry", b"barge"))
    reading = read(buffer.getvalue())
    assert "duplicate-parts" in codes(reading)
    assert "the barge" in reading.text


def test_relations_that_lead_out_of_the_package_lead_nowhere() -> None:
    rels = part(report(), "word/_rels/document.xml.rels").replace(b"media/image1.png", b"../../../../etc/passwd")
    reading, files = read_with(DocxReader(), repacked(report(), {"word/_rels/document.xml.rels": rels}))
    assert "etc/passwd" not in files
    assert "root:" not in reading.text


def test_many_findings_of_one_kind_are_counted() -> None:
    document = docx.Document()
    for number in range(100):
        document.part.relate_to(f"http://example.org/{number}.png", "http://x/image", is_external=True)
    found = [one.text for one in read(saved(document)).findings]
    assert len(found) == 21
    assert "80 more" in found[-1]


def test_every_prefix_and_flipped_byte_is_survived() -> None:
    data = report()
    for at in range(0, len(data), len(data) // 60):
        read(data[:at])
        changed = bytearray(data)
        changed[at] ^= 0x55
        read(bytes(changed))
