"""Counts that do not add up: a total and its parts in one sentence, or in the list below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from muniment.claims.counts.find import PACKAGE, QUALIFIERS
from muniment.claims.lexing import lexer
from muniment.claims.prose import fold
from muniment.model.claims import Count

from .observation import Observation
from .said import Said, cut, pattern, words_of

CODE = "parts-and-total"
_LISTED = re.compile(r"\s*(?:[-•*–—·]|\d{1,2}[.)])?\s*\Z")
_MOST_WORDS = 5
"""Of the thing counted, beside a number."""
_MOST_BETWEEN = 100
"""Characters between two numbers that belong together."""
_MOST_PARTS = 60


def parts_and_total(text: str, item: str, said: Said) -> Iterator[Observation]:
    """`12 killed: 5 men, 4 women and 2 children`, `5 men and 4 women, 12 people in all`."""
    counts = said.counts
    for at, total in enumerate(counts):
        for found in (_behind(text, said, counts, at), _before(text, said, counts, at)):
            if len(found) > 1 and (words := _words(total, found, said.sentence.language)):
                yield Observation(CODE, item, words, tuple(cut(text, one.said) for one in (total, *found)))


def part_and_whole(text: str, item: str, said: Said) -> Iterator[Observation]:
    """`12 people, including 15 children`: a part of people that is said to be more than all of them."""
    language = said.sentence.language
    for total, part in pairwise(said.counts):
        whole, one = exact(total, language), exact(part, language)
        lead = text[total.said.end : part.said.start]
        if whole is None or one is None or one <= whole or len(lead) > _MOST_BETWEEN:
            continue
        of_it = pattern(language, "including", r"[^\d:()—–.!?;,،]*[,،(]?\s*WORDS\s+").fullmatch(lead)
        if of_it and _are_people(total, language) and _are_people(part, language):
            words = f"A part is said to be {one:,}; the whole is said to be {whole:,}."
            yield Observation(CODE, item, words, (cut(text, part.said), cut(text, total.said)))


def listed(text: str, item: str, prose: Sequence[Said]) -> Iterator[Observation]:
    """A sentence with a total and a colon, and a list below it with a number in each line."""
    for at, head in enumerate(prose):
        if len(head.counts) != 1 or text[head.sentence.end - 1] != ":":
            continue
        parts = list(_lines(text, prose[at + 1 :]))
        if len(parts) > 1 and (words := _words(head.counts[0], parts, head.sentence.language)):
            yield Observation(CODE, item, words, tuple(cut(text, one.said) for one in (*head.counts, *parts)))


def _lines(text: str, following: Sequence[Said]) -> Iterator[Count]:
    """The number that each line of a list begins with; nothing at all where a line has none or several."""
    found = []
    for line in following:
        before = text[text.rfind("\n", 0, line.sentence.start) + 1 : line.sentence.start]
        marked = re.match(r"[-•*–—·]\s", text[line.sentence.start : line.sentence.end]) or _LISTED.fullmatch(
            before or "x"
        )
        if not marked:
            break
        first = line.counts[0] if len(line.counts) == 1 else None
        if first is None or not _LISTED.fullmatch(text[line.sentence.start : first.said.start]):
            return
        found.append(first)
    yield from found


def _words(total: Count, parts: Sequence[Count], language: str) -> str:
    """The observation; empty where they add up, where a number is not exact, or where they may not be its parts."""
    whole = exact(total, language)
    numbers = [exact(one, language) for one in parts]
    known = [number for number in numbers if number is not None]
    if whole is None or len(known) < len(numbers) or sum(known) == whole or not _may_be_parts(total, parts, language):
        return ""
    sums = " + ".join(f"{number:,}" for number in known)
    return f"The parts named make {sums} = {sum(known):,}; the whole is said to be {whole:,}."


def _may_be_parts(total: Count, parts: Sequence[Count], language: str) -> bool:
    """Men and women are parts of people; homes and shops are none of villages."""
    units = {fold(one.unit) for one in parts}
    if "%" in units or total.unit == "%":
        return False
    return not total.unit or _are_people(total, language) or units <= {"", fold(total.unit)}


def _are_people(count: Count, language: str) -> bool:
    return pattern(language, "people", r"(?:.*\s)?WORDS(?:\s.*)?").fullmatch(fold(count.unit)) is not None


def exact(count: Count, language: str) -> int | None:
    """A number said as it is: not *about*, not *more than*."""
    if count.low is None or count.low != count.high:
        return None
    tokens = lexer(PACKAGE, language).tokens(count.said.text, 0, len(count.said.text))
    return None if any(token.sense(name) is not None for token in tokens for name in QUALIFIERS) else count.low


def _behind(text: str, said: Said, counts: Sequence[Count], at: int) -> Sequence[Count]:
    """The parts that follow a total behind a colon, a dash or an opening bracket."""
    if at + 2 >= len(counts):
        return ()
    lead = text[counts[at].said.end : counts[at + 1].said.start]
    opened = re.fullmatch(rf"[^\d:()—–.!?;]*?({_OPENING})\s*", lead) if len(lead) < _MOST_BETWEEN else None
    if opened is None or len(lead.split()) > _MOST_WORDS + 1:
        return ()
    return closed_row(text, said, at + 1, opened[1].strip())


def closed_row(text: str, said: Said, first: int, opening: str) -> Sequence[Count]:
    """The counts from the first one on that stand in a row, if the row ends where what opened it lets it end."""
    counts = said.counts
    last = _run(text, said.sentence.language, counts, first)
    return counts[first : last + 1] if _closed(text, said, counts[last], opening) else ()


_OPENING = r":|\(|\s[—–]"


def _run(text: str, language: str, counts: Sequence[Count], first: int) -> int:
    """The last of the counts that stand in a row: only what is counted, commas and *and* between them."""
    last = first
    while last + 1 < min(len(counts), first + _MOST_PARTS) and _joined(
        text[counts[last].said.end : counts[last + 1].said.start], language
    ):
        last += 1
    return last


def _joined(between: str, language: str) -> bool:
    if len(between) > _MOST_BETWEEN:
        return False
    words = words_of(language).get("and", "(?!)")
    joins = rf"(?P<what>[^,،;:()\d.!?]*?)(?:[,،;](?:\s*(?:{words})(?!\w))?|\s(?:{words}))\s*[-‑־]?"
    found = re.fullmatch(joins, between)
    return found is not None and len(found["what"].split()) <= _MOST_WORDS and _plain(found["what"], language)


def _plain(what: str, language: str) -> bool:
    """Nothing more is joined on to a part."""
    return not pattern(language, "and", r"(?<!\w)WORDS(?!\w)").search(what) if language not in ("ar", "he") else True


def _closed(text: str, said: Said, last: Count, opening: str) -> bool:
    """Whether the row ends where it should: at its bracket, or at the end of the sentence, with nothing more in it."""
    rest = text[last.said.end : min(said.sentence.end, last.said.end + 2 * _MOST_BETWEEN)]
    end = r"\)" if opening == "(" else r"(?:[.;!?…]|\Z)" if opening == ":" else r"(?:[.;!?…]|\s[—–]|\Z)"
    found = re.match(rf"(?P<what>[^,،;:()\d.!?…—–]*){end}", rest)
    return (
        found is not None
        and len(found["what"].split()) <= _MOST_WORDS
        and _plain(found["what"], said.sentence.language)
    )


def _before(text: str, said: Said, counts: Sequence[Count], at: int) -> Sequence[Count]:
    """The parts before a total that says it is one: `…, 12 people in all`."""
    language = said.sentence.language
    if at < 2 or not _is_total(text, said, counts[at], language):
        return ()
    lead = text[counts[at - 1].said.end : counts[at].said.start]
    if len(lead) > _MOST_BETWEEN or len(lead.split()) > 2 * _MOST_WORDS:
        return ()
    if not re.fullmatch(r"[^\d:,،()—–.!?;]*(?:[,:;،(]|\s[—–])[^\d:()—–.!?;]*", lead):
        return ()
    first = at - 1
    while first > max(0, at - _MOST_PARTS) and _joined(
        text[counts[first - 1].said.end : counts[first].said.start], language
    ):
        first -= 1
    opening = text[said.sentence.start : counts[first].said.start]
    return counts[first:at] if not re.search(r"[\d:]", opening) else ()


def _is_total(text: str, said: Said, count: Count, language: str) -> bool:
    before = text[max(said.sentence.start, count.said.start - 24) : count.said.start]
    behind = text[count.said.end : min(said.sentence.end, count.said.end + 40)]
    ahead = pattern(language, "together", r"(?<!\w)WORDS[\s,:—–-]*\Z").search(before)
    after = pattern(language, "together", r"(?:\s+[^\W\d]+){0,3}\s+WORDS(?!\w)").match(behind)
    return ahead is not None or after is not None
