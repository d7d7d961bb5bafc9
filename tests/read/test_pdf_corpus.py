"""The PDF reader on real documents, where the shared corpus is; skipped elsewhere."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from muniment.read.pdf import engine
from muniment.read.pdf.healing import heal
from muniment.read.pdf.pagetext import read_page
from tests.read.pdf_checks import (
    ROOT,
    read,
    recall_and_order,
    text_of,
    texts,
)

CORPUS = ROOT.parent / "shared" / "corpus" / "documents"


def corpus(name: str) -> bytes:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"the shared corpus is not here: {name}")
    return path.read_bytes()


@pytest.mark.parametrize(
    "name", ["un_a_hrc_43_12_en.pdf", "udhr_en.pdf", "udhr_es.pdf", "iachr_resolution_2021_es.pdf"]
)
def test_corpus_loses_no_word_that_pdfium_finds(name: str) -> None:
    data = corpus(name)
    reading = read(data)
    document = engine.pypdfium2().PdfDocument(data)
    bare = " ".join(page.get_textpage().get_text_bounded() for page in document)
    want = Counter("".join(letter for letter in bare if letter.isalnum()))
    assert want - Counter(reading.text) == Counter()
    assert reading.findings == ()
    recall, _ = recall_and_order(bare.replace("\ufffe", "-"), reading.text)
    assert recall > 0.98


def test_corpus_heals_over_page_breaks() -> None:
    reading = read(corpus("un_a_hrc_43_12_en.pdf"))
    found = texts(reading)
    healed = next(one for one in reading.passages if text_of(reading, one).startswith("7. Since the previous cycle"))
    assert (healed.page, healed.page_end) == (2, 3)
    assert sum(one == "A/HRC/43/12" for one in found) >= 20
    assert reading.language == "en"
    assert "non-governmental organizations" in reading.text


@pytest.mark.soak
def test_corpus_speed_against_bare_pdfium() -> None:
    """Text, boxes, passages and links against bare text; the thumbnail and languages come on top."""
    data = corpus("un_a_hrc_43_12_en.pdf")
    pypdfium2 = engine.pypdfium2()

    def bare() -> None:
        for page in pypdfium2.PdfDocument(data):
            page.get_textpage().get_text_bounded()

    def ours() -> None:
        document = pypdfium2.PdfDocument(data)
        heal([read_page(document, index).page for index in range(len(document))])

    fastest = {work: min(_seconds(work) for _ in range(15)) for work in (bare, ours)}
    assert fastest[bare] / fastest[ours] >= 0.6, fastest


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start
