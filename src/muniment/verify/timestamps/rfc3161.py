"""Time stamps (RFC 3161), checked with the standard library alone.

A stamp says: these bytes existed at this time, on the word of this authority. It never says
that the authority may be believed: that is `trusted`, and takes an anchor that the reader
brought. Revocation is not looked at.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from muniment.verify.crypto import read_digest
from muniment.verify.der import (
    BIT_STRING,
    BOOLEAN,
    GENERALIZED_TIME,
    INTEGER,
    OID,
    SEQUENCE,
    UTF8_STRING,
    DerError,
    Fields,
    Node,
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

from .chain import build_chain
from .cms import check_signature, find_signer, read_envelope
from .stamps import StampError
from .x509 import DIGITAL_SIGNATURE, NON_REPUDIATION, Certificate, read_certificate

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----")
_MAX_NUMBER_BITS = 512

_STATUSES = {
    2: "it rejected the request",
    3: "it asked to wait",
    4: "it warned of a revocation",
    5: "it gave notice of a revocation",
}
_FAILURES = {
    0: "it does not accept this digest",
    2: "it does not allow the request",
    5: "it found the request malformed",
    14: "it has no time source",
    15: "it does not know the policy",
    16: "it does not know an extension",
    17: "it cannot give what was asked",
    25: "it failed",
}


@dataclass(frozen=True)
class Stamp:
    """A stamp that holds. Whose word it is: `authority`; whether to believe it: `trusted`."""

    time: datetime
    """When the authority says it saw the imprint, UTC."""
    imprint: bytes
    """The digest of the stamped bytes."""
    imprint_algorithm: str
    """sha256, sha384 or sha512."""
    policy: str
    """The object identifier of the authority's policy."""
    nonce: int | None
    """The number that the request carried."""
    serial: int
    """The authority's number for this stamp."""
    authority: str
    """The subject of the authority's certificate, RFC 4514."""
    signer_fingerprint: str
    """SHA-256 of that certificate's DER, hex."""
    root_fingerprint: str | None
    """SHA-256 (hex) of the anchor that was reached, else of the highest certificate found."""
    trusted: bool
    """Whether the chain ends in one of the anchors given."""


def read_stamp(tsr: bytes, data: bytes, chain: Sequence[bytes] = (), anchors: Sequence[bytes] = ()) -> Stamp:
    """Checks that `tsr` (a TimeStampResp, or its bare token) is a good stamp over `data`.

    `chain` and `anchors` are DER certificates: the first help to build the chain, the second
    may end it. A stamp that holds but reaches no anchor comes back with `trusted` False: look at
    it. Raises StampError and nothing else, whatever the bytes.
    """
    try:
        return _read(tsr, data, _read_certificates(chain), _read_certificates(anchors))
    except ValueError as error:
        raise StampError(f"The time stamp does not hold: {error}.") from error


def pem_certificates(text: bytes) -> list[bytes]:
    """The DER of every certificate in a PEM file, in order; other blocks and remarks are passed over.

    Raises StampError where a block is not base64.
    """
    try:
        return [base64.b64decode(b"".join(m[1].split()), validate=True) for m in _PEM.finditer(text)]
    except binascii.Error as error:
        raise StampError("A certificate in the PEM file is not base64.") from error


@dataclass(frozen=True, slots=True)
class _Info:
    """A TSTInfo."""

    policy: str
    algorithm: str
    imprint: bytes
    serial: int
    time: datetime
    nonce: int | None


def _read(tsr: bytes, data: bytes, pool: list[Certificate], anchors: list[Certificate]) -> Stamp:
    envelope = read_envelope(_read_response(decode(tsr, SEQUENCE)))
    info = _read_info(decode(envelope.content, SEQUENCE))
    if hashlib.new(info.algorithm, data).digest() != info.imprint:
        raise ValueError("it is for other bytes than these")
    known = [*pool, *anchors]
    signer = find_signer(envelope, known)
    _check_may_stamp(signer, info.time)
    check_signature(envelope, signer)
    built = build_chain(signer, [*envelope.certificates, *known], anchors, info.time)
    return Stamp(
        time=info.time,
        imprint=info.imprint,
        imprint_algorithm=info.algorithm,
        policy=info.policy,
        nonce=info.nonce,
        serial=info.serial,
        authority=signer.name,
        signer_fingerprint=signer.fingerprint,
        root_fingerprint=built.top.fingerprint,
        trusted=built.trusted,
    )


