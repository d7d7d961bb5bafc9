"""Several who are named as one speaker: `A and B`, `activists, journalists and scholars`."""

from __future__ import annotations

from .lexicon import Lexicon
from .phrases import Mention, phrase_at
from .tokens import Token, is_capital, is_word

_REACH = 12
"""So many words an entry of the list may have."""
_PLURAL = {"en": ("s", "ple", "men"), "es": ("s",), "fr": ("s", "x"), "ru": ("и", "ы"), "uk": ("и", "і"),
           "ar": ("ون", "ين", "ات"), "he": ("ים", "ות")}  # fmt: skip


def with_others(sentence: list[Token], found: Mention, lex: Lexicon) -> Mention:
    """Those named right before a phrase too, where nothing else stands before them in their clause."""
    first, joint = found.first, found.first - 1
    if joint > 0 and lex.has("and", sentence[joint].key):
        end = joint - 1 if _is_comma(sentence, joint - 1) else joint
        item = _ending_at(sentence, end, lex)
        if item is None:
            return found
        first = item.first
    elif not _joins(sentence, found, lex):
        return found
    while first > 1 and _is_comma(sentence, first - 1):
        item = _ending_at(sentence, first - 1, lex)
        if item is None or not _is_entry(sentence, item, lex):
            break
        first = item.first
    return found if first == found.first else Mention(first, found.last, "p")


def with_following(sentence: list[Token], found: Mention, lex: Lexicon) -> Mention:
    """Those named right behind a phrase too: up to an *and* whose phrase a mark or a small word ends."""
    if found.pronoun:
        return found
    last = found.last
    while _is_comma(sentence, last) and _is_entry(sentence, found._replace(first=last - 1, last=last), lex):
        item = phrase_at(sentence, last + 1, lex)
        if item is None or item.pronoun or not _is_entry(sentence, item, lex):
            return found
        last = item.last
        if _joins(sentence, item, lex):
            return Mention(found.first, last, "p")
    at = last + 1 if _is_comma(sentence, last) and last > found.last else last
    if at + 1 >= len(sentence) or not lex.has("and", sentence[at].key):
        return found
    item = phrase_at(sentence, at + 1, lex)
    if item is None or item.pronoun or not _ends_there(sentence, item, lex):
        return found
    return Mention(found.first, item.last, "p")


def _ending_at(sentence: list[Token], end: int, lex: Lexicon) -> Mention | None:
    """The phrase from a boundary to a place, the longest one."""
    for start in range(max(0, end - _REACH), end):
        if start and is_word(sentence[start - 1]) and not _bounds(sentence[start - 1], lex):
            continue
        found = phrase_at(sentence, start, lex)
        if found is not None and found.last == end and not found.pronoun:
            return found
    return None


def _bounds(token: Token, lex: Lexicon) -> bool:
    return any(lex.has(name, token.key) for name in ("complementisers", "as_words", "contrast"))


def _is_entry(sentence: list[Token], found: Mention, lex: Lexicon) -> bool:
    """Whether a phrase ends in a name, a role or a plural: `the bridge fell` is a clause, no entry."""
    last = sentence[found.last - 1]
    if lex.has("roles", last.key) or last.text == ")":
        return True
    return is_capital(last) or last.key.endswith(_PLURAL.get(lex.language, ("s",)))


def _joins(sentence: list[Token], found: Mention, lex: Lexicon) -> bool:
    """Whether a phrase of a script that writes *and* together with the next word has one in it."""
    letter = {"ar": "و", "he": "ו"}.get(lex.language)
    if letter is None:
        return False
    return any(token.key.startswith(letter) and len(token.key) > 3 for token in sentence[found.first + 1 : found.last])


def _ends_there(sentence: list[Token], item: Mention, lex: Lexicon) -> bool:
    """A name, a role or a determined noun before a mark, a small word or the end: no clause of its own."""
    words = sentence[item.first : item.last]
    named = any(is_capital(one) or lex.has("roles", one.key) or lex.has("determiners", one.key) for one in words)
    if item.last >= len(sentence) or not is_word(sentence[item.last]):
        return named or (lex.language in ("ru", "uk") and item.last - item.first < 4 and item.last < len(sentence))
    key = sentence[item.last].key
    return named and any(lex.has(name, key) for name in ("complementisers", "inner", "in", "time", "auxiliaries"))


def _is_comma(sentence: list[Token], at: int) -> bool:
    return 0 <= at < len(sentence) and sentence[at].text in (",", "،")
