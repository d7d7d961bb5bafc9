"""Making a vault: folder, first operator's keys, recovery key, charter, first checkpoint."""

from __future__ import annotations

import os
import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from muniment.preserve.keyring import Identity, Keyring, SigningKey
from muniment.preserve.ledger.draft import act_payload
from muniment.preserve.ledger.log import Log
from muniment.store.disk import Disk
from muniment.store.vault import VaultStore
from muniment.verify import layout
from muniment.verify.acts import POLICY_DEFAULTS, jws, make_part, recovery_commitment, write_parts
from muniment.verify.log import EMPTY_ROOT
from muniment.verify.strict import b64url

DEFAULT_POLICY: dict[str, Any] = dict(POLICY_DEFAULTS)
"""What a new vault asks of its people; stated in its charter, so that no later program asks less."""


class CannotFound(Exception):
    """A vault cannot be made here; the message says why."""


@dataclass(frozen=True)
class Founded:
    """A new vault: its id, short mark, fingerprint's charter leaf, and the recovery key to write down."""

    vault: str
    mark: str
    recovery: str
    identity: Identity


def found(
    root: Path,
    name: str,
    keyring: Keyring,
    code: str = "op-1",
    predecessor: dict[str, Any] | None = None,
    disk: Disk | None = None,
    policy: dict[str, Any] = DEFAULT_POLICY,
) -> Founded:
    """Make a vault in a folder that is empty or does not exist. Raises CannotFound."""
    disk = disk or Disk()
    vault = b32encode(os.urandom(16)).decode().rstrip("=").lower()
    recovery = SigningKey.make()
    _prepare(root, vault, name, disk, anew=predecessor is None)
    identity = Identity(vault, code, SigningKey.make(), SigningKey.make(), f"muniment/{vault}")
    # The keys first: a charter whose key is lost could never be followed by anything.
    keyring.save(identity)
    _write_charter(root, name, identity, recovery, predecessor, disk, keyring, policy)
    return Founded(vault, vault[:5], show_recovery_key(recovery.seed), identity)


def _prepare(root: Path, vault: str, name: str, disk: Disk, anew: bool) -> None:
    if anew and root.exists() and any(root.iterdir()):
        raise CannotFound(f"{root} is not empty. Choose a new folder for the vault.")
    disk.make_folder(root)
    config = root / layout.CONFIG
    text = _config(vault, name) if anew else _renamed(config.read_text("utf-8"), vault)
    disk.write_file(config, text.encode())


def _config(vault: str, name: str) -> str:
    quoted = re.sub(r"[\x00-\x1f\x7f\"\\]", " ", name)
    return (
        f'# A muniment vault. The truth is in log/, packs/ and blobs/; *.sqlite can be rebuilt.\nid = "{vault}"\n'
        f'mark = "{vault[:5]}"\nname = "{quoted}"\nformat = 1\n\n[stamps]\n'
        "# Time-stamping authorities (RFC 3161) that `muniment stamp` asks, in order.\nauthorities = []\n"
    )


def _renamed(config: str, vault: str) -> str:
    """The configuration of a branched vault: all that was set stays, under the new id."""
    config = re.sub(r"(?m)^id *=.*$", f'id = "{vault}"', config, count=1)
    return re.sub(r"(?m)^mark *=.*$", f'mark = "{vault[:5]}"', config, count=1)


def _write_charter(
    root: Path,
    name: str,
    identity: Identity,
    recovery: SigningKey,
    predecessor: dict[str, Any] | None,
    disk: Disk,
    keyring: Keyring,
    policy: dict[str, Any],
) -> None:
    parts = [make_part({"name": name})]
    payload = act_payload("charter", identity.vault, (0, EMPTY_ROOT), 0, identity.code, parts)
    payload["charter"] = {"origin": identity.origin, "format": 1, "suite": {"hash": "sha-256", "sign": "ed25519"}}
    if predecessor:
        payload["charter"]["predecessor"] = predecessor
    payload["keys"] = key_set([operator_json(identity)], [], recovery_commitment(recovery.public), policy)
    store = VaultStore(root, disk)
    store.lock()
    try:
        store.objects.put_parts(0, write_parts(parts))
        store.objects.sync()
        entry = jws.seal(payload, identity.key.public, identity.key.sign)
        keyring.remember(identity.vault, Log(store.log, identity.origin).append([entry], identity))
    finally:
        store.close()


def operator_json(identity: Identity) -> dict[str, str]:
    """An operator as an authority entry names them."""
    return {"code": identity.code, "key": b64url(identity.key.public), "log_key": str(identity.verifier)}


def key_set(
    operators: list[dict[str, str]], revoked: list[dict[str, Any]], recovery: str, policy: dict[str, Any]
) -> dict[str, Any]:
    """The key set that an authority entry states."""
    return {"operators": operators, "revoked": revoked, "recovery": recovery, "policy": policy}


def show_recovery_key(seed: bytes) -> str:
    """A recovery key to write down: base32 in groups of four, two check bytes at the end."""
    data = seed + sha256(b"muniment/recovery-check/v1\n" + seed).digest()[:3]
    letters = b32encode(data).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def read_recovery_key(text: str) -> SigningKey:
    """The recovery key from what was written down. Raises CannotFound where a letter is wrong."""
    letters = re.sub(r"[\s-]", "", text).upper().replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        data = b32decode(letters)
    except ValueError as error:
        raise CannotFound("That is not a recovery key: it has 14 groups of four letters and digits.") from error
    if len(data) != 35 or sha256(b"muniment/recovery-check/v1\n" + data[:32]).digest()[:3] != data[32:]:
        raise CannotFound("The recovery key has a mistake in it: compare it with what was written down.")
    return SigningKey(data[:32])
