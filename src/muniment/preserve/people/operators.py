"""Who may sign: admitting, rotating, revoking, and coming back after a loss with the recovery key.

Each of these is one authority entry that states the whole resulting key set.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from muniment.preserve.keyring import Identity, SigningKey
from muniment.preserve.ledger.ledger import Ledger, Written
from muniment.verify.acts import KeySet, key_id, recovery_commitment
from muniment.verify.log import NoteError, parse_key
from muniment.verify.strict import StrictError, b64url, from_b64url

from .founding import key_set, operator_json, read_recovery_key, show_recovery_key

REQUEST = "muniment-operator:1"


class OperatorError(Exception):
    """An operator cannot be admitted, rotated or revoked; the message says why."""


class OperatorRow(NamedTuple):
    """One operator as listed. `state`: in force, replaced (by newer keys), revoked, or compromised since an entry."""

    code: str
    state: str
    key_id: str


def operators(ledger: Ledger) -> list[OperatorRow]:
    """Everybody who signs or ever signed."""
    keys = ledger.authority.current
    rows = [OperatorRow(op.code, "in force", key_id(op.public)) for op in keys.operators]
    still = {op.code for op in keys.operators}
    for gone in keys.revoked:
        ended = "replaced" if gone.code in still else "revoked"
        state = ended if gone.since is None else f"compromised since entry {gone.since}"
        rows.append(OperatorRow(gone.code, state, gone.key_id))
    return rows


def request(ledger: Ledger, code: str) -> str:
    """Make this person's own keys for the vault; returns the line to send to an operator."""
    if any(identity.code == code for identity in ledger.keyring.identities(ledger.vault)):
        raise OperatorError(f"You have keys as {code} already. Choose another code with --as.")
    if any(operator.code == code for operator in ledger.authority.current.operators):
        raise OperatorError(f"There is an operator {code} already. Choose another code with --as.")
    identity = _new_identity(ledger, code)
    ledger.keyring.save(identity)
    public = operator_json(identity)
    return f"{REQUEST}:{ledger.vault}:{code}:{public['key']}:{public['log_key']}"


def _new_identity(ledger: Ledger, code: str) -> Identity:
    if not (code.isascii() and code.replace("-", "").isalnum() and len(code) <= 32):
        raise OperatorError(f"{code!r} cannot be an operator's code: use letters, digits and hyphens, such as op-2.")
    return Identity(ledger.vault, code, SigningKey.make(), SigningKey.make(), ledger.authority.origin)


def add(ledger: Ledger, line: str) -> Written:
    """Admit the operator behind a request line. Raises OperatorError."""
    try:
        kind, version, vault, code, public, log_key = line.strip().split(":", 5)
        if f"{kind}:{version}" != REQUEST or len(from_b64url(public)) != 32:
            raise ValueError(line)
        former = ledger.authority.formerly(from_b64url(public), parse_key(log_key))
    except (ValueError, StrictError, NoteError) as error:
        raise OperatorError("That is not what `muniment operators request` prints.") from error
    if vault != ledger.vault:
        raise OperatorError("That request is for another vault.")
    if former is not None:
        raise OperatorError(
            f"Those keys were {former}'s and have been revoked: they are never admitted again. Let them make new ones "
            "with `muniment operators request`, under another code."
        )
    state = state_of(ledger.authority.current)
    if any(operator["code"] == code for operator in state["operators"]):
        raise OperatorError(f"There is an operator {code} already. Let them choose another code with --as.")
    state["operators"].append({"code": code, "key": public, "log_key": log_key})
    return write_authority(ledger, state, f"{code} was admitted")


def rotate(ledger: Ledger) -> Written:
    """Replace this person's own keys by new ones."""
    old = ledger.identity
    # Where an earlier rotation was interrupted, the key in force still waits where the new one will.
    ledger.keyring.save(old)
    new = _new_identity(ledger, old.code)
    ledger.keyring.save(new, waiting=True)
    state = state_of(ledger.authority.current)
    state["operators"] = [operator_json(new) if op["code"] == old.code else op for op in state["operators"]]
    state["revoked"].append({"code": old.code, "key_id": key_id(old.key.public)})
    written = write_authority(ledger, state, f"{old.code} has new keys")
    ledger.keyring.save(new)
    return written


def revoke(ledger: Ledger, code: str, since: int | None = None) -> Written:
    """End an operator's right to sign; `since` says from which entry on every key they ever had is doubtful.

    Somebody who is revoked already can still be declared compromised.
    """
    state = state_of(ledger.authority.current)
    leaving = [op for op in state["operators"] if op["code"] == code]
    formerly = [gone for gone in state["revoked"] if gone["code"] == code]
    if not leaving and (since is None or not formerly):
        raise OperatorError(f"There is no operator {code} in force.")
    if leaving and len(state["operators"]) == 1:
        raise OperatorError(f"{code} is the only operator: admit another one first, or nobody could sign any more.")
    if since is not None and not 0 <= since < ledger.log.size:
        raise OperatorError(f"There is no entry {since}: the log has entries 0 to {ledger.log.size - 1}.")
    state["operators"] = [op for op in state["operators"] if op["code"] != code]
    gone = [{"code": code, "key_id": key_id(from_b64url(op["key"]))} for op in leaving]
    state["revoked"] += gone
    for key in (*formerly, *gone) if since is not None else ():
        key["since"] = min(since, key.get("since", since))
    return write_authority(ledger, state, f"{code} was revoked")


def recover(ledger: Ledger, written_down: str, code: str) -> tuple[Written, str]:
    """Admit a new operator with the recovery key. Returns the act and the next recovery key."""
    old = read_recovery_key(written_down)
    current = ledger.authority.current
    if recovery_commitment(old.public) != current.recovery:
        raise OperatorError("That is not this vault's recovery key (it changes each time it is used).")
    identity = _new_identity(ledger, code)
    if any(operator.code == code for operator in current.operators):
        raise OperatorError(f"There is an operator {code} already. Choose another code with --as.")
    following = SigningKey.make()
    state = state_of(current)
    state["operators"].append(operator_json(identity))
    state["recovery"] = recovery_commitment(following.public)
    ledger.keyring.save(identity)
    ledger.use_identity(identity)
    written = write_authority(
        ledger,
        state,
        f"{code} was admitted with the recovery key",
        signer=(old.public, old.sign),
        recovery_key=b64url(old.public),
    )
    return written, show_recovery_key(following.seed)


def state_of(keys: KeySet) -> dict[str, Any]:
    """The key set in force in the form that an authority entry states it."""
    in_force = [{"code": op.code, "key": b64url(op.public), "log_key": str(op.log_key)} for op in keys.operators]
    revoked = [
        {"code": gone.code, "key_id": gone.key_id} | ({} if gone.since is None else {"since": gone.since})
        for gone in keys.revoked
    ]
    return key_set(in_force, revoked, keys.recovery, dict(keys.policy))


def write_authority(ledger: Ledger, state: dict[str, Any], why: str, signer: Any = None, **extra: Any) -> Written:
    """Put a whole key set in force, and say why. What the verifier would refuse must not come here."""
    before = b64url(ledger.authority.current.leaf)
    return ledger.draft("authority").commit(signer=signer, keys=state, before=before, why=why, **extra)
