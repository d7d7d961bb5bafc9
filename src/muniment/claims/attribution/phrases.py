"""Noun phrases without a parser: what begins at a word, how far it reaches, and what it tells of sex and number."""

from __future__ import annotations

import re
from typing import NamedTuple

from .gender import gender_of
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


NOMINATIVE = frozenset(["he", "she", "they", "there", "i", "we", "it", "you"])
"""English words that begin a clause as its subject."""


class _Phrase:
    """What a phrase has had so far, while it is read from left to right."""

    def __init__(self) -> None:
        self.headed = self.named = self.role = self.inner = False
        self.definite = False
        """Whether the last word was an Arabic one with the article."""


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
    if here > at and sentence[here - 1].key.endswith("'s"):
        state.inner, state.named, state.role = True, False, False  # whose it is; what is had follows
    if not state.headed or state.inner:
        several = lex.quantity(sentence, here)
        if several:
            return several
    if lex.has("determiners", key):
        return 1 if not state.headed or state.inner else 0
    if lex.has("inner", key):
        return _step_inner(sentence, here, lex, state)
    if not state.headed and here > at and lex.language == "en" and _dates_noun(sentence, here, lex):
        return 1
    if _breaks(key, lex, state, token):
        return 0
    if lex.cased and is_capital(token):
        state.named = state.named or (here > at and not lex.has("roles", key))
        state.headed = True
        state.role = state.role or lex.has("roles", key)
        state.inner = False
        return 1
    return _step_small(key, lex, state)


def _dates_noun(sentence: list[Token], here: int, lex: Lexicon) -> bool:
    """`a January 2016 study`, `a yearly poll`: behind a determiner, before a role."""
    if not (lex.has("time", sentence[here].key) or is_adverb(sentence[here].key, lex.language)):
        return False
    return any(lex.has("roles", one.key) for one in sentence[here + 1 : here + 4])


def _breaks(key: str, lex: Lexicon, state: _Phrase, token: Token) -> bool:
    capital = lex.cased and is_capital(token) and state.headed
    if lex.language == "en" and key in NOMINATIVE:
        return state.headed
    if lex.has("complementisers", key) or lex.has("relatives", key):
        return True
    if lex.has("roles", key):
        return False
    if lex.cased and lex.has("own", key) and not lex.has("determiners", key):
        return True
    if lex.has("stops", key) or lex.has("time", key):
        return not capital or lex.has("time", key)
    if lex.has("addressees", key) and not state.inner and (state.headed or not lex.has("roles", key)):
        return True
    if lex.attached and key.startswith(lex.attached):
        return False  # a relative clause, written together
    if lex.language == "ar" and len(key) < 3:
        return False
    return state.headed and not capital and lex.verb(key) is not None and not lex.has("noun_forms", key)


def _step_small(key: str, lex: Lexicon, state: _Phrase) -> int:
    """A word written small: part of the phrase unless a name, or in English a role, has been completed."""
    role = lex.has("roles", key)
    if role and state.role and lex.language == "ar" and key.startswith("ال") and not state.inner and state.definite:
        return 0  # two definite nouns: the second is whom the verb is done to
    state.definite = key.startswith("ال")
    if lex.language == "ar" and state.headed and key[0].isdigit():
        return 0
    if not role and is_adverb(key, lex.language):
        return 0
    if state.headed and not role and (is_past(key, lex) or _is_present(key, lex) or _is_prefixed(key, lex)):
        return 0
    if lex.cased and state.named and not role and not state.inner:
        return 0
    if lex.language == "en" and state.role and not role and not state.inner:
        return 0
    if lex.language != "en" or not key.endswith("'s"):
        state.role = state.role or role
    state.headed = True
    return 1


_ADVERBS = {"en": "ly", "es": "mente", "fr": "ment"}
_NO_ADVERBS = frozenset(["family", "assembly", "anomaly", "monopoly", "gouvernement", "parlement", "département"])


