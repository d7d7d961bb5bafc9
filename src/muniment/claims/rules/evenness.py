"""How unevenly the rules find acts in different languages: whoever compares parties by counts must know it.

Measured on invented sentences of each language (`docs/quality.md`); a test holds the shipped shares to that measure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

MOST = 0.10
"""Shares that differ by more than this carry a warning."""


@cache
def shares() -> dict[str, float]:
    """Language → the share of acts that the rules find in its sentences."""
    told = json.loads((files(__package__) / "data/found.json").read_bytes())
    return {language: share for language, share in told.items() if language != "measured"}


def uneven(languages: Iterable[str]) -> str:
    """A warning where texts are in languages of which the rules find shares too different to compare; else empty."""
    known = {language: shares()[language] for language in sorted(set(languages)) if language in shares()}
    if not known or max(known.values()) - min(known.values()) <= MOST:
        return ""
    told = ", ".join(f"{language} {share:.0%}" for language, share in known.items())
    return (
        f"Of what these texts say, the rules find different shares in different languages (measured: {told}). Do not "
        "compare parties by how many marks or claims there are of each."
    )
