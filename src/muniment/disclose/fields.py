"""How the fields of an acquisition are said in words, the same in every file of a package.

Never guesses: a value is shown, or said to be unknown, or said to be withheld.
"""

from __future__ import annotations

import json
from typing import Literal

from muniment.disclose.exhibit import JSON, Exhibit, Shown
from muniment.model.counting import counted
from muniment.model.safe_text import safe_text

WITHHELD = "withheld"
UNKNOWN = "unknown"
State = Literal["shown", "unknown", "withheld"]

FIELDS: dict[str, str] = {
    "obtained": "Obtained",
    "obtained_by": "Obtained by",
    "source": "Obtained from",
    "role": "Role of the source",
    "method": "Method",
    "basis": "Basis",
    "tool": "Tool or device",
    "reference": "Reference",
    "name": "Name as received",
    "path": "Path as received",
    "given_hash": "Hash given by the bringer",
    "restrictions": "Restrictions",
    "consent": "Consent",
}
"""Field name → words, in the order in which they are read. Custody is told apart."""
FURTHER = {
    "parent": "SHA-256 of what it came out of",
    "root": "SHA-256 of what was brought",
    "reader": "Found by the reader",
    "language": "Language, as stated",
    "details": "Further details",
}
"""Words of fields that only some records have; others go by their names."""
AS_SAID = ("obtained", "source", "role", "tool", "reference", "name", "path", "given_hash", "details")
"""Fields that say, of what was found inside another item, what that item says."""
TOLD_APART = ("custody", "depth", "mentioned", "made_as", "made_by")
"""Fields that a report tells in sentences of their own."""
ABOVE = "not said here: that of what it came out of"
"""What is said, of what was found inside another item, in place of what nobody stated of it."""


def state(shown: Shown, name: str) -> State:
    """Whether the field is shown, recorded as unknown, or withheld."""
    if name not in shown.fields:
        return "withheld"
    value = shown.fields[name]
    empty = value is None or (isinstance(value, str) and value.strip().lower() in ("", UNKNOWN))
    return "unknown" if empty else "shown"


def words(value: JSON) -> str:
    """A JSON value as one readable, safe text: lists with semicolons, objects as `name: value`."""
    if isinstance(value, str):
        return safe_text(value, lines=True)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(words(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{safe_text(str(key))}: {words(each)}" for key, each in value.items())
    return safe_text(json.dumps(value, ensure_ascii=False))


def said(shown: Shown, name: str) -> str:
    """The field in words with whose words they are, or `unknown`, or `withheld`."""
    how = state(shown, name)
    if how == "unknown" and shown.found:
        return ABOVE
    if how != "shown":
        return how
    whose = whose_words(shown, name)
    return words(shown.fields[name]) + (f" ({whose})" if whose else "")


def whose_words(shown: Shown, name: str) -> str:
    """Who says what a shown field says, where it was not stated of this very file by those who brought it."""
    if name in shown.inherited:
        return "stated of what it came out of"
    if shown.came_from is None or not shown.found or name not in AS_SAID:
        return ""
    return f"as {shown.came_from.of or 'the file it came out of'} says"


def came_from_words(shown: Shown) -> str:
    """What the file came out of or was made from, as a phrase: `found inside A0001`; nothing where it was brought."""
    came = shown.came_from
    if came is None:
        return ""
    of = came.of or "a file that is not in this package"
    if came.how == "made":
        return f"{safe_text(came.made_as)} of {of}, made by {safe_text(came.made_by or WITHHELD)}"
    return f"{'found inside' if came.how == 'inside' else 'spoken of in'} {of}"


def other_fields(shown: Shown) -> list[str]:
    """Names of shown fields beside `FIELDS`, sorted; those told apart are not among them."""
    return sorted(name for name in shown.fields if name not in FIELDS and name not in TOLD_APART)


def further_label(name: str) -> str:
    """What to call one of the `other_fields`."""
    return FURTHER.get(name) or safe_text(name)


def custody_steps(shown: Shown) -> list[dict[str, JSON]]:
    """The custody history before intake, in the order recorded; empty when unknown or withheld.

    A step that is no object is kept as a note, so that nothing disclosed goes unseen.
    """
    steps = shown.fields.get("custody")
    if not isinstance(steps, list | tuple):
        return []
    return [dict(step) if isinstance(step, dict) else {"note": step} for step in steps]


def is_gap(step: dict[str, JSON]) -> bool:
    """Whether the step says that nobody is known to have held the thing then."""
    return bool(step.get("gap"))


def step_words(step: dict[str, JSON]) -> str:
    """One custody step on one line: `2031-04: person-7 (kept in a drawer)`."""
    date = words(step.get("date") or "date unknown")
    holder = "GAP" if is_gap(step) else words(step.get("holder") or "holder unknown")
    note = f" ({words(step['note'])})" if step.get("note") else ""
    return f"{date}: {holder}{note}"


def custody_words(shown: Shown) -> str:
    """The custody history on one line, or `unknown`, or `withheld`; gaps are counted at its end."""
    steps = custody_steps(shown)
    if not steps:
        how = state(shown, "custody")
        if shown.found and how != "withheld":
            return ABOVE
        return "none recorded" if how == "shown" else how
    gaps = sum(is_gap(step) for step in steps)
    tail = f" [{counted(gaps, 'gap')}]" if gaps else ""
    return " > ".join(step_words(step) for step in steps) + tail


def exhibit_words(exhibit: Exhibit, name: str) -> str:
    """A field over all acquisitions of an exhibit, each distinct answer once.

    `withheld` when no acquisition is shown at all.
    """
    answers = dict.fromkeys(said(shown, name) for shown in exhibit.acquisitions)
    return "; ".join(answers) if answers else WITHHELD


def all_came_from_words(exhibit: Exhibit) -> str:
    """What the exhibit came out of, over all acquisitions; empty where somebody brought it as it is."""
    return "; ".join(filter(None, dict.fromkeys(came_from_words(shown) for shown in exhibit.acquisitions)))


def title_words(exhibit: Exhibit) -> str:
    """The exhibit's title, or what stands for it when there is none."""
    return safe_text(exhibit.title) if exhibit.title else f"Untitled file ({exhibit.annex})"


def date_words(exhibit: Exhibit) -> str:
    """The exhibit's date, else when it was obtained, said as that; else `unknown` or `withheld`."""
    if exhibit.date:
        return safe_text(exhibit.date)
    obtained = exhibit_words(exhibit, "obtained")
    return obtained if obtained in (UNKNOWN, WITHHELD, ABOVE) else f"obtained {obtained}"
