"""Parts: what an act touched, one salted leaf each, every field separately disclosable.

A field is an SD-JWT disclosure (RFC 9901, 4.2): base64url(JSON [salt, name, value]); its digest is
base64url(SHA-256 of that text). A part's digests are sorted and padded with decoys to 8, 16 or 32, so
that their number says little. The leaf hashes those digests under a label of its own.

A decoy's digest is that of a label and a salt, and the packs keep the salt: so nobody who keeps a
vault can pass a field that was taken out for a decoy. Whoever holds digests alone cannot tell them apart.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from muniment.verify.strict import StrictError, b64url, b64url_all, dumps, from_b64url, from_b64url_all, loads

LABEL = b"\x00muniment/part/v1\n"
DECOY = b"muniment/decoy/v1\n"
"""No disclosure begins so: base64url has no slash."""
SALT_CHARS = 22
DIGEST_CHARS = 43
SIZES = (8, 16, 32)
_PLAIN = re.compile(rb'\["[\w-]*","([a-z_]+)","([ !#-\[\]-~]*)"\]\Z')
"""A disclosure of ASCII text without escapes: what JSON says of it stands there as it is."""
_PLAIN_TEXT = re.compile(r"[ !#-\[\]-~]*\Z")
_PLAIN_ALPHABET = re.compile(r"[\w-]*\Z", re.ASCII)


@dataclass(frozen=True)
class Part:
    """One part as the packs keep it: disclosures, salts of its decoys, what was erased from it.

    `erased` maps a field's digest to the index of the act that erased it; for a part erased whole
    only `leaf` is left and `erased_by` names the act.
    """

    disclosures: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()
    erased: Mapping[str, int] = field(default_factory=dict)
    leaf: bytes | None = None
    erased_by: int | None = None

    def digests(self) -> list[str]:
        """All digests, sorted: the leaf's content."""
        hashes = [sha256(text.encode("ascii")).digest() for text in self.disclosures]
        hashes += [sha256(DECOY + salt.encode("ascii")).digest() for salt in self.decoys]
        return sorted([*b64url_all(hashes), *self.erased])

    def leaf_hash(self) -> bytes:
        """The part's leaf."""
        return self.leaf if self.leaf is not None else part_leaf(self.digests())

    def fields(self) -> dict[str, Any]:
        """Field values by name. Raises StrictError where a name stands twice."""
        found: dict[str, Any] = {}
        for name, value in map(_read_opened, from_b64url_all(self.disclosures)):
            if name in found:
                raise StrictError(f"the field {name} stands twice in one part")
            found[name] = value
        return found


def digest_of(disclosure: str) -> str:
    """The digest of a disclosure."""
    return b64url(sha256(disclosure.encode("ascii")).digest())


def decoy_digest(salt: str) -> str:
    """The digest of a decoy."""
    return b64url(sha256(DECOY + salt.encode("ascii")).digest())


def open_disclosure(disclosure: str) -> tuple[str, Any]:
    """Name and value. Raises StrictError."""
    return _read_opened(from_b64url(disclosure))


def _read_opened(data: bytes) -> tuple[str, Any]:
    plain = _PLAIN.match(data)
    if plain:
        name, text = plain.groups()
        return name.decode("ascii"), text.decode("ascii")
    value = loads(data)
    if type(value) is list and len(value) == 3:
        salt, name, content = value
        if type(salt) is str and type(name) is str:
            return name, content
    raise StrictError("a disclosure that is not [salt, name, value]")


def object_reference(value: Any) -> tuple[str, int] | None:
    """Digest and size where a field value refers to an object: `{"object": hex, "size": n}`."""
    if isinstance(value, dict) and isinstance(value.get("object"), str):
        size = value.get("size")
        return value["object"], size if type(size) is int else -1
    return None


