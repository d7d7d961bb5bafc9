"""Judgements and how they stand, for people and for machines; and what is known of origins, for those who judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from muniment.assess import (
    OUTCOMES,
    PROPOSITIONS,
    OriginCheck,
    Review,
    Standing,
    changed_since,
    is_single_account,
    may_review,
    review_json,
)
from muniment.model.records import Record
from muniment.preserve import Ledger, NoKey, policy_changes

if TYPE_CHECKING:
    from .vault import Vault


def origin_check(vault: Vault) -> OriginCheck:
    """How those who judge ask for origins: by the very groups that `muniment origins` shows."""
    from .origins import origin_groups

    @cache
    def groups(labels: tuple[str, ...]) -> list[list[str]]:
        return origin_groups(vault, labels) if labels else []

    def independent(ledger: Ledger, labels: Sequence[str]) -> bool:
        from muniment.link import independence

        return any(independence(ledger, one, other) for one, other in combinations(groups(tuple(labels)), 2))

    return OriginCheck(lambda _, labels: len(groups(tuple(labels))), independent)


def judgement_json(record: Record) -> dict[str, Any]:
    """A judgement as documented."""
    return {
        "judgement": record.label,
        "at": record.at,
        "by": record.by,
        "now_at": record.now_at,
        "now_by": record.now_by,
        "versions": record.versions,
        "withdrawn": record.withdrawn,
        **record.fields,
    }


def standing_json(ledger: Ledger, found: Standing) -> dict[str, Any]:
    """A judgement with how it stands, as documented."""
    return judgement_json(found.judgement) | {
        "status": found.status,
        "people": list(found.people),
        "single_account": is_single_account(ledger, found.judgement.fields),
        "edited_since": changed_since(ledger, found.judgement.fields)[1],
        "lacking": [lack._asdict() for lack in found.lacking],
        "reviews": [review_json(review) for review in found.reviews],
        "policy_then": dict(found.policy_then),
        "policy_now": dict(found.policy_now),
        "you_may_review": yours(ledger, found),
    }


def yours(ledger: Ledger, found: Standing) -> bool | None:
    """Whether whoever asks may review it; None where it is not known who asks (no key, or several)."""
    try:
        return may_review(ledger, found, ledger.identity.code)
    except NoKey:
        return None


def standing_row(ledger: Ledger, found: Standing) -> tuple[object, ...]:
    """A judgement in a row: label, incident, proposition, outcome, standard, status, people, what is lacking."""
    fields = found.judgement.fields
    mine = " (you may review it)" if yours(ledger, found) and found.status == "waiting" else ""
    about = f": {fields['about']}" if "about" in fields else ""
    return (
        found.judgement.label,
        fields["incident"],
        f"{fields['proposition']}{about}",
        OUTCOMES[fields["outcome"]],
        fields["standard"],
        f"{found.status}{mine}",
        ", ".join(found.people),
        "; ".join(lack.words for lack in found.lacking),
    )


def standing_lines(ledger: Ledger, found: Standing, history: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A judgement for people: who says what, on what, when; who agrees; what is lacking."""
    record, fields = found.judgement, found.judgement.fields
    incident = ledger.catalogue.record(fields["incident"])
    name = f" «{incident.fields.get('name', '')}»" if incident else ""
    about = f": {fields['about']}" if "about" in fields else ""
    yield f"{record.label}, version {found.version.number}, of {fields['incident']}{name}"
    yield f"proposition {PROPOSITIONS[fields['proposition']]}{about}"
    yield f"outcome     {OUTCOMES[fields['outcome']]}, by the standard {fields['standard']} ({fields['standards']})"
    yield f"judged by   {fields['judge']}, {record.now_at}, {read_words(fields)}"
    yield f"status      {found.status.upper()}; behind it: {', '.join(found.people)}"
    yield from (f"  lacking   «{lack.rule}»: {lack.words}" for lack in found.lacking)
    yield from _weighed(ledger, fields)
    yield f"reasons     {fields['reasons']}"
    yield from (f"review      {line}" for line in map(_review_line, found.reviews))
    yield from _policy_lines(ledger, found)
    yield from (f"version     entry {one['entry']}, {one['at']}, by {one['by']}: {_outcome(one)}" for one in history)


def _weighed(ledger: Ledger, fields: Mapping[str, Any]) -> Iterator[str]:
    for side, title in (("for", "for         "), ("against", "against     ")):
        for one in fields[side]:
            words = f": {one['words']}" if "words" in one else ""
            yield f"{title}{one['record']}{words}"
    if is_single_account(ledger, fields):
        yield "            It rests on a single account."
    for label in changed_since(ledger, fields)[1]:
        yield f"            {label} was edited since this was judged."
    yield from (f"alternative {text}" for text in fields["alternatives"])
    yield from (f"gap         {text}" for text in fields["gaps"])


def _review_line(review: Review) -> str:
    said = f"entry {review.entry}, {review.at}: {review.by} {review.decision}s, {read_words(review._asdict())}"
    return f"{said}: {review.reasons}{f' [does not count: {review.why_not}]' if review.why_not else ''}"


def read_words(fields: Mapping[str, Any]) -> str:
    """In which language, or on whose translation, somebody read."""
    said = [f"read in {', '.join(fields['read_in'])}"] if fields["read_in"] else []
    said += [f"on the translation {', '.join(fields['on_translation'])}"] if fields["on_translation"] else []
    return ", ".join(said)


def _outcome(version: Mapping[str, Any]) -> str:
    """Of an earlier version, in a line; one that was erased has nothing left to say."""
    if version.get("state") == "withdrawn":
        return f"withdrawn: {version.get('reason', '')}"
    return f"{OUTCOMES.get(str(version.get('outcome')), 'erased')}, {version.get('standard', '')}"


def _policy_lines(ledger: Ledger, found: Standing) -> Iterator[str]:
    yield f"policy      when judged: {_numbers(found.policy_then)}"
    for change in policy_changes(ledger):
        if change.entry > found.version.entry and change.rule.startswith("judge_"):
            yield f"  changed   entry {change.entry}, {change.rule} {change.before} → {change.after}, " + (
                f"by {' and '.join(change.by)}: {change.why}"
            )


def _numbers(policy: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} {number}" for rule, number in policy.items() if rule.startswith("judge_"))
