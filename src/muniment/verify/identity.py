"""Identity: whether what is shown is tied to a key that the asker trusts."""

from __future__ import annotations

from .acts import Authority
from .log import NoteError, VerifierKey, parse_key
from .report import Report


def judge_identity(report: Report, authority: Authority, signer: VerifierKey | None, trust: str | None) -> None:
    """Fill the identity axis. `trust` is a fingerprint, a verifier key, or None; `signer` signed the checkpoint."""
    report.fingerprint = authority.fingerprint
    if trust is None:
        report.identity = (
            "consistent with itself, signer unknown: compare the fingerprint "
            f"{authority.fingerprint} by another channel"
        )
        return
    if _fits(authority, signer, trust.strip()):
        report.identity = f"tied to the key you trust ({authority.fingerprint})"
        return
    report.identity = f"NOT tied to the key you trust; its fingerprint is {authority.fingerprint}"
    report.fail("identity", "--trust", "the vault that signed this is not the one you trust")


def _fits(authority: Authority, signer: VerifierKey | None, trust: str) -> bool:
    """Whether this is the charter that the fingerprint names, or signed by the very key.

    That a charter merely names a key proves nothing: anybody can write somebody else's key into theirs.
    """
    plain = trust.lower().replace("-", "").replace(" ", "")
    if plain == authority.fingerprint.replace("-", ""):
        return True
    try:
        return signer is not None and parse_key(trust) == signer
    except NoteError:
        return False
