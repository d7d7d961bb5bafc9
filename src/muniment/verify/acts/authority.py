"""Who may sign: the charter and the chain of authority entries after it.

The rules, all of them:
1. Entry 0 is the charter. It states the first keys and is signed by one of them.
2. Every authority entry states the whole resulting key set and the leaf hash of the authority entry
   (or charter) before it. It is signed by a key in force before it, or by the recovery key to which
   the set before it is committed.
3. An act counts if its key is in force at its index, never by its claimed time, and if it names the
   authority entry in force.
4. A key that was revoked is never in force again: neither its key for acts nor the one for checkpoints
   that it went with.
5. A key revoked with "compromised since N" leaves acts from N on standing but marked.
6. A policy is made looser by two operators, where there are two: see `policy`.
"""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from muniment.verify.log import Check, NoteError, VerifierKey, parse_key
from muniment.verify.strict import StrictError, b64url, from_b64url

from .act import Act
from .jws import key_id
from .policy import loosened, why_not_proposed


class AuthorityError(Exception):
    """An act was signed by somebody who may not, or the chain is broken."""


@dataclass(frozen=True)
class Operator:
    """One operator in force: code (a pseudonym), key for acts, key for checkpoints."""

    code: str
    public: bytes
    log_key: VerifierKey


@dataclass(frozen=True)
class Revoked:
    """A key that no longer counts. `since`: acts from that index on are doubtful; None: none are."""

    code: str
    key_id: str
    since: int | None


@dataclass(frozen=True)
class KeySet:
    """What one authority entry puts in force, from the entry after it on."""

    index: int
    leaf: bytes
    operators: tuple[Operator, ...]
    revoked: tuple[Revoked, ...]
    recovery: str
    policy: dict[str, Any]
    by: str = ""
    """Whose act it is."""
    signer: str | None = None
    """The id of the key that signed it; None for the recovery key."""
    proposes: dict[str, Any] = field(default_factory=dict)
    """Rules of the policy with the numbers that are proposed for them: nothing is changed yet."""

    def operator(self, kid: str) -> Operator | None:
        """The operator in force with that key, or None."""
        return next((op for op in self.operators if key_id(op.public) == kid), None)


def parse_key_set(act: Act) -> KeySet:
    """The key set that a charter or authority act states. Raises StrictError."""
    state = act.payload.get("keys")
    if not isinstance(state, dict):
        raise StrictError("an authority act without keys")
    if not isinstance(state.get("operators"), list) or not isinstance(state.get("revoked"), list):
        raise StrictError("the key set is malformed: operators and revoked are lists")
    try:
        operators = tuple(_operator(value) for value in state["operators"])
        revoked = tuple(_revoked(value) for value in state["revoked"])
        recovery, policy = str(state["recovery"]), dict(state["policy"])
    except (KeyError, TypeError, ValueError, NoteError) as error:
        raise StrictError(f"the key set is malformed: {error}") from error
    if len({op.public for op in operators}) != len(operators) or len({op.code for op in operators}) != len(operators):
        raise StrictError("two operators share a code or a key")
    proposes = act.payload.get("proposes", {})
    if not isinstance(proposes, dict):
        raise StrictError("what it proposes is no object")
    signer = None if "recovery_key" in act.payload else act.envelope.key_id
    return KeySet(act.index, act.leaf, operators, revoked, recovery, policy, act.by, signer, proposes)


def _operator(value: dict[str, Any]) -> Operator:
    public = from_b64url(_text(value["key"]))
    if len(public) != 32:
        raise StrictError("an operator's key has not 32 bytes")
    return Operator(_text(value["code"]), public, parse_key(_text(value["log_key"])))


def _revoked(value: dict[str, Any]) -> Revoked:
    since = value.get("since") if isinstance(value, dict) else None
    if since is not None and (type(since) is not int or since < 0):
        raise StrictError("a key is revoked since what is no entry")
    return Revoked(_text(value["code"]), _text(value["key_id"]), since)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise StrictError(f"the key set is malformed: {value!r} is not text")
    return value


