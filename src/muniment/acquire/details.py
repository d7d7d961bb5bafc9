"""What is told about an acquisition: checked as it is given, kept as it is given.

Every detail may be unknown; an unknown one is absent. Nothing here is guessed from a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from muniment.model.edtf import is_edtf

BASES = ("public", "person", "organisation", "unstated")
METHODS = ("handed over", "own capture", "download", "seizure", "import")
TEXTS = ("obtained_by", "source", "role", "tool", "reference", "note", "parent", "made_as", "made_by")
_STEP = re.compile(r"(?P<date>\S+)\s+(?P<words>.*)\Z", re.DOTALL)
_GAP = re.compile(r"gap(?:\s*:\s*|\s+|\Z)", re.IGNORECASE)
_HASH = re.compile(r"(?:sha-?256:)?([0-9a-f]{64})\Z", re.IGNORECASE)


class DetailsError(Exception):
    """A detail is not what it must be; the message names it."""


def details(given: Mapping[str, str]) -> dict[str, Any]:
    """Fields of an acquisition from texts by name. Raises DetailsError naming the first wrong one."""
    told = {name: value.strip() for name, value in given.items() if value and value.strip()}
    fields: dict[str, Any] = {name: told[name] for name in TEXTS if name in told}
    fields["basis"] = _one_of("basis", told.get("basis", "unstated"), BASES)
    if "method" in told:
        fields["method"] = _one_of("method", told["method"], METHODS)
    if "obtained" in told:
        fields["obtained"] = _date("obtained", told["obtained"])
    if "hash" in told:
        fields["given_hash"] = _hash(told["hash"])
    if "custody" in told:
        fields["custody"] = [_step(step.strip()) for step in told["custody"].split("|")]
    if "consent" in told:
        fields["consent"] = _consent(told["consent"])
    if "restrictions" in told:
        fields["restrictions"] = [_restriction(text) for text in _list(told["restrictions"])]
    return fields


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value.lower() not in allowed:
        raise DetailsError(f"{name} is {value!r}; it must be one of: {', '.join(allowed)}")
    return value.lower()


def _date(name: str, value: str) -> str:
    if not is_edtf(value):
        raise DetailsError(f"{name} is {value!r}, which is not an EDTF date such as 2024-03-14, 2024-03 or 2024-03-14~")
    return value


def _hash(value: str) -> str:
    found = _HASH.match(value)
    if not found:
        raise DetailsError(f"hash is {value!r}, which is not a SHA-256 of 64 hexadecimal digits")
    return found[1].lower()


def _step(text: str) -> dict[str, Any]:
    """One step of custody: `DATE words`, or `DATE/DATE gap: words` for a time nobody vouches for."""
    found = _STEP.match(text)
    if not found or not is_edtf(found["date"]):
        raise DetailsError(f"the custody step {text!r} does not begin with a date (DATE words | DATE words)")
    words = found["words"].strip()
    gap = _GAP.match(words)
    step: dict[str, Any] = {"date": found["date"], "gap": gap is not None}
    if gap:
        step["note"] = words[gap.end() :] or "not known where it was"
    else:
        step["holder"] = words
    return step


def _consent(text: str) -> dict[str, Any]:
    """`un-inquiry; court until 2027-12-31`: purposes, and until when they are covered."""
    purposes, _, until = text.partition(" until ")
    consent: dict[str, Any] = {"purposes": [purpose.lower() for purpose in _list(purposes)]}
    if until:
        consent["until"] = _date("consent until", until.strip())
    return consent


def _restriction(text: str) -> dict[str, str]:
    """`never`, `not-for: PURPOSE`, `only-for: PURPOSE` or `until: DATE`."""
    rule, _, value = (part.strip() for part in text.partition(":"))
    if rule == "never" and not value:
        return {"rule": rule}
    if rule in ("not-for", "only-for") and value:
        return {"rule": rule, "purpose": value.lower()}
    if rule == "until" and value:
        return {"rule": rule, "date": _date("restriction until", value)}
    raise DetailsError(
        f"the restriction {text!r} is not one of: never, not-for: PURPOSE, only-for: PURPOSE, until: DATE"
    )


def restriction(text: str) -> dict[str, str]:
    """One restriction from its text. Raises DetailsError."""
    return _restriction(text.strip())