def _read_certificates(ders: Iterable[bytes]) -> list[Certificate]:
    try:
        return [read_certificate(der) for der in ders]
    except DerError as error:
        raise ValueError(f"one of the certificates given cannot be read: {error}") from error


def _read_response(outer: Node) -> Node:
    """The token of a TimeStampResp whose status is granted; a bare token as it is."""
    parts = children(outer)
    if parts and parts[0].tag == OID:
        return outer
    fields = Fields(outer)
    _check_status(fields.take(SEQUENCE))
    token = fields.take(SEQUENCE)
    fields.end()
    return token


def _check_status(node: Node) -> None:
    fields = Fields(node)
    status, texts = integer(fields.take(INTEGER)), fields.optional(SEQUENCE)
    failure = fields.optional(BIT_STRING)
    fields.end()
    said = [_STATUSES.get(status, f"its status is {status}")]
    if failure is not None:
        said += [_FAILURES.get(bit, f"failure {bit}") for bit in sorted(flags(failure))]
    if texts is not None:
        said += [repr(_text(part)) for part in children(texts)]
    if status not in (0, 1):
        raise ValueError(f"the authority gave none ({'; '.join(said)})")


def _text(node: Node) -> str:
    if node.tag != UTF8_STRING:
        raise DerError("the authority's remark is not text")
    return node.body.decode()[:200]


def _read_info(node: Node) -> _Info:
    fields = Fields(node)
    if integer(fields.take(INTEGER)) != 1:
        raise DerError("the time stamp is not of version 1")
    policy = oid(fields.take(OID))
    imprint = Fields(fields.take(SEQUENCE))
    algorithm, hashed = read_digest(imprint.take(SEQUENCE)), octets(imprint.take())
    imprint.end()
    serial, when = _number(fields.take(INTEGER)), time(fields.take(GENERALIZED_TIME))
    fields.optional(SEQUENCE)  # accuracy
    fields.optional(BOOLEAN)  # ordering: a promise about the authority's other stamps
    nonce = fields.optional(INTEGER)
    fields.optional(context(0))  # the authority's name for itself: its certificate counts
    _check_extensions(fields.optional(context(1)))
    fields.end()
    return _Info(policy, algorithm, hashed, serial, when, _number(nonce) if nonce else None)


def _number(node: Node) -> int:
    """An INTEGER of sane size: Python refuses to print those of thousands of digits."""
    value = integer(node)
    if value.bit_length() > _MAX_NUMBER_BITS:
        raise DerError(f"a number has more than {_MAX_NUMBER_BITS} bits")
    return value


def _check_extensions(node: Node | None) -> None:
    """Refuses a time stamp that makes conditions nobody here understands."""
    for part in children(node) if node is not None else []:
        fields = Fields(part)
        name, critical, _ = oid(fields.take(OID)), fields.optional(BOOLEAN), octets(fields.take())
        fields.end()
        if critical is not None and boolean(critical):
            raise ValueError(f"it makes a condition that is not understood: {name}")


def _check_may_stamp(signer: Certificate, when: datetime) -> None:
    """RFC 3161 section 2.3: a key of its own, for nothing but stamping, and valid at that time."""
    said = f"the certificate of {signer.name}"
    if not signer.stamps_only():
        raise ValueError(f"{said} is not for time stamping alone")
    if not signer.may(DIGITAL_SIGNATURE, NON_REPUDIATION):
        raise ValueError(f"{said} is not for signing")
    if signer.riddles():
        raise ValueError(f"{said} makes conditions that are not understood: {', '.join(signer.riddles())}")
    if not signer.covers(when):
        raise ValueError(f"{said} was not valid at {when:%Y-%m-%d %H:%M:%S} UTC")
