"""Identity: whether what is shown is tied to a key that the asker trusts."""

from __future__ import annotations

from .authority import Authority
from .notes import NoteError, VerifierKey, parse_key
from .report import Report


def judge_identity(report: Report, authority: Authority, trust: str | None) -> None:
    """Fill the identity axis. `trust` is a fingerprint, a verifier key, or None."""
    report.fingerprint = authority.fingerprint
    if not trust:
        report.identity = (
            "consistent with itself, signer unknown: compare the fingerprint "
            f"{authority.fingerprint} by another channel"
        )
        return
    if _fits(authority, trust.strip()):
        report.identity = f"tied to the key you trust ({authority.fingerprint})"
        return
    report.identity = f"NOT tied to the key you trust; its fingerprint is {authority.fingerprint}"
    report.fail("identity", "--trust", "the vault that signed this is not the one you trust")


def _fits(authority: Authority, trust: str) -> bool:
    plain = trust.lower().replace("-", "").replace(" ", "")
    if plain == authority.fingerprint.replace("-", ""):
        return True
    try:
        key = parse_key(trust)
    except NoteError:
        return False
    return key in _log_keys_in_force(authority)


def _log_keys_in_force(authority: Authority) -> list[VerifierKey]:
    return [operator.log_key for operator in authority.current.operators]
