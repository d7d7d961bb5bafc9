"""An answer from JSON to typed marks. Nothing in it is believed yet: see `marking`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from muniment.model.claims import Basis, Polarity

MOST_MARKS, MOST_ACTS, MOST_WORDS = 200, 12, 4_000
_LAW = re.compile(r"law|legal|element|article|crime|criminal|statute|treaty|convention|offen[cs]e|charge|verdict", re.I)
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)


class BadAnswer(Exception):
    """An answer that cannot be read as a whole; the message says why."""


class SpeaksOfLaw(Exception):
    """An answer that says something of the law; the message quotes where."""


class Nth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words, and which time they stand there is meant."""

    words: str
    nth: int


Words = str | Nth


class SaidAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act as the model says it."""

    code: str
    trigger: Words | None = None
    perpetrators: tuple[Words, ...] = ()
    victims: tuple[Words, ...] = ()
    target: Words | None = None
    method: Words | None = None
    place: Words | None = None
    time: Words | None = None
    count: Words | None = None


class SaidSpeaker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A speaker as the model says it."""

    name: Words
    cue: Words | None = None
    role: Literal["quoted", "reported"] = "reported"
    sentence: int | None = None


class SaidMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mark as the model says it."""

    passage: str
    acts: tuple[SaidAct, ...]
    sentence: int | None = None
    speakers: tuple[SaidSpeaker, ...] = ()
    basis: Basis = "unknown"
    polarity: Polarity = "affirmed"
    hedges: tuple[Words, ...] = ()
    characterisations: tuple[Words, ...] = ()


class _Message(msgspec.Struct, frozen=True):
    content: str


class _Choice(msgspec.Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct, frozen=True):
    choices: list[_Choice]


def marks_of(body: bytes) -> list[SaidMark | str]:
    """The marks of an answer; for each that has not the form, why. Raises BadAnswer, SpeaksOfLaw."""
    try:
        completion = msgspec.json.decode(body, type=_Completion)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadAnswer(f"it is no completion ({_why(error)})") from error
    if not completion.choices:
        raise BadAnswer("it holds nothing")
    choice = completion.choices[0]
    if choice.finish_reason == "length":
        raise BadAnswer("it was cut off at the model's limit")
    return [_mark(one) for one in _listed(choice.message.content)]


def _listed(content: str) -> list[Any]:
    fenced = _FENCE.match(content)
    try:
        plain = msgspec.json.decode((fenced[1] if fenced else content).encode())
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadAnswer(f"it is no JSON ({_why(error)})") from error
    for name in _names(plain):
        if _LAW.search(name):
            raise SpeaksOfLaw(name[:60])
    marks = plain.get("marks") if isinstance(plain, dict) else None
    if not isinstance(marks, list):
        raise BadAnswer("it has no list of marks")
    if len(marks) > MOST_MARKS:
        raise BadAnswer(f"it has {len(marks):,} marks; at most {MOST_MARKS} are looked at")
    return marks


def _names(plain: Any) -> Iterator[str]:
    """Every name of a field, however deep: the decoder holds depth to what a stack bears."""
    waiting = [plain]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _mark(plain: Any) -> SaidMark | str:
    try:
        mark = msgspec.convert(plain, type=SaidMark)
    except msgspec.ValidationError:
        return "has not the form asked for"
    if len(mark.acts) > MOST_ACTS or len(mark.passage) > MOST_WORDS:
        return "is too long"
    return mark


def _why(error: BaseException) -> str:
    return str(error)[:120] or type(error).__name__
