"""Loading code lists, those shipped and a user's own, by one reader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from .types import CodeList

NAMES = ("acts",)


@cache
def load(name: str) -> CodeList:
    """A shipped list by its name."""
    return msgspec.json.decode((files(__package__) / "data" / f"{name}.json").read_bytes(), type=CodeList)
