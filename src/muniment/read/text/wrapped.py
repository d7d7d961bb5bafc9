"""Plain text → blocks: empty lines part paragraphs, hard-wrapped lines become one line again.

A line end is taken for mere wrapping only if its line is about as long as the text is wide;
short lines (addresses, verses, messages, lists) stay lines. Words parted by a hyphen at a
wrapped line's end are put together unless the text or the word itself says the hyphen belongs.
"""

from __future__ import annotations

import re

from muniment.model.reading import PassageKind
from muniment.read.text.blocks import Block
from muniment.read.text.words import words

_PARTING = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|[ \t]*\f\s*")
_BULLET = re.compile(r"\s*(?:[-*•–◦▪‣·]|\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,4})[.)])\s+\S")
_PARTED = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_KEEPS_HYPHEN = words(
    "self non anti ex co well north south east west mid semi pro pre post inter vice half counter quasi",
    " все кто что где когда какой по во северо юго западно восточно",
    " північно південно західно східно будь хто що",
)
_NARROWEST, _WIDEST = 40, 130
_NEARLY = 0.6


def blocks_of(text: str) -> list[Block]:
    """The blocks of plain text in order; every character but wrapping stays."""
    width = _width(text)
    blocks: list[Block] = []
    for part in _PARTING.split(text):
        lines = [line.rstrip() for line in part.split("\n") if line.strip()]
        paragraphs = _paragraphs(lines, width, text)
        blocks += [
            Block(paragraph, _kind(paragraph, len(paragraphs)), tight=index > 0)
            for index, paragraph in enumerate(paragraphs)
        ]
    return blocks


def _width(text: str) -> int:
    """How wide the text is wrapped, in characters; 0 where it is not wrapped at all."""
    lengths = sorted(len(line) for line in text[:200_000].split("\n") if line.strip())
    if not lengths:
        return 0
    wide = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return wide if _NARROWEST <= wide <= _WIDEST else 0


def _paragraphs(lines: list[str], width: int, text: str) -> list[str]:
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if paragraphs and width and _is_wrapped(before, line, width) and not _starts_anew(line):
            paragraphs[-1] = _unwrapped(paragraphs[-1], line.lstrip(), text)
        else:
            paragraphs.append(line)
        before = line
    return paragraphs


def _is_wrapped(before: str, line: str, width: int) -> bool:
    if len(before) >= width * _NEARLY:
        return True
    return _PARTED.search(before) is not None and line.lstrip()[0].islower()


def _starts_anew(line: str) -> bool:
    return line.lstrip().startswith(">") or _BULLET.match(line) is not None


def _unwrapped(first: str, second: str, text: str) -> str:
    """Two wrapped lines as one."""
    parted, going_on = _PARTED.search(first), _FIRST_WORD.match(second)
    if parted is None or going_on is None or not second[0].islower():
        return f"{first} {second}"
    head, tail = parted.group(1), going_on.group()
    if _hyphen_belongs(head, tail, text):
        return first + second
    return first[:-1] + second


def _hyphen_belongs(head: str, tail: str, text: str) -> bool:
    if f"{head}{tail}" in text:
        return False
    return head.lower() in _KEEPS_HYPHEN or f"{head}-{tail}" in text or len(head) < 2


def _kind(paragraph: str, count: int) -> PassageKind:
    if paragraph.lstrip().startswith(">"):
        return "quotation"
    if _BULLET.match(paragraph) and count > 1:
        return "list"
    bare = paragraph.strip()
    return "heading" if bare.isupper() and len(bare) <= 80 and bare[-1] not in ".,;" else "paragraph"
