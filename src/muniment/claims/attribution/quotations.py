"""Quotation marks of all the languages, in pairs: where somebody's own words begin and end. Knows no speaker."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“”",
    "‹": "›",
    "‘": "’",
    "»": "«",
    "「": "」",
    "”": "”",
    "״": "״",
    '"': '"',
    "'": "'",
}
_OPENERS = "".join(_PAIRS)
_MARK = re.compile(rf"''|``|[{_OPENERS}”’›»“]")
_LONGEST = 8000
"""Characters within which a quotation must be closed."""
_MOST = 500
"""Quotations looked for in a paragraph; a text with more is no prose."""
_UNCLOSED = 12
"""Marks of one kind without an end in a paragraph after which no more are tried."""
_WORDS_OF_SPEECH = 6
"""From so many words on, what stands in quotation marks is taken as words said, not as a name or a term."""


class Quotation(NamedTuple):
    """Somebody's words: `start` to `end` with the marks, `inner` and `close` without them."""

    start: int
    end: int
    inner: int
    close: int
    dash: bool = False
    """Behind a dialogue dash, without marks."""
    open: bool = False
    """No closing mark in its paragraph: it goes on in the next one."""


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Outermost pairs of quotation marks in a paragraph, in order; one left open at its end runs to the end."""
    found: list[Quotation] = []
    unclosed: dict[str, int] = {}
    at = start
    while len(found) < _MOST and (mark := _MARK.search(text, at, end)) is not None:
        at = mark.end()
        if unclosed.get(mark.group(), 0) > _UNCLOSED or not _opens(text, mark, start):
            continue
        close = _closing(text, mark, end)
        unclosed[mark.group()] = unclosed.get(mark.group(), 0) + (close is None)
        if close is not None:
            at = close + len(mark.group())
            found.append(Quotation(mark.start(), at, mark.end(), close))
        elif _left_open(text, mark.start(), start):
            found.append(Quotation(mark.start(), end, mark.end(), end, open=True))
            break
    return found


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark stands where one opens: a word behind it, none before it."""
    char = mark.group()[0]
    if char not in _OPENERS:
        return False
    behind = text[mark.end() : mark.end() + 2].lstrip("\u00a0\u202f ")
    if not behind or behind[0].isspace():
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    if char in "\"'״‘”»" and (before.isalnum() or before in ".,!?…"):
        return False
    return char not in "”»" or text[mark.end()].isalnum()


def _closing(text: str, mark: re.Match[str], end: int) -> int | None:
    """Where a mark is closed; other pairs inside are passed over, apostrophes too."""
    opener = mark.group()
    if len(opener) == 2:
        close = text.find("''", mark.end(), min(end, mark.end() + _LONGEST))
        return close if close >= 0 else None
    closers = _PAIRS[opener]
    other = {'"': "”", "“": '"'}.get(opener, "")
    mixed: int | None = None
    depth = 0
    for place in range(mark.end(), min(end, mark.end() + _LONGEST)):
        char = text[place]
        if char in closers and _closes(text, place, mark.start(), end):
            if depth == 0:
                return place
            depth -= 1
        elif char == opener and char not in closers:
            depth += 1
        elif char == other and mixed is None and not depth and _ends_speech(text, place, mark.end(), end):
            mixed = place  # typed with two kinds of marks
        if mixed is not None and char in '“"' and place > mixed:
            return mixed
    return mixed


def _ends_speech(text: str, place: int, low: int, end: int) -> bool:
    """Whether a mark of the other kind stands where speech ends: behind a comma or full stop, before a blank."""
    behind = text[place + 1] if place + 1 < end else " "
    return text[place - 1] in ",.!?…" and behind.isspace() and '"' not in text[low:place]


def _closes(text: str, place: int, at: int, end: int) -> bool:
    char = text[place]
    if char in "’'\"״":
        behind = text[place + 1] if place + 1 < end else " "
        return not behind.isalnum() and not text[place - 1].isspace()
    return place > at + 1


def _left_open(text: str, at: int, start: int) -> bool:
    """A mark at a paragraph's very beginning that nothing closes: the speech goes on in the next paragraph."""
    return text[at] in '“«„"' and not text[start:at].strip()


def is_speech(text: str, quotation: Quotation, start: int) -> bool:
    """Whether it is long, ends like a sentence, or stands where speech stands; a name or a term is none."""
    inner = text[quotation.inner : quotation.close].strip()
    if not inner:
        return False
    if len(inner.split()) >= _WORDS_OF_SPEECH or inner[-1] in ".!?,…؟،":
        return True
    before = text[start : quotation.start].rstrip()
    behind = text[quotation.end : quotation.end + 3].lstrip()
    if before.endswith((":", ",", "،")):
        return True
    return (not before or before[-1] in ".!?…") and (not behind or behind[0] in ",،—–-.")


_MAILED = re.compile(r"(?:^[ \t]*>+[ \t]?(?=\S)[^\n]*(?:\n|\Z))+", re.MULTILINE)


def mailed(text: str, start: int, end: int) -> list[Quotation]:
    """Lines behind `>`, as mail programs quote."""
    return [
        Quotation(found.start(), found.end(), found.end() - len(found.group().lstrip("> \t")), found.end(), dash=True)
        for found in _MAILED.finditer(text, start, end)
        if found.start() == start or text[found.start() - 1] == "\n"
    ]


_INNER_DASH = re.compile(r"\s[—–―]\s")


def inserts(text: str, one: Quotation) -> list[tuple[int, int]]:
    """The stretches of a quotation between its dashes; every second one may tell who speaks."""
    cuts, at = [], one.inner
    for dash in _INNER_DASH.finditer(text, one.inner, one.close):
        cuts.append((at, dash.start()))
        at = dash.end()
    return [*cuts, (at, one.close)]


_LINE = re.compile(r"^[ \t]*([—–―])\s*(?=\S)", re.MULTILINE)
_INSERT = re.compile(r"\s+[—–―](?=[\s\w¿¡«])|[—–―](?=[\s.,:;])")


def dialogue(text: str, start: int, end: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """Lines behind a dialogue dash: where the dash stands, and the stretches between its further dashes."""
    found = []
    for line in _LINE.finditer(text, start, end):
        if line.start() > start and text[line.start() - 1] != "\n":
            continue
        stop = text.find("\n", line.end(), end)
        stop = end if stop < 0 else stop
        if not _is_spoken(text[line.end() : stop]):
            continue
        cuts, at = [], line.end()
        for dash in _INSERT.finditer(text, line.end(), stop):
            cuts.append((at, dash.start()))
            at = dash.end()
        found.append((line.start(1), [*cuts, (at, stop)]))
    return found


def _is_spoken(line: str) -> bool:
    """No entry of a list: it begins like a sentence and does not end in a semicolon."""
    first = line.lstrip('¿¡«“"…. ')[:1]
    return bool(first) and not first.islower() and not line.rstrip().endswith(";")
