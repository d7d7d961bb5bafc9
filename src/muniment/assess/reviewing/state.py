"""Whether a judgement stands, so that it may be handed out; where not, which rule is not met and what is lacking.

A judgement is held to the policy under which its newest version was made and to the one in force now: of each rule the
stricter number counts. So a rule that is loosened never reaches back, and one that is made stricter does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from muniment.assess.judgement import KIND, changed_since, items_behind, named, rests_on
from muniment.assess.languages import unread_in_original
from muniment.assess.origins import Lack, OriginCheck, origins_lacking
from muniment.assess.people import same_person
from muniment.model.records import Record
from muniment.preserve import Ledger, Refused, find_record, policy_in_force

from .reviews import AGREE, DISAGREE, Review, Version, counted, newest_version, reviews_of

STANDS, WAITING, CONTESTED, WITHDRAWN = "stands", "waiting", "contested", "withdrawn"


class Standing(NamedTuple):
    """How a judgement stands, who stands behind it, and what is lacking."""

    judgement: Record
    status: str
    """`stands`, `waiting`, `contested` or `withdrawn`. Only what stands may be handed out."""
    people: tuple[str, ...]
    """Who judged, and who reviewed and agrees."""
    version: Version
    reviews: tuple[Review, ...]
    lacking: tuple[Lack, ...]
    policy_then: Mapping[str, int]
    policy_now: Mapping[str, int]


def standing(ledger: Ledger, judgement: Record | str, origins: OriginCheck | None = None) -> Standing:
    """How a judgement stands now. Raises NoSuchRecord."""
    record = find_record(ledger, judgement, KIND) if isinstance(judgement, str) else judgement
    version, reviews = newest_version(ledger, record), reviews_of(ledger, record)
    then, now = policy_in_force(ledger, version.entry), policy_in_force(ledger)
    people = _people(ledger, version, reviews)
    lacking = _lacking(ledger, record, version, reviews, people, stricter(then, now), origins)
    return Standing(record, _status(record, lacking), people, version, tuple(reviews), tuple(lacking), then, now)


def require_standing(ledger: Ledger, judgement: Record | str, origins: OriginCheck | None = None) -> Standing:
    """The same, for whoever hands a judgement out. Raises Refused, with every rule that is not met."""
    found = standing(ledger, judgement, origins)
    if found.status != STANDS:
        words = "; ".join(lack.words for lack in found.lacking)
        raise Refused(found.lacking[0].rule, found.judgement.label, f"{found.judgement.label} does not stand: {words}.")
    return found


def stricter(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Of each rule the higher number."""
    return {rule: max(one[rule], other[rule]) for rule in one}


def unread(ledger: Ledger, record: Record, reviews: list[Review]) -> dict[str, str]:
    """Items behind a judgement, with their language, that neither its judge nor these reviewers read in it."""
    read_in = [*record.fields.get("read_in", ()), *(tag for review in reviews for tag in review.read_in)]
    return unread_in_original(ledger, items_behind(ledger, named(record.fields)), read_in)


def original_reader_lacking(
    ledger: Ledger, record: Record, reviews: list[Review], policy: Mapping[str, int]
) -> list[Lack]:
    """What the rule on readers of the original finds lacking. Where there is too little to say, it asks nothing."""
    if not policy["judge_original_reader"] or record.fields["outcome"] == "not-enough":
        return []
    missing = unread(ledger, record, reviews)
    if not missing:
        return []
    said = ", ".join(f"{item} ({language})" for item, language in missing.items())
    return [Lack("original-reader", f"nobody of those who stand behind it read in the original: {said}")]


def _people(ledger: Ledger, version: Version, reviews: list[Review]) -> tuple[str, ...]:
    """Different people: whoever judged and signed counts once, and of two codes with one key only the first."""
    found: list[str] = []
    for code in (*version.authors[: int(version.signed)], *(review.by for review in counted(reviews, AGREE))):
        if not any(same_person(ledger, code, other) for other in found):
            found.append(code)
    return tuple(found)


def _lacking(
    ledger: Ledger,
    record: Record,
    version: Version,
    reviews: list[Review],
    people: tuple[str, ...],
    policy: Mapping[str, int],
    origins: OriginCheck | None,
) -> list[Lack]:
    if record.withdrawn:
        return [Lack("withdrawn", f"it was withdrawn by {record.now_by}: {record.fields.get('reason', '')}")]
    found = [
        Lack("contested", f"{review.by} disagrees (entry {review.entry}): {review.reasons}")
        for review in counted(reviews, DISAGREE)
    ]
    asked = policy["judge_people"]
    if len(people) < asked:
        short = f"{len(people)} of the {asked} people that the policy asks for stand behind it ({', '.join(people)})"
        found.append(Lack("judge-people", short))
    if doubt := ledger.authority.doubt(ledger.act(version.entry)):
        found.append(Lack("doubtful-key", doubt))
    agreed = counted(reviews, AGREE)
    found += original_reader_lacking(ledger, record, agreed, policy)
    found += origins_lacking(ledger, policy, record.fields["outcome"], rests_on(ledger, record.fields), origins)
    return found + _gone(ledger, record)


def _gone(ledger: Ledger, record: Record) -> list[Lack]:
    """What it is of or rests on and is no longer on record."""
    gone, edited = changed_since(ledger, record.fields)
    found = [Lack("withdrawn-ground", f"it rests on {label}, which was withdrawn or erased since") for label in gone]
    again = "was edited since it was judged: judge again, with what it says now"
    found += [Lack("edited-ground", f"{label} {again}") for label in edited]
    incident = ledger.catalogue.record(record.fields["incident"])
    if incident is None or incident.withdrawn:
        found.append(Lack("withdrawn-incident", f"{record.fields['incident']} was withdrawn since"))
    elif incident.versions != record.fields.get("incident_version"):
        changed = f"{incident.label} was renamed, merged or split since it was judged"
        found.append(Lack("edited-incident", f"{changed}: judge again, as it is now"))
    return found


def _status(record: Record, lacking: list[Lack]) -> str:
    if record.withdrawn:
        return WITHDRAWN
    if any(lack.rule == "contested" for lack in lacking):
        return CONTESTED
    return WAITING if lacking else STANDS
