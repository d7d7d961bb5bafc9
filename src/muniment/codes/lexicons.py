"""The words that point to the codes of a list, in one language: as written, as shipped, and one laid over the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from .fields import known_keys, mapping, one_of, sequence, text, texts
from .types import LANGUAGES, Code, CodeList, Cue, Lexicon, Pos, Voice
from .written import Path, Written, from_json, text_of

BASE = "acts"
"""The list whose classes every lexicon may use."""
SUGGESTED = ("act", "statement", "circumstance")
"""Kinds that a program may suggest. A legal element or a standard of proof never is: that is a person's judgement."""
_PARTS = ("families", "cues", "classes", "misleading")
_CUE = ("w", "pos", "voice", "needs", "shared")
_MENTION = ("family", "needs", "shared")


def lexicon(codes: CodeList, language: str) -> Lexicon:
    """The words for a list's codes in a language: its own laid over the shipped ones; empty where there are none.

    A code that the list's own lexicon names has the cues given there and no others. Classes and misleading phrases
    of the shipped acts are there for every list.
    """
    base, own = _shipped(language), codes.lexicons.get(language)
    cues = {} if own is None else dict(own.cues)
    if codes.name == BASE:
        cues = {code.id: cues.get(code.id, base.cues.get(code.id, ())) for code in codes.codes}
    if own is None:
        return Lexicon(language, cues, base.classes, base.misleading)
    return Lexicon(language, cues, base.classes | own.classes, base.misleading + own.misleading)


@cache
def _shipped(language: str) -> Lexicon:
    if language not in LANGUAGES:
        return Lexicon(language, {}, {})
    name = f"{BASE}.{language}.json"
    written = from_json(text_of((files(__package__) / "data" / name).read_bytes(), name), name)
    raw = {key: value for key, value in written.tree.items() if key not in ("list", "language")}
    return lexicon_of(written, (), raw, language, None)


def lexicon_of(written: Written, path: Path, raw: Any, language: str, codes: Collection[Code] | None) -> Lexicon:
    """A lexicon as written. `codes` are those it may speak of; None for all. Raises ListRefused."""
    mapping(written, path, raw, "a lexicon")
    known_keys(written, path, raw, _PARTS)
    classes = {
        name: texts(written, (*path, "classes", name), words, f"the class {name!r}")
        for name, words in mapping(written, (*path, "classes"), raw.get("classes", {}), "“classes”").items()
    }
    known = _with_parents(classes if codes is None else classes | _shipped(language).classes)
    reader = _Reader(written, path, raw, known)
    cues = mapping(written, (*path, "cues"), raw.get("cues", {}), "“cues”")
    if codes is not None:
        _for_suggesting(written, (*path, "cues"), cues, codes)
    found = {code: tuple(reader.cues(code, entries)) for code, entries in cues.items()}
    _once(written, (*path, "cues"), found)
    misleading = texts(written, (*path, "misleading"), raw.get("misleading", []), "“misleading”")
    return Lexicon(language, found, classes, misleading)


def _with_parents(classes: Collection[str]) -> frozenset[str]:
    return frozenset(classes) | {name.split(".")[0] for name in classes}


def _for_suggesting(written: Written, path: Path, cues: Collection[str], codes: Collection[Code]) -> None:
    """Cues are for codes of the list, and never for law."""
    kinds = {code.id: code.kind for code in codes}
    for code in cues:
        one_of(written, (*path, code), code, list(kinds), "the code of these cues")
        if kinds[code] not in SUGGESTED:
            words = f"{code!r} is of the kind {kinds[code]!r}: no program may suggest it, so it has no cues."
            raise written.refuse((*path, code), words)


class _Reader:
    """Reads cues, each family of cues in place of its name."""

    def __init__(self, written: Written, path: Path, raw: dict[str, Any], classes: Collection[str]) -> None:
        self._written, self._path, self._classes = written, path, classes
        self._families = mapping(written, (*path, "families"), raw.get("families", {}), "“families”")

    def cues(self, code: str, entries: Any) -> Iterator[Cue]:
        at = (*self._path, "cues", code)
        for number, entry in enumerate(sequence(self._written, at, entries, f"what points to {code!r}")):
            mapping(self._written, (*at, number), entry, "a cue")
            if "family" in entry:
                yield from self._of_family((*at, number), entry)
            else:
                yield self._cue((*at, number), entry)

    def _of_family(self, at: Path, entry: dict[str, Any]) -> Iterator[Cue]:
        known_keys(self._written, at, entry, _MENTION)
        one_of(self._written, (*at, "family"), entry["family"], list(self._families), "the family of cues")
        needs, shared = self._needs(at, entry), entry.get("shared") is True
        where = (*self._path, "families", entry["family"])
        members = sequence(self._written, where, self._families[entry["family"]], "a family of cues")
        for number, member in enumerate(members):
            mapping(self._written, (*where, number), member, "a cue")
            cue = self._cue((*where, number), member)
            yield Cue(cue.words, cue.pos, cue.voice, needs or cue.needs, shared or cue.shared)

    def _cue(self, at: Path, entry: dict[str, Any]) -> Cue:
        known_keys(self._written, at, entry, _CUE)
        words = text(self._written, (*at, "w"), entry.get("w"), "“w” of a cue")
        one_of(self._written, (*at, "pos"), entry.get("pos"), get_args(Pos), f"“pos” of {words!r}")
        voice = entry.get("voice", "")
        one_of(self._written, (*at, "voice"), voice, get_args(Voice), f"“voice” of {words!r}")
        return Cue(words, entry["pos"], voice, self._needs(at, entry), entry.get("shared") is True)

    def _needs(self, at: Path, entry: dict[str, Any]) -> tuple[str, ...]:
        needs = texts(self._written, (*at, "needs"), entry.get("needs", []), "“needs”")
        for number, name in enumerate(needs):
            one_of(self._written, (*at, "needs", number), name, sorted(self._classes), "a class that is needed")
        return needs


def _once(written: Written, path: Path, cues: dict[str, tuple[Cue, ...]]) -> None:
    """The same words with the same needs point to one code, unless all say that they are shared."""
    first: dict[tuple[str, str, tuple[str, ...]], tuple[str, bool]] = {}
    for code, entries in cues.items():
        for cue in entries:
            other, shared = first.setdefault((cue.words, cue.pos, cue.needs), (code, cue.shared))
            if other != code and not (shared and cue.shared):
                raise written.refuse(
                    (*path, code),
                    f"{cue.words!r} points to {other!r} as well; let one need a class, or mark both as shared.",
                )