def is_adverb(key: str, language: str) -> bool:
    """Whether a word ends like an adverb."""
    end = _ADVERBS.get(language)
    return end is not None and len(key) > 5 and key.endswith(end) and key not in _NO_ADVERBS


_PAST = {
    "ru": re.compile(r"\w(?:[аиыеуя](?:л|ла|ло|ли)|шла|шел|шли)(?:сь|ся)?\Z"),
    "uk": re.compile(r"\w(?:[аиуяі](?:ла|ло|ли)|[аия]в|шла|шов|шли)(?:ся|сь)?\Z"),
}
_PRESENT = {
    "ru": re.compile(r"\w(?:ает|яет|ует|еет|ают|яют|уют|еют)(?:ся)?\Z"),
    "uk": re.compile(r"\w(?:ає|яє|ує|ює|іє|ають|яють|ують|юють|іють)(?:ться|ся)?\Z"),
}
_NO_PAST = frozenset(
    ["журнал", "канал", "телеканал", "материал", "персонал", "квартал", "вокзал", "сигнал", "сила", "дела", "села",
     "стрела", "колектив", "мотив", "справи", "сила", "школа", "підстав", "справ", "держав", "вистав", "застав", "тил"]
)  # fmt: skip


def is_past(key: str, lex: Lexicon) -> bool:
    """A verb of the past by its ending: `Tarn thanked`."""
    past = _PAST.get(lex.language)
    if past is not None:
        return len(key) > 3 and past.search(key) is not None and key not in _NO_PAST
    return lex.language == "en" and len(key) > 4 and key.endswith("ed")


def _is_present(key: str, lex: Lexicon) -> bool:
    """A Slavic verb of the present by its ending."""
    present = _PRESENT.get(lex.language)
    return present is not None and present.search(key) is not None


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
    if lex.has("time", follows.key) or follows.key in lex.nouns or _is_infinitive(follows, lex):
        return 0
    if lex.has("stops", follows.key) and not is_capital(follows):
        return 0
    state.inner, state.named = True, False
    return 1


_INFINITIVES = {"es": ("ar", "er", "ir"), "fr": ("er", "ir", "oir", "être")}


def _is_infinitive(token: Token, lex: Lexicon) -> bool:
    """`the army of shelling` in French and Spanish: what somebody is accused of is no part of their name."""
    ends = _INFINITIVES.get(lex.language)
    long = len(token.key) > 4 and not is_capital(token) and not lex.has("roles", token.key)
    return ends is not None and long and token.key.endswith(ends)


def _step_mark(sentence: list[Token], here: int, lex: Lexicon, state: _Phrase) -> int:
    """An abbreviation in brackets, or a name in quotation marks, inside a phrase; else it ends."""
    if not state.headed:
        return 0
    text = sentence[here].text
    if text == "(":
        close = next((at for at in range(here + 2, min(here + 6, len(sentence))) if sentence[at].text == ")"), here)
        short = all(len(one.text) <= 6 and one.text != "," for one in sentence[here + 1 : close])
        return close + 1 - here if short and is_capital(sentence[here + 1]) and close > here else 0
    if text in ("«", "“", "„", '"') and lex.cased:
        for length in range(2, 6):
            close = here + length
            if close < len(sentence) and sentence[close].text in ("»", "”", "“", '"'):
                return length + 1 if is_capital(sentence[here + 1]) else 0
    title = text == "." and len(sentence[here - 1].text) <= 4 and is_capital(sentence[here - 1])
    return 1 if title and here + 1 < len(sentence) and is_capital(sentence[here + 1]) else 0


def is_named(sentence: list[Token], found: Mention, lex: Lexicon) -> bool:
    """Whether a phrase names somebody by role or name; of scripts without capitals only roles are known."""
    words = sentence[found.first : found.last]
    if any(lex.has("roles", token.key) for token in words):
        return True
    return lex.cased and any(is_capital(token) for token in (words if found.first else words[1:]))
