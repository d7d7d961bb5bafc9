"""Where an English clause begins that no *that* opens."""

from __future__ import annotations

from .cues import key_at
from .lexicon import Lexicon
from .phrases import NOMINATIVE, is_past, phrase_at
from .speakers import is_filler
from .tokens import Token, is_word


def bare_clause(sentence: list[Token], start: int, lex: Lexicon) -> int | None:
    """Where an English clause without *that* begins: a subject with its verb, behind a phrase of time or place, or
    behind whom it is told to; None where none does."""
    if lex.language != "en":
        return None
    at = start
    for _ in range(3):
        if _is_clause_at(sentence, at, lex):
            return at
        after = _behind_setting(sentence, at, lex)
        if after is None:
            return None
        at = after
    return None


def _is_clause_at(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """A subject pronoun or `there` with a word behind it, or a phrase that a form of *be*, *have* or *will* follows."""
    key = key_at(sentence, at)
    if at + 2 >= len(sentence) or not is_word(sentence[at + 1]):
        return False
    if key in NOMINATIVE:
        return True
    subject = phrase_at(sentence, at, lex)
    if subject is None or lex.has("relatives", key):
        return False
    here = subject.last
    while here < len(sentence) and is_filler(sentence[here], lex) and not lex.has("stops", sentence[here].key):
        here += 1
    follows = key_at(sentence, here)
    return lex.has("finite", follows) or (is_past(follows, lex) and lex.has("determiners", key))


def _behind_setting(sentence: list[Token], at: int, lex: Lexicon) -> int | None:
    """Behind `on Monday`, `after the vote`, or whom something is told to, if a clause may follow."""
    if at >= len(sentence) or not is_word(sentence[at]):
        return None
    place = at + lex.has("settings", sentence[at].key)
    while any(lex.has("time", key_at(sentence, one)) for one in (place, place + 1)):
        if not (lex.has("time", key_at(sentence, place)) or lex.has("determiners", key_at(sentence, place))):
            break
        place += 1
    if place > at + 1 or (place > at and lex.has("time", sentence[at].key)):
        return place
    phrase = phrase_at(sentence, place, lex)
    return phrase.last if phrase is not None and not phrase.pronoun and phrase.last > place else None
