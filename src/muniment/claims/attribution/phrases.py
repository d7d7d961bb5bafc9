"""Noun phrases without a parser: who stands left or right of a verb. Unknown (None) rather than a guess."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Lexicon
from .tokens import Token, is_capital, is_word

_LIMIT = 12
"""So many words a name with its role may have."""


class Mention(NamedTuple):
    """The tokens `first` to `last` (exclusive) that name somebody."""

    first: int
    last: int
    gender: str = ""
    """`m`, `f`, `p` (several), `n` (a body or thing) as far as the words tell."""
    pronoun: bool = False


class _Phrase:
    """What a phrase has had so far, while it is read from left to right."""

    def __init__(self) -> None:
        self.headed = self.named = self.role = self.inner = False


def phrase_at(sentence: list[Token], at: int, lex: Lexicon) -> Mention | None:
    """The noun phrase that begins at a token, or None if none does."""
    if at >= len(sentence) or not is_word(sentence[at]):
        return _quoted_name(sentence, at)
    if sentence[at].key in lex.pronouns and not _goes_on_as_noun(sentence, at, lex):
        return Mention(at, at + 1, lex.pronouns[sentence[at].key], pronoun=True)
    if lex.has("own", sentence[at].key):
        return None
    state, last = _Phrase(), at
    while last < len(sentence) and last - at < _LIMIT:
        step = _step(sentence, at, last, lex, state)
        if not step:
            break
        last += step
    while last > at and (lex.has("inner", sentence[last - 1].key) or lex.has("determiners", sentence[last - 1].key)):
        last -= 1
    if not state.headed and lex.has("indefinite", sentence[at].key):
        return Mention(at, at + 1, "p")
    if not state.headed or last <= at:
        return None
    return Mention(at, last, gender_of(sentence, at, last, lex))


def _quoted_name(sentence: list[Token], at: int) -> Mention | None:
    """A name in quotation marks, of a newspaper or a body: `as «The Courier» writes`."""
    if at + 2 >= len(sentence) or sentence[at].text not in ("«", "“", "„", '"') or not is_capital(sentence[at + 1]):
        return None
    for close in range(at + 2, min(at + 6, len(sentence))):
        if sentence[close].text in ("»", "”", "“", '"'):
            return Mention(at, close + 1, "n")
    return None


def _goes_on_as_noun(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """`her` in `her mother`: a pronoun that is a determiner here."""
    return (
        lex.has("determiners", sentence[at].key)
        and at + 1 < len(sentence)
        and is_word(sentence[at + 1])
        and lex.verb(sentence[at + 1].key) is None
        and not lex.has("stops", sentence[at + 1].key)
        and not lex.has("complementisers", sentence[at + 1].key)
        and not lex.has("auxiliaries", sentence[at + 1].key)
    )


def _step(sentence: list[Token], at: int, here: int, lex: Lexicon, state: _Phrase) -> int:
    """How many tokens from `here` on belong to the phrase; 0: it ends before `here`."""
    token = sentence[here]
    if not is_word(token):
        return _step_mark(sentence, here, lex, state)
    key = token.key
    if lex.has("determiners", key):
        return 1 if not state.headed or state.inner else 0
    if lex.has("inner", key):
        return _step_inner(sentence, here, lex, state)
    if _breaks(key, lex, state, token):
        return 0
    if lex.cased and is_capital(token):
        state.named = state.named or (here > at and not lex.has("roles", key))
        state.headed = True
        state.role = state.role or lex.has("roles", key)
        state.inner = False
        return 1
    return _step_small(key, lex, state)


def _breaks(key: str, lex: Lexicon, state: _Phrase, token: Token) -> bool:
    capital = lex.cased and is_capital(token) and state.headed
    if lex.has("complementisers", key) or lex.has("relatives", key):
        return True
    if lex.has("roles", key):
        return False
    if lex.cased and lex.has("own", key) and not lex.has("determiners", key):
        return True
    if lex.has("stops", key) or lex.has("time", key):
        return not capital or lex.has("time", key)
    if lex.has("addressees", key) and not state.inner:
        return True
    if lex.attached and key.startswith(lex.attached):
        return False  # a relative clause, written together
    if lex.language == "ar" and len(key) < 3:
        return False
    return state.headed and not capital and lex.verb(key) is not None and not lex.has("noun_forms", key)


def _step_small(key: str, lex: Lexicon, state: _Phrase) -> int:
    """A word written small: part of the phrase unless a name, or in English a role, has been completed."""
    role = lex.has("roles", key)
    if state.headed and not role and (_is_past(key, lex) or _is_prefixed(key, lex)):
        return 0
    if lex.cased and state.named and not role and not state.inner:
        return 0
    if lex.language == "en" and state.role and not role and not state.inner:
        return 0
    if lex.language != "en" or not key.endswith("'s"):
        state.role = state.role or role
    state.headed = True
    return 1


def _is_past(key: str, lex: Lexicon) -> bool:
    """A verb by its ending: `Tarn thanked`."""
    if lex.language in ("ru", "uk"):
        return key.endswith(("шла", "ала", "ила", "ыла", "ула", "іла", "лась", "лася", "лся", "ився", "ався"))
    return lex.language == "en" and len(key) > 4 and key.endswith("ed")


def _is_prefixed(key: str, lex: Lexicon) -> bool:
    """An Arabic word with a preposition written together with it."""
    return lex.language == "ar" and (key.startswith(("بال", "لل", "كال")) or (key.startswith("با") and len(key) > 5))


def _step_inner(sentence: list[Token], here: int, lex: Lexicon, state: _Phrase) -> int:
    """`of`, `for`, `at` inside a phrase: something that is no time and no verb must follow."""
    follows = sentence[here + 1] if here + 1 < len(sentence) else None
    if not state.headed or follows is None or not is_word(follows):
        return 0
    if state.named and not state.role and lex.language == "en" and sentence[here].key != "of":
        return 0
    if any(lex.has("media", token.key) for token in sentence[here + 1 : here + 3]):
        return 0
    if lex.has("time", follows.key) or follows.key in lex.nouns:
        return 0
    if lex.has("stops", follows.key) and not is_capital(follows):
        return 0
    state.inner, state.named = True, False
    return 1


def _step_mark(sentence: list[Token], here: int, lex: Lexicon, state: _Phrase) -> int:
    """An abbreviation in brackets, or a name in quotation marks, inside a phrase; else it ends."""
    if not state.headed:
        return 0
    text = sentence[here].text
    if text == "(" and here + 2 < len(sentence) and sentence[here + 2].text == ")":
        return 3 if sentence[here + 1].text.isupper() else 0
    if text in ("«", "“", "„", '"') and lex.cased:
        for length in range(2, 6):
            close = here + length
            if close < len(sentence) and sentence[close].text in ("»", "”", "“", '"'):
                return length + 1 if is_capital(sentence[here + 1]) else 0
    title = text == "." and len(sentence[here - 1].text) <= 4 and is_capital(sentence[here - 1])
    return 1 if title and here + 1 < len(sentence) and is_capital(sentence[here + 1]) else 0


def phrase_before(sentence: list[Token], end: int, lex: Lexicon) -> Mention | None:
    """The noun phrase that ends right before token `end`, within its clause."""
    low = _clause_start(sentence, end, lex)
    if 0 < low < end and lex.has("relatives", sentence[low - 1].key) and not _begins_clause(sentence, low, lex):
        return _antecedent(sentence, low - 1, lex)
    fallback: Mention | None = None
    starts = range(low, end) if lex.cased else range(low, min(end, low + 3))
    for start in starts:
        if not lex.cased and start > low and not _is_filler(sentence[start - 1], lex):
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
        return _with_partner(sentence, found, lex)
    return fallback


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


def _with_partner(sentence: list[Token], found: Mention, lex: Lexicon) -> Mention:
    """`the army and the police`: both, where nothing else stands before them in their clause."""
    joint = found.first - 1
    if joint < 1 or not lex.has("and", sentence[joint].key):
        return found
    for start in range(max(0, joint - 6), joint):
        if start == 0 or not is_word(sentence[start - 1]) or lex.has("complementisers", sentence[start - 1].key):
            other = phrase_at(sentence, start, lex)
            if other is not None and other.last == joint:
                return Mention(start, found.last, "p")
    return found


def _begins_clause(sentence: list[Token], low: int, lex: Lexicon) -> bool:
    """Behind a *que* that may be *that* as well as *who*: somebody new is named, so it was *that*."""
    if not lex.has("complementisers", sentence[low - 1].key):
        return False
    token = sentence[low]
    return lex.has("determiners", token.key) or token.key in lex.pronouns or (lex.cased and is_capital(token))


def _is_filler(token: Token, lex: Lexicon) -> bool:
    return lex.has("time", token.key) or lex.has("auxiliaries", token.key) or lex.has("contrast", token.key)


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


def subject_of(sentence: list[Token], lex: Lexicon) -> Mention | None:
    """The phrase that a sentence begins with, behind a phrase of time or place set off by a comma."""
    starts = [0]
    for place, token in enumerate(sentence[:12]):
        if token.text in (",", "،"):
            starts.append(place + 1)
    for start in starts:
        while start < len(sentence) and (lex.has("contrast", sentence[start].key) or _is_filler(sentence[start], lex)):
            start += 1
        found = phrase_at(sentence, start, lex)
        if found is not None and not lex.has("inner", sentence[start].key):
            return found
    return None


def gender_of(sentence: list[Token], first: int, last: int, lex: Lexicon) -> str:
    """What the words of a phrase tell of sex and number; empty where they do not."""
    keys = [token.key for token in sentence[first:last]]
    for key in keys:
        if lex.has("women", key):
            return "f"
        if lex.has("men", key):
            return "m"
    if any(lex.has("bodies", key) for key in keys[:4]):
        return "n"
    plural = lex.language == "en" and any(key.endswith("s") and lex.has("roles", key) for key in keys)
    return "p" if plural else ""


def is_named(sentence: list[Token], found: Mention, lex: Lexicon) -> bool:
    """Whether a phrase names somebody by role or name; of scripts without capitals only roles are known."""
    words = sentence[found.first : found.last]
    if any(lex.has("roles", token.key) for token in words):
        return True
    return lex.cased and any(is_capital(token) for token in (words if found.first else words[1:]))
