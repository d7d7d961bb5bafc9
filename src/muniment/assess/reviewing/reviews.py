"""Reviews of a judgement's newest version, and which of them count.

1. A review is of the version that it names in `prior`; a later version needs new ones.
2. Of several reviews by one person the last counts.
3. None counts by whoever judged, or put the version on record, under whatever code as far as keys tell.
4. To agree with a key that was later declared compromised does not count. To disagree does: else whoever is in the way
   could be silenced by declaring their key compromised.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from muniment.assess.people import same_person
from muniment.model.records import Record, StatementRow
from muniment.preserve import Ledger, record_versions

KIND = "review"
AGREE, DISAGREE = "agree", "disagree"
DECISIONS = (AGREE, DISAGREE)


class Review(NamedTuple):
    """One review: who decided what, when, why, and having read it in which languages."""

    entry: int
    at: str
    by: str
    decision: str
    reasons: str
    read_in: tuple[str, ...]
    on_translation: tuple[str, ...]
    of: int
    """Entry of the version that was reviewed."""
    why_not: str = ""
    """Why it does not count; empty where it does."""


class Version(NamedTuple):
    """The newest version of a judgement: where it is in the log, and whose it is."""

    number: int
    """How many versions there are."""
    entry: int
    record: str
    """`act.part` of the version."""
    authors: tuple[str, ...]
    """Who judged, and who put this version on record where that is another (after a branch or an erasure)."""
    signed: bool
    """Whether the judge signed a version of it: anybody can write another's name."""


def newest_version(ledger: Ledger, judgement: Record) -> Version:
    """The version that a review now would be of."""
    versions = record_versions(ledger, judgement)
    entry = int(versions[-1]["entry"])
    rows = [row for row in ledger.catalogue.statements(judgement.record) if row.kind == judgement.kind]
    record = f"{rows[-1].act}.{rows[-1].part}" if rows else judgement.record
    authors = (str(judgement.fields.get("judge", "")), str(versions[-1]["by"]))
    signed = authors[0] in {version["by"] for version in versions}
    return Version(len(versions), entry, record, tuple(dict.fromkeys(code for code in authors if code)), signed)


def reviews_of(ledger: Ledger, judgement: Record) -> list[Review]:
    """Every review of any version of a judgement, oldest first, each with why it does not count, if so."""
    version = newest_version(ledger, judgement)
    rows = [row for row in ledger.catalogue.statements(judgement.record) if row.kind == KIND]
    found = [_review(ledger, row, version) for row in rows]
    last = {review.by: review.entry for review in found}
    return [
        review._replace(why_not=review.why_not or f"{review.by} reviewed it again")
        if last[review.by] != review.entry
        else review
        for review in found
    ]


def _review(ledger: Ledger, row: StatementRow, version: Version) -> Review:
    act, fields = ledger.act(row.act), row.fields
    prior = str(fields.get("prior", ""))
    return Review(
        row.act,
        act.at,
        act.by,
        str(fields.get("decision", "")),
        str(fields.get("reasons", "")),
        tuple(fields.get("read_in", ())),
        tuple(fields.get("on_translation", ())),
        int(prior.partition(".")[0] or 0),
        _why_not(ledger, row, prior, act.by, version),
    )


def _why_not(ledger: Ledger, row: StatementRow, prior: str, by: str, version: Version) -> str:
    if prior != version.record:
        return "there is a newer version of the judgement"
    if any(same_person(ledger, by, author) for author in version.authors):
        return f"{by} judged this"
    agrees = row.fields.get("decision") == AGREE
    return (ledger.authority.doubt(ledger.act(row.act)) or "") if agrees else ""


def counted(reviews: list[Review], decision: str) -> list[Review]:
    """Those that count and decide so."""
    return [review for review in reviews if not review.why_not and review.decision == decision]


def review_json(review: Review) -> dict[str, Any]:
    """A review as documented."""
    return review._asdict() | {"read_in": list(review.read_in), "on_translation": list(review.on_translation)}
