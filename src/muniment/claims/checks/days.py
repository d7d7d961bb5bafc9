"""Two dates for one day: what stands side by side as one day, worked out from each side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from muniment.claims.lexing import LANGUAGES, Token, lexer
from muniment.claims.prose import Sentence
from muniment.claims.times import Clock, Reference, find_times
from muniment.claims.times.references import PACKAGE, with_references
from muniment.model.claims import Span, Time

from .observation import Observation
from .said import Said, cut, pattern
from .stated import Stated, exact_day, is_absolute

CODE = "two-dates-for-one-day"
_BETWEEN = r"[\s,،:(\u2013\u2014-]*WORDS?[\s,،:(\u2013\u2014-]*"


def side_by_side(text: str, item: str, said: Said, stated: Stated | None, clock: Clock) -> Iterator[Observation]:
    """`Today, on the 100th day of the blockade`, `on 3 March 2031, the 100th day …`: both sides are one day."""
    for one, other in pairwise(said.times):
        kinds = _kind(one, clock), _kind(other, clock)
        days = exact_day(one.edtf), exact_day(other.edtf)
        if "" in kinds or kinds[0] == kinds[1] or "" in days or days[0] == days[1]:
            continue
        if not _is_one_day(text, one, other, said.sentence.language):
            continue
        spans = [cut(text, one.said), cut(text, other.said)]
        if "relative" in kinds and stated and stated.span:
            spans.append(stated.span)
        told = " ".join(_told(text, time, kind, stated, clock) for time, kind in zip((one, other), kinds, strict=True))
        words = f"«{one.said.text}» and «{other.said.text}» stand side by side as one day. {told}"
        yield Observation(CODE, item, words, tuple(spans))


def _is_one_day(text: str, one: Time, other: Time, language: str) -> bool:
    between = text[one.said.end : other.said.start]
    return pattern(language, "links", _BETWEEN).fullmatch(between) is not None


def _kind(time: Time, clock: Clock) -> str:
    """What a day was worked out from: `dated`, `counted` (from a reference date), `relative` (to the document)."""
    if is_absolute(time):
        return "dated"
    if time.relative_to == f"document {clock.document}":
        return "" if any(char.isdecimal() for char in time.said.text) else "relative"
    return "counted" if any(time.relative_to == one.name for one in clock.references) else ""


def _told(text: str, time: Time, kind: str, stated: Stated | None, clock: Clock) -> str:
    day = exact_day(time.edtf)
    if kind == "counted":
        begun = next(one.edtf for one in clock.references if one.name == time.relative_to)
        return f"Counted from {time.relative_to} ({begun}, a date entered here), «{time.said.text}» is {day}."
    if kind == "relative" and stated:
        return f"By the document's date ({stated.words}), «{time.said.text}» is {day}."
    return f"«{time.said.text}» is {day}."


def begun_on(text: str, item: str, sentence: Sentence, references: tuple[Reference, ...]) -> Iterator[Observation]:
    """`The start of the blockade (5 March 2031)`, where the date entered for it is another."""
    if not references or sentence.language not in LANGUAGES:
        return
    language = sentence.language
    tokens = with_references(
        lexer(PACKAGE, language).tokens(text, sentence.start, sentence.end), text, references, language
    )
    for token in tokens:
        if (number := token.sense("reference")) is None:
            continue
        reference = references[int(number)]
        time = _date_behind(text, token, sentence) if _starts(text, token, sentence) else None
        if time and exact_day(reference.edtf) and exact_day(time.edtf) != exact_day(reference.edtf):
            event = Span(text[token.start : token.end], token.start, token.end)
            words = (
                f"The text gives {exact_day(time.edtf)} for «{event.text}»; the date entered here for "
                f"{reference.name} is {reference.edtf}."
            )
            yield Observation(CODE, item, words, (event, cut(text, time.said)))


def _starts(text: str, token: Token, sentence: Sentence) -> bool:
    """Whether the words are of the day on which it began, and not of what went on from then."""
    before = text[max(sentence.start, token.start - 30) : token.end]
    return pattern(sentence.language, "start", r"(?<!\w)WORDS(?!\w)").search(before) is not None


def _date_behind(text: str, token: Token, sentence: Sentence) -> Time | None:
    """A date with its year right behind: in brackets, or by no more than a preposition."""
    behind = text[token.end : token.end + 16]
    joined = pattern(sentence.language, "starting", r"\s*\(\s*|\s+(?:WORDS\s*)?[-‑]?").match(behind)
    if joined is None:
        return None
    near = [
        time
        for time in find_times(text, token.end, min(sentence.end, token.end + 80), sentence.language, Clock())
        if time.said.start - token.end <= joined.end() + 3
    ]
    return near[0] if near and is_absolute(near[0]) else None
