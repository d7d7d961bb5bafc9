"""The signed envelope of a time stamp: CMS SignedData with one signer (RFC 5652, RFC 3161).

It checks that the signer signed exactly these contents and named its own certificate. It never
says whether that certificate may be believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.verify.crypto import Scheme, read_digest, read_scheme, signed_by
from muniment.verify.der import (
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    SET,
    DerError,
    Fields,
    Node,
    children,
    context,
    decode,
    integer,
    octets,
    oid,
)

from .x509 import Certificate, read_certificate

SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
_CONTENT_TYPE, _MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
_SUBJECT_KEY_ID = "2.5.29.14"

MAX_CERTIFICATES = 32


class SignatureError(ValueError):
    """The envelope is whole but its signature does not hold; the message is a clause for a person."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One SignerInfo. `who` is issuer and serial number, or a subject key identifier."""

    who: Node
    digest: str
    scheme: Scheme
    attributes: dict[str, Node]
    signed: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """What was signed (the DER of a TSTInfo), by whom, and the certificates sent along."""

    content: bytes
    signer: Signer
    certificates: tuple[Certificate, ...]


def read_envelope(token: Node) -> Envelope:
    """A TimeStampToken: ContentInfo of SignedData of TSTInfo. Raises ValueError."""
    info = Fields(token)
    if oid(info.take(OID)) != SIGNED_DATA:
        raise DerError("the token is not signed data")
    wrapper = Fields(info.take(context(0)), context(0))
    info.end()
    fields = Fields(wrapper.take(SEQUENCE))
    wrapper.end()
    if integer(fields.take(INTEGER)) != 3:
        raise DerError("the signed data is not of version 3")
    digests = [read_digest(node) for node in children(fields.take(SET))]
    content = _read_content(fields.take(SEQUENCE))
    certificates = _read_certificates(fields.optional(context(0)))
    fields.optional(context(1))  # revocation lists: not used, and nothing rests on them
    signers = children(fields.take(SET))
    fields.end()
    if len(signers) != 1:
        raise DerError(f"it has {len(signers)} signers, a time stamp has one")
    signer = _read_signer(signers[0])
    if signer.digest not in digests:
        raise DerError("the signer's digest is not among those announced")
    return Envelope(content, signer, certificates)


def find_signer(envelope: Envelope, others: Sequence[Certificate]) -> Certificate:
    """The signer's certificate, from the token or else from `others`."""
    for certificate in (*envelope.certificates, *others):
        if _is_named(certificate, envelope.signer.who):
            return certificate
    raise SignatureError("the certificate of its signer is neither in it nor among those given")


def check_signature(envelope: Envelope, certificate: Certificate) -> None:
    """Raises SignatureError unless `certificate` is the one the signer meant and signed with."""
    signer = envelope.signer
    if oid(_attribute(signer, _CONTENT_TYPE)) != TST_INFO:
        raise SignatureError("its signature is over something other than a time stamp")
    if octets(_attribute(signer, _MESSAGE_DIGEST)) != hashlib.new(signer.digest, envelope.content).digest():
        raise SignatureError("its contents are not those that were signed")
    _check_certificate_named(signer, certificate)
    if not signed_by(certificate.key, signer.scheme, signer.digest, signer.signed, signer.signature):
        raise SignatureError(f"its signature is not by {certificate.name}")


def _read_content(node: Node) -> bytes:
    fields = Fields(node)
    if oid(fields.take(OID)) != TST_INFO:
        raise DerError("the signed data is not a time stamp")
    wrapper = Fields(fields.take(context(0)), context(0))
    fields.end()
    content = octets(wrapper.take(OCTET_STRING))
    wrapper.end()
    return content


def _read_certificates(node: Node | None) -> tuple[Certificate, ...]:
    parts = [part for part in children(node) if part.tag == SEQUENCE] if node is not None else []
    if len(parts) > MAX_CERTIFICATES:
        raise DerError(f"it carries more than {MAX_CERTIFICATES} certificates")
    return tuple(read_certificate(part.raw) for part in parts)


