"""A made-up dossier with awkward words: invented people and places; every field that a claim or judgement can have."""

from __future__ import annotations

from typing import Any

import msgspec

from muniment.disclose.onrecord.shown import (
    ClaimShown,
    DossierShown,
    EntryShown,
    Ground,
    JudgementShown,
    RecordShown,
    ReviewShown,
)

HEAD: dict[str, Any] = {
    "withheld": (),
    "at": "2031-05-02T09:14:05Z",
    "by": "op-1",
    "now_at": "2031-05-03T10:00:00Z",
    "now_by": "op-2",
    "versions": 2,
}
WORDS = {
    "killing": "Killing",
    "happened": "that it happened",
    "met": "met",
    "reasonable-grounds": "Reasonable grounds to believe",
}
CLAIM = ClaimShown(
    **HEAD,
    annex="C0001",
    label="k7f3q/claim-31.0",
    item="A0001",
    fields={
        "item": "item-12.0",
        "passage": {"text": "قُتل أربعون طفلاً", "start": 0, "end": 16, "page": 3},
        "asserter": "radio-lozova.invalid",
        "chain": [{"name": "the head of the school", "role": "reported"}, {"name": "", "role": "reported"}],
        "basis": "told",
        "polarity": "affirmed",
        "hedges": ["reportedly"],
        "characterisations": ["a crime"],
        "acts": [
            {
                "code": "killing",
                "perpetrators": [{"said": "the army", "involvement": "ordered"}],
                "victims": [{"said": "children", "group": "River people"}],
                "target": {"said": "the school"},
                "place": {"said": "Lozova", "name": "Upper Lozova", "country": "VT", "by": "op-1"},
                "time": {"said": "on Sunday", "edtf": "2031-05-04"},
                "count": {"said": "forty", "low": 40, "high": 40, "unit": "children"},
            },
            {"code": "our-own-code"},
        ],
        "language": "ar",
        "codes": ["acts/1"],
        "began_as": {"suggestion": "s-1", "extractor": "rules/1", "changed": ["acts"]},
    },
)
HIDDEN = ClaimShown(
    **{**HEAD, "withheld": ("asserter", "chain", "acts", "note"), "versions": 1},
    annex="C0002",
    label="k7f3q/claim-32.0",
    item=None,
    fields={"passage": {"where": "00:03:10"}, "basis": "saw", "polarity": "denied", "hedges": [], "began_as": None},
)
JUDGEMENT = JudgementShown(
    **{**HEAD, "withheld": ("reasons",)},
    annex="J0001",
    label="k7f3q/judgement-33.0",
    incident="I0001",
    people=("op-2", "op-3"),
    single_account=True,
    fields={
        "incident": "incident-30.0",
        "proposition": "happened",
        "about": "the army's second brigade",
        "standard": "reasonable-grounds",
        "outcome": "met",
        "alternatives": ["a gas explosion"],
        "gaps": [],
        "read_in": ["ar"],
        "on_translation": [],
    },
    sides={"for": (Ground(annex="C0001", words="saw it"), Ground(annex="A0001")), "against": None},
    counts={"for": 2, "against": 1},
    reviews=(
        ReviewShown(by="op-3", at="2031-05-04T08:00:00Z", entry=35, fields={"decision": "agree", "read_in": ["ar"]}),
    ),
)
DOSSIER = DossierShown(
    dossier=RecordShown(
        **HEAD, annex="D0001", label="k7f3q/dossier-34.0", fields={"name": "Lozova", "purpose": "case 14/2031"}
    ),
    entries=(EntryShown(annex="J0001", note="read this first"), EntryShown(annex="I0001"), EntryShown(annex="A0001")),
    claims=(CLAIM, HIDDEN),
    judgements=(JUDGEMENT,),
    incidents=(
        RecordShown(**HEAD, annex="I0001", label="k7f3q/incident-30.0", fields={"name": "The school at Lozova"}),
    ),
    left_out="Of the 1 incident shown, 1 linked claim in 1 item is left out.",
    words=WORDS,
)


def hostile(text: str) -> DossierShown:
    """The same with this text wherever somebody can have written one."""

    def spoilt(value: Any) -> Any:
        if isinstance(value, str):
            return text
        if isinstance(value, dict):
            return {name: spoilt(one) for name, one in value.items()}
        return [spoilt(one) for one in value] if isinstance(value, list) else value

    claim = msgspec.structs.replace(CLAIM, fields=spoilt(dict(CLAIM.fields)), by=text)
    ground = Ground(annex="C0001", words=text)
    judgement = msgspec.structs.replace(
        JUDGEMENT, fields=spoilt(dict(JUDGEMENT.fields)), sides={"for": (ground,), "against": (ground,)}, now_by=text
    )
    dossier = msgspec.structs.replace(DOSSIER.dossier, fields={"name": text, "purpose": text})
    entries = (EntryShown(annex="J0001", note=text),)
    return msgspec.structs.replace(
        DOSSIER, dossier=dossier, entries=entries, claims=(claim,), judgements=(judgement,), words={}
    )
