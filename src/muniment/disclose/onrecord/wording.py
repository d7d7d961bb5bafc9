"""How claims and judgements are said in words, the same in every file of a package. Never says who is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.disclose.fields import UNKNOWN, WITHHELD, words
from muniment.model.safe_text import safe_text

from .shown import ClaimShown, RecordShown

BASES = {
    "saw": "saw it",
    "heard": "heard it",
    "told": "was told by somebody",
    "inferred": "inferred it",
    "document": "has it from a document",
    "unknown": "not said",
}
POLARITIES = {"affirmed": "says that it happened", "denied": "denies that it happened", "unknown": "not certain"}
SAID_BY = "asserter"
_PARTIES = (("perpetrators", "by"), ("victims", "to"))
_THINGS = (("target", "target"), ("method", "with"))
_RESOLVED = (
    ("place", "where", ("name", "country", "latitude", "longitude", "uncertainty")),
    ("time", "when", ("edtf", "relative_to")),
    ("count", "how many", ("low", "high", "unit")),
)


def value_words(record: RecordShown, name: str) -> str:
    """A field in words, or that it is withheld or unknown."""
    if name not in record.fields:
        return WITHHELD if name in record.withheld else UNKNOWN
    return words(record.fields[name]) or UNKNOWN


def said_by_words(claim: ClaimShown) -> str:
    """Whose claim it is: from the one who says it back to the document's author; unnamed is *unnamed*."""
    if SAID_BY not in claim.fields and "chain" not in claim.fields:
        return WITHHELD
    chain = claim.fields.get("chain")
    names = (
        [str(one.get("name", "")) or "unnamed" for one in reversed(chain)] if isinstance(chain, list) else [WITHHELD]
    )
    if SAID_BY in claim.fields:
        names.append(str(claim.fields[SAID_BY]) or "author not known")
    else:
        names.append(WITHHELD)
    return safe_text(", as told by ".join(names))


def page_words(claim: ClaimShown) -> str:
    """Where in the item it stands: a page, or a place in what has no text; empty where that is not recorded."""
    passage = claim.fields.get("passage")
    if not isinstance(passage, Mapping):
        return ""
    return words(passage.get("where") or (f"page {passage['page']}" if "page" in passage else ""))


def passage_words(claim: ClaimShown) -> str:
    """The words it stands in."""
    passage = claim.fields.get("passage")
    if not isinstance(passage, Mapping):
        return WITHHELD
    return words(passage.get("text") or "")


def act_lines(claim: ClaimShown, labels: Mapping[str, str]) -> list[str]:
    """Each act as said and as resolved, on a line of its own."""
    acts = claim.fields.get("acts")
    if not isinstance(acts, list):
        return [WITHHELD]
    return [_act(act, labels) for act in acts]


def _act(act: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    code = str(act.get("code", ""))
    said = [f"{word} {_party(one)}" for name, word in _PARTIES for one in act.get(name, ())]
    said += [f"{word} {_party(act[name])}" for name, word in _THINGS if name in act]
    said += [f"{word} {_resolved(act[name], names)}" for name, word, names in _RESOLVED if name in act]
    named = f"{labels[code]} ({code})" if code in labels else code
    return safe_text(f"{named}: {'; '.join(said)}" if said else named)


def _party(party: Mapping[str, Any]) -> str:
    more = [str(party[name]) for name in ("code", "group") if party.get(name)]
    more += [str(party["involvement"])] if party.get("involvement", "unknown") != "unknown" else []
    said = f"«{party['said']}»" if party.get("said") else ""
    return " ".join(filter(None, [said, f"({', '.join(more)})" if more else ""]))


def _resolved(value: Mapping[str, Any], names: Sequence[str]) -> str:
    """`«in Ostrivka» = Ostrivka, VD (by op-1)`."""
    said = f"«{value['said']}»" if value.get("said") else "not said"
    found = ", ".join(f"{_UNIT.get(name, '')}{value[name]}" for name in names if value.get(name) not in (None, ""))
    by = f" (by {value['by']})" if value.get("by") else ""
    return f"{said} = {found}{by}" if found else said


_UNIT = {"low": "from ", "high": "to ", "uncertainty": "± metres "}


def began_words(claim: ClaimShown) -> str:
    """That a program suggested it, and what a person changed; empty where a person wrote it from the start."""
    began = claim.fields.get("began_as")
    if not isinstance(began, Mapping):
        return ""
    changed = began.get("changed")
    what = f"; changed by a person: {words(changed)}" if changed else "; taken as it was"
    return f"a suggestion of the program {words(began.get('extractor', UNKNOWN))}{what}"
