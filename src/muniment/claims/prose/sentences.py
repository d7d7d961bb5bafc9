"""Where sentences begin and end: within a passage, never across two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from muniment.model.reading import Passage, Reading

from .abbreviations import AFTER_NUMBERS, AT_THE_END, BEFORE_NAMES, BEFORE_NUMBERS

MOST = 1_200
"""Characters of a sentence; what goes on longer is cut where a word ends."""
_CLOSING = "\"'»”“’›״)\\]"
_END = re.compile(rf"(?:[.!?…]+[{_CLOSING}]*|[؟۔][{_CLOSING}]*)(?=\s|\Z)|\n{{2,}}|\n(?=[-•*–—]\s?\S)")
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
    if _goes_on(text, found.end()):
        return False
    if len(found.group()) > 1:
        return True  # behind an ellipsis, or inside quotation marks
    return not _is_abbreviated(text, begin, found) or _before_line_end(text, found.end())


def _is_abbreviated(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether the full stop belongs to the word before it and a sentence goes on behind it."""
    before = text[max(begin, found.start() - 16) : found.start()]
    parts = before.split()
    last = parts[-1].lower().lstrip("(«“\"'") if parts else ""
    if last in AT_THE_END:
        return False
    if last in AFTER_NUMBERS and len(parts) > 1 and parts[-2][-1].isdigit():
        return False
    if last in BEFORE_NUMBERS:
        return text[found.end() : found.end() + 2].strip()[:1].isdigit()
    return last in BEFORE_NAMES or last in AFTER_NUMBERS or bool(_INITIAL.search(before))


def _before_line_end(text: str, at: int) -> bool:
    return text[at : at + 2].strip(" ") == "" or text[at : at + 2].lstrip(" ").startswith("\n\n")


def _goes_on(text: str, at: int) -> bool:
    """A small letter behind the mark: the sentence goes on (`"…?" she asked`, `«…!» — сказала вона`)."""
    rest = text[at : at + 8].lstrip().lstrip("—–- ")
    return bool(rest) and rest[0].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MOST:
        # Text without full stops, as recognised speech is, or as somebody made it who wants us busy.
        cut = text.rfind(" ", start + MOST // 2, start + MOST)
        cut = cut if cut > 0 else start + MOST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end
