"""Ties through somebody who is not in the vault: documents whose claims are all said to be from the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from muniment.link.ties import Tie

BY = "upstream/1"


class Attributed(NamedTuple):
    """A claim in a document: its item, its label, and the name of whoever says it (empty: unnamed, or the document)."""

    item: str
    claim: str
    speaker: str


def upstream_ties(said: Sequence[Attributed]) -> list[Tie]:
    """Ties between documents that have claims from the same named speaker."""
    by: dict[str, dict[str, Attributed]] = {}
    for one in said:
        if key := _key(one.speaker):
            by.setdefault(key, {}).setdefault(one.item, one)
    return [
        Tie(a.item, b.item, "upstream", f"{a.claim} and {b.claim} are both said to be from {a.speaker}", by=BY)
        for of in by.values()
        for a, b in combinations(of.values(), 2)
    ]


def _key(name: str) -> str:
    """A name for comparing: small letters, without punctuation. *Residents*, *a doctor* are no name: no tie."""
    words = re.findall(r"\w+", name)
    if not any(word[0].isupper() or not word[0].islower() for word in words[len(words) > 1 :]):
        return ""
    return " ".join(words).casefold()
