"""Sealing: bytes that only the holders of some keys can open (docs/spec/identity.md).

The text is encrypted once under a random key; that key is wrapped for each holder with HPKE (RFC 9180, base mode:
DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305). All of it is bound to the vault and the record that it is
about, so that what is sealed for one cannot be passed off as another's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from muniment.verify.strict import StrictError, b64url, dumps, from_b64url, loads

TYPE = "muniment-sealed"
STEP = 256
"""Bytes: the length of what is sealed is told in such steps only."""
_TEXT, _KEY, _COMMIT = b"muniment/sealed/v1\n", b"muniment/sealed-key/v1\n", b"muniment/sealed-commit/v1\n"
_NONCE = bytes(12)
"""A key encrypts one text and no other, so that the nonce need not differ."""


class CannotOpen(Exception):
    """None of these keys opens it, or it is not what it says; the message says which."""


@dataclass(frozen=True)
class KeeperKey:
    """An X25519 private key: 32 secret bytes."""

    seed: bytes = field(repr=False)

    @classmethod
    def make(cls) -> KeeperKey:
        """A new random key."""
        return cls(os.urandom(32))

    @property
    def public(self) -> bytes:
        """The 32 public bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def private(self) -> X25519PrivateKey:
        """The key itself."""
        return X25519PrivateKey.from_private_bytes(self.seed)


def key_name(public: bytes) -> str:
    """What a key is called where it is named: the first 16 hexadecimal digits of SHA-256 of its public bytes."""
    return sha256(public).hexdigest()[:16]


def is_usable(public: bytes) -> bool:
    """Whether something can be sealed for a public key: 32 bytes, and none of those few whose secret anybody knows."""
    try:
        KeeperKey.make().private.exchange(_public(public))
    except ValueError:
        return False
    return True


def seal(text: bytes, vault: str, about: str, publics: Sequence[bytes]) -> bytes:
    """Text sealed for the holders of some public keys; `about` is the record's `act.part`.

    Raises ValueError where there is no key, or one that is none.
    """
    if not publics:
        raise ValueError("nothing can be sealed for nobody")
    key = os.urandom(32)
    padded = text + b" " * (-len(text) % STEP)
    where = _where(vault, about)
    wrapped = [
        {"key": key_name(public), "wrapped": b64url(_suite().encrypt(key, _public(public), _KEY + where))}
        for public in dict.fromkeys(publics)
    ]
    sealed = ChaCha20Poly1305(key).encrypt(_NONCE, padded, _TEXT + where)
    return dumps({
        "typ": TYPE, "v": 1, "vault": vault, "about": about, "commit": _commitment(key),
        "keys": wrapped, "sealed": b64url(sealed),
    })  # fmt: skip


@dataclass(frozen=True)
class Sealed:
    """What stands on the outside: which vault and record it is about, and for which keys it was sealed."""

    vault: str
    about: str
    keys: Mapping[str, bytes]
    commit: str
    sealed: bytes


def read_sealed(data: bytes) -> Sealed:
    """The outside of what is sealed. Raises StrictError."""
    value = loads(data)
    if not isinstance(value, dict) or value.get("typ") != TYPE or value.get("v") != 1:
        raise StrictError("not sealed bytes of this format version")
    texts = [value.get(name) for name in ("vault", "about", "commit", "sealed")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(value.get("keys"), list):
        raise StrictError("sealed bytes without vault, record, commitment, keys or content")
    keys = dict(_wrapped(one) for one in value["keys"])
    return Sealed(value["vault"], value["about"], keys, value["commit"], from_b64url(value["sealed"]))


def unseal(data: bytes, keys: Iterable[KeeperKey]) -> bytes:
    """The text, opened with one of these keys. Raises CannotOpen, StrictError."""
    outside = read_sealed(data)
    mine = [key for key in keys if key_name(key.public) in outside.keys]
    if not mine:
        raise CannotOpen("It is not sealed for any key of yours.")
    where = _where(outside.vault, outside.about)
    try:
        wrapped = outside.keys[key_name(mine[0].public)]
        key = _suite().decrypt(wrapped, mine[0].private, _KEY + where)
        if _commitment(key) != outside.commit:
            raise CannotOpen("It was sealed to open differently for different people; trust none of it.")
        return ChaCha20Poly1305(key).decrypt(_NONCE, outside.sealed, _TEXT + where).rstrip(b" ")
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("It was altered since it was sealed.") from error


def _wrapped(one: Any) -> tuple[str, bytes]:
    if not isinstance(one, dict) or not isinstance(one.get("key"), str) or not isinstance(one.get("wrapped"), str):
        raise StrictError("sealed bytes with a wrapped key that is none")
    return one["key"], from_b64url(one["wrapped"])


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _public(public: bytes) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(public)


def _where(vault: str, about: str) -> bytes:
    return f"{vault}\n{about}".encode()


def _commitment(key: bytes) -> str:
    """Fixes the key, which the cipher alone does not: one text may open for all holders, or for none."""
    return b64url(sha256(_COMMIT + key).digest())
