"""How few origins forbid a judgement of *met*. Enough of them satisfy nothing.

Which documents go back to one origin is another package's finding: it is handed in, and nothing here looks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from muniment.preserve import Ledger

RULE = "judge_origin_groups"


class OriginCheck(NamedTuple):
    """What is known of the origins of claims and items, by their labels."""

    groups: Callable[[Ledger, Sequence[str]], int]
    """How many groups of origin the documents fall into that they are, or stand in."""
    independent: Callable[[Ledger, Sequence[str]], bool]
    """Whether a person has recorded why a named pair of them, in two groups, is independent."""


class Lack(NamedTuple):
    """A rule that is not met, and what is lacking."""

    rule: str
    words: str


def origins_lacking(
    ledger: Ledger, policy: Mapping[str, int], outcome: str, labels: Sequence[str], check: OriginCheck | None
) -> list[Lack]:
    """What the rule on groups of origin finds lacking behind an outcome that rests on these records."""
    asked = policy[RULE]
    if not asked or outcome != "met":
        return []
    if check is None:
        return [Lack("origin-groups", f"the policy asks for {asked} groups of origin, and nobody counted them")]
    found = check.groups(ledger, labels)
    if found < asked:
        return [
            Lack(
                "origin-groups",
                f"what is for it goes back to {found} group{'' if found == 1 else 's'} of origin, and the policy asks "
                f"for {asked} ({RULE})",
            )
        ]
    if asked > 1 and not check.independent(ledger, labels):
        return [
            Lack(
                "independence",
                f"there are {found} groups of origin, but finding no link is not independence: a person has to record "
                "why a named pair of them is independent",
            )
        ]
    return []
