"""From a signer's certificate up to an anchor, by signatures valid at one moment (RFC 5280, 6.1).

It never decides what to trust: the anchors are given. Without anchors it still refuses a
chain that is broken, so that "not trusted" only ever means "nobody vouched for the top".
Revocation is not looked at: that needs a network, and the moment of the revocation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .x509 import KEY_CERT_SIGN, Certificate

MAX_DEPTH = 8
MAX_SIGNATURES = 40
"""Signature checks over one chain: a pile of look-alike certificates must not cost minutes."""


class ChainError(ValueError):
    """The chain is broken; the message is a clause for a person."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The certificates from the signer up; `trusted` if the last is an anchor."""

    path: tuple[Certificate, ...]
    trusted: bool

    @property
    def top(self) -> Certificate:
        """The anchor, or the highest certificate that was found."""
        return self.path[-1]


def build_chain(
    signer: Certificate, pool: Sequence[Certificate], anchors: Sequence[Certificate], when: datetime
) -> Chain:
    """The chain from `signer` to one of `anchors` through `pool`, every step valid at `when`.

    If none reaches an anchor: the chain as far as it goes, not trusted. ChainError where the
    only certificates that carry an issuer's name did not issue what they should have.
    """
    return _Climb(list(dict.fromkeys([*anchors, *pool])), frozenset(anchors), when).from_(signer)


class _Climb:
    def __init__(self, known: list[Certificate], anchors: frozenset[Certificate], when: datetime) -> None:
        self._known, self._anchors, self._when = known, anchors, when
        self._signatures = 0
        self._broken: list[str] = []

    def from_(self, signer: Certificate) -> Chain:
        chain = self._climb((signer,))
        if chain is None:
            raise ChainError(self._broken[0])
        return chain

    def _climb(self, path: tuple[Certificate, ...]) -> Chain | None:
        """The best chain that begins with `path`: a trusted one if there is any; None if broken."""
        top = path[-1]
        if top in self._anchors:
            return Chain(path, trusted=True)
        candidates = [c for c in self._known if c.subject.raw == top.issuer.raw and c not in path]
        if not candidates:
            return Chain(path, trusted=False)
        best: Chain | None = None
        for issuer in candidates:
            objection = self._objection(issuer, path)
            if objection:
                self._broken.append(objection)
                continue
            chain = self._climb((*path, issuer))
            if chain is not None and (best is None or chain.trusted):
                best = chain
            if best is not None and best.trusted:
                break
        return best

    def _objection(self, issuer: Certificate, path: tuple[Certificate, ...]) -> str | None:
        """Why `issuer` cannot stand above `path`."""
        said = f"the certificate of {issuer.name}"
        between = sum(c.subject.raw != c.issuer.raw for c in path[1:])
        if len(path) >= MAX_DEPTH:
            return f"the chain is longer than {MAX_DEPTH} certificates"
        if issuer.authority_depth is None:
            return f"{said} may not issue certificates (it is no CA)"
        if issuer.authority_depth < between:
            return f"{said} does not allow {between} authorities below it"
        if not issuer.may(KEY_CERT_SIGN):
            return f"{said} may not issue certificates (its key usage)"
        if issuer.riddles():
            return f"{said} makes conditions that are not understood: {', '.join(issuer.riddles())}"
        if not issuer.covers(self._when):
            return f"{said} was not valid at {self._when:%Y-%m-%d %H:%M:%S} UTC"
        if self._signatures >= MAX_SIGNATURES:
            return "there are too many certificates of the same name"
        self._signatures += 1
        if not issuer.issued(path[-1]):
            return f"the certificate of {path[-1].name} is not signed by {issuer.name}"
        return None
