"""Where sentences begin and end: within a passage, never across two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from muniment.model.reading import Passage, Reading

_END = re.compile(r"(?:[.!?…]+[\"'»”’)\]]*|[؟۔][\"»”)]*)(?=\s|\Z)|\n{2,}|\n(?=[-•*–]\s)")
_ABBREVIATIONS = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "capt", "maj", "sgt", "rev", "hon", "gov", "sen", "rep", "st", "no", "nos", "vol", "pp", "fig", "art", "arts", "para", "paras", "cf", "vs", "etc", "e.g", "i.e", "u.s", "u.k", "u.n", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "sr", "sra", "srs", "ud", "uds", "núm", "art", "pág", "mm", "mme", "mlle", "m", "г", "гг", "в", "вв", "т", "тис", "тыс", "млн", "млрд", "р", "рр", "ст", "ім", "им", "вул", "ул", "пл", "буд", "д", "обл", "с", "смт", "м", "п", "пп", "др", "пр", "ін", "ред", "гр", "гос", "см", "د", "أ", "م", "ص", "ج", "ه"]
)
_INITIAL = re.compile(r"(?:^|[\s(«“\"])[^\W\d_]\Z")


class Sentence(NamedTuple):
    """One sentence: character offsets into the reading's text, the language of its passage, the passage's number."""

    start: int
    end: int
    language: str
    passage: int


def sentences(reading: Reading) -> Iterator[Sentence]:
    """Every sentence of a reading, in order. A row of a table, a heading or a message is at least one of its own."""
    passages = reading.passages or (Passage(0, len(reading.text)),)
    for number, passage in enumerate(passages):
        language = passage.language or reading.language or ""
        for start, end in split(reading.text, passage.start, passage.end):
            yield Sentence(start, end, language, number)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences between two offsets, without white space around them."""
    begin = start
    for found in _END.finditer(text, start, end):
        if not _ends(text, begin, found):
            continue
        yield from _trimmed(text, begin, found.end())
        begin = found.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether a sentence ends here: not behind an abbreviation, an initial, or before a small letter."""
    if found.group()[0] != ".":
        return found.group()[0] in "\n؟۔" or not _goes_on(text, found.end())
    before = text[max(begin, found.start() - 12) : found.start()]
    last = before.rsplit(None, 1)[-1].lower().lstrip("(«“\"'") if before.strip() else ""
    if last in _ABBREVIATIONS or _INITIAL.search(before):
        return text[found.end() : found.end() + 2].strip(" ") == ""  # only before a line's end
    return not _goes_on(text, found.end())


def _goes_on(text: str, at: int) -> bool:
    """A small letter behind the mark: the sentence goes on (`"…?" she asked`)."""
    rest = text[at : at + 8].lstrip()
    return bool(rest) and rest[0].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
