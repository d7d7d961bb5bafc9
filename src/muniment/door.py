"""A package's one door, opened only as far as somebody walks through it.

Importing a package costs nothing until one of its names is used: `--help` and `verify` stay instant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def door(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """A module's `__getattr__` (PEP 562) for public names: name → `module` or `module:name there`."""

    def find(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, there = names[name].partition(":")
        return getattr(import_module(f"{package}.{module}"), there or name)

    return find
