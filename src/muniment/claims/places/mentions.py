"""Names in a text that may be places, and whether the words about them say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .gazetteer import Gazetteer, Named
from .keys import key
from .names import CASELESS, Match, Word, longest, words_in
from .words import Words, words_of

KNOWN = 15_000
"""People: a smaller town is no place without words that say so."""
SHORT = 3
"""Letters: a shorter word in a script without capitals is rather another word."""
BACKED = 10
"""How many times better known a town is in a document about its country."""
METROPOLIS = 1_000_000
LARGE = 400_000
"""People: a larger town is a place even without such words, in a script without capitals."""


class Mention(NamedTuple):
    """A name of one or more words, and the places that bear it."""

    start: int
    end: int
    candidates: tuple[Named, ...]
    doubtful: bool = False
    """Another word as well: a place only where one beside it is named too."""


def mentions(
    text: str, start: int, end: int, language: str, gazetteer: Gazetteer, countries: frozenset[str] = frozenset()
) -> Iterator[Mention]:
    """The names between two offsets that are places by the words about them; the longest that begins at each word.

    `countries` are those of the document: a town there needs fewer words about it.
    """
    known = words_of(language)
    parts = words_in(text, start, end)
    after = placed = -1
    for at, word in enumerate(parts):
        if at < after or not (word.capital or language in CASELESS):
            continue
        match = longest(parts, at, language, gazetteer, known)
        if match is None:
            continue
        listed = _listed(parts, at, placed, language)
        area = _before_area(parts, at, match, language, gazetteer, known)
        if not area and not _is_place(parts, at, match, known, language, countries, placed=listed):
            if _may_be_place(parts, at, match, known, language, countries):
                yield Mention(word.start, word.end, match.candidates, doubtful=True)
            continue
        yield Mention(word.start, parts[match.last].end, match.candidates)
        after = placed = match.last + 1


def _before_area(
    parts: Sequence[Word], at: int, match: Match, language: str, gazetteer: Gazetteer, known: Words
) -> bool:
    """Whether a comma and the region or country that it lies in follow: `Paris, Texas`, `Santiago, Chile`."""
    after = match.last + 1
    if after >= len(parts) or parts[after].gap.strip() not in (",", "،"):
        return False
    before = parts[at - 1] if at and parts[at].bound else None
    if before is not None and (before.capital or before.key in known.title):
        return False
    if not (parts[after].capital or language in CASELESS):
        return False
    area = longest(parts, after, language, gazetteer, known)
    towns = {each.entry.country for each in match.candidates if each.entry.kind == "town"}
    return area is not None and any(
        each.entry.kind != "town" and each.entry.country in towns for each in area.candidates
    )


def _listed(parts: Sequence[Word], at: int, placed: int, language: str) -> bool:
    """Whether a word goes on with a list of places: behind one and a comma, or behind one and *and*."""
    if placed < 1:
        return False
    if at == placed:
        near = parts[at].start - parts[at - 1].end <= 2 and not parts[at].bound
        return near or (language in CASELESS and parts[at].key[0] in "וو")
    return at == placed + 1 and parts[at - 1].key in _AND


def whole_name(name: str, language: str, gazetteer: Gazetteer) -> Mention | None:
    """A name that stands alone, as somebody typed it: no words about it are asked for."""
    parts = words_in(name, 0, len(name))
    match = longest(parts, 0, language, gazetteer, words_of(language)) if parts else None
    return Mention(0, len(name), match.candidates) if match and match.last == len(parts) - 1 else None


_AND = frozenset(("and", "і", "й", "та", "и", "y", "e", "et"))


def _is_place(
    parts: Sequence[Word],
    at: int,
    match: Match,
    known: Words,
    language: str,
    countries: frozenset[str],
    *,
    placed: bool,
) -> bool:
    """Whether the words about a name say that it is a place."""
    before = parts[at - 1] if at else None
    after = parts[match.last + 1] if match.last + 1 < len(parts) else None
    near = _near(parts, at, known)
    kind = _is_kind(parts, at, known)
    led = placed or kind or match.led or (near is not None and near.key in known.into) or _after_two(parts, at, known)
    backed = any(named.entry.country in countries for named in match.candidates)
    about = _About(before, after, led, kind, backed, placed, match.last == at, _people(match, countries))
    if language in CASELESS:
        return _in_small_letters(parts[at], match, known, about)
    return not _is_part_of_name(parts, at, about, match, known, language) and _is_named(parts, at, match, known, about)


def _near(parts: Sequence[Word], at: int, known: Words) -> Word | None:
    """The word before, where nothing parts them: a comma or stop does, that of an abbreviation does not."""
    if not at:
        return None
    before, gap = parts[at - 1], parts[at].gap
    short = (
        gap[:1] == "." and len(before.key) <= ABBREVIATION and (before.key in known.kind or before.key in known.title)
    )
    return before if short or PARTING.isdisjoint(gap) else None


PARTING = frozenset('.,;:!?…—،؛؟\n«»"“”„')
ABBREVIATION = 4
"""Letters of an abbreviation, at most."""


def _is_kind(parts: Sequence[Word], at: int, known: Words) -> bool:
    """Whether the words before say what kind of place it is: `city X`, `the station of X`."""
    near = _near(parts, at, known)
    if near is None:
        return False
    further = _near(parts, at - 1, known) if near.key in known.of else None
    return near.key in known.kind or (further is not None and (further.key in known.kind or further.key in known.site))


def _may_be_place(
    parts: Sequence[Word], at: int, match: Match, known: Words, language: str, countries: frozenset[str]
) -> bool:
    """Whether a common word in a script without capitals could be a town of the document's country: `in X`."""
    if language not in CASELESS or match.last != at or parts[at].key[match.offset :] not in known.common:
        return False
    near = _near(parts, at, known)
    led = match.led or (near is not None and near.key in known.into)
    if not led or not any(n.entry.country in countries and n.entry.kind == "town" for n in match.candidates):
        return False
    after = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].bound else None
    return after is None or not after.key.startswith(("ה", "ال"))


