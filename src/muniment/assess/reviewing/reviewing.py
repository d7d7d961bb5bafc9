"""A second person's review of a judgement, and the queue of what waits for one.

Refused: reviewing what is one's own; agreeing where the policy asks for a reader of the original and there is none
among those who would stand behind it; agreeing on fewer origins than it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.assess.errors import AssessError
from muniment.assess.judgement import KIND as JUDGE
from muniment.assess.judgement import judgements_on, rests_on
from muniment.assess.languages import read_fields
from muniment.assess.origins import Lack, OriginCheck, origins_lacking
from muniment.assess.people import person, same_person
from muniment.model.records import Record
from muniment.preserve import Ledger, Refused, find_record, policy_in_force, state_about

from .reviews import AGREE, DECISIONS, KIND, Review, Version, counted, newest_version, reviews_of
from .state import STANDS, Standing, original_reader_lacking, standing, stricter


def review(
    ledger: Ledger,
    judgement: str,
    decision: str,
    reasons: str,
    read_in: Sequence[str] = (),
    on_translation: Sequence[str] = (),
    origins: OriginCheck | None = None,
    version: int | None = None,
    author: str | None = None,
) -> Standing:
    """Put a review of a judgement's newest version on record; how the judgement stands then.

    `version` is the number of the version that was read: with a newer one nothing is written. Raises AssessError,
    NoSuchRecord; Refused by the policy.
    """
    code = person(ledger, author, "review")
    record = find_record(ledger, judgement, JUDGE)
    if decision not in DECISIONS:
        raise AssessError(f"{decision!r} is no decision: {' or '.join(DECISIONS)}.")
    if record.withdrawn:
        raise AssessError(f"{record.label} has been withdrawn; there is nothing to review.")
    if not reasons.strip():
        raise AssessError("A review has reasons: say why.")
    newest = newest_version(ledger, record)
    if version is not None and version != newest.number:
        raise AssessError(f"You read version {version} of {record.label}; there is version {newest.number} now.")
    fields = {"decision": decision, "reasons": reasons.strip(), **read_fields(ledger, read_in, on_translation)}
    _check_own(ledger, record, newest, code)
    if decision == AGREE:
        _check_agreeing(ledger, record, newest, code, fields["read_in"], origins)
    state_about(ledger, KIND, record, fields)
    return standing(ledger, record.label, origins)


def _check_own(ledger: Ledger, record: Record, version: Version, code: str) -> None:
    own = next((author for author in version.authors if same_person(ledger, code, author)), None)
    if own is not None:
        also = "" if own == code else f", and {code} has the same key"
        raise Refused(
            "own-judgement",
            record.label,
            f"{record.label} is {own}'s own judgement{also}; somebody else has to review it.",
        )


def _check_agreeing(
    ledger: Ledger, record: Record, version: Version, code: str, read_in: Sequence[str], origins: OriginCheck | None
) -> None:
    policy = stricter(policy_in_force(ledger, version.entry), policy_in_force(ledger))
    mine = Review(0, "", code, AGREE, "", tuple(read_in), (), version.entry)
    agreed = [one for one in counted(reviews_of(ledger, record), AGREE) if one.by != code]
    lacking: list[Lack] = original_reader_lacking(ledger, record, [*agreed, mine], policy)
    lacking += origins_lacking(ledger, policy, record.fields["outcome"], rests_on(ledger, record.fields), origins)
    if lacking:
        raise Refused(lacking[0].rule, record.label, f"{lacking[0].words}. The review was not put on record.")


def waiting(ledger: Ledger, incident: str = "", origins: OriginCheck | None = None) -> list[Standing]:
    """The queue: judgements that do not stand, in the order they came."""
    found = (standing(ledger, record, origins) for record in judgements_on(ledger, incident))
    return [one for one in found if one.status != STANDS]


def may_review(ledger: Ledger, waits: Standing, code: str) -> bool:
    """Whether this person is not the one whose judgement it is, and has not agreed already."""
    own = any(same_person(ledger, code, author) for author in waits.version.authors)
    return not own and code not in waits.people
