"""The rules of a vault that its people set, as numbers in the key set: a higher number is stricter.

1. A rule that a policy does not name, or names with what is no whole number, has its default.
2. Whoever makes a rule looser, where others could sign too, carries out what another operator has proposed:
   an authority act before it that changed nothing and names the rule and the number in `proposes`. The proposer's
   key is still in force, and no policy was set in between.
3. To make a rule stricter one operator is enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .authority import KeySet

POLICY_DEFAULTS = {"erase_operators": 2, "judge_people": 2, "judge_original_reader": 0, "judge_origin_groups": 0}
"""Every rule that this program knows, with the number that counts where none is stated."""


def policy_value(policy: Mapping[str, Any], rule: str) -> int:
    """The number of a rule under a policy; 0 for a rule that is neither stated nor known."""
    stated = policy.get(rule)
    return stated if type(stated) is int else POLICY_DEFAULTS.get(rule, 0)


def loosened(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The rules that a policy asks less of than the one before it."""
    rules = sorted({*POLICY_DEFAULTS, *before, *after})
    return [rule for rule in rules if policy_value(after, rule) < policy_value(before, rule)]


def same_policy(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two policies ask the same."""
    return not loosened(one, other) and not loosened(other, one)


def why_not_proposed(chain: Sequence[KeySet], index: int, by: str, after: Mapping[str, Any]) -> str:
    """Why the entry `index` is no proposal that `by` may carry out with the policy `after`; empty where it is.

    `chain` is every key set so far, the one in force last.
    """
    current = chain[-1]
    stated = next((keys for keys in chain if keys.index == index), None)
    if stated is None or not stated.proposes or stated.signer is None:
        return f"entry {index} proposes no change of the policy"
    if stated.by == by:
        return f"{by} proposed it, and another operator has to confirm it"
    if current.operator(stated.signer) is None:
        return f"the key that signed the proposal of entry {index} is no longer in force"
    if any(not same_policy(keys.policy, stated.policy) for keys in chain if keys.index > index):
        return f"the policy was changed since entry {index} proposed this"
    if not same_policy({**current.policy, **stated.proposes}, after):
        return f"it is not what entry {index} proposed"
    return ""
