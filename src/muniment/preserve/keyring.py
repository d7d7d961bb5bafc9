"""A person's own settings, outside every vault: private keys and the newest checkpoints seen.

Files are readable by their owner alone. Nothing here is ever copied into a vault or a package.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from muniment.store.disk import Disk
from muniment.verify.log import VerifierKey
from muniment.verify.strict import b64url, from_b64url


class NoKey(Exception):
    """This person has no key for the vault; the message says what to do."""


def fast_check(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 with the cryptography library, as strict as the verifier's own (which it is tested against)."""
    from muniment.verify.crypto import well_formed

    if not well_formed(public, signature):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except Exception:
        return False
    return True


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 private key: 32 secret bytes."""

    seed: bytes = field(repr=False)

    @classmethod
    def make(cls) -> SigningKey:
        """A new random key."""
        return cls(os.urandom(32))

    @property
    def public(self) -> bytes:
        """The 32 public bytes."""
        return self._key.public_key().public_bytes_raw()

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def sign(self) -> Callable[[bytes], bytes]:
        """The signing function."""
        return self._key.sign


@dataclass(frozen=True)
class Identity:
    """An operator as they sign: code, key for acts, key for checkpoints of the vault's origin."""

    vault: str
    code: str
    key: SigningKey
    log_key: SigningKey
    origin: str

    @property
    def verifier(self) -> VerifierKey:
        """The public side of the checkpoint key."""
        return VerifierKey(self.origin, self.log_key.public)


class Keyring:
    """The folder of settings: `keys/<vault>/<operator>.json`, `….keeper` beside it, and `seen/<vault>`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, identity: Identity, waiting: bool = False) -> Path:
        """Keep an identity; the file is readable by its owner alone from the moment it exists.

        `waiting` keeps it beside the one in force, until the log says that it is.
        """
        folder = self.folder / "keys" / identity.vault
        value = {
            "vault": identity.vault,
            "operator": identity.code,
            "origin": identity.origin,
            "key": b64url(identity.key.seed),
            "log_key": b64url(identity.log_key.seed),
        }
        path = folder / f"{identity.code}.{'next' if waiting else 'json'}"
        _write_private(path, json.dumps(value, indent=1).encode())
        self._sync(folder)
        if not waiting:
            path.with_suffix(".next").unlink(missing_ok=True)
        return path

    def _sync(self, folder: Path) -> None:
        for named in (folder, folder.parent, self.folder):
            # A key that a power cut takes back could never be made again.
            Disk().sync_folder(named)

    def save_keeper_seed(self, vault: str, code: str, seed: bytes) -> None:
        """Keep the private part of a keeper's key as well; earlier ones stay, for what was sealed for them."""
        folder = self.folder / "keys" / vault
        path = folder / f"{code}.keeper"
        seeds = [*(_seeds(path) if path.exists() else ()), seed]
        _write_private(path, json.dumps({"keys": [b64url(one) for one in seeds]}, indent=1).encode())
        self._sync(folder)

    def keeper_seeds(self, vault: str) -> list[bytes]:
        """The private parts of every keeper's key that this person ever had in a vault."""
        return [seed for path in sorted((self.folder / "keys" / vault).glob("*.keeper")) for seed in _seeds(path)]

    def identities(self, vault: str) -> list[Identity]:
        """Every identity this person has in a vault, those waiting to be in force last."""
        folder = self.folder / "keys" / vault
        return [_load(path) for path in (*sorted(folder.glob("*.json")), *sorted(folder.glob("*.next")))]

    def identity(self, vault: str, code: str | None, in_force: Callable[[Identity], bool]) -> Identity:
        """The identity to sign with; `code` picks one of several. Raises NoKey."""
        mine = [identity for identity in self.identities(vault) if code in (None, identity.code)]
        found = [identity for identity in mine if in_force(identity)]
        if not found and mine:
            raise NoKey(
                f"Your key as {mine[0].code} is not in force in this vault: it was not admitted yet, or was revoked."
            )
        if not found:
            raise NoKey(
                f"You have no key{f' as {code}' if code else ''} for this vault. Ask one of its operators to admit "
                "you: run `muniment operators request` and send them what it prints."
            )
        if len(found) > 1:
            codes = ", ".join(identity.code for identity in found)
            raise NoKey(f"You have several keys for this vault ({codes}): say which with --as.")
        return found[0]

    def remember(self, vault: str, checkpoint: bytes) -> None:
        """Keep the newest checkpoint seen of a vault."""
        _write_private(self.folder / "seen" / vault, checkpoint)

    def remembered(self, vault: str) -> bytes | None:
        """The newest checkpoint seen of a vault, or None."""
        try:
            return (self.folder / "seen" / vault).read_bytes()
        except FileNotFoundError:
            return None


def _seeds(path: Path) -> list[bytes]:
    return [from_b64url(text) for text in json.loads(path.read_bytes())["keys"]]


def _load(path: Path) -> Identity:
    value = json.loads(path.read_bytes())
    return Identity(
        value["vault"],
        value["operator"],
        SigningKey(from_b64url(value["key"])),
        SigningKey(from_b64url(value["log_key"])),
        value["origin"],
    )


def _write_private(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".tmp-{os.getpid()}-{path.name}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
