"""What is counted: the head of the words behind a number, as said."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.lexing import Token, names

REACH = 4
"""So many words at most lie between a number and the head of what it counts."""
ADJECTIVES = {
    "uk": ("их", "іх", "ого", "ими", "ої", "ий", "ій"),
    "ru": ("ых", "их", "ого", "ыми", "ими", "ой", "ый", "ий", "ая", "ие", "ые"),
}
TRANSPARENT = frozenset(("of", "article", "skip"))
BARRED = frozenset(("stop", "in", "within", "between", "or", "and", "about"))


def unit_of(tokens: Sequence[Token], text: str, language: str, *, one: bool) -> str:
    """The unit among the tokens behind a number; empty where none is said. `one` thing is said in the singular."""
    words = _words(tokens, language)
    if not words:
        return ""
    if language == "en":
        head = next((word for word in words if _plural(word)), words[0] if one else None)
    elif language in ADJECTIVES:
        head = next((word for word in words[:3] if not word.key.endswith(ADJECTIVES[language])), words[0])
    else:
        head = words[0]
    return text[head.start : head.end] if head else ""


def _words(tokens: Sequence[Token], language: str) -> list[Token]:
    found: list[Token] = []
    for token in tokens[: REACH + 3]:
        meant = names(token.senses)
        if not found and not meant.isdisjoint(TRANSPARENT):
            continue
        if not meant.isdisjoint(BARRED) or not token.key[:1].isalpha() or len(found) == REACH:
            break
        found.append(token)
    return found


def _plural(word: Token) -> bool:
    key = word.key
    return word.sense("plural") is not None or (
        key.endswith("s") and not key.endswith(("ss", "us", "'s", "is")) and len(key) > 3
    )
