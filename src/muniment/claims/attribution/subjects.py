"""Who stands before a verb, and what a sentence begins with. Unknown (None) rather than a guess."""

from __future__ import annotations

from .lexicon import Lexicon
from .phrases import NOMINATIVE, Mention, is_past, phrase_at
from .together import with_others
from .tokens import Token, is_capital, is_word


def is_small(token: Token, lex: Lexicon) -> bool:
    """A word of time, an auxiliary or a joining word."""
    return lex.has("time", token.key) or lex.has("auxiliaries", token.key) or lex.has("contrast", token.key)


def phrase_before(sentence: list[Token], end: int, lex: Lexicon) -> Mention | None:
    """The noun phrase that ends right before token `end`, within its clause."""
    if _may_go_on(sentence, end, lex):
        sentence = sentence[:end]
    low = _clause_start(sentence, end, lex)
    if 0 < low < end and lex.has("relatives", sentence[low - 1].key) and not _begins_clause(sentence, low, lex):
        inside = phrase_at(sentence, low, lex) if lex.language == "en" else None
        if inside is not None and inside.last == end:
            return inside  # `a test which the agency said`
        return _antecedent(sentence, low - 1, lex)
    fallback: Mention | None = None
    starts = range(low, end) if lex.cased else range(low, min(end, low + 3))
    for start in starts:
        if not lex.cased and start > low and not is_small(sentence[start - 1], lex):
            break
        found = phrase_at(sentence, start, lex)
        if found is None or found.last != end or (fallback is not None and not _begins_name(sentence[start], lex)):
            continue
        before = sentence[start - 1]
        if fallback is not None and (lex.has("determiners", before.key) or before.text.isdigit()):
            continue
        if lex.cased and start > 0 and fallback is None and _is_preposition(sentence[start - 1], lex):
            fallback = found  # `In her letter Lena writes`: a later one may be the subject
            continue
        return with_others(sentence, found, lex)
    return fallback


def _may_go_on(sentence: list[Token], end: int, lex: Lexicon) -> bool:
    """Whether a phrase would run on into the verb: in a title's capitals, or where the verb is written like a noun."""
    if end >= len(sentence):
        return False
    if sentence[end].text == "(":
        return True
    if is_capital(sentence[end]) and lex.verb(sentence[end].key) is not None:
        return True
    if not lex.has("noun_forms", sentence[end].key):
        return False
    follows = sentence[end + 1].key if end + 1 < len(sentence) else ""
    if lex.language == "en" and follows in (",", ".", ""):
        return True  # `…, records show, …`
    if lex.language == "fr" and (follows in ("avoir", "être", "ne") or follows.endswith(("er", "ir"))):
        return True
    begins = lex.language == "en" and (follows in NOMINATIVE or lex.has("determiners", follows))
    return begins or lex.has("complementisers", follows)


def _begins_name(token: Token, lex: Lexicon) -> bool:
    return is_capital(token) or lex.has("determiners", token.key) or lex.has("roles", token.key)


def _is_preposition(token: Token, lex: Lexicon) -> bool:
    small = lex.has("inner", token.key) or lex.has("stops", token.key)
    return (
        small
        and not lex.has("contrast", token.key)
        and not lex.has("as_words", token.key)
        and not lex.has("complementisers", token.key)
    )


def _begins_clause(sentence: list[Token], low: int, lex: Lexicon) -> bool:
    """Behind a *que* that may be *that* as well as *who*: somebody new is named, so it was *that*."""
    if not lex.has("complementisers", sentence[low - 1].key):
        return False
    token = sentence[low]
    return lex.has("determiners", token.key) or token.key in lex.pronouns or (lex.cased and is_capital(token))


def _antecedent(sentence: list[Token], relative: int, lex: Lexicon) -> Mention | None:
    """Whom `who` stands for: the phrase before it, and before its comma."""
    end = relative
    while end > 0 and (sentence[end - 1].text in (",", "،") or lex.has("inner", sentence[end - 1].key)):
        end -= 1
    return phrase_before(sentence, end, lex) if end > 0 else None


def _clause_start(sentence: list[Token], end: int, lex: Lexicon) -> int:
    """The first token of the stretch before `end` that has no mark, no joining word and no verb of saying in it."""
    low = end
    while low > 0:
        token = sentence[low - 1]
        if not is_word(token):
            if not _inside_name(sentence, low - 1, end):
                break
        elif _parts(token, low == end, lex):
            break
        low -= 1
    return low


def _parts(token: Token, adjacent: bool, lex: Lexicon) -> bool:
    if lex.has("complementisers", token.key) or lex.has("relatives", token.key):
        return not lex.has("determiners", token.key) or not adjacent
    if lex.has("own", token.key) and lex.has("relatives", token.key):
        return True
    if lex.has("roles", token.key) or lex.has("noun_forms", token.key):
        return False
    if is_capital(token) and not adjacent and lex.verb(token.key) is None:
        return False
    if lex.attached and token.key.startswith(lex.attached):
        return False  # a relative clause, written together
    return lex.verb(token.key) is not None or lex.has("contrast", token.key)


def _inside_name(sentence: list[Token], here: int, end: int) -> bool:
    """Brackets, quotation marks and full stops that belong to a name right before `end`."""
    text = sentence[here].text
    if text == ".":
        return here > 0 and len(sentence[here - 1].text) <= 4 and is_capital(sentence[here - 1])
    return text in ("«", "»", "(", ")", "“", "”", "„", '"') and here >= end - 5


def reduced_subject(sentence: list[Token], end: int, lex: Lexicon) -> Mention | None:
    """Who stands before a participle and what belongs to it (`the report released last year found`); English only."""
    subject = subject_of(sentence[:end], lex) if lex.language == "en" else None
    if subject is None or subject.pronoun or subject.last >= end - 1:
        return None
    between = sentence[subject.last : end]
    if not is_past(between[0].key, lex) and between[0].key not in _PARTICIPLES:
        return None
    if any(not is_word(token) or lex.has("finite", token.key) or lex.has("contrast", token.key) for token in between):
        return None
    return subject


_PARTICIPLES = frozenset(
    ["held", "made", "given", "written", "seen", "taken", "sent", "led", "shown", "known", "drawn"]
)


def subject_of(sentence: list[Token], lex: Lexicon) -> Mention | None:
    """The phrase that a sentence begins with, behind a phrase of time or place set off by a comma."""
    starts = [0]
    for place, token in enumerate(sentence[:12]):
        if token.text in (",", "،"):
            starts.append(place + 1)
    if lex.language == "en" and len(starts) > 1 and sentence[0].key.endswith(("ed", "ing")):
        starts = starts[1:]  # `Angered by the vote, Osk said`
    for start in starts:
        while start < len(sentence) and (lex.has("contrast", sentence[start].key) or is_small(sentence[start], lex)):
            start += 1
        found = phrase_at(sentence, start, lex)
        if found is not None and not lex.has("inner", sentence[start].key):
            return found
    return None
