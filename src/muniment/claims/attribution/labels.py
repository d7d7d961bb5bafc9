"""Lines that name their speaker before a colon: interviews, minutes, chats."""

from __future__ import annotations

import re
from typing import NamedTuple

from .lexicon import Lexicon
from .phrases import phrase_at
from .tokens import Token, is_capital, is_word, tokens

_LINE = re.compile(
    r"^[ \t]*([\"“«]?)(?:\[?\d[\d.:/, -]*(?:[AaPp][Mm])?\]?[ \t,–-]*)?([^\W\d_][^:\n]{0,59}?)[ \t]?[:>](?=\s)",
    re.MULTILINE,
)
_WORDS = 7


class Label(NamedTuple):
    """`start` to `end` is the name, `stop` where the words end that it is put before."""

    start: int
    end: int
    colon: int
    stop: int


def labels(text: str, start: int, end: int, lex: Lexicon) -> list[Label]:
    """Lines of a paragraph that begin with a name and a colon; one alone must be of somebody known by role."""
    found = [line for line in _LINE.finditer(text, start, end) if _begins_line(text, line.start(), start)]
    if not found:
        return []
    several = len(found) > 1
    good = [line for line in found if _is_name(text, line.start(2), line.end(2), lex, several, bool(line.group(1)))]
    stops = [line.start() for line in good[1:]] + [end]
    return [Label(line.start(2), line.end(2), line.end() - 1, stop) for line, stop in zip(good, stops, strict=False)]


def _begins_line(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] == "\n"


def _is_name(text: str, start: int, end: int, lex: Lexicon, several: bool, quoted: bool) -> bool:
    """A phrase without a verb of saying: one letter or one name where several lines have one, else by its role; in a
    transcript that is quoted a word in capitals."""
    found = tokens(text, start, end, lex.language)
    if any(lex.has("abstract", token.key) or lex.has("same", token.key) for token in found):
        return False  # `The same goes for the mayor: …`
    if len(found) > _WORDS or any(lex.verb(token.key) and not lex.has("roles", token.key) for token in found):
        return False
    if quoted:
        return all(token.text.isupper() and len(token.text) > 2 for token in found)
    if several and len(found) <= 2 and all(is_word(token) for token in found):
        return is_capital(found[0]) or not lex.cased
    phrase = phrase_at(found, 0, lex)
    if phrase is None or phrase.last != len(found) or phrase.pronoun:
        return False
    if lex.sets["of"] and any(lex.has("inner", one.key) and not lex.has("of", one.key) for one in found):
        return False  # `Talks with the police: …`: a heading
    return _has_role(found, lex)


def _has_role(found: list[Token], lex: Lexicon) -> bool:
    """A role, or two words with capitals: a name."""
    capitals = sum(is_capital(token) for token in found)
    return any(lex.has("roles", token.key) for token in found) or (capitals >= 2 and len(found) <= 3)
