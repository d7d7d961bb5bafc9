"""The PDF reader on real documents, where the shared corpus is; skipped elsewhere."""

from __future__ import annotations

from collections import Counter

import pytest

from muniment.read.pdf import engine
from tests.read.pdf.pdf_checks import (
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