def part_leaf(digests: Sequence[str]) -> bytes:
    """SHA-256(label ‖ the digests as text, sorted, with line feeds between them).

    Raises StrictError on a wrong number or order, and for what is not of a digest's length: two
    that are run together must not count as one.
    """
    if len(digests) not in SIZES or list(digests) != sorted(set(digests)):
        raise StrictError("a part's digests are not 8, 16 or 32, sorted and different")
    if set(map(len, digests)) != {DIGEST_CHARS}:
        raise StrictError("a part's digests are not of 43 characters")
    return sha256(LABEL + "\n".join(digests).encode("ascii")).digest()


def make_part(fields: Mapping[str, Any]) -> Part:
    """A part from field values, with fresh random salts and decoys. At most 32 fields."""
    size = next((size for size in SIZES if size >= len(fields)), 0)
    if not size:
        raise StrictError(f"a part of {len(fields)} fields: more than {SIZES[-1]}")
    random = b64url(os.urandom(24 * size))
    salts = [random[at : at + SALT_CHARS] for at in range(0, 32 * size, 32)]
    opened = [_opened(salt, *item) for salt, item in zip(salts, fields.items(), strict=False)]
    return Part(tuple(b64url_all(opened)), tuple(salts[len(fields) :]))


def _opened(salt: str, name: str, value: Any) -> bytes:
    """What a disclosure encodes, put together from its members: the same text, quickly written."""
    return b'["%s",%s,%s]' % (salt.encode("ascii"), _json(name), _json(value))


def _json(value: Any) -> bytes:
    if type(value) is str and _PLAIN_TEXT.match(value):
        return b'"%s"' % value.encode("ascii")
    return dumps(value)


def write_parts(parts: Iterable[Part]) -> bytes:
    """The body of a `parts` frame: a JSON object a line."""
    return b"".join(_line(part) for part in parts)


def _line(part: Part) -> bytes:
    if part.leaf is not None:
        return dumps({"leaf": b64url(part.leaf), "erased": part.erased_by}) + b"\n"
    if not part.erased and _PLAIN_ALPHABET.match("".join((*part.disclosures, *part.decoys))):
        # As dumps would write it: nothing in base64url needs an escape.
        return f'{{"d":[{_quoted(part.disclosures)}],"p":[{_quoted(part.decoys)}]}}\n'.encode("ascii")
    value: dict[str, Any] = {"d": part.disclosures, "p": part.decoys}
    if part.erased:
        value["e"] = dict(part.erased)
    return dumps(value) + b"\n"


def _quoted(texts: Sequence[str]) -> str:
    return ",".join(f'"{text}"' for text in texts)


def read_parts(body: bytes) -> list[Part]:
    """The parts of a frame. Raises StrictError."""
    if body and not body.endswith(b"\n"):
        raise StrictError("the last part is cut off")
    return [_read_line(line) for line in body.split(b"\n")[:-1]]


def _read_line(line: bytes) -> Part:
    value = loads(line)
    if not isinstance(value, dict):
        raise StrictError("a part that is not an object")
    if value.keys() == {"leaf", "erased"} and type(value["erased"]) is int:
        return Part(leaf=_leaf(value["leaf"]), erased_by=value["erased"])
    if not {"d", "p"} <= value.keys() <= {"d", "p", "e"}:
        raise StrictError("a part with unknown members")
    disclosures, decoys, erased = value["d"], value["p"], value.get("e", {})
    if type(disclosures) is not list or type(decoys) is not list or type(erased) is not dict:
        raise StrictError("a part whose digests are not in lists")
    try:
        plain = "".join([*disclosures, *decoys, *erased]).isascii()
    except TypeError:
        plain = False
    if not plain or any(type(index) is not int for index in erased.values()):
        raise StrictError("a part whose digests are not text")
    return Part(tuple(disclosures), tuple(decoys), erased)


def _leaf(text: Any) -> bytes:
    leaf = from_b64url(text) if isinstance(text, str) else b""
    if len(leaf) != 32:
        raise StrictError("the leaf of an erased part is not a hash")
    return leaf
