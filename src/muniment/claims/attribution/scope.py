"""How far the words of a speaker reach in a sentence: behind the verb, before it, around it."""

from __future__ import annotations

from .cues import Cue, Stretch, boundary, is_comma, is_dash, is_end, is_quotation, text_at
from .lexicon import Lexicon, Verb
from .phrases import phrase_at
from .speakers import Said, is_filler
from .tokens import QUOTATION, Token, is_word

_REACH = 14
"""So many words may stand between a verb and its *that*."""


def contents_of(sentence: list[Token], at: int, verb: Verb, said: Said, lex: Lexicon) -> tuple[Stretch, ...]:
    """What is said by a verb's subject; empty where nothing is."""
    start = _behind_whom(sentence, said.after if said.after > at else at + 1, lex)
    opened = _opened(sentence, start, lex)
    as_word = said.clause > 0 and lex.has("as_words", sentence[said.clause - 1].key)
    if verb.takes == "as" and not as_word:
        return ()
    before = _quotation_before(sentence, said.clause)
    if before is not None and (opened is None or is_quotation(sentence, opened)):
        return _with_next(sentence, before, start, opened)
    if opened is not None and is_quotation(sentence, opened) and _closes_there(sentence, opened):
        return ((opened, opened + 1),)
    if opened is not None and (not as_word or text_at(sentence, opened - 1) == ":"):
        return ((opened, len(sentence)),)
    if verb.takes == "quote":
        return ()
    around = _around(sentence, at, said, start, lex, as_word)
    if around:
        return around
    if verb.takes == "any" and not as_word and start < len(sentence) and _begins(sentence, start, lex):
        return ((start, len(sentence)),)
    return ()


def _begins(sentence: list[Token], start: int, lex: Lexicon) -> bool:
    return (is_word(sentence[start]) or sentence[start].text in "«“\"'„") and not is_end(sentence, start + 1)


def _closes_there(sentence: list[Token], opened: int) -> bool:
    """A quotation that is all there is, or that a new clause follows."""
    return opened + 1 >= len(sentence) or not is_word(sentence[opened + 1])


def _with_next(sentence: list[Token], before: int, start: int, opened: int | None) -> tuple[Stretch, ...]:
    """The quotation before the verb, and the one that goes on behind it."""
    if opened is not None:
        return ((before, before + 1), (opened, opened + 1))
    for place in range(start, min(start + _REACH, len(sentence))):
        if is_quotation(sentence, place) and text_at(sentence, place - 1) in (",", ".", "—", "–", ":", "،"):
            return ((before, before + 1), (place, place + 1))
    return ((before, before + 1),)


def _quotation_before(sentence: list[Token], clause: int) -> int | None:
    place = clause - 1
    while place >= max(0, clause - 3) and (
        is_comma(sentence, place) or is_dash(sentence, place) or text_at(sentence, place) in (".", ")", ":")
    ):
        place -= 1
    return place if is_quotation(sentence, place) else None


def _behind_whom(sentence: list[Token], start: int, lex: Lexicon) -> int:
    """Behind the adverbs and the words that say to whom."""
    while start < len(sentence) and is_word(sentence[start]):
        key = sentence[start].key
        if lex.has("complementisers", key) and not lex.has("addressees", key):
            break
        told = lex.has("addressees", key) or (lex.language == "en" and key in ("him", "them", "me", "us"))
        if not told and not (is_filler(sentence[start], lex) and not lex.has("be", key)):
            break
        start += 1
    if start + 1 < len(sentence) and lex.has("to", sentence[start].key):
        whom = phrase_at(sentence, start + 1, lex)
        if whom is not None and lex.language in ("en", "es", "fr"):
            return whom.last
        if lex.has("addressees", sentence[start + 1].key):
            return start + 2
    return start


def _opened(sentence: list[Token], start: int, lex: Lexicon) -> int | None:
    """Where a clause with *that*, a colon or a quotation begins behind the verb."""
    for place in range(start, min(start + _REACH, len(sentence))):
        token = sentence[place]
        if token.key == QUOTATION:
            return place if place == start or _leads_to(sentence, start, place, lex) else None
        if token.text in (":",):
            return place + 1 if not is_end(sentence, place + 1) else None
        if lex.has("complementisers", token.key):
            return _behind_that(sentence, place, lex)
        if lex.attached and _is_attached(token, lex):
            return place
        if not is_word(token) and not _passes(sentence, place, lex):
            return None
        if is_word(token) and _stops(sentence, place, lex):
            return None
    return None


