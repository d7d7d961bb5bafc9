"""Public keys and algorithm names of X.509 and CMS, and one question: is this signature theirs?

Refused in words, never skipped: SHA-1, RSA-PSS, short RSA keys, curves other than P-256, P-384
and P-521 (RFC 3279, 5480, 5754, 8017).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from muniment.verify.der import BIT_STRING, NULL, SEQUENCE, Fields, Node, bits, decode, integer, oid

from . import ecdsa, rsa

DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_CURVES = {"1.2.840.10045.3.1.7": ecdsa.P256, "1.3.132.0.34": ecdsa.P384, "1.3.132.0.35": ecdsa.P521}
_RSA, _EC = "1.2.840.113549.1.1.1", "1.2.840.10045.2.1"
_SCHEMES: dict[str, tuple[str, str | None]] = {
    _RSA: ("rsa", None),
    "1.2.840.113549.1.1.11": ("rsa", "sha256"),
    "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"),
    "1.2.840.10045.4.3.2": ("ecdsa", "sha256"),
    "1.2.840.10045.4.3.3": ("ecdsa", "sha384"),
    "1.2.840.10045.4.3.4": ("ecdsa", "sha512"),
}
_REFUSED = {
    "1.3.14.3.2.26": "SHA-1",
    "1.2.840.113549.1.1.5": "SHA-1 with RSA",
    "1.2.840.10045.4.1": "SHA-1 with ECDSA",
    "1.2.840.113549.2.5": "MD5",
    "1.2.840.113549.1.1.4": "MD5 with RSA",
    "1.2.840.113549.1.1.10": "RSA-PSS",
    "1.3.101.112": "Ed25519",
}


class UnsupportedError(ValueError):
    """A key or algorithm this verifier does not take; the message says which."""


@dataclass(frozen=True, slots=True)
class RsaKey:
    """n and e."""

    modulus: int
    exponent: int


@dataclass(frozen=True, slots=True)
class EcKey:
    """A point of a named curve."""

    curve: ecdsa.Curve
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """How something was signed; without a digest, the digest is named elsewhere."""

    family: str
    digest: str | None


def read_digest(node: Node) -> str:
    """The digest that an AlgorithmIdentifier names: sha256, sha384 or sha512."""
    name, parameters = _algorithm(node)
    _no_parameters(parameters)
    if name not in DIGESTS:
        raise UnsupportedError(f"it uses the digest {_said(name)}, which this verifier does not accept")
    return DIGESTS[name]


def read_scheme(node: Node) -> Scheme:
    """The signature scheme that an AlgorithmIdentifier names."""
    name, parameters = _algorithm(node)
    if name not in _SCHEMES:
        raise UnsupportedError(f"it is signed with {_said(name)}, which this verifier does not accept")
    _no_parameters(parameters)
    return Scheme(*_SCHEMES[name])


def read_public_key(info: Node) -> RsaKey | EcKey:
    """The key of a SubjectPublicKeyInfo."""
    fields = Fields(info)
    name, parameters = _algorithm(fields.take(SEQUENCE))
    key = bits(fields.take(BIT_STRING))
    fields.end()
    if name == _RSA:
        _no_parameters(parameters)
        return _read_rsa(key)
    if name == _EC:
        return _read_ec(parameters, key)
    raise UnsupportedError(f"a certificate's key is of the kind {_said(name)}, which this verifier does not accept")


def signed_by(key: RsaKey | EcKey, scheme: Scheme, digest_name: str, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` is by `key`; False too where key, scheme and digest disagree."""
    if scheme.digest not in (None, digest_name):
        return False
    digest = hashlib.new(digest_name, message).digest()
    if isinstance(key, RsaKey):
        return scheme.family == "rsa" and rsa.verify(key.modulus, key.exponent, digest_name, digest, signature)
    return scheme.family == "ecdsa" and ecdsa.verify(key.curve, key.x, key.y, digest, signature)


def _algorithm(node: Node) -> tuple[str, Node | None]:
    fields = Fields(node)
    name = oid(fields.take())
    parameters = fields.rest()
    if len(parameters) > 1:
        raise UnsupportedError("an algorithm comes with parameters that this verifier does not know")
    return name, parameters[0] if parameters else None


def _no_parameters(parameters: Node | None) -> None:
    if parameters is not None and (parameters.tag != NULL or parameters.body):
        raise UnsupportedError("an algorithm comes with parameters that this verifier does not know")


def _read_rsa(key: bytes) -> RsaKey:
    fields = Fields(decode(key))
    modulus, exponent = integer(fields.take()), integer(fields.take())
    fields.end()
    size = modulus.bit_length()
    if modulus < 0 or not rsa.MIN_BITS <= size <= rsa.MAX_BITS:
        raise UnsupportedError(f"an RSA key has {size} bits; {rsa.MIN_BITS} to {rsa.MAX_BITS} are accepted")
    if exponent < 3 or not exponent & 1 or exponent.bit_length() > 64:
        raise UnsupportedError("an RSA key has an exponent that is not odd, or out of range")
    return RsaKey(modulus, exponent)


def _read_ec(parameters: Node | None, key: bytes) -> EcKey:
    curve = _CURVES.get(oid(parameters)) if parameters is not None else None
    if curve is None:
        raise UnsupportedError("a key is on a curve other than P-256, P-384 and P-521")
    if len(key) != 1 + 2 * curve.size or key[0] != 4:
        raise UnsupportedError("a key's point is not written out in full")
    x, y = int.from_bytes(key[1 : 1 + curve.size], "big"), int.from_bytes(key[1 + curve.size :], "big")
    if not curve.has(x, y):
        raise UnsupportedError(f"a key is not a point of the curve {curve.name}")
    return EcKey(curve, x, y)


def _said(name: str) -> str:
    return _REFUSED.get(name, f"the unknown algorithm {name}")
