"""Parts: what an act touched, one salted leaf each, every field separately disclosable.

A field is an SD-JWT disclosure (RFC 9901, 4.2): base64url(JSON [salt, name, value]); its digest is
base64url(SHA-256 of that text). A part's digests are sorted and padded with random ones to 8, 16 or
32, so that their number says little. The leaf hashes those digests under a label of its own.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from .strict import StrictError, b64url, dumps, from_b64url, loads

LABEL = b"\x00muniment/part/v1\n"
SALT_BYTES = 16
SIZES = (8, 16, 32)


@dataclass(frozen=True)
class Part:
    """One part as the packs keep it: disclosures, padding digests, what was erased from it.

    `erased` maps a field's digest to the index of the act that erased it; for a part erased whole
    only `leaf` is left and `erased_by` names the act.
    """

    disclosures: tuple[str, ...] = ()
    padding: tuple[str, ...] = ()
    erased: Mapping[str, int] = field(default_factory=dict)
    leaf: bytes | None = None
    erased_by: int | None = None

    def digests(self) -> list[str]:
        """All digests, sorted: the leaf's content."""
        return sorted([*map(digest_of, self.disclosures), *self.padding, *self.erased])

    def leaf_hash(self) -> bytes:
        """The part's leaf."""
        return self.leaf if self.leaf is not None else part_leaf(self.digests())

    def fields(self) -> dict[str, Any]:
        """Field values by name. Raises StrictError where a name stands twice."""
        found: dict[str, Any] = {}
        for disclosure in self.disclosures:
            name, value = open_disclosure(disclosure)
            if name in found:
                raise StrictError(f"the field {name} stands twice in one part")
            found[name] = value
        return found


def digest_of(disclosure: str) -> str:
    """The digest of a disclosure."""
    digest = sha256(disclosure.encode("ascii")).digest()
    return urlsafe_b64encode(digest)[:43].decode()


def open_disclosure(disclosure: str) -> tuple[str, Any]:
    """Name and value. Raises StrictError."""
    value = loads(from_b64url(disclosure))
    if not isinstance(value, list) or len(value) != 3 or not all(isinstance(v, str) for v in value[:2]):
        raise StrictError("a disclosure that is not [salt, name, value]")
    return value[1], value[2]


def part_leaf(digests: Sequence[str]) -> bytes:
    """SHA-256(label ‖ digests as raw bytes, sorted). Raises StrictError on a wrong number or order."""
    if len(digests) not in SIZES or list(digests) != sorted(set(digests)):
        raise StrictError("a part's digests are not 8, 16 or 32, sorted and different")
    return sha256(LABEL + "\n".join(digests).encode("ascii")).digest()


def make_part(fields: Mapping[str, Any]) -> Part:
    """A part from field values, with fresh random salts and padding. At most 32 fields."""
    size = next((size for size in SIZES if size >= len(fields)), 0)
    if not size:
        raise StrictError(f"a part of {len(fields)} fields: more than {SIZES[-1]}")
    random = b64url(os.urandom(24 * len(fields) + 33 * (size - len(fields))))
    salts = (random[at : at + 22] for at in range(0, 32 * len(fields), 32))
    padding = [random[at : at + 43] for at in range(32 * len(fields), len(random), 44)]
    disclosures = [_disclosure(salt, *item) for salt, item in zip(salts, fields.items(), strict=True)]
    return Part(tuple(disclosures), tuple(map(_canonical, padding)))


def _canonical(digest: str) -> str:
    # 43 characters hold 258 bits: the last one must leave its two low bits empty to re-encode alike.
    return digest[:42] + "AEIMQUYcgkosw048"[ord(digest[42]) % 16]


def _disclosure(salt: str, name: str, value: Any) -> str:
    return urlsafe_b64encode(dumps([salt, name, value])).rstrip(b"=").decode()


def write_parts(parts: Iterable[Part]) -> bytes:
    """The body of a `parts` frame: a JSON object a line."""
    return b"".join(_line(part) for part in parts)


def _line(part: Part) -> bytes:
    if part.leaf is not None:
        return dumps({"leaf": b64url(part.leaf), "erased": part.erased_by}) + b"\n"
    value: dict[str, Any] = {"d": part.disclosures, "p": part.padding}
    if part.erased:
        value["e"] = dict(part.erased)
    return dumps(value) + b"\n"


def read_parts(body: bytes) -> list[Part]:
    """The parts of a frame. Raises StrictError."""
    if body and not body.endswith(b"\n"):
        raise StrictError("the last part is cut off")
    return [_read_line(line) for line in body.split(b"\n")[:-1]]


def _read_line(line: bytes) -> Part:
    value = loads(line)
    if not isinstance(value, dict):
        raise StrictError("a part that is not an object")
    if set(value) == {"leaf", "erased"} and isinstance(value["erased"], int):
        return Part(leaf=from_b64url(str(value["leaf"])), erased_by=value["erased"])
    if not {"d", "p"} <= set(value) <= {"d", "p", "e"}:
        raise StrictError("a part with unknown members")
    strings = [*value["d"], *value["p"], *value.get("e", {})]
    if not all(isinstance(text, str) and text.isascii() for text in strings):
        raise StrictError("a part whose digests are not text")
    return Part(tuple(value["d"]), tuple(value["p"]), dict(value.get("e", {})))
