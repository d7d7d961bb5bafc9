"""What the PDF tests share: reading, scoring word order, reading mutants in a process of their own."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from muniment.model.reading import Passage, Reading
from muniment.read.interface import Source
from muniment.read.readers.pdf import PdfReader
from tests.read.pdf.samples_pdf import DEJAVU, Sheet, Words, build, lines

ROOT = Path(__file__).parents[3]


def read(data: bytes, **limits: int) -> Reading:
    return PdfReader(**limits).read(Source(media_type="application/pdf", data=data, name="a.pdf"))


def text_of(reading: Reading, passage: Passage) -> str:
    return reading.text[passage.start : passage.end]


def texts(reading: Reading) -> list[str]:
    return [text_of(reading, passage) for passage in reading.passages]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


FIRST = [
    "On the morning of 12 March the villagers of Oakdale in Lorania heard three loud",
    "explosions near the old school. The witness said that soldiers came into the houses",
    "at dawn and took four men away in a lorry.",
]
SECOND = ["The committee of the village wrote down what had happened and sent all of the names", "to the court."]


def three_pages() -> bytes:
    """One paragraph from page 1 to 2, another from 2 to 3; heads and numbers on each."""
    heads = [[Words("Lorania Watch, report 4", 72, 30, 9), Words(str(n), 290, 820, 9)] for n in (1, 2, 3)]
    bodies = [
        lines(FIRST[:2], 760),
        lines([FIRST[2]], 60) + lines(SECOND[:1], 774),
        lines([SECOND[1]], 60),
    ]
    return build([Sheet(body + head) for body, head in zip(bodies, heads, strict=True)])


def recall_and_order(want: str, got: str) -> tuple[float, float]:
    """Share of the words that are there, and share that are there in the right order."""
    wanted, found = want.split(), got.split()
    have = Counter(found)
    recall = sum(min(count, have[word]) for word, count in Counter(wanted).items()) / len(wanted)
    blocks = difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return recall, sum(block.size for block in blocks) / len(wanted)


def shaping() -> None:
    pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    pytest.importorskip("uharfbuzz", reason="uharfbuzz is not installed")
    if not DEJAVU.exists():
        pytest.skip("DejaVu Sans is not installed (Debian: fonts-dejavu-core)")


MUTATE = """
import random, sys
from muniment.read.interface import Source
{imports}
data = sys.stdin.buffer.read()
rng = random.Random(7)
reader = {reader}()
for _ in range({rounds}):
    bad = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        bad[rng.randrange(len(bad))] = rng.randrange(256)
    if rng.random() < 0.3:
        del bad[rng.randrange(len(bad)):]
    reading = reader.read(Source(media_type="{media_type}", data=bytes(bad)))
    assert all(0 <= one.start < one.end <= len(reading.text) for one in reading.passages)
    assert reading.text or reading.findings or reading.metadata
print("survived")
"""


def survives(data: bytes, reader: str, module: str, media_type: str, rounds: int = 300) -> None:
    """Read mutants of `data` in a process of its own: a crash in C must not end the tests."""
    script = MUTATE.format(
        imports=f"from {module} import {reader}", reader=reader, rounds=rounds, media_type=media_type
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", script], input=data, env=environment, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    assert b"survived" in done.stdout
