"""Which stretches of a paragraph are speech: in quotation marks, behind dialogue dashes, without what is put in."""

from __future__ import annotations

from itertools import pairwise

from .lexicon import Lexicon
from .quotations import Quotation, dialogue, inserts, is_speech, mailed, quotations
from .tokens import is_capital, is_word, tokens

_EDGES = " \t\n\u00a0\u202f,;:،؛—–-"


def speech_in(text: str, start: int, end: int, lex: Lexicon) -> list[Quotation]:
    """Quotations that are speech, and the stretches of speech behind dialogue dashes."""
    found = mailed(text, start, end)
    for one in quotations(text, start, end):
        if any(other.start <= one.start < other.end for other in found):
            continue
        if is_speech(text, one, start) or _follows_verb(text, one.start, start, lex):
            found += _without_inserts(text, one, lex)
    for dash, stretches in dialogue(text, start, end):
        if any(_is_own(text, low, lex) for low, _ in stretches[1::2]):
            continue
        spoken = [one for number, one in enumerate(stretches) if not (number % 2 and _is_narrated(text, *one, lex))]
        for number, (low, high) in enumerate(spoken):
            low, high = trimmed(text, low, high)
            if high > low and not any(one.start < high and low < one.end for one in found):
                first = dash if number == 0 else low
                found.append(Quotation(first, high, low, high, dash=True))
    return sorted(found)


def _is_own(text: str, low: int, lex: Lexicon) -> bool:
    """`—preguntó` in the first person: the author's own words."""
    first = tokens(text, low, min(len(text), low + 20), lex.language)[:1]
    return bool(first) and lex.has("own_verbs", first[0].key)


def _follows_verb(text: str, at: int, start: int, lex: Lexicon) -> bool:
    """`he told me 'go home'`: right behind a verb of saying, and perhaps to whom; not behind one of naming."""
    before = tokens(text, max(start, at - 40), at, lex.language)[-3:]
    if not before or not is_word(before[-1]):
        return False
    if any(lex.has("as_words", token.key) or lex.has("relatives", token.key) for token in before[:-1]):
        return False  # `as «The Courier» writes`: a name
    if len(before) > 1 and (lex.has("addressees", before[-1].key) or lex.has("own", before[-1].key)):
        before = before[:-1]
    return lex.verb(before[-1].key) is not None and not lex.has("naming", before[-1].key)


def _without_inserts(text: str, one: Quotation, lex: Lexicon) -> list[Quotation]:
    """A quotation in the pieces between what is put into it without closing it (`«…, — said she. — …»`)."""
    stretches = inserts(text, one)
    narrated = [
        place
        for place in range(1, len(stretches), 2)
        if _is_narrated(text, *stretches[place], lex) and stretches[place][1] - stretches[place][0] < 120
    ]
    if lex.language == "fr" and not narrated:
        stretches, narrated = incises(text, one, lex)
    if not narrated:
        return [one]
    out, low = [], one.inner
    for place in narrated:
        out.append(_piece(text, low, stretches[place][0], one))
        low = stretches[place][1]
    return [piece for piece in [*out, _piece(text, low, one.close, one)] if piece.close > piece.inner]


def _piece(text: str, low: int, high: int, one: Quotation) -> Quotation:
    """A piece of a quotation; the first and the last have its marks."""
    start, end = trimmed(text, low, high)
    return Quotation(one.start if low == one.inner else start, one.end if high == one.close else end, start, end)


def incises(text: str, one: Quotation, lex: Lexicon) -> tuple[list[tuple[int, int]], list[int]]:
    """The stretches between commas in a French quotation, and which are `dit-il` or `a déclaré le maire`."""
    cuts = [one.inner, *(place for place in range(one.inner, one.close) if text[place] == ","), one.close]
    stretches = list(pairwise(cuts))
    return stretches, [
        place for place, (low, high) in enumerate(stretches) if place and _is_incise(text, low, high, lex)
    ]


def _is_incise(text: str, low: int, high: int, lex: Lexicon) -> bool:
    words = [token for token in tokens(text, low, min(high, low + 80), lex.language) if is_word(token)]
    if len(words) < 2 or high - low > 90:
        return False
    verb = lex.verb(words[0].key)
    if verb is not None and "finite" in verb.forms:
        return words[1].key in lex.pronouns or lex.has("determiners", words[1].key) or is_capital(words[1])
    participle = lex.verb(words[min(2, len(words) - 1)].key) or lex.verb(words[1].key)
    return words[0].key in ("a", "ont", "avait") and participle is not None and "participle" in participle.forms


def _is_narrated(text: str, low: int, high: int, lex: Lexicon) -> bool:
    """Whether a stretch between two dashes tells who speaks: a verb of saying is among its first words."""
    found = [token for token in tokens(text, low, min(high, low + 60), lex.language) if is_word(token)][:4]
    spoken = next((place for place, token in enumerate(found) if lex.verb(token.key)), None)
    return spoken is not None and not any(lex.has("own", token.key) for token in found[:spoken])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space, commas and dashes around it."""
    while start < end and (text[start] in _EDGES or (text[start] == "." and text[start + 1 : start + 2] == " ")):
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
