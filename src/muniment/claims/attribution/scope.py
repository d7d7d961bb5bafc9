"""How far the words of a speaker reach in a sentence: behind the verb, before it, around it."""

from __future__ import annotations

from .clauses import bare_clause
from .cues import Cue, Stretch, boundary, is_comma, is_dash, is_end, is_quotation, key_at, text_at
from .lexicon import Lexicon, Verb
from .phrases import phrase_at
from .speakers import Said, is_filler
from .tokens import QUOTATION, Token, is_capital, is_word

_REACH = 14
"""So many words may stand between a verb and its *that*."""


def contents_of(sentence: list[Token], at: int, verb: Verb, said: Said, lex: Lexicon) -> tuple[Stretch, ...]:
    """What is said by a verb's subject; empty where nothing is."""
    start = said.after if said.after > at else at + 1
    if not lex.has("accusing", sentence[at].key):
        start = _behind_whom(sentence, start, lex)
    if verb.takes == "as" and key_at(sentence, start) == "it":
        start += 1  # `as she put it`
    opened = _opened(sentence, start, lex, verb.takes in ("any", "thought"))
    bare = bare_clause(sentence, start, lex) if opened is None or not is_quotation(sentence, opened) else None
    opened = bare if bare is not None and (opened is None or bare < opened) else opened
    if opened is None and verb.polarity == "unknown" and verb.takes in ("clause", "request"):
        opened = _question(sentence, start, lex)
    as_word = said.clause > 0 and lex.has("as_words", sentence[said.clause - 1].key)
    if verb.takes == "as" and not as_word:
        return ()
    before = _quotation_before(sentence, said.clause, lex)
    if before is not None and (opened is None or is_quotation(sentence, opened)):
        low = boundary(sentence, before, lex)
        if before - low > 2 and sentence[before].text[1:].islower():
            return ((low, before + 1),)  # `After the raid, “nothing was left”, she said`
        return _with_next(sentence, before, start, opened, lex)
    if opened is not None and is_quotation(sentence, opened) and _closes_there(sentence, opened):
        return ((opened, opened + 1),)
    if opened is not None and (not as_word or text_at(sentence, opened - 1) == ":"):
        return ((opened, len(sentence)),)
    if verb.takes == "quote":
        return ()
    around = _around(sentence, at, said, start, lex, as_word)
    if around:
        return around
    if verb.takes == "request" and _is_told_to(sentence, start, lex):
        return ((start, len(sentence)),)
    if verb.takes in ("any", "thought") and not as_word and start < len(sentence) and _begins(sentence, start, lex):
        return ((start, len(sentence)),)
    return ()


def _is_told_to(sentence: list[Token], start: int, lex: Lexicon) -> bool:
    """`asked the council to open`: a *to* within a few words, and no comma before it."""
    for place in range(start, min(start + 8, len(sentence))):
        if not is_word(sentence[place]):
            return False
        if sentence[place].key == "to":
            return not is_end(sentence, place + 1)
    return False


def _begins(sentence: list[Token], start: int, lex: Lexicon) -> bool:
    if is_end(sentence, start + 1) or all(_is_aside(token, lex) for token in sentence[start:]):
        return False
    key = sentence[start].key
    if lex.quantity(sentence, start):
        return True
    if lex.language == "en" and (lex.has("inner", key) or lex.has("stops", key)) and not lex.has("leads_in", key):
        return lex.has("auxiliaries", key) or lex.has("determiners", key) or key == "there"
    return is_word(sentence[start]) or sentence[start].text in "«“\"'„"


def _is_aside(token: Token, lex: Lexicon) -> bool:
    """A word of time, or a small one before it."""
    return not is_word(token) or any(
        lex.has(name, token.key) for name in ("time", "determiners", "inner", "auxiliaries")
    )


def _closes_there(sentence: list[Token], opened: int) -> bool:
    """A quotation that is all there is, or that a new clause follows."""
    return opened + 1 >= len(sentence) or not is_word(sentence[opened + 1])


