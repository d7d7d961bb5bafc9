"""From a dossier to what `disclose` hands out: only what stands, and only with what was left out explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.assess import (
    OUTCOMES,
    PROPOSITIONS,
    Inside,
    Standing,
    find_dossier,
    is_single_account,
    require_standing,
    standards,
    standing,
)
from muniment.disclose import Compiled, DisclosureRefused, Judged
from muniment.model.records import ItemRow, Record
from muniment.preserve import Refused, find_item

from .dossiers import check_explained, code_labels, look
from .judging import origin_check

if TYPE_CHECKING:
    from .vault import Vault


def compile_dossier(vault: Vault, label: str) -> tuple[list[ItemRow], Compiled]:
    """A dossier's items, and all else that is in it, as it stands now.

    Raises NoSuchRecord, and DisclosureRefused with everything that stands against it: entries that were withdrawn or
    erased, judgements that do not stand, what is left out and not explained.
    """
    dossier = find_dossier(vault.ledger, label)
    held, left, statement = look(vault, dossier)
    judged, refused = _judged(vault, held)
    refused = [*_gone(dossier, held), *refused]
    try:
        check_explained(dossier, left)
    except Refused as error:
        refused.append(error)
    if refused:
        raise DisclosureRefused(refused)
    items = [find_item(vault.ledger, item) for item in held.items]
    fields = statement.fields()
    return items, Compiled(dossier, held.claims, tuple(judged), held.incidents, fields, _words(vault))


def _gone(dossier: Record, held: Inside) -> Iterator[Refused]:
    if dossier.withdrawn:
        why = dossier.fields.get("reason", "")
        yield Refused("withdrawn", dossier.label, f"{dossier.label} was withdrawn: {why}")
    for label in held.gone:
        words = (
            f"{label}, an entry of {dossier.label}, was withdrawn or erased since. Take it out: "
            f"`muniment dossier remove {dossier.label} {label} --reason WHY`."
        )
        yield Refused("withdrawn", label, words)


def _judged(vault: Vault, held: Inside) -> tuple[list[Judged], list[Refused]]:
    """The judgements that stand, and why the others do not."""
    origins, found, refused = origin_check(vault), list[Judged](), list[Refused]()
    for record in held.judgements:
        try:
            found.append(_with_reviews(vault, require_standing(vault.ledger, record, origins)))
        except Refused:
            lacking = standing(vault.ledger, record, origins).lacking
            refused += [Refused(one.rule, record.label, f"{record.label}: {one.words}.") for one in lacking]
    return found, refused


def _with_reviews(vault: Vault, stands: Standing) -> Judged:
    behind = {one.entry for one in stands.reviews if not one.why_not and one.decision == "agree"}
    rows = vault.ledger.catalogue.statements(stands.judgement.record)
    reviews = tuple(f"{row.act}.{row.part}" for row in rows if row.kind == "review" and row.act in behind)
    return Judged(stands.judgement, reviews, stands.people, is_single_account(vault.ledger, stands.judgement.fields))


def _words(vault: Vault) -> dict[str, str]:
    return {
        **code_labels(vault),
        **{code.id: code.label for code in standards()},
        **PROPOSITIONS,
        **OUTCOMES,
    }
