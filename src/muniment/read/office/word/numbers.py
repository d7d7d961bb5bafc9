"""The numbers a word processor shows before paragraphs: they are not in the text, but people cite by them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from muniment.read.office.word.names import W, number, value

_LEVELS = 9
_MOST = 50_000
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz", "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя", "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "hebrew1": "אבגדהוזחטיכלמנסעפצקרשת",
}  # fmt: skip


@dataclass
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the numbered paragraphs of one document as they come by."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {node.get(W + "abstractNumId"): node for node in root.findall(W + "abstractNum")[:_MOST]}
        shared: dict[str | None, _List] = {}
        for node in root.findall(W + "num")[:_MOST]:
            key = value(node, W + "abstractNumId")
            own = node.find(W + "lvlOverride") is not None
            made = None if own else shared.get(key)
            if made is None:
                made = _List(_levels(abstract.get(key)))
                _override(made, node)
            if not own:
                shared[key] = made  # lists of one abstract list go on counting together
            self._lists[node.get(W + "numId") or ""] = made

    def label(self, list_id: str, level: int) -> str | None:
        """What stands before the next paragraph of a list: "" for a bullet, None where it is in no list."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < _LEVELS:
            return None if list_id in ("", "0") else ""
        said = found.levels.get(level, _Level(text=f"%{level + 1}."))
        found.counts[level] = found.counts.get(level, said.start - 1) + 1
        for deeper in [one for one in found.counts if one > level]:
            del found.counts[deeper]
        if said.format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: _shown(found, int(match.group(1)) - 1), said.text).strip()


def _levels(node: Any | None) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for one in [] if node is None else node.findall(W + "lvl")[:_LEVELS]:
        found[number(one.get(W + "ilvl")) or 0] = _level(one)
    return found


def _level(node: Any) -> _Level:
    start = number(value(node, W + "start"))
    form, text = value(node, W + "numFmt") or "decimal", value(node, W + "lvlText")[:100]
    return _Level(form, text, 1 if start is None else start)


def _override(made: _List, node: Any) -> None:
    for one in node.findall(W + "lvlOverride")[:_LEVELS]:
        level = number(one.get(W + "ilvl")) or 0
        own, start = one.find(W + "lvl"), number(value(one, W + "startOverride"))
        if own is not None:
            made.levels[level] = _level(own)
        if start is not None and level in made.levels:
            made.levels[level].start = start


def _shown(found: _List, level: int) -> str:
    said = found.levels.get(level, _Level())
    return _in_letters(found.counts.get(level, said.start), said.format)


def _in_letters(count: int, form: str) -> str:
    if form in _ALPHABETS and count > 0:
        letters = _ALPHABETS[form]
        return letters[(count - 1) % len(letters)] * min((count - 1) // len(letters) + 1, 5)
    if form in ("lowerRoman", "upperRoman") and 0 < count < 5000:
        text = ""
        for worth, sign in _ROMAN:
            text += sign * (count // worth)
            count %= worth
        return text if form == "lowerRoman" else text.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)
