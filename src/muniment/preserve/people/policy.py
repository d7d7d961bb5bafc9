"""The policy of a vault: rules that its people set for themselves, each a number in the authority entry in force.

Whoever makes a rule stricter does so alone. Whoever makes one looser needs another operator, where there is one: the
first proposes, the second confirms. The verifier holds the log to the same (`verify.acts.policy`), so that nobody gets
round it with another program. How each change came about stays in the log.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from muniment.model.spelling import did_you_mean
from muniment.preserve.ledger.ledger import Ledger, Written
from muniment.preserve.refusal import Refused
from muniment.verify.acts import POLICY_DEFAULTS, loosened, policy_value, same_policy, why_not_proposed

from .operators import state_of, write_authority

HIGHEST = {"erase_operators": 2, "judge_people": 9, "judge_original_reader": 1, "judge_origin_groups": 99}
"""The highest number that a rule takes: above it nothing more would be asked, or nobody could meet it."""
LOWEST = {"erase_operators": 1, "judge_people": 1, "judge_original_reader": 0, "judge_origin_groups": 0}


class PolicyError(Exception):
    """A policy cannot be set as it is written; the message says why."""


class PolicyChange(NamedTuple):
    """A change of one rule in the log, or one that waits: `by` both people where it took two."""

    rule: str
    before: int
    after: int
    entry: int
    at: str
    by: tuple[str, ...]
    why: str


def policy_in_force(ledger: Ledger, index: int | None = None) -> dict[str, int]:
    """Every rule with its number: as it is in force now, or as it was for the entry `index`."""
    stated = (ledger.authority.current if index is None else ledger.authority.at(index)).policy
    return {rule: policy_value(stated, rule) for rule in POLICY_DEFAULTS}


def policy_changes(ledger: Ledger) -> list[PolicyChange]:
    """Every change of a rule since the vault was made, oldest first."""
    chain, found = ledger.authority.chain, []
    for before, after in pairwise(chain):
        for rule in POLICY_DEFAULTS:
            was, now = policy_value(before.policy, rule), policy_value(after.policy, rule)
            if was != now:
                found.append(_change(ledger, after.index, rule, was, now))
    return found


def policy_proposals(ledger: Ledger) -> list[PolicyChange]:
    """Proposals that another operator can still confirm, oldest first."""
    chain = ledger.authority.chain
    return [
        _change(ledger, keys.index, rule, policy_value(keys.policy, rule), policy_value(keys.proposes, rule))
        for keys in chain
        for rule in keys.proposes
        if not why_not_proposed(chain, keys.index, "", {**chain[-1].policy, **keys.proposes})
    ]


def set_policy(ledger: Ledger, rule: str, number: int, reason: str) -> Written:
    """Set a rule. Raises PolicyError; Refused where it gets looser and there is another operator."""
    after = _after(ledger, rule, number)
    keys = ledger.authority.current
    if loosened(keys.policy, after) and len(keys.operators) > 1:
        raise Refused(
            "two-operators",
            rule,
            f"{rule} would be looser ({policy_value(keys.policy, rule)} → {number}), and there are "
            f"{len(keys.operators)} operators: one proposes it (`muniment policy propose {rule} {number} "
            "--reason WHY`), another confirms. Nothing was changed.",
        )
    return _write(ledger, after, _words(ledger, rule, number, reason))


def propose_policy(ledger: Ledger, rule: str, number: int, reason: str) -> Written:
    """Propose a number for a rule; another operator has to confirm it, and nothing is changed yet."""
    _after(ledger, rule, number)
    why = f"proposed, not in force: {_words(ledger, rule, number, reason)}"
    return _write(ledger, dict(ledger.authority.current.policy), why, proposes={rule: number})


def confirm_policy(ledger: Ledger, index: int, reason: str) -> Written:
    """Carry out, as another operator, what an entry proposed. Raises PolicyError, Refused."""
    chain = ledger.authority.chain
    proposes = next((keys.proposes for keys in chain if keys.index == index), {})
    if not proposes:
        raise PolicyError(f"Entry {index} proposes no change of the policy; `muniment policy` lists what is proposed.")
    after = {**chain[-1].policy, **proposes}
    why = why_not_proposed(chain, index, ledger.identity.code, after)
    if why:
        raise Refused("two-operators", ", ".join(proposes), f"{why}. Nothing was changed.")
    said = "; ".join(_words(ledger, rule, policy_value(proposes, rule), reason) for rule in proposes)
    return _write(ledger, after, said, proposal=index)


def _after(ledger: Ledger, rule: str, number: int) -> dict[str, Any]:
    """The policy with this number. Raises PolicyError where it would say nothing, or cannot be."""
    if rule not in POLICY_DEFAULTS:
        meant = did_you_mean(rule, POLICY_DEFAULTS)
        raise PolicyError(f"There is no rule {rule!r}{meant}; there are {', '.join(POLICY_DEFAULTS)}.")
    if not LOWEST[rule] <= number <= HIGHEST[rule]:
        raise PolicyError(f"{rule} is a number from {LOWEST[rule]} to {HIGHEST[rule]}.")
    before = dict(ledger.authority.current.policy)
    after = {**before, rule: number}
    if same_policy(before, after):
        raise PolicyError(f"{rule} is {number} already.")
    return after


def _words(ledger: Ledger, rule: str, number: int, reason: str) -> str:
    return f"{rule}: {policy_value(ledger.authority.current.policy, rule)} → {number}: {reason}"


def _write(ledger: Ledger, after: dict[str, Any], why: str, **extra: Any) -> Written:
    return write_authority(ledger, {**state_of(ledger.authority.current), "policy": after}, why, **extra)


def _change(ledger: Ledger, index: int, rule: str, before: int, after: int) -> PolicyChange:
    act = ledger.act(index)
    proposal = act.payload.get("proposal")
    first = [ledger.act(proposal).by] if type(proposal) is int else []
    why = str(act.payload.get("why", "")).partition(f"{before} → {after}: ")[2]
    return PolicyChange(rule, before, after, index, act.at, (*first, act.by), why)
