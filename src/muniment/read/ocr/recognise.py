"""How a page is recognised: which script is it in, which language, what is still doubtful.

One pass with all packs makes errors that none of them makes by itself ("harbour" in Cyrillic letters that
look the same), so a page is read with the packs of its script, its own language first. Lines that stay
doubtful are tried once more with Latin letters beside, then with everything, and the surer answer is kept.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from muniment.read.ocr import packs
from muniment.read.ocr.engine import LINE, Engine, TooSlow
from muniment.read.ocr.recognised import Line, Recognised, Word, mean
from muniment.read.ocr.upright import Sheet, sheet_of, straightened, turned

_SURE_TURN, _SURE_SCRIPT = 8.0, 2.0
_DOUBTFUL, _HOPELESS_WORD = 80.0, 45.0
"""A line whose mean is below the first, or one of whose words is below the second, is tried again."""
_BETTER = 4.0
_MOST_LINES = 80
"""Lines of one page that are tried again one by one."""
_HALF = 0.5
_SHARE = 0.12
"""A script with this share of the letters found at a glance is on the page."""
_FEW = 60
"""Letters from which the language of what was read may change the order of the packs."""
_STEP = {"LATIN": "Latin", "CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "HEBREW": "Hebrew"}


def recognise(
    engine: Engine,
    picture: Any,
    languages: Sequence[str] | None = None,
    dpi: int = 300,
    upright: bool = False,
    likely: str | None = None,
) -> Recognised:
    """What is written on a Pillow picture; boxes in its pixels. `languages`: packs to use and no others.

    `upright`: it is known not to be turned by a quarter (a page that a program has laid out).
    `likely`: the language (ISO 639-1) of the page before.
    """
    sheet = sheet_of(picture)
    dpi = max(70, round(dpi * sheet.scale))
    try:
        quarter, script = _look(engine, sheet, dpi, upright)
        sheet = straightened(turned(sheet, quarter))
        tries = [tuple(languages)] if languages else _tries(engine, sheet, dpi, script, likely)
        return _recognised(engine, sheet, dpi, tries)
    except TooSlow:
        return Recognised(too_slow=True)


def _look(engine: Engine, sheet: Sheet, dpi: int, upright: bool) -> tuple[int, str]:
    """How far to turn the picture, and the script where that is certain."""
    if not packs.tells_orientation():
        return 0, ""
    told = engine.orientation(sheet.picture, dpi)
    if told is None:
        return 0, ""
    quarter = told.turn if told.turn_sure >= _SURE_TURN and not upright else 0
    return quarter, told.script if told.script_sure >= _SURE_SCRIPT else ""


def _tries(engine: Engine, sheet: Sheet, dpi: int, script: str, likely: str | None) -> list[tuple[str, ...]]:
    """Sets of packs, the likeliest first."""
    at_hand = packs.packs()
    scripts = [script] if packs.of_script(script, at_hand) else _scripts(engine, sheet, dpi, at_hand)
    if not scripts:
        return [at_hand]
    first = tuple(name for script in scripts for name in packs.of_script(script, at_hand, likely))
    beside = tuple(name for name in (packs.NEIGHBOUR,) if name in at_hand and name not in first)
    if scripts == ["Cyrillic"]:  # costs no accuracy there, in Hebrew it does
        first, beside = first + beside, ()
    rest = tuple(name for name in at_hand if name not in first + beside)
    tries = [first, first + beside, first + beside + rest]
    return [one for number, one in enumerate(tries) if one not in tries[:number]]


def _scripts(engine: Engine, sheet: Sheet, dpi: int, at_hand: tuple[str, ...]) -> list[str]:
    """The scripts on the page, by a glance with all packs at half its size; the most frequent first."""
    small = sheet.picture.reduce(2)
    lines = engine.lines(small, "+".join(at_hand), max(70, dpi // 2))
    counts = Counter(script for line in lines for script in _scripts_in(line.text))
    found = [name for name, count in counts.most_common() if count >= _SHARE * counts.total()]
    return [name for name in found if packs.of_script(name, at_hand)]


def _scripts_in(text: str) -> Iterator[str]:
    for letter in text:
        if letter.isalpha():
            name = _STEP.get(unicodedata.name(letter, "").split(" ", 1)[0])
            if name:
                yield name


def _language(lines: list[Line]) -> str | None:
    from muniment.read.text.language import languages

    text = " ".join(line.text for line in lines)
    return languages([text])[1] if sum(map(str.isalpha, text)) >= _FEW else None


def _first_pass(
    engine: Engine, sheet: Sheet, dpi: int, names: tuple[str, ...]
) -> tuple[list[Line], tuple[str, ...], str | None]:
    """The lines, once more with another pack in front where the text turns out to be in its language."""
    lines = engine.lines(sheet.picture, "+".join(names), dpi)
    language = _language(lines)
    leader = packs.LANGUAGES.get(language or "")
    if leader in names[1:] and packs.same_script(leader, names[0]):
        other = (leader, *(name for name in names if name != leader))
        again = engine.lines(sheet.picture, "+".join(other), dpi)
        if _sure(again) > _sure(lines) - 1:
            return again, other, language
    return lines, names, language


def _sure(lines: list[Line]) -> float:
    return mean([word for line in lines for word in line.words])


def _recognised(engine: Engine, sheet: Sheet, dpi: int, tries: list[tuple[str, ...]]) -> Recognised:
    lines, first, language = _first_pass(engine, sheet, dpi, tries[0])
    used = "+".join(first)
    for names in tries[1:]:
        languages = "+".join(names)
        doubtful = [index for index, line in enumerate(lines) if _is_doubtful(line)]
        if not doubtful:
            break
        if len(doubtful) > max(3, _HALF * len(lines)):
            lines, used = _whole_again(engine, sheet, dpi, languages, lines, used)
            continue
        for index in doubtful[:_MOST_LINES]:
            again = _line_again(engine, sheet, dpi, languages, lines[index])
            if again is not lines[index]:
                lines[index], used = again, languages
    placed = tuple(_placed(line, sheet) for line in lines)
    return Recognised(placed, used, sheet.quarter, language)


def _is_doubtful(line: Line) -> bool:
    return line.confidence < _DOUBTFUL or any(word.confidence < _HOPELESS_WORD for word in line.words)


def _whole_again(
    engine: Engine, sheet: Sheet, dpi: int, languages: str, lines: list[Line], used: str
) -> tuple[list[Line], str]:
    other = engine.lines(sheet.picture, languages, dpi)
    return (other, languages) if _sure(other) > _sure(lines) + 1 else (lines, used)


def _line_again(engine: Engine, sheet: Sheet, dpi: int, languages: str, line: Line) -> Line:
    left, top, right, bottom = line.box
    room = (bottom - top) / 5
    width, height = sheet.picture.size
    within = (max(left - room, 0), max(top - room, 0), min(right + room, width), min(bottom + room, height))
    found = engine.lines(sheet.picture, languages, dpi, mode=LINE, within=within)
    words = tuple(word for one in found for word in one.words)
    if mean(words) < line.confidence + _BETTER:
        return line
    return Line(words, line.block, line.paragraph)


def _placed(line: Line, sheet: Sheet) -> Line:
    words = tuple(Word(word.text, sheet.back(word.box), word.confidence) for word in line.words)
    return Line(words, line.block, line.paragraph)
