"""A whole claim, checked field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from muniment.model.claims import BASES, POLARITIES
from muniment.model.reading import Reading

from .act import act_fields
from .passage import passage_fields
from .refusing import ClaimError, known_keys, one_of, table, tables, text, texts

KEYS = (
    "item", "passage", "asserter", "chain", "basis", "polarity", "hedges", "acts", "characterisations", "language",
    "note",
)  # fmt: skip
_ROLES = ("quoted", "reported")
MOST_ACTS = 40


def claim_fields(
    form: Mapping[str, Any], item: str, reading: Reading | None, codes: Collection[str], by: str, where: str = "claim"
) -> dict[str, Any]:
    """The fields of a claim about an item, as they are put on record. `by` is the operator's code.

    `asserter` is who says the document (empty: not known, and kept as that); `chain` whom it quotes or reports,
    and whom these cite, outermost first: the last one's claim it is. Raises ClaimError in words.
    """
    known_keys(form, KEYS, where)
    found: dict[str, Any] = {"item": item}
    passage = form.get("passage")
    quoted = {"text": passage} if isinstance(passage, str) else table(passage or {}, f"{where}, passage")
    found["passage"] = passage_fields(quoted, reading, f"{where}, passage")
    found["asserter"] = text(form.get("asserter"), f"{where}, asserter")
    found["chain"] = [_speaker(one, f"{where}, chain") for one in tables(form.get("chain"), f"{where}, chain")]
    found["basis"] = one_of(form.get("basis"), BASES, f"{where}, basis", "unknown")
    found["polarity"] = one_of(form.get("polarity"), POLARITIES, f"{where}, polarity", "affirmed")
    for name in ("hedges", "characterisations"):
        found[name] = texts(form.get(name), f"{where}, {name}")
    found["acts"] = _acts(form, where, codes, by)
    found["language"] = text(form.get("language"), f"{where}, language") or (reading.language if reading else "") or ""
    found["note"] = text(form.get("note"), f"{where}, note")
    return found


def _acts(form: Mapping[str, Any], where: str, codes: Collection[str], by: str) -> list[dict[str, Any]]:
    given = form.get("acts") or []
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        raise ClaimError(f"{where}, acts: a list of tables is wanted, each with a code.")
    if len(given) > MOST_ACTS:
        raise ClaimError(
            f"{where}: {len(given)} acts in one claim are too many (at most {MOST_ACTS}); make several claims."
        )
    return [act_fields(one, f"{where}, act {number}", codes, by) for number, one in enumerate(given, 1)]


def _speaker(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """One link of the chain; an empty name is somebody unnamed, who is never left out."""
    given = {("name" if key == "said" else key): value for key, value in given.items()}
    known_keys(given, ("name", "role", "cue", "person"), where)
    found = {name: text(given.get(name), f"{where}, {name}") for name in ("name", "cue", "person")}
    kept: dict[str, Any] = {"name": found["name"]}
    kept["role"] = one_of(given.get("role"), _ROLES, f"{where}, role", "reported")
    return kept | {name: found[name] for name in ("cue", "person") if found[name]}
