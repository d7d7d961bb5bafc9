"""A list as it was written, in JSON or CSV: one plain tree from both, and the line in which each part stands."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, NamedTuple

from .refusal import ListRefused

Path = tuple[str | int, ...]
"""Keys and positions that lead from the top to a part: `("codes", 3, "label")`."""
LARGEST = 8 << 20
"""Bytes; the shipped list of acts with all seven languages has half a million."""
_DEEPEST = 8
_DECODER = json.JSONDecoder()
_BLANK = " \t\r\n"


class Written(NamedTuple):
    """The tree, who to blame for it, and where its parts stand."""

    tree: dict[str, Any]
    source: str
    line_of: Callable[[Path], int]

    def refuse(self, path: Path, words: str) -> ListRefused:
        """The refusal of a part: raise it."""
        return ListRefused(self.source, self.line_of(path), words)


class _Twice(Exception):
    pass


def text_of(data: bytes, source: str) -> str:
    """The bytes as text. Raises ListRefused for what is too large or no UTF-8."""
    if len(data) > LARGEST:
        raise ListRefused(source, 0, f"{len(data):,} bytes are too many for a code list; at most {LARGEST:,}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ListRefused(source, line, "this is not UTF-8; save the file as UTF-8 and try again.") from error


def from_json(text: str, source: str) -> Written:
    """A tree from JSON. Raises ListRefused for what is no JSON object, and for a key that stands twice in one."""
    try:
        tree = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ListRefused(source, error.lineno, f"this is not JSON: {error.msg}.") from error
    except _Twice as error:
        raise ListRefused(source, _line_of_second(text), f"the key {error} stands twice in one object.") from error
    except RecursionError as error:
        raise ListRefused(source, 0, "this is nested too deeply for a code list.") from error
    if not isinstance(tree, dict):
        raise ListRefused(source, 1, "a code list is a JSON object with “list”, “version” and “codes”.")
    return Written(tree, source, lambda path: _nearest(_places(text), path))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _Twice(key)
        made[key] = value
    return made


def _nearest(places: list[tuple[Path, int]], path: Path) -> int:
    """The line of a part, or of what it is missing from."""
    known = dict(places)
    while path not in known:
        path = path[:-1]
    return known[path]


def _line_of_second(text: str) -> int:
    seen: set[Path] = set()
    for path, line in _places(text):
        if path in seen:
            return line
        seen.add(path)
    return 0


def _places(text: str) -> list[tuple[Path, int]]:
    """The line of every part of a JSON text that is known to be whole, in the order in which they stand."""
    found: list[tuple[Path, int]] = []
    _walk(text, 0, (), found)
    ends = [at for at, char in enumerate(text) if char == "\n"]
    return [(path, bisect_left(ends, at) + 1) for path, at in found]


def _walk(text: str, at: int, path: Path, found: list[tuple[Path, int]]) -> int:
    """Note where a value and all in it begin; the offset behind it. Only what is refused is walked through."""
    at = _skip(text, at)
    found.append((path, at))
    if text[at] not in "{[" or len(path) >= _DEEPEST:
        return _DECODER.raw_decode(text, at)[1]
    keyed, number = text[at] == "{", 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        key: str | int = number
        if keyed:
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, at) + 1  # behind the colon
        at = _skip(text, _walk(text, at, (*path, key), found))
        at = _skip(text, at + 1) if text[at] == "," else at
        number += 1
    return at + 1


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at
