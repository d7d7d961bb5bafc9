"""X.509 certificates (RFC 5280), as far as checking a time stamp needs them.

A certificate is read whole and strictly; a critical extension that is not understood is
refused where the certificate is used. Nothing here trusts: chains are for `chain`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from muniment.verify.crypto import EcKey, RsaKey, Scheme, read_public_key, read_scheme, signed_by
from muniment.verify.der import (
    BIT_STRING,
    BOOLEAN,
    INTEGER,
    OID,
    SEQUENCE,
    DerError,
    Fields,
    Node,
    bits,
    boolean,
    children,
    context,
    decode,
    flags,
    integer,
    octets,
    oid,
    time,
)

from .names import describe_name

BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE = "2.5.29.19", "2.5.29.15", "2.5.29.37"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
DIGITAL_SIGNATURE, NON_REPUDIATION, KEY_CERT_SIGN = 0, 1, 5

# Certificate policies restrict nothing for one who asks for no particular policy (RFC 5280, 6.1.1 c).
_UNDERSTOOD = {BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, "2.5.29.32"}


@dataclass(frozen=True, slots=True)
class Extension:
    """What an extension holds (its DER), and whether whoever does not understand it must refuse."""

    critical: bool
    value: bytes


@dataclass(frozen=True)
class Certificate:
    """A certificate; equal by its bytes."""

    der: bytes
    signed: bytes = field(compare=False, repr=False)
    serial: int = field(compare=False)
    issuer: Node = field(compare=False, repr=False)
    subject: Node = field(compare=False, repr=False)
    not_before: datetime = field(compare=False)
    not_after: datetime = field(compare=False)
    key_info: Node = field(compare=False, repr=False)
    extensions: dict[str, Extension] = field(compare=False, repr=False)
    scheme_node: Node = field(compare=False, repr=False)
    signature: bytes = field(compare=False, repr=False)

    @cached_property
    def name(self) -> str:
        """The subject, RFC 4514."""
        return describe_name(self.subject)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the DER, hex."""
        return hashlib.sha256(self.der).hexdigest()

    @cached_property
    def key(self) -> RsaKey | EcKey:
        """The public key; UnsupportedError if it is of no kind we take."""
        return read_public_key(self.key_info)

    @cached_property
    def scheme(self) -> Scheme:
        """How the issuer signed it; UnsupportedError as above."""
        return read_scheme(self.scheme_node)

    @cached_property
    def authority_depth(self) -> int | None:
        """How many more authorities may stand below it: None if it is no authority at all."""
        extension = self.extensions.get(BASIC_CONSTRAINTS)
        if extension is None:
            return None
        fields = Fields(decode(extension.value))
        is_authority = fields.optional(BOOLEAN)
        depth = fields.optional(INTEGER)
        fields.end()
        if is_authority is None or not boolean(is_authority):
            return None
        return integer(depth) if depth is not None else 1000

    @cached_property
    def usages(self) -> frozenset[int] | None:
        """The bits of keyUsage; None if the certificate does not limit them."""
        extension = self.extensions.get(KEY_USAGE)
        return flags(decode(extension.value)) if extension is not None else None

    def may(self, *usages: int) -> bool:
        """Whether keyUsage allows one of these."""
        return self.usages is None or not self.usages.isdisjoint(usages)

    def stamps_only(self) -> bool:
        """Whether extendedKeyUsage is critical and timeStamping alone (RFC 3161 section 2.3)."""
        extension = self.extensions.get(EXTENDED_KEY_USAGE)
        if extension is None or not extension.critical:
            return False
        return [oid(node) for node in children(decode(extension.value, SEQUENCE))] == [TIME_STAMPING]

    def riddles(self) -> list[str]:
        """The critical extensions that are not understood here."""
        return sorted(k for k, e in self.extensions.items() if e.critical and k not in _UNDERSTOOD)

    def covers(self, when: datetime) -> bool:
        """Whether `when` lies in the period of validity, both ends included."""
        return self.not_before <= when <= self.not_after

    def issued(self, other: Certificate) -> bool:
        """Whether the signature of `other` is by this certificate's key."""
        scheme = other.scheme
        return scheme.digest is not None and signed_by(self.key, scheme, scheme.digest, other.signed, other.signature)


def read_certificate(der: bytes) -> Certificate:
    """The certificate that `der` is. DerError where it is none."""
    outer = Fields(decode(der, SEQUENCE))
    signed, scheme, signature = outer.take(SEQUENCE), outer.take(SEQUENCE), outer.take(BIT_STRING)
    outer.end()
    fields = Fields(signed)
    version = _read_version(fields.optional(context(0)))
    serial, inner_scheme = integer(fields.take()), fields.take(SEQUENCE)
    issuer, validity = fields.take(SEQUENCE), Fields(fields.take(SEQUENCE))
    subject, key_info = fields.take(SEQUENCE), fields.take(SEQUENCE)
    fields.optional(context(1, constructed=False))
    fields.optional(context(2, constructed=False))
    extensions = _read_extensions(fields.optional(context(3)), version)
    fields.end()
    if inner_scheme.raw != scheme.raw:
        raise DerError("a certificate names two different signature algorithms")
    not_before, not_after = time(validity.take()), time(validity.take())
    validity.end()
    return Certificate(
        der, signed.raw, serial, issuer, subject, not_before, not_after, key_info, extensions, scheme,
        bits(signature),
    )  # fmt: skip


def _read_version(node: Node | None) -> int:
    if node is None:
        return 1
    fields = Fields(node, context(0))
    version = integer(fields.take()) + 1
    fields.end()
    if version not in (2, 3):
        raise DerError(f"a certificate has the unknown version {version}")
    return version


def _read_extensions(node: Node | None, version: int) -> dict[str, Extension]:
    if node is None:
        return {}
    if version != 3:
        raise DerError("a certificate has extensions that its version does not know")
    wrapper = Fields(node, context(3))
    found: dict[str, Extension] = {}
    for part in children(wrapper.take(SEQUENCE)):
        fields = Fields(part)
        name, critical = oid(fields.take(OID)), fields.optional(BOOLEAN)
        extension = Extension(critical is not None and boolean(critical), octets(fields.take()))
        fields.end()
        if name in found:
            raise DerError(f"a certificate has the extension {name} twice")
        found[name] = extension
    wrapper.end()
    return found
