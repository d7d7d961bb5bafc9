"""What the rules find in a text, in a form that is easy to compare."""

from __future__ import annotations

from muniment import codes
from muniment.claims.acts import FoundAct, Lexicon, find_acts
from muniment.claims.prose import Sentence
from muniment.claims.prose.sentences import split


def acts(text: str, language: str) -> list[FoundAct]:
    """Every act of every sentence."""
    lexicon = Lexicon.of(codes.load("acts"), language)
    return [
        act
        for start, end in split(text, 0, len(text))
        for act in find_acts(text, Sentence(start, end, language, 0), lexicon)
    ]


def parties(text: str, language: str, code: str) -> tuple[list[str], list[str]]:
    """Who is said to have done it, and who or what it was done to, of the first act of a code."""
    for found in acts(text, language):
        if found.act.code == code:
            harmed = [party.said.text for party in found.act.victims]
            target = [found.act.target.text] if found.act.target else []
            return [party.said.text for party in found.act.perpetrators], harmed + target
    return [], []


def polarities(text: str, language: str, code: str) -> list[str]:
    """What is said of the acts of a code."""
    return [found.polarity for found in acts(text, language) if found.act.code == code]