@dataclass
class Authority:
    """The chain so far. Feed it every authority act in order; ask it about every other act."""

    origin: str
    log: str
    chain: list[KeySet]
    fingerprint: str

    @classmethod
    def from_charter(cls, act: Act, check: Check) -> Authority:
        """Start a chain. Raises AuthorityError or StrictError."""
        charter = act.payload.get("charter")
        if act.index != 0 or act.kind != "charter" or not isinstance(charter, dict):
            raise AuthorityError("the first entry is not a charter")
        if charter.get("suite") != {"hash": "sha-256", "sign": "ed25519"}:
            raise AuthorityError("the charter names hashes or signatures this verifier does not know")
        keys = parse_key_set(act)
        signer = keys.operator(act.envelope.key_id)
        if signer is None or not act.envelope.is_signed_by(signer.public, check):
            raise AuthorityError("the charter is not signed by an operator it names")
        authority = cls(str(charter.get("origin")), act.log, [keys], fingerprint_of(act.leaf))
        authority._check_readmission(keys)
        return authority

    @property
    def current(self) -> KeySet:
        """The key set in force for the next entry."""
        return self.chain[-1]

    def at(self, index: int) -> KeySet:
        """The key set in force for the entry at that index."""
        for keys in reversed(self.chain):
            if keys.index < index:
                return keys
        return self.chain[0]

    def check(self, act: Act, check: Check) -> None:
        """Raise AuthorityError unless the act is signed by a key in force for it."""
        keys = self.at(act.index)
        if act.kind == "charter":
            raise AuthorityError("a charter is the first entry and no other")
        if act.log != self.log:
            raise AuthorityError(f"it belongs to another vault ({act.log})")
        if act.authority != keys.index:
            raise AuthorityError(
                f"it names the authority of entry {act.authority}, but entry {keys.index} was in force"
            )
        signer = keys.operator(act.envelope.key_id)
        if signer is None:
            self._check_recovery(act, keys, check)
        elif act.by != signer.code:
            raise AuthorityError(f"it says it is by {act.by}, but the key is {signer.code}'s")
        elif not act.envelope.is_signed_by(signer.public, check):
            raise AuthorityError("its signature does not fit its bytes")

    def _check_recovery(self, act: Act, keys: KeySet, check: Check) -> None:
        revoked = next((r for r in self.current.revoked if r.key_id == act.envelope.key_id), None)
        if act.kind != "authority" or "recovery_key" not in act.payload:
            who = f"{revoked.code}'s revoked key" if revoked else "a key that was not in force"
            raise AuthorityError(f"it is signed by {who}")
        public = from_b64url(str(act.payload["recovery_key"]))
        if recovery_commitment(public) != keys.recovery or not act.envelope.is_signed_by(public, check):
            raise AuthorityError("it is not signed by the recovery key")

    def extend(self, act: Act, check: Check) -> None:
        """Take the next authority act. Raises AuthorityError or StrictError."""
        if act.kind != "authority":
            raise AuthorityError(f"it is no authority entry but of kind {act.kind}")
        self.check(act, check)
        if act.payload.get("before") != b64url(self.current.leaf):
            raise AuthorityError("it does not follow the authority entry before it")
        keys = parse_key_set(act)
        self._check_readmission(keys)
        self._check_policy(act, keys)
        self.chain.append(keys)

    def formerly(self, public: bytes, log_key: VerifierKey, following: KeySet | None = None) -> str | None:
        """The code under which one of these keys was revoked, up to now or in the set that follows; else None."""
        chain = [*self.chain, *([following] if following else [])]
        gone = {revoked.key_id: revoked.code for keys in chain for revoked in keys.revoked}
        former = (op for keys in self.chain for op in keys.operators if key_id(op.public) in gone)
        log_keys = {op.log_key.public: op.code for op in former}
        return gone.get(key_id(public)) or log_keys.get(log_key.public)

    def _check_readmission(self, keys: KeySet) -> None:
        for op in keys.operators:
            if code := self.formerly(op.public, op.log_key, keys):
                raise AuthorityError(f"it puts a key of {op.code} in force that was revoked as {code}'s")

    def _check_policy(self, act: Act, keys: KeySet) -> None:
        loose = loosened(self.current.policy, keys.policy)
        if not loose or len(self.current.operators) < 2:
            return
        named = act.payload.get("proposal")
        why = why_not_proposed(self.chain, named if type(named) is int else -1, act.by, keys.policy)
        if keys.signer is None or why:
            raise AuthorityError(f"it loosens {', '.join(loose)} alone: {why or 'with the recovery key'}")

    def log_keys(self, size: int) -> list[VerifierKey]:
        """The keys one of which must have signed a checkpoint of that size.

        An authority entry that is the last of the tree was written by somebody still in force
        before it, so both sets count there.
        """
        keys = {op.log_key: None for at in (size - 1, size) for op in self.at(at).operators}
        return list(keys)

    def doubt(self, act: Act) -> str | None:
        """A sentence where the act's key was later declared compromised, else None."""
        for revoked in (gone for keys in reversed(self.chain) for gone in keys.revoked):
            doubtful = revoked.since is not None and act.index >= revoked.since
            if doubtful and revoked.key_id == act.envelope.key_id:
                return f"{revoked.code}'s key was later declared compromised since entry {revoked.since}"
        return None


def recovery_commitment(public: bytes) -> str:
    """What the key set says of the recovery key: base64url(SHA-256(label ‖ public key))."""
    return b64url(sha256(b"muniment/recovery/v1\n" + public).digest())


def fingerprint_of(charter_leaf: bytes) -> str:
    """The vault's fingerprint, to be compared by voice: 32 base32 letters in groups of four.

    160 bits of the charter's leaf hash, which fixes the vault's id and first keys.
    """
    letters = b32encode(charter_leaf[:20]).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, 32, 4))
