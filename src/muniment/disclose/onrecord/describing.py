"""From what was chosen of a dossier to what the descriptive files say; only shown fields pass through here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.disclose.selection import Chosen
from muniment.disclose.whitelist_records import CHAIN
from muniment.preserve import Ledger

from .choosing import Review, Told
from .compiled import Compiled
from .shown import ClaimShown, DossierShown, EntryShown, Ground, JudgementShown, RecordShown, ReviewShown

_UNTOLD = frozenset({*CHAIN, "items", "claims", "judgements", "incidents", "without", "left_out_records"})
"""Fields by which the vault finds a record again, or that would tell of what is left out: not spoken of."""


def described(ledger: Ledger, compiled: Compiled, told: Sequence[Told], chosen: Sequence[Chosen]) -> DossierShown:
    """The dossier as the recipient sees it."""
    annexes = {one.record.label: one.annex for one in told} | {one.item.item: one.annex for one in chosen}
    describing = _Describing(ledger, annexes)
    by_kind: dict[str, list[Told]] = {}
    for one in told:
        by_kind.setdefault(one.record.kind, []).append(one)
    (dossier,) = by_kind["dossier"]
    entries = dossier.fields["entries"]
    return DossierShown(
        dossier=describing.record(dossier),
        entries=tuple(EntryShown(annex=annexes[one["record"]], note=one["note"]) for one in entries),
        claims=tuple(describing.claim(one) for one in by_kind.get("claim", ())),
        judgements=tuple(describing.judgement(one) for one in by_kind.get("judge", ())),
        incidents=tuple(describing.record(one) for one in by_kind.get("incident", ())),
        left_out=str(compiled.left_out["said"]),
        words=compiled.words,
    )


class _Describing:
    def __init__(self, ledger: Ledger, annexes: Mapping[str, str]) -> None:
        self._ledger, self._annexes = ledger, annexes

    def record(self, one: Told) -> RecordShown:
        return RecordShown(**self._head(one))

    def claim(self, one: Told) -> ClaimShown:
        item = one.fields.get("item")
        return ClaimShown(**self._head(one), item=self._annexes.get(str(item)) if item else None)

    def judgement(self, one: Told) -> JudgementShown:
        assert one.judged is not None
        fields, recorded = one.fields, one.record.fields
        return JudgementShown(
            **self._head(one),
            incident=self._annexes[recorded["incident"]] if "incident" in fields else "",
            people=one.judged.people,
            reviews=tuple(self._review(review) for review in one.reviews),
            single_account=one.judged.single_account,
            sides={side: self._grounds(fields[side]) if side in fields else None for side in ("for", "against")},
            counts={side: len(recorded[side]) for side in ("for", "against")},
        )

    def _head(self, one: Told) -> dict[str, Any]:
        record, fields = one.record, one.fields
        recorded = [name for name, value in record.fields.items() if value not in ("", [], None)]
        withheld = [name for name in recorded if name not in fields and name not in _UNTOLD]
        return {
            "annex": one.annex,
            "label": f"{self._ledger.vault[:5]}/{record.label}",
            "fields": {name: value for name, value in fields.items() if name not in CHAIN},
            "withheld": tuple(withheld),
            "at": record.at,
            "by": record.by,
            "now_at": record.now_at,
            "now_by": record.now_by,
            "versions": record.versions,
        }

    def _grounds(self, given: Sequence[Mapping[str, Any]]) -> tuple[Ground, ...]:
        return tuple(
            Ground(annex=self._annexes.get(one["record"], "not in this package"), words=str(one.get("words", "")))
            for one in given
        )

    def _review(self, review: Review) -> ReviewShown:
        act = self._ledger.act(review.row.act)
        fields = {name: review.row.fields[name] for name in review.shown if name not in CHAIN}
        return ReviewShown(by=act.by, at=act.at, entry=review.row.act, fields=fields)
