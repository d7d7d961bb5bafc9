"""Plain text → blocks: empty lines part paragraphs, hard-wrapped lines become one line again.

A line end is taken for mere wrapping only if its line is about as long as the text is wide;
short lines (addresses, verses, messages, lists) stay lines. Words parted by a hyphen at a
wrapped line's end are put together unless the text or the word itself says the hyphen belongs.

The work grows with the length of the text and no faster, whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment.model.reading import Finding, PassageKind
from muniment.read.text.blocks import Block
from muniment.read.text.compounds import Compounds
from muniment.read.text.speech import letters, words_of
from muniment.read.text.words import words

MOST = 300_000
"""So many passages of one text are told apart."""
_PARTING = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\f\s*")
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
_LONGEST_WORD = 200


def blocks_of(text: str) -> list[Block]:
    """The blocks of plain text in order; every character but wrapping stays.

    Beyond MOST passages the rest is one, as it stands; `too_many` says so.
    """
    width, compounds = _width(text), Compounds(text)
    blocks: list[Block] = []
    for start, end in _parts(text):
        room = MOST - len(blocks)
        paragraphs, stop = _paragraphs(_lines(text, start, end), width, compounds, room)
        blocks += [
            Block(paragraph, _kind(paragraph, len(paragraphs)), tight=index > 0)
            for index, paragraph in enumerate(paragraphs)
        ]
        if stop is not None:
            blocks.append(Block(text[stop:].rstrip(), tight=bool(paragraphs)))
            break
    return blocks


def verbatim(text: str) -> list[Block]:
    """Line by line as it stands: what is data must not be unwrapped. Beyond MOST lines the rest is one block."""
    blocks: list[Block] = []
    for at, line in _lines(text, 0, len(text)):
        whole = len(blocks) < MOST
        blocks.append(Block(line if whole else text[at:].rstrip(), "code", tight=bool(blocks)))
        if not whole:
            break
    return blocks


def too_many(blocks: list[Block]) -> tuple[Finding, ...]:
    """What a person should know where the end of a text was not told apart into passages."""
    if len(blocks) <= MOST:
        return ()
    text = f"it has more lines than are told apart; all after the first {MOST:,} passages is one passage"
    return (Finding("too-many-passages", text, "note"),)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of each stretch between empty lines."""
    at = 0
    for parting in _PARTING.finditer(text):
        yield at, parting.start()
        at = parting.end()
    yield at, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where each line begins, and the line; none without words. One at a time: millions of them take much memory."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop].rstrip()
        if line:
            yield start, line
        start = stop + 1


def _width(text: str) -> int:
    """How wide the text is wrapped, in characters; 0 where it is not wrapped at all."""
    lengths = sorted(len(line) for line in text[:200_000].split("\n") if line.strip())
    if not lengths:
        return 0
    wide = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return wide if _NARROWEST <= wide <= _WIDEST else 0


def _paragraphs(
    lines: Iterator[tuple[int, str]], width: int, compounds: Compounds, room: int
) -> tuple[list[str], int | None]:
    """At most `room` paragraphs, and where in the text the next would begin, None where there is none."""
    paragraphs: list[str] = []
    pieces: list[str] = []
    before = ""
    for at, line in lines:
        if pieces and width and _is_wrapped(before, line, width) and not _starts_anew(line):
            _go_on(pieces, line.lstrip(), compounds)
        else:
            if pieces:
                paragraphs.append("".join(pieces))
            if len(paragraphs) >= room:
                return paragraphs, at
            pieces = [line]
        before = line
    return [*paragraphs, "".join(pieces)] if pieces else paragraphs, None


def _is_wrapped(before: str, line: str, width: int) -> bool:
    if len(before) >= width * _NEARLY:
        return True
    return bool(_parted(before)) and line.lstrip()[0].islower()


def _starts_anew(line: str) -> bool:
    return line.lstrip().startswith(">") or _BULLET.match(line) is not None


def _parted(line: str) -> str:
    """The first part of a word that a hyphen at the line's end may part; "" where there is none."""
    if not line.endswith("-"):
        return ""
    found = _PARTED.search(line[-_LONGEST_WORD:])
    return found.group(1) if found else ""


def _go_on(pieces: list[str], line: str, compounds: Compounds) -> None:
    """A wrapped line joins the paragraph whose last line is the last of `pieces`."""
    head, going_on = _parted(pieces[-1]), _FIRST_WORD.match(line)
    if not head or going_on is None or not line[0].islower():
        pieces += (" ", line)
        return
    if not _hyphen_belongs(head, going_on.group()[:_LONGEST_WORD], compounds):
        pieces[-1] = pieces[-1][:-1]
    pieces.append(line)


def _hyphen_belongs(head: str, tail: str, compounds: Compounds) -> bool:
    if compounds.has_word(head + tail):
        return False
    return head.lower() in _KEEPS_HYPHEN or compounds.has_pair(head, tail) or len(head) < 2


def _kind(paragraph: str, count: int) -> PassageKind:
    if paragraph.lstrip().startswith(">"):
        return "quotation"
    if _BULLET.match(paragraph) and count > 1:
        return "list"
    bare = paragraph.strip()
    capital = bare.isupper() and len(bare) <= 80 and bare[-1] not in ".,;"
    return "heading" if capital and letters(words_of(bare)) else "paragraph"
