"""A vault with two documents, claims, a judgement that stands and a dossier that was handed out. All invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from muniment.app.compiling import compile_dossier
from muniment.app.dossiers import weighing
from muniment.app.judging import origin_check
from muniment.app.vault import Vault
from muniment.assess import Asked, judge, make_dossier, review
from muniment.disclose import Terms, hand_over
from muniment.preserve import (
    Ledger,
    admit_operator,
    enter_records,
    find_record,
    now,
    request_admission,
    revise_record,
)

from .scene import Scene

TEXTS = {
    "parents.txt": "40 children were in the school of Ostrivka when it was hit.\n",
    "radio.txt": "An hour before the radio told everybody to leave the school.\n",
}
CLAIM = {
    "asserter": "the parents",
    "chain": [],
    "basis": "saw",
    "polarity": "affirmed",
    "hedges": [],
    "characterisations": [],
    "language": "en",
    "note": "",
    "codes": ["acts/1"],
}


class Records(NamedTuple):
    """`act.part` of what was put on record, and of its newest versions."""

    claim: str
    claim_newest: str
    warning: str
    incident: str
    judgement: str
    review: str
    dossier: str


class Handed(NamedTuple):
    """The scene as others have it, and what is in its package."""

    scene: Scene
    records: Records


def build(root: Path) -> Handed:
    """A vault, and the package of a dossier of the judgement and the first claim: the warning is left out."""
    vault, settings = root / "vault", root / "settings"
    founded = Vault.init(vault, "School", settings=settings)
    (root / "in").mkdir(parents=True)
    for name, text in TEXTS.items():
        (root / "in" / name).write_text(text, "utf-8")
    with Vault(vault, write=True, settings=settings) as opened:
        opened.add([root / "in"], {"basis": "public"})
        request = request_admission(opened.ledger, "op-2")
        admit_operator(opened.ledger, request)
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        claim, warning, incident = _told(opened.ledger, [row.item for row in opened.items()])
        asked = Asked("happened", "reasonable-grounds", "met", "as they say", for_=[claim], read_in=["en"])
        judged = judge(opened.ledger, incident, asked).label
    with Vault(vault, write=True, settings=settings, operator="op-2") as opened:
        reviewed = review(opened.ledger, judged, "agree", "I weighed it", ["en"], origins=origin_check(opened))
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        why = "its source asked"
        dossier = make_dossier(opened.ledger, "Ostrivka", "one day", [judged, claim], weighing(opened), why)
        items, compiled = compile_dossier(opened, dossier.label)
        made = hand_over(opened.ledger, items, Terms("the inquiry", "court", now()), root / "package", compiled)
        fingerprint = opened.ledger.authority.fingerprint
    newest = f"{int(incident.partition('-')[2].partition('.')[0]) - 1}.0"
    names = (claim, warning, incident, judged, dossier.label)
    one, two, three, four, five = (name.partition("-")[2] for name in names)
    records = Records(one, newest, two, three, four, f"{reviewed.reviews[0].entry}.0", five)
    nowhere = root / "none"
    places = (vault, settings, root / "package", nowhere, nowhere, nowhere)
    return Handed(Scene(*places, fingerprint, founded.vault, (), 0, 0, 0, made.act), records)


def _told(ledger: Ledger, items: list[str]) -> tuple[str, str, str]:
    """Two claims, of which the first has a second version, and their incident."""
    first, second = (
        {**CLAIM, "item": item, "passage": {"text": "…", "start": 0, "end": 1}, "acts": [{"code": code}]}
        for item, code in zip(items, ("attack-schools", "warning"), strict=True)
    )
    claim, warning = (enter_records(ledger, "claim", [fields])[0].label for fields in (first, second))
    changed: dict[str, Any] = {**first, "basis": "told", "reason": "read again"}
    revise_record(ledger, find_record(ledger, claim), changed)
    incident = {"name": "The school", "claims": [claim, warning], "reason": "one day"}
    return claim, warning, enter_records(ledger, "incident", [incident])[0].label