def _behind_that(sentence: list[Token], place: int, lex: Lexicon) -> int | None:
    here = place + 1
    while here < len(sentence) and (is_comma(sentence, here) or lex.has("complementisers", sentence[here].key)):
        here += 1
    return here if here < len(sentence) else None


def _is_attached(token: Token, lex: Lexicon) -> bool:
    """Hebrew *that*, written together with the next word."""
    key = token.key
    return key.startswith(lex.attached) and len(key) > 3 and not lex.has("not_complement", key)


def _leads_to(sentence: list[Token], start: int, place: int, lex: Lexicon) -> bool:
    """Whether only a comma, a dash or words of time and place stand before a quotation."""
    if text_at(sentence, place - 1) in (",", "—", "–", "،", ":"):
        return True
    return place == start


def _passes(sentence: list[Token], place: int, lex: Lexicon) -> bool:
    """A comma before *that* or a quotation, or the first of two around something put in."""
    if text_at(sentence, place) in ("—", "–"):
        return is_quotation(sentence, place + 1)
    if not is_comma(sentence, place):
        return text_at(sentence, place) in ("(", ")", "«", "»", "“", "”", '"', ".") and place + 1 < len(sentence)
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    if following is None:
        return False
    if following.key == QUOTATION or lex.has("complementisers", following.key) or is_dash(sentence, place + 1):
        return True
    return any(
        is_comma(sentence, other) and other + 1 < len(sentence) and lex.has("complementisers", sentence[other + 1].key)
        for other in range(place + 2, min(place + 10, len(sentence)))
    )


def _stops(sentence: list[Token], place: int, lex: Lexicon) -> bool:
    key = sentence[place].key
    if lex.has("noun_forms", key) or lex.has("roles", key):
        return False
    verb = lex.verb(key)
    return verb is not None and bool(verb.forms & {"finite", "gerund"})


def _around(sentence: list[Token], at: int, said: Said, start: int, lex: Lexicon, as_word: bool) -> tuple[Stretch, ...]:
    """What stands before the clause of saying, and behind it if that is put in."""
    clause = said.clause - 1 if as_word else said.clause
    low = boundary(sentence, clause, lex)
    apart = is_comma(sentence, clause - 1) or is_dash(sentence, clause - 1)
    tail = _tail(sentence, start, lex)
    if as_word and clause <= low:
        return ((tail + 1, len(sentence)),) if tail is not None and not is_end(sentence, tail) else ()
    if (not apart and not as_word) or tail is None or clause - low < 3:
        return ()
    if is_end(sentence, tail):
        return ((low, clause),)
    return ((low, clause), (tail + 1, len(sentence)))


def _tail(sentence: list[Token], start: int, lex: Lexicon) -> int | None:
    """Where the clause of saying ends if nothing said follows in it: a comma, a dash or the sentence's end."""
    if is_end(sentence, start):
        return start
    if is_comma(sentence, start) or is_dash(sentence, start):
        return start
    key = sentence[start].key
    if not (lex.has("time", key) or lex.has("inner", key) or lex.has("stops", key) or lex.has("to", key)):
        return None
    for place in range(start, min(start + _REACH, len(sentence))):
        if is_comma(sentence, place) or is_dash(sentence, place):
            return place
    return len(sentence) if len(sentence) - start < _REACH else None


def bounded(sentence: list[Token], cues: list[Cue], embedded: set[int], lex: Lexicon) -> list[Cue]:
    """The cues with contents that end where another speaker's clause begins, or a relative clause is closed."""
    return [
        cue._replace(contents=tuple(_cut(sentence, cue, one, cues, embedded, lex) for one in cue.contents))
        for cue in cues
    ]


def _cut(sentence: list[Token], cue: Cue, one: Stretch, cues: list[Cue], embedded: set[int], lex: Lexicon) -> Stretch:
    first, last = one
    if first < cue.last:
        return one
    if cue.first in embedded:
        last = next((place for place in range(first, last) if is_comma(sentence, place)), last)
    for other in cues:
        if first < other.clause < last and other.origin != "impersonal":
            joint = other.clause - 1
            if (lex.has("contrast", sentence[joint].key) and (joint > first)) or (
                is_comma(sentence, joint) and other.origin == "verb" and _is_gerund(sentence, other, lex)
            ):
                last = min(last, joint)
    return first, last


def _is_gerund(sentence: list[Token], cue: Cue, lex: Lexicon) -> bool:
    verb = lex.verb(sentence[cue.first].key)
    return verb is not None and "gerund" in verb.forms and "finite" not in verb.forms
