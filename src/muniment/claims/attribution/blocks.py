"""Paragraphs that are somebody's words as a whole: quoted in a block, sent as a message, written as a remark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.claims.prose import Sentence
from muniment.model.reading import Passage, Reading

from .drafts import Draft
from .lexicon import lexicon
from .paragraphs import Paragraph
from .tokens import tokens

_GAP = re.compile(r"\n[ \t]*\n")
_MOST = 200
"""Sentences of a paragraph; a longer one is read in parts."""
_MARKS = '“«„"'
_BODY = ("paragraph", "quotation", "list")


def paragraphs_of(reading: Reading, prose: Sequence[Sentence]) -> list[Paragraph]:
    """The passages of a reading as paragraphs, parted where a blank line stands in them."""
    passages = reading.passages or (Passage(0, len(reading.text)),)
    by_passage: dict[int, list[Sentence]] = {}
    for sentence in prose:
        by_passage.setdefault(sentence.passage, []).append(sentence)
    out: list[Paragraph] = []
    for number, found in by_passage.items():
        passage = passages[number]
        for group in _parted(reading.text, found):
            start = _indented(reading.text, group[0].start, passage.start)
            bounds = tuple((one.start, one.end) for one in group)
            out.append(Paragraph(start, group[-1].end, group[0].language, bounds, passage.page, passage.kind, number))
    return out


def _indented(text: str, at: int, low: int) -> int:
    """Where the paragraph's own line begins: its dialogue dash and its indentation belong to it."""
    line = text.rfind("\n", low, at) + 1
    return max(line, low) if not text[max(line, low) : at].strip() else at


def _parted(text: str, found: list[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in found:
        if groups and len(groups[-1]) < _MOST and not _GAP.search(text, groups[-1][-1].end, sentence.start):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def sent(passage: Passage, language: str) -> Draft | None:
    """A message, a comment: its sender's own words."""
    if not passage.by:
        return None
    end = passage.end
    return Draft(passage.start, end, passage.by, None, None, "direct", language, anchor=-1, page=passage.page)


def extent(text: str, paragraphs: list[Paragraph], first: int) -> int:
    """Where the block ends that begins with paragraph `first`: the number behind its last one.

    Whole as long as passages are marked as quotations, stand in quotation marks or are indented alike; else the first
    paragraph, and those after it while it goes on in the first person plural. A heading ends it.
    """
    if first >= len(paragraphs) or paragraphs[first].kind not in _BODY:
        return first
    last = first + 1
    while last < len(paragraphs) and _goes_on(text, paragraphs[first], paragraphs[last - 1], paragraphs[last]):
        last += 1
    return last


def _goes_on(text: str, head: Paragraph, before: Paragraph, here: Paragraph) -> bool:
    if here.kind not in _BODY:
        return False
    if head.kind == "quotation" or here.kind == "quotation":
        return head.kind == here.kind
    if _marked(text, head):
        return _marked(text, here) and not _closed(text, before)
    if _indent(text, head):
        return _indent(text, here) == _indent(text, head)
    if here.kind == "list":
        return True
    return _we(text, before) and _we(text, here)


def _marked(text: str, paragraph: Paragraph) -> bool:
    return text[paragraph.start : paragraph.end].lstrip()[:1] in _MARKS


def _closed(text: str, paragraph: Paragraph) -> bool:
    return text[paragraph.start : paragraph.end].rstrip()[-2:].rstrip(".,")[-1:] in '”»“"'


def _indent(text: str, paragraph: Paragraph) -> str:
    line = text[paragraph.start : paragraph.end]
    return line[: len(line) - len(line.lstrip())]


def _we(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph speaks in the first person."""
    lex = lexicon(paragraph.language)
    return any(lex.has("own", token.key) for token in tokens(text, paragraph.start, paragraph.end, paragraph.language))
