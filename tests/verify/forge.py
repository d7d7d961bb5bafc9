"""Time stamps with any one thing wrong, properly signed all the same: what a forger would try.

`Forger().token()` is a good one; every part can be replaced. Real authorities refuse to make
these, so the test writes the DER itself; keys and certificates are by `cryptography`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DATA = b"the checkpoint\n"
NOW = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)

SHA256, SHA512, SHA1 = "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3", "1.3.14.3.2.26"
RSA_SHA256, RSA, RSA_PSS = "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
TST_INFO, PLAIN = "1.2.840.113549.1.9.16.1.4", "1.2.840.113549.1.7.1"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
PINNED, PINNED_V2 = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"

_KEYS: dict[str, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey] = {}


def key(name: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """One key a name for the whole run; names that begin with `ec` are on P-256."""
    if name not in _KEYS:
        short = 1024 if name == "short" else 2048
        _KEYS[name] = (
            ec.generate_private_key(ec.SECP256R1()) if name.startswith("ec") else rsa.generate_private_key(65537, short)
        )
    return _KEYS[name]


def der(tag: int, *parts: bytes) -> bytes:
    """A DER value."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def seq(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def number(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted: str) -> bytes:
    first, second, *arcs = map(int, dotted.split("."))
    out = bytearray()
    for arc in (first * 40 + second, *arcs):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        out += bytes(reversed(groups))
    return der(0x06, bytes(out))


def algorithm(dotted: str, *parameters: bytes) -> bytes:
    return seq(oid(dotted), *parameters)


@dataclass
class Issued:
    """A certificate and the name of the key in it."""

    cert: x509.Certificate
    key_name: str

    @property
    def der(self) -> bytes:
        return self.cert.public_bytes(Encoding.DER)


def issue(
    name: str,
    above: Issued | None = None,
    *,
    key_name: str = "",
    signed_with: str = "",
    authority: bool = False,
    depth: int | None = None,
    basic: bool = True,
    usage: tuple[str, ...] | None = None,
    purposes: Sequence[x509.ObjectIdentifier] = (),
    critical: bool = True,
    riddle: bool = False,
    start: datetime = NOW - timedelta(days=10),
    end: datetime = NOW + timedelta(days=10),
) -> Issued:
    """A certificate for `name` by `above` (else by itself), signed with `signed_with` if given."""
    key_name = key_name or name
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).serial_number(x509.random_serial_number())
    builder = builder.issuer_name(above.cert.subject if above else subject)
    builder = builder.public_key(key(key_name).public_key()).not_valid_before(start).not_valid_after(end)
    if basic:
        builder = builder.add_extension(x509.BasicConstraints(authority, depth), critical=True)
    if usage is not None:
        builder = builder.add_extension(_usage(usage), critical=True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=critical)
    if riddle:
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
        builder = builder.add_extension(unknown, critical=True)
    signing = key(signed_with or (above.key_name if above else key_name))
    return Issued(builder.sign(signing, hashes.SHA256()), key_name)


def _usage(names: tuple[str, ...]) -> x509.KeyUsage:
    every = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: name in names for name in every})


STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)


def signer_under(root: Issued, **changes: object) -> Issued:
    """A proper signer's certificate, but for `changes`."""
    wanted: dict[str, object] = {"purposes": STAMPING, "usage": ("digital_signature",)}
    return issue("stamper", root, **(wanted | changes))  # type: ignore[arg-type]


def _good_root() -> Issued:
    return issue("root", authority=True, usage=("key_cert_sign",))


@dataclass
class Forger:
    """Everything a token is made of, each part to be replaced at will."""

    root: Issued = field(default_factory=_good_root)
    signer: Issued | None = None
    carried: Sequence[Issued] | None = None
    status: bytes = seq(number(0))
    content_oid: str = TST_INFO
    info_version: int = 1
    imprint_oid: str = SHA256
    imprint: bytes = hashlib.sha256(DATA).digest()
    gen_time: bytes = NOW.strftime("%Y%m%d%H%M%SZ").encode()
    serial: int = 7
    info_tail: bytes = b""
    digest_oid: str = SHA256
    announced: Sequence[str] = (SHA256,)
    scheme_oid: str = RSA_SHA256
    attributes: dict[str, bytes] = field(default_factory=dict)
    without: Sequence[str] = ()
    extra_attributes: Sequence[bytes] = ()
    signed_attributes: bool = True
    sign_info_only: bool = False
    signing_key: str = ""
    signers: int = 1

    def __post_init__(self) -> None:
        self.signer = self.signer or signer_under(self.root)
        self.carried = [self.signer] if self.carried is None else self.carried

    def info(self) -> bytes:
        imprint = seq(algorithm(self.imprint_oid, der(0x05)), der(0x04, self.imprint))
        time = der(0x18, self.gen_time)
        policy = oid("1.2.3")
        return seq(number(self.info_version), policy, imprint, number(self.serial), time, self.info_tail)

    def pin(self, certificate: bytes, *tail: bytes) -> bytes:
        """A SigningCertificateV2 value."""
        return seq(seq(seq(der(0x04, hashlib.sha256(certificate).digest()), *tail)))

    def signed_set(self) -> list[bytes]:
        assert self.signer is not None
        values = {
            CONTENT_TYPE: oid(TST_INFO),
            MESSAGE_DIGEST: der(0x04, hashlib.sha256(self.info()).digest()),
            PINNED_V2: self.pin(self.signer.der),
        } | self.attributes
        kept = [seq(oid(k), der(0x31, v)) for k, v in values.items() if k not in self.without]
        return sorted([*kept, *self.extra_attributes])

    def signature(self) -> bytes:
        assert self.signer is not None
        message = self.info() if self.sign_info_only else der(0x31, *self.signed_set())
        signing = key(self.signing_key or self.signer.key_name)
        if isinstance(signing, rsa.RSAPrivateKey):
            return signing.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return signing.sign(message, ec.ECDSA(hashes.SHA256()))

    def signer_info(self) -> bytes:
        assert self.signer is not None
        who = seq(self.signer.cert.issuer.public_bytes(), number(self.signer.cert.serial_number))
        attributes = der(0xA0, *self.signed_set()) if self.signed_attributes else b""
        digest, scheme = algorithm(self.digest_oid), algorithm(self.scheme_oid)
        return seq(number(1), who, digest, attributes, scheme, der(0x04, self.signature()))

    def token(self) -> bytes:
        """The bare TimeStampToken."""
        announced = der(0x31, *(algorithm(name) for name in self.announced))
        content = seq(oid(self.content_oid), der(0xA0, der(0x04, self.info())))
        certificates = der(0xA0, *(c.der for c in self.carried or ()))
        infos = der(0x31, *[self.signer_info()] * self.signers)
        data = seq(number(3), announced, content, certificates, infos)
        return seq(oid("1.2.840.113549.1.7.2"), der(0xA0, data))

    def response(self) -> bytes:
        """The TimeStampResp around it."""
        return seq(self.status, self.token())
