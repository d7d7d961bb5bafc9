"""Acts: what a signed entry says. Parsing only; who may sign is `authority`'s question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muniment.verify.log import leaf_hash
from muniment.verify.strict import StrictError, from_b64url

from .jws import Envelope, parse

TYPE = "muniment-act"
FORMAT = 1
_IN_USE = (
    "charter authority acquire read amend restrict hold close erase-proposal erase-withdrawal "
    "erase disclose stamp restore claim person identity keeper account consent "
    "object link incident judge review dossier date element codes coding"
)
_RESERVED = "suggest-taken derive"
KINDS = frozenset((*_IN_USE.split(" "), *_RESERVED.split(" ")))
"""Kinds of act that this format knows; those without a command yet are reserved."""


@dataclass(frozen=True)
class Seen:
    """The last checkpoint that the signer had verified when signing."""

    size: int
    root: bytes


@dataclass(frozen=True)
class Act:
    """One entry of the log, taken apart. `payload` keeps every field, also unknown ones."""

    index: int
    leaf: bytes
    entry: bytes
    envelope: Envelope
    kind: str
    log: str
    seen: Seen
    authority: int
    by: str
    at: str
    parts_root: bytes
    parts_count: int

    @property
    def payload(self) -> dict[str, Any]:
        """The signed payload."""
        return self.envelope.payload


def parse_act(index: int, entry: bytes) -> Act:
    """An act from its entry. Raises StrictError in words for whatever is not an act."""
    envelope = parse(entry)
    payload = envelope.payload
    if type(payload.get("v")) is not int or payload["v"] != FORMAT or payload.get("typ") != TYPE:
        raise StrictError("not an act of this format version")
    if "crit" in payload:
        raise StrictError("it demands an extension that this verifier does not know")
    kind = _text(payload, "act")
    if kind not in KINDS:
        raise StrictError(f"an act of unknown kind {kind!r}")
    seen, parts, clock = (_object(payload, name) for name in ("seen", "parts", "clock"))
    return Act(
        index=index,
        leaf=leaf_hash(entry),
        entry=entry,
        envelope=envelope,
        kind=kind,
        log=_text(payload, "log"),
        seen=Seen(_count(seen, "size"), _hash(seen, "root")),
        authority=_count(payload, "authority"),
        by=_text(payload, "by"),
        at=_text(clock, "at"),
        parts_root=_hash(parts, "root"),
        parts_count=_count(parts, "count"),
    )


def _object(payload: dict[str, Any], name: str) -> dict[str, Any]:
    value = payload.get(name)
    if not isinstance(value, dict):
        raise StrictError(f"{name} is not an object")
    return value


def _text(payload: dict[str, Any], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not value:
        raise StrictError(f"{name} is not text")
    return value


def _count(payload: dict[str, Any], name: str) -> int:
    value = payload.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise StrictError(f"{name} is not a count")
    return value


def _hash(payload: dict[str, Any], name: str) -> bytes:
    value = from_b64url(_text(payload, name))
    if len(value) != 32:
        raise StrictError(f"{name} is not a hash")
    return value
