"""Pictures signed with the official C2PA library (c2pa-python) in the name of invented people."""

from __future__ import annotations

import io
import json
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
MANIFEST = {
    "claim_generator_info": [{"name": "Darkroom", "version": "2.1"}],
    "title": "Market in Orin",
    "assertions": [
        {
            "label": "c2pa.actions",
            "data": {
                "actions": [
                    {
                        "action": "c2pa.created",
                        "when": "2024-05-01T10:00:00Z",
                        "softwareAgent": {"name": "Darkroom", "version": "2"},
                        "digitalSourceType": SOURCE,
                    },
                    {"action": "c2pa.cropped"},
                ]
            },
        }
    ],
}
_BEGIN, _END = datetime(2024, 1, 1), datetime(2034, 1, 1)


def signed(data: bytes, media_type: str, ingredient: bytes = b"") -> bytes:
    """`data` with a manifest; `ingredient` is a JPEG that it was made from."""
    c2pa = pytest.importorskip("c2pa", reason="c2pa-python is not installed")
    builder = c2pa.Builder(json.dumps(MANIFEST))
    if ingredient:
        told = json.dumps({"title": "first.jpg", "relationship": "parentOf"})
        builder.add_ingredient(told, "image/jpeg", io.BytesIO(ingredient))
    key, chain = _credentials()

    def sign(message: bytes) -> bytes:
        first, second = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
        return first.to_bytes(32, "big") + second.to_bytes(32, "big")

    out = io.BytesIO()
    signer = c2pa.Signer.from_callback(sign, c2pa.C2paSigningAlg.ES256, chain, None)
    builder.sign(signer, media_type, io.BytesIO(data), out)
    return out.getvalue()


@cache
def _credentials() -> tuple[Any, str]:
    root, person = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    above = _certificate("Veldra Root", root, "Veldra Root", root, issues=True)
    below = _certificate("Ana Orin", person, "Veldra Root", root, issues=False)
    pem = [one.public_bytes(serialization.Encoding.PEM).decode() for one in (below, above)]
    return person, "".join(pem)


def _certificate(name: str, key: Any, issuer: str, issuer_key: Any, issues: bool) -> x509.Certificate:
    usage = x509.KeyUsage(not issues, False, False, False, False, issues, issues, False, False)
    built = (
        x509.CertificateBuilder(_name(issuer), _name(name), key.public_key(), 2 - issues, _BEGIN, _END)
        .add_extension(x509.BasicConstraints(issues, None), True)
        .add_extension(usage, True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False)
    )
    if not issues:
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    return built.sign(issuer_key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "XX"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Veldra Press"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