def _read_signer(node: Node) -> Signer:
    fields = Fields(node)
    version, who = integer(fields.take(INTEGER)), fields.take()
    if (version, who.tag) not in ((1, SEQUENCE), (3, context(0, constructed=False))):
        raise DerError("it does not say who signed it in a known way")
    digest = read_digest(fields.take(SEQUENCE))
    attributes = fields.take(context(0))
    scheme, signature = read_scheme(fields.take(SEQUENCE)), octets(fields.take())
    fields.optional(context(1))  # unsigned attributes: anybody may add them, nothing rests on them
    fields.end()
    # What is signed is the same set under its own tag, not under the [0] it travels with.
    signed = bytes([SET]) + attributes.raw[1:]
    return Signer(who, digest, scheme, _read_attributes(attributes), signed, signature)


def _read_attributes(node: Node) -> dict[str, Node]:
    """The single value of every signed attribute, by its type."""
    found: dict[str, Node] = {}
    for part in children(node):
        fields = Fields(part)
        name, values = oid(fields.take(OID)), children(fields.take(SET))
        fields.end()
        if name in found or len(values) != 1:
            raise DerError(f"the signed attribute {name} does not have exactly one value")
        found[name] = values[0]
    return found


def _attribute(signer: Signer, name: str) -> Node:
    if name not in signer.attributes:
        raise SignatureError(f"the signed attribute {name} is missing")
    return signer.attributes[name]


def _is_named(certificate: Certificate, who: Node) -> bool:
    if who.tag == SEQUENCE:
        fields = Fields(who)
        issuer, serial = fields.take(SEQUENCE), integer(fields.take())
        fields.end()
        return (issuer.raw, serial) == (certificate.issuer.raw, certificate.serial)
    extension = certificate.extensions.get(_SUBJECT_KEY_ID)
    return extension is not None and octets(decode(extension.value)) == who.body


def _check_certificate_named(signer: Signer, certificate: Certificate) -> None:
    """The signed attribute that pins the signer's certificate (RFC 2634 5.4, RFC 5035)."""
    names = [n for n in (_SIGNING_CERTIFICATE, _SIGNING_CERTIFICATE_V2) if n in signer.attributes]
    if not names:
        raise SignatureError("it does not say with which certificate it was signed")
    for name in names:
        pinned = _read_pinned(signer.attributes[name], second_version=name == _SIGNING_CERTIFICATE_V2)
        if hashlib.new(pinned[0], certificate.der, usedforsecurity=False).digest() != pinned[1]:
            raise SignatureError("it was signed with another certificate than the one it carries")
        if pinned[2] is not None and not _is_same_issuer(pinned[2], certificate):
            raise SignatureError("it names another issuer than its certificate does")


def _read_pinned(value: Node, *, second_version: bool) -> tuple[str, bytes, Node | None]:
    """Digest name, digest and IssuerSerial of the first ESSCertID, which is the signer's.

    The first version knows only SHA-1. Here that is bearable: it is no signature, and another
    certificate of the same hash would also need the signer's key.
    """
    outer = Fields(value)
    certificates = children(outer.take(SEQUENCE))
    if not certificates:
        raise DerError("the attribute that names the certificate is empty")
    fields = Fields(certificates[0])
    outer.optional(SEQUENCE)
    outer.end()
    algorithm = fields.optional(SEQUENCE) if second_version else None
    default = "sha256" if second_version else "sha1"
    digest = read_digest(algorithm) if algorithm is not None else default
    hashed, issuer = octets(fields.take()), fields.optional(SEQUENCE)
    fields.end()
    return digest, hashed, issuer


def _is_same_issuer(node: Node, certificate: Certificate) -> bool:
    """Whether an IssuerSerial (GeneralNames of one directoryName, serial) is the certificate's."""
    fields = Fields(node)
    names, serial = children(fields.take(SEQUENCE)), integer(fields.take())
    fields.end()
    issuers = [part.body for part in names if part.tag == context(4)]
    return issuers == [certificate.issuer.raw] and serial == certificate.serial
