"""Who wrote or published a document: its metadata, its first lines, its byline, its source, then its own voice.

Unnamed, never dropped."""

from __future__ import annotations

import re

from muniment.model.claims import Span, Speaker
from muniment.model.reading import Passage, Reading

from .lexicon import Lexicon, lexicon
from .phrases import phrase_at
from .tokens import Token, is_capital, key_of, tokens
from .voice import speaking

_FIELDS = ("author", "creator", "publisher", "site_name", "sitename", "from", "organization", "organisation", "company")
_FIRST_LINES = 6
_LONGEST = 140


def author_of(reading: Reading) -> Speaker:
    """The author; `said` is where the text names them, None where only the metadata does. Who brought a document, or
    from whom it came, is not its author."""
    said = _in_first_lines(reading)
    name = (reading.author or "").strip() or _of_metadata(reading.metadata)
    if name:
        at = reading.text.find(name, 0, 4000)
        return Speaker(name, Span(name, at, at + len(name)) if at >= 0 else None, "author")
    said = said or speaking(reading)
    if said is not None:
        return Speaker(" ".join(said.text.split()), said, "author")
    return Speaker("", None, "author")


def _of_metadata(metadata: dict[str, str]) -> str:
    """An author before a publisher, whatever standard the field is of."""
    for field in _FIELDS:
        for name, value in metadata.items():
            if re.split(r"[:.]", name.lower())[-1] == field and value.strip():
                return value.strip()
    return ""


def _in_first_lines(reading: Reading) -> Span | None:
    """`Statement of the …`, `By …`, `Released by …` near the beginning; else a letterhead that is a body's name."""
    lex = lexicon(reading.language or "")
    lines = _lines(reading)
    for start, end in lines:
        found = _titled(reading.text, start, end, lex)
        if found is not None:
            return found
    for start, end in lines[:2]:
        found = _letterhead(reading.text, start, end, lex)
        if found is not None:
            return found
    return None


def _lines(reading: Reading) -> list[tuple[int, int]]:
    """The first and the last short lines: who signs stands below."""
    passages = reading.passages or (Passage(0, len(reading.text)),)
    out: list[tuple[int, int]] = []
    for passage in [*passages[:_FIRST_LINES], *passages[-2:]]:
        at = passage.start
        for line in reading.text[passage.start : passage.end].split("\n"):
            if line.strip() and len(line) <= _LONGEST and (at, at + len(line)) not in out:
                out.append((at, at + len(line)))
            at += len(line) + 1
    return out[: _FIRST_LINES * 2]


def _titled(text: str, start: int, end: int, lex: Lexicon) -> Span | None:
    line = tokens(text, start, end, lex.language)
    for title in lex.titles:
        keys = [token.key for token in tokens(title, 0, len(title), lex.language)]
        if [token.key for token in line[: len(keys)]] != keys or len(line) <= len(keys):
            continue
        found = _name_from(_before_subject_matter(line, len(keys), lex), len(keys), lex)
        if found is not None:
            return Span(text[found[0] : found[1]], *found)
    return None


def _before_subject_matter(line: list[Token], at: int, lex: Lexicon) -> list[Token]:
    """The title up to where it says what it is about (`Statement of the Osmel Network on the second anniversary of …`);
    the first *on* of a body named by nothing else is its own (`Commission on Water`)."""
    for place in range(at + 1, len(line)):
        if not lex.is_about(line, place):
            continue
        words = [one for one in line[at:place] if not lex.has("determiners", one.key)]
        if words and not (len(words) == 1 and lex.has("bodies", words[0].key)):
            return line[:place]
    return line


def _name_from(line: list[Token], at: int, lex: Lexicon) -> tuple[int, int] | None:
    """A name that begins at a word: of scripts with capitals it must have one."""
    while at < len(line) and line[at].text in (":", "—", "–", "-"):
        at += 1
    found = phrase_at(line, at, lex)
    if found is None or found.pronoun:
        return None
    words = line[found.first : found.last]
    if lex.cased and not any(is_capital(token) for token in words):
        return None
    return words[0].start, words[-1].end


def _letterhead(text: str, start: int, end: int, lex: Lexicon) -> Span | None:
    """A line that is a body's name and nothing else."""
    line = tokens(text, start, end, lex.language)
    found = phrase_at(line, 0, lex)
    if found is None or found.last != len(line) or len(line) > 10:
        return None
    if not any(lex.has("bodies", key_of(token.text)) for token in line):
        return None
    return Span(text[line[0].start : line[-1].end], line[0].start, line[-1].end)