class _About(NamedTuple):
    """What stands about a name."""

    before: Word | None
    after: Word | None
    led: bool
    """Words before it say *in*, *from*, *to*, or what kind of place it is, or it goes on with a list of places."""
    kind: bool
    backed: bool
    """One that bears the name is in a country of the document."""
    placed: bool
    single: bool
    people: int


def _people(match: Match, countries: frozenset[str]) -> int:
    """How many live in the largest place of the name; in a country of the document a smaller one is as well known."""
    return max(named.entry.people * (BACKED if named.entry.country in countries else 1) for named in match.candidates)


def _is_country(match: Match) -> bool:
    return any(named.entry.kind == "country" for named in match.candidates)


def _is_part_of_name(parts: Sequence[Word], at: int, about: _About, match: Match, known: Words, language: str) -> bool:
    """Whether the word stands in the name of a person or body: `Paris Hilton`, `Dr Florence`."""
    before, after = about.before, about.after
    if before is not None and before.key in known.title and _near(parts, at, known) is not None:
        return before.key not in known.into and not (before.key in known.office and match.cost > 0)
    if before is not None and parts[at].bound:
        if _is_name(before, known) and before.key not in known.into:
            return True
        if before.capital and at > 1 and not about.led:
            return True
    goes_on = after is not None and after.bound and after.capital and after.key not in known.kind
    country = _is_country(match) and parts[at].key not in known.given
    return goes_on and not country and (not about.led or language in ("en", "es", "fr"))


def _is_named(parts: Sequence[Word], at: int, match: Match, known: Words, about: _About) -> bool:
    own = key(parts[at].text[match.offset :])
    before = about.before
    if about.single and own in known.never:
        return False
    if about.single and not _is_country(match) and (own in known.common or own in known.given):
        near = _near(parts, at, known)
        inside = about.kind or (near is not None and near.key in known.inside) or _after_two(parts, at, known)
        sure = inside or (about.led and (about.backed or about.people >= METROPOLIS))
        return (sure and not about.placed) or (own not in known.given and _is_way(parts, at, match, known))
    if about.single and own in known.given:
        return about.led or about.backed or (before is not None and before.key in known.of)
    if about.led or _is_country(match):
        return True
    of = before is not None and (before.key in known.of or before.key in known.office or match.offset > 0)
    named_own = any(named.own for named in match.candidates)
    return (match.cost == 0 or about.backed) and (named_own or of or about.backed) and about.people >= KNOWN


def _is_way(parts: Sequence[Word], at: int, match: Match, known: Words) -> bool:
    """Whether a word is one end of a way between two names: `from X to Y`."""

    def said(number: int, words: frozenset[str]) -> bool:
        return 0 <= number < len(parts) and parts[number].key in words and parts[number + 1].bound

    def named(number: int) -> bool:
        return 0 <= number < len(parts) and parts[number].capital and parts[number].bound

    goes = (match.offset > 0 or said(at - 1, known.start)) and said(at + 1, known.goal) and named(at + 2)
    return goes or (said(at - 1, known.goal) and named(at - 2) and said(at - 3, known.start))


def _after_two(parts: Sequence[Word], at: int, known: Words) -> bool:
    return at > 1 and f"{parts[at - 2].key} {parts[at - 1].key}" in known.into


def _is_name(before: Word, known: Words) -> bool:
    return before.key in known.title or (before.capital and before.key in known.given)


def _in_small_letters(word: Word, match: Match, known: Words, about: _About) -> bool:
    """Whether a name in a script without capitals is a place: there, any word could be one."""
    own = word.key[match.offset :]
    country = _is_country(match)
    if about.before is not None and about.before.key in known.title:
        return False
    if about.single and (own in known.never or own in known.common or own in known.given or len(own) < SHORT):
        return about.kind and own not in known.common and own not in known.never
    bare = about.after is None or not about.after.bound
    if about.single and match.goes_on and not bare and about.people < LARGE and not country and len(own) == SHORT:
        return False
    joined = match.offset > 0 and not about.placed and not about.backed
    return about.led or country or (about.people >= LARGE and not joined)