def _with_next(sentence: list[Token], before: int, start: int, opened: int | None, lex: Lexicon) -> tuple[Stretch, ...]:
    """The quotation before the verb, and the one that goes on behind it."""
    if opened is not None:
        return ((before, before + 1), (opened, opened + 1))
    for place in range(start, min(start + _REACH, len(sentence))):
        if is_word(sentence[place]) and (spoken := lex.verb(sentence[place].key)) and "gerund" in spoken.forms:
            break  # `…, she said, adding later, “…”`: the other verb has it
        if is_quotation(sentence, place) and text_at(sentence, place - 1) in (",", ".", "—", "–", ":", "،"):
            return ((before, before + 1), (place, place + 1))
    return ((before, before + 1),)


def _quotation_before(sentence: list[Token], clause: int, lex: Lexicon) -> int | None:
    place = clause - 1
    while place >= max(0, clause - 3) and (
        is_comma(sentence, place) or is_dash(sentence, place) or text_at(sentence, place) in (".", ")", ":")
    ):
        place -= 1
    if is_quotation(sentence, place):
        return place
    return _quotation_before_two(sentence, clause, lex) if is_comma(sentence, clause - 1) else None


def _quotation_before_two(sentence: list[Token], clause: int, lex: Lexicon) -> int | None:
    """`“…,” a friend, Mira Tarn said`: a quotation, a phrase and a comma before the speaker."""
    for place in range(clause - 3, max(-1, clause - 12), -1):
        if is_quotation(sentence, place):
            start = place + 1
            while start < clause and (is_comma(sentence, start) or is_dash(sentence, start)):
                start += 1
            phrase = phrase_at(sentence, start, lex)
            return place if phrase is not None and phrase.last == clause - 1 else None
    return None


def _behind_whom(sentence: list[Token], start: int, lex: Lexicon) -> int:
    """Behind the adverbs and the words that say to whom."""
    if lex.has("particles", key_at(sentence, start)):
        start += 1
    while start < len(sentence) and is_word(sentence[start]):
        key = sentence[start].key
        if lex.has("complementisers", key) and not lex.has("addressees", key):
            break
        if key == "l'" and start + 1 < len(sentence):
            break  # an article: behind its verb it is no pronoun
        told = lex.has("addressees", key) or (lex.language == "en" and key in ("him", "them", "me", "us"))
        if not told and not (is_filler(sentence[start], lex) and not lex.has("be", key)):
            break
        start += 1
    if start + 1 < len(sentence) and lex.has("to", sentence[start].key):
        whom = phrase_at(sentence, start + 1, lex)
        if whom is not None and lex.language in ("en", "es", "fr") and _is_whom(sentence[start + 1], lex):
            return whom.last
        if lex.has("addressees", sentence[start + 1].key):
            return start + 2
    return start


def _is_whom(token: Token, lex: Lexicon) -> bool:
    """Behind `to`: somebody, not something to do."""
    return (
        is_capital(token)
        or token.key in lex.pronouns
        or lex.has("determiners", token.key)
        or lex.has("roles", token.key)
    )


def _opened(sentence: list[Token], start: int, lex: Lexicon, bare: bool) -> int | None:
    """Where a clause with *that*, a colon or a quotation begins behind the verb."""
    for place in range(start, min(start + _REACH, len(sentence))):
        token = sentence[place]
        if token.key == QUOTATION:
            return place if place == start or _leads_to(sentence, start, place, lex) else None
        if token.text in (":",):
            return place + 1 if not is_end(sentence, place + 1) else None
        if lex.has("complementisers", token.key):
            if lex.language == "en" and token.key != "that" and place > start + 3:
                return None  # `said they should learn how to do it`
            if bare and place > start and _is_clause(sentence, start, place, lex):
                return None  # `said he is sure that`: the clause began without *that*
            return _behind_that(sentence, place, lex)
        if lex.attached and _is_attached(token, lex):
            return place
        if not is_word(token) and not _passes(sentence, place, lex):
            return None
        if is_word(token) and _stops(sentence, place, lex):
            return None
    return None


