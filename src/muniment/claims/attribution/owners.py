"""Whose words they are where a phrase names no speaker itself: `the cynicism of the ministry`, `the same`."""

from __future__ import annotations

from .gender import gender_of
from .lexicon import Lexicon
from .phrases import Mention
from .tokens import Token, is_word

_POSSESSIVE = {"his": "m", "her": "f", "their": "p", "its": "n"}


def owner(sentence: list[Token], found: Mention | None, lex: Lexicon) -> Mention | None:
    """Somebody who can speak: of an abstract noun whoever it is of, of a statement those it is by; else the phrase.

    None where no noun is in the phrase (`the same`, `those`)."""
    if found is None or found.pronoun:
        return found
    words = sentence[found.first : found.last]
    if not any(is_word(token) and not _is_empty(token, lex) for token in words):
        return None
    for place in range(found.first, found.last):
        key = sentence[place].key
        if lex.has("abstract", key):
            return _of(sentence, found, place, lex)
        if key in lex.nouns or lex.has("media", key):
            by = _by(sentence, found, place, lex)
            if by is not None:
                return by
    return found


def _is_empty(token: Token, lex: Lexicon) -> bool:
    if lex.has("roles", token.key) or lex.has("indefinite", token.key):
        return False
    return lex.has("empty", token.key) or lex.has("determiners", token.key)


def _of(sentence: list[Token], found: Mention, place: int, lex: Lexicon) -> Mention | None:
    """Who an abstract noun is of: behind *of*, in the genitive right behind it, or before it."""
    after = place + 1
    if after < found.last and (lex.has("of", sentence[after].key) or lex.language in ("ru", "uk", "ar", "he")):
        after += lex.has("of", sentence[after].key)
        return _rest(sentence, found._replace(first=after), lex)
    if place > found.first and sentence[place - 1].key.endswith(("'s", "s'")):
        return found._replace(last=place)
    key = sentence[found.first].key
    gender = lex.pronouns.get(key) or (_POSSESSIVE.get(key) if lex.language == "en" else None)
    return Mention(found.first, found.first + 1, gender, pronoun=True) if gender else None


def _by(sentence: list[Token], found: Mention, place: int, lex: Lexicon) -> Mention | None:
    """Those whom a statement is by: `a letter by more than forty teachers`."""
    for at in range(place + 1, min(place + 3, found.last - 1)):
        if lex.has("by", sentence[at].key):
            return _rest(sentence, found._replace(first=at + 1), lex)
    return None


def _rest(sentence: list[Token], found: Mention, lex: Lexicon) -> Mention | None:
    words = sentence[found.first : found.last]
    if not any(is_word(token) and not _is_empty(token, lex) for token in words):
        return None
    return found._replace(gender=gender_of(sentence, found.first, found.last, lex))
