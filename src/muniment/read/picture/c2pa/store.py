"""A C2PA store taken apart: JUMBF boxes by their labels, CBOR decoded, all of it bounded."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from muniment.read.picture.parts.boxes import boxes

_MAX_CBOR = 1 << 20
_MAX_MANIFESTS, _MAX_ASSERTIONS = 200, 500
_MAX_DEPTH = 64
_LABELLED = 0x02
_STORE, _MANIFEST = b"c2pa", (b"c2ma", b"c2um", b"c2cm")
_ASSERTIONS, _CLAIM, _SIGNATURE = b"c2as", b"c2cl", b"c2cs"


class Manifest(msgspec.Struct):
    """One manifest of a store: decoded claim and assertions by label, the signature's bytes."""

    label: str
    claim: Any = None
    assertions: list[tuple[str, Any]] = []
    signature: bytes = b""
    faults: list[str] = []


class Super(msgspec.Struct, frozen=True):
    """A JUMBF superbox: its type's first four bytes, its label, where its boxes are."""

    kind: bytes
    label: str
    start: int
    end: int


def manifests(store: bytes) -> tuple[list[Manifest], str]:
    """The manifests of a store, in its order (the last is the active one); and what is wrong, in words."""
    outer = next((box for box in boxes(store) if box.name == b"jumb"), None)
    top = _super(store, outer.start, outer.end) if outer else None
    if outer is None or top is None or top.kind != _STORE:
        return [], "it does not begin as a store does"
    found = [
        _manifest(store, inner) for inner in _supers(store, top)[:_MAX_MANIFESTS] if inner.kind in _MANIFEST
    ]  # fmt: skip
    return found, "" if outer.whole else "its end is missing"


def _supers(store: bytes, outer: Super) -> list[Super]:
    found = []
    for box in boxes(store, outer.start, outer.end):
        inner = _super(store, box.start, box.end) if box.name == b"jumb" else None
        if inner:
            found.append(inner)
    return found


def _super(store: bytes, start: int, end: int) -> Super | None:
    """The superbox whose content this is: it begins with a description, `jumd`."""
    head = next(boxes(store, start, end), None)
    if head is None or head.name != b"jumd" or head.end - head.start < 17:
        return None
    label = ""
    if store[head.start + 16] & _LABELLED:
        label = store[head.start + 17 : head.end].partition(b"\x00")[0].decode("utf-8", "replace")
    return Super(bytes(store[head.start : head.start + 4]), label, head.end, end)


def _manifest(store: bytes, outer: Super) -> Manifest:
    made = Manifest(outer.label)
    for inner in _supers(store, outer):
        if inner.kind == _CLAIM:
            made.claim = _content(store, inner, made.faults)
        elif inner.kind == _SIGNATURE:
            made.signature = _raw(store, inner)
        elif inner.kind == _ASSERTIONS:
            for one in _supers(store, inner)[:_MAX_ASSERTIONS]:
                made.assertions.append((one.label, _content(store, one, made.faults)))
    return made


def _raw(store: bytes, inner: Super) -> bytes:
    box = next((box for box in boxes(store, inner.start, inner.end) if box.name == b"cbor"), None)
    return bytes(store[box.start : box.end]) if box else b""


def _content(store: bytes, inner: Super, faults: list[str]) -> Any:
    """The first CBOR or JSON box, decoded; None for others, and for broken ones, which are told."""
    for box in boxes(store, inner.start, inner.end):
        if box.name not in (b"cbor", b"json"):
            continue
        raw = bytes(store[box.start : min(box.end, box.start + _MAX_CBOR)])
        try:
            return decoded(raw) if box.name == b"cbor" else json.loads(raw)
        except (ValueError, RecursionError) as error:
            faults.append(f"{inner.label[:60]} ({str(error)[:100]})")
    return None


def decoded(raw: bytes) -> Any:
    """A CBOR value; tags that call for objects are left as they are written. Raises ValueError."""
    import cbor2

    plain = dict.fromkeys((0, 1, 28, 29, 35, 36, 37, 100, 1004), _as_written)
    try:
        return cbor2.loads(raw, max_depth=_MAX_DEPTH, semantic_decoders=plain)
    except (cbor2.CBORDecodeError, ValueError, TypeError, ArithmeticError, LookupError) as error:
        raise ValueError(str(error)) from error


def _as_written(value: Any, *_: Any) -> Any:
    return value
