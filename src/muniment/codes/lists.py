"""Code lists: those shipped and a user's own, by one reader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .checks import checked
from .refusal import UnknownList
from .tables import from_table
from .types import CodeList
from .written import from_json, text_of

NAMES = ("acts", "law", "standards", "basis", "polarity", "involvement")
"""The shipped lists."""


@cache
def load(name: str) -> CodeList:
    """A shipped list by its name. Raises UnknownList for another."""
    if name not in NAMES:
        raise UnknownList(name, NAMES)
    file = f"{name}.json"
    return read_list((files(__package__) / "data" / file).read_bytes(), file)


def read_list(data: bytes, source: str) -> CodeList:
    """A list from the bytes of a JSON or CSV file; `source` is what to call it in words, its name or path.

    Raises ListRefused, which says what is wrong in which line.
    """
    text = text_of(data, source)
    return checked(from_json(text, source) if text.lstrip()[:1] in ("{", "[") else from_table(text, source))