def _question(sentence: list[Token], start: int, lex: Lexicon) -> int | None:
    """What is asked: behind a question word, or with a Slavic *whether* in its midst."""
    here = start + 1 if is_comma(sentence, start) else start
    near = sentence[here : here + (4 if lex.language in ("ru", "uk") else 1)]
    return here if any(lex.has("questions", token.key) for token in near) and here < len(sentence) - 1 else None


def _is_clause(sentence: list[Token], start: int, end: int, lex: Lexicon) -> bool:
    """Whether a clause has begun: a pronoun as subject, or a form of *be* or *have*."""
    if lex.language != "en":
        return False
    first = sentence[start].key
    subject = first in lex.pronouns and first not in ("him", "her", "them")
    return (
        subject
        or first == "there"
        or any(lex.has("auxiliaries", one.key) and lex.has("stops", one.key) for one in sentence[start:end])
    )


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
    if (not apart and not as_word) or tail is None or _is_free(sentence, at, lex):
        return ()
    if is_end(sentence, tail) or (said.after > at + 1 and _is_apposition(sentence, tail, lex)):
        return ((low, clause),) if clause - low > 2 else ()
    behind = (tail + 1, len(sentence))
    if lex.has("citing", sentence[tail + 1].key):
        return ((low, clause),) if clause - low > 2 else ()
    return ((low, clause), behind) if clause - low > 2 else (behind,)


def _is_free(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """A gerund: what stands before it is not what it says."""
    verb = lex.verb(sentence[at].key)
    return verb is not None and "finite" not in verb.forms and "participle" not in verb.forms


def _is_apposition(sentence: list[Token], tail: int, lex: Lexicon) -> bool:
    """Whether `, a teacher from …` or `, 32, …` follows a name behind its verb."""
    if not is_comma(sentence, tail) or tail + 1 >= len(sentence):
        return False
    token = sentence[tail + 1]
    return (
        lex.has("determiners", token.key)
        or token.text.isdigit()
        or lex.has("roles", token.key)
        or (lex.has("relatives", token.key) and not lex.has("complementisers", token.key))
    )


def _tail(sentence: list[Token], start: int, lex: Lexicon) -> int | None:
    """Where the clause of saying ends if nothing said follows in it: a comma, a dash or the sentence's end."""
    if is_end(sentence, start):
        return start
    if is_comma(sentence, start) or is_dash(sentence, start):
        return start
    key = sentence[start].key
    if lex.has("determiners", key) and lex.has("time", key_at(sentence, start + 1)):
        key = key_at(sentence, start + 1)
    if lex.has("objects", key):
        return None  # `called for a halt`: it belongs to the verb
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
    if first < cue.last or cue.origin == "impersonal":
        return one
    last = next((place for place in range(first, last) if sentence[place].text in (";", "؛")), last)
    if cue.first in embedded:
        last = next((place for place in range(first, last) if is_comma(sentence, place)), last)
    for other in cues:
        joint = other.clause - 1
        if not first < joint < last or other.origin == "impersonal":
            continue
        if any(stretch[0] <= cue.clause and stretch[1] == other.clause for stretch in other.contents):
            last = joint  # the whole of it is what somebody else said
        elif lex.begins_with_and(sentence[other.first].key) and other.clause == other.first:
            last = other.first
        elif lex.has("contrast", sentence[joint].key) or _adds(sentence, other, joint, lex):
            last = joint
    return first, last


def _adds(sentence: list[Token], cue: Cue, joint: int, lex: Lexicon) -> bool:
    """`, adding that …`: a gerund behind a comma."""
    verb = lex.verb(sentence[cue.first].key)
    return is_comma(sentence, joint) and verb is not None and "gerund" in verb.forms and "finite" not in verb.forms
