"""From what a model says to suggestions: every word at its place in the text, every code one of the lists in use."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from muniment.claims.attribution import author_of
from muniment.claims.extractor import Background
from muniment.model.claims import Act, Count, Party, Place, Span, Speaker, Suggestion, Time
from muniment.model.reading import Reading

from .answer import SaidAct, SaidMark, SaidSpeaker, Words
from .quoting import NotTaken, name_at, passage_at, words_at
from .windows import Window

NO_CODE = "has a code that is in no list in use"
NO_ACT = "has neither an act nor a label"


class Marking(NamedTuple):
    """What a window's marks are made with."""

    label: str
    item: str
    reading: Reading
    known: Background
    window: Window
    codes: frozenset[str]
    """Those that may be used."""

    def suggestion(self, said: SaidMark) -> Suggestion:
        """A mark as a suggestion. Raises NotTaken."""
        if any(act.code not in self.codes for act in said.acts):
            raise NotTaken(NO_CODE)
        if not said.acts and not said.characterisations:
            raise NotTaken(NO_ACT)
        passage = passage_at(self.reading, self.window, said.passage, said.sentence)
        acts = tuple(self._act(act, passage) for act in said.acts)
        chain = (self._author(), *(self._speaker(one, passage) for one in said.speakers))
        return Suggestion(
            _name(self.label, self.item, passage, chain, acts),
            self.item,
            passage,
            chain,
            self.label,
            self._language(passage),
            said.basis,
            said.polarity,
            self._spans(said.hedges, passage),
            acts,
            self._spans(said.characterisations, passage),
        )

    def _act(self, said: SaidAct, passage: Span) -> Act:
        place, time, count = (self._span(words, passage) for words in (said.place, said.time, said.count))
        return Act(
            said.code,
            self._span(said.trigger, passage),
            tuple(Party(span) for span in self._spans(said.perpetrators, passage)),
            tuple(Party(span) for span in self._spans(said.victims, passage)),
            self._span(said.target, passage),
            self._span(said.method, passage),
            Place(place) if place else None,
            Time(time) if time else None,
            Count(count) if count else None,
        )

    def _author(self) -> Speaker:
        return author_of(self.reading)

    def _speaker(self, said: SaidSpeaker, passage: Span) -> Speaker:
        unnamed = isinstance(said.name, str) and not said.name.strip()
        name = None if unnamed else name_at(self.reading, passage, self.window, said.name, said.sentence)
        cue = name_at(self.reading, passage, self.window, said.cue, said.sentence) if said.cue else None
        return Speaker(" ".join(name.text.split()) if name else "", name, said.role, cue)

    def _spans(self, said: tuple[Words, ...], passage: Span) -> tuple[Span, ...]:
        return tuple(words_at(self.reading, passage, words) for words in said)

    def _span(self, said: Words | None, passage: Span) -> Span | None:
        return words_at(self.reading, passage, said) if said else None

    def _language(self, passage: Span) -> str:
        return next((one.language for one in self.window.sentences if one.start <= passage.start < one.end), "")


def _name(label: str, item: str, passage: Span, chain: Sequence[Speaker], acts: Sequence[Act]) -> str:
    """A short name, the same every time the same is suggested."""
    told = [label, item, str(passage.start), passage.text, *(one.name for one in chain)]
    told += [f"{act.code} {act.trigger.start if act.trigger else ''}" for act in acts]
    return "s-" + b32encode(sha256("\n".join(told).encode()).digest()).decode().lower()[:10]
