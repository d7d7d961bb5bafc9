"""What the keys depend on: an index made under another version must be rebuilt, never mixed."""

from __future__ import annotations

KEYS = 1
"""Counts up whenever `words`, `fold` or `search_keys` would give other keys for some word."""


def keys_version() -> str:
    """A string that changes when our rules or the dictionaries behind them change."""
    from importlib.metadata import version

    return f"keys/{KEYS} simplemma/{version('simplemma')} snowball/{version('snowballstemmer')}"
