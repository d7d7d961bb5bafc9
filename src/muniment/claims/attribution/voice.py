"""The organisation in whose own voice a statement speaks where nothing else says whose it is; what is that voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from muniment.model.claims import Span
from muniment.model.reading import Reading

from .lexicon import Lexicon, lexicon
from .phrases import Mention, phrase_at
from .quotations import quotations
from .speakers import is_filler
from .subjects import phrase_before, subject_of
from .tokens import Token, is_capital, is_word, tokens

_READ = 30_000
"""Characters from the beginning that are looked through."""
_REACH = 300
"""Characters before a verb in which its sentence must begin."""
_GAP = re.compile(r"\n[ \t]*\n")
_SENTENCE = re.compile(r"[.!?؟]\s+(?=[^\W\d_a-zа-яіїєґ])|\n")


def speaking(reading: Reading) -> Span | None:
    """The one organisation, named in full, that does things by saying so (`the Osmel Network condemns`) at least twice,
    or once where the text says *we condemn* in the same paragraph or the next; None where two do, or nobody does."""
    lex = lexicon(reading.language or "")
    found: dict[frozenset[str], list[Span]] = {}
    for span in _subjects(reading.text, lex):
        found.setdefault(_name_keys(span.text, lex), []).append(span)
    gaps = _gaps(reading)
    ours = [bisect_right(gaps, one.start()) for one in lex.our_performatives.finditer(reading.text, 0, _READ)]
    good = [
        spans[0]
        for keys, spans in found.items()
        if len(spans) + _shorter(keys, found) > 1 or any(_near(bisect_right(gaps, spans[0].start), ours))
    ]
    named = [one for one in good if not any(_is_part(one, other, lex) for other in good if other is not one)]
    return named[0] if len(named) == 1 and _is_full(named[0], lex) else None


def is_voice_of(name: str, author: str, lex: Lexicon) -> bool:
    """Whether a speaker is the author: the same words, or the author's body alone (`the Network`)."""
    if not name or not author:
        return False
    one, whole = _name_keys(name, lex), _name_keys(author, lex)
    return bool(one) and (one == whole or (one < whole and (_is_short(name, one, lex) or _begins(name, author))))


def _begins(name: str, author: str) -> bool:
    """Whether a name is the beginning of the author's, by two words at least: *the Osmel Institute* of one *for …*."""
    one, whole = (
        [word for word in re.findall(r"\w+", each.casefold()) if word not in _ARTICLES] for each in (name, author)
    )
    return len(one) > 1 and whole[: len(one)] == one


_ARTICLES = frozenset(["the", "el", "la", "los", "las", "le", "les", "l"])


def _is_short(name: str, keys: frozenset[str], lex: Lexicon) -> bool:
    """`the Network`, or an abbreviation."""
    if len(keys) == 1 and name.split()[-1].isupper() and len(name.split()[-1]) > 1:
        return True
    return all(lex.has("bodies", key) for key in keys) and (not lex.cased or name.split()[-1][:1].isupper())


def _near(paragraph: int, ours: list[int]) -> Iterator[bool]:
    return (paragraph <= one <= paragraph + 1 for one in ours)


def _shorter(keys: frozenset[str], found: dict[frozenset[str], list[Span]]) -> int:
    """How often the same body speaks under a shorter name."""
    return sum(len(spans) for other, spans in found.items() if other < keys)


def _is_part(one: Span, other: Span, lex: Lexicon) -> bool:
    return _name_keys(one.text, lex) < _name_keys(other.text, lex)


def _is_full(span: Span, lex: Lexicon) -> bool:
    return len(_name_keys(span.text, lex)) > 1


def _subjects(text: str, lex: Lexicon) -> Iterator[Span]:
    """The bodies that are the subject of such a verb outside quotation marks."""
    for verb in lex.performatives.finditer(text, 0, _READ):
        low = _begin(text, verb.start())
        line = tokens(text, low, min(len(text), verb.end() + _REACH), lex.language)
        at = next(place for place, token in enumerate(line) if token.end > verb.start())
        found = _subject(line, at, verb.end(), lex)
        if found is not None and not _is_quoted(text, low, verb.start()):
            words = line[found.first : found.last]
            if _is_body(words, lex):
                start, end = words[0].start, words[-1].end
                yield Span(text[start:end], start, end)


def _subject(line: list[Token], at: int, end: int, lex: Lexicon) -> Mention | None:
    lead = at
    while lead > 0 and is_filler(line[lead - 1], lex):
        lead -= 1
    found = phrase_before(line, lead, lex) or subject_of(line[:lead], lex)
    if found is None and lex.language == "ar":
        behind = next((place for place in range(at, len(line)) if line[place].start >= end), len(line))
        found = _without_object(line, phrase_at(line, behind, lex))
    return found


def _without_object(line: list[Token], found: Mention | None) -> Mention | None:
    """An Arabic name behind its verb: up to a word with the article, if the name has had a word without it."""
    if found is None or line[found.first].key.startswith("ال"):
        return found
    for place in range(found.first + 2, found.last):
        if line[place].key.startswith("ال"):
            return found._replace(last=place)
    return found


def _begin(text: str, at: int) -> int:
    low = max(0, at - _REACH)
    return max((one.end() for one in _SENTENCE.finditer(text, low, at + 1)), default=low)


def _is_quoted(text: str, low: int, at: int) -> bool:
    gap = max((one.end() for one in _GAP.finditer(text, max(0, at - 4000), at)), default=max(0, at - 4000))
    ahead = _GAP.search(text, at)
    return any(one.start < at < one.end for one in quotations(text, gap, ahead.start() if ahead else len(text)))


def _is_body(words: list[Token], lex: Lexicon) -> bool:
    """An institution's head noun, written as a name where the script has capitals."""
    heads = [token for token in words if lex.has("bodies", token.key)]
    return bool(heads) and (not lex.cased or any(is_capital(token) for token in words[1:]) or is_capital(heads[0]))


def _name_keys(name: str, lex: Lexicon) -> frozenset[str]:
    found = tokens(name, 0, len(name), lex.language)
    keys = (one.key for one in found if is_word(one) and not lex.has("determiners", one.key))
    return frozenset(key.removeprefix("ال") if lex.language == "ar" else key for key in keys)


def _gaps(reading: Reading) -> list[int]:
    """Where paragraphs begin."""
    found = {one.end() for one in _GAP.finditer(reading.text, 0, _READ)}
    return sorted(found | {passage.start for passage in reading.passages if passage.start < _READ})
