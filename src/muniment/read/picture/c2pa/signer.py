"""Who a C2PA signature says has signed: names out of its first certificate, as written there. Nothing is checked."""

from __future__ import annotations

from typing import Any

from muniment.read.picture.c2pa.store import decoded
from muniment.read.picture.small import printable
from muniment.verify import der

_CHAIN: tuple[Any, ...] = (33, "x5chain")
_STAMPS = ("sigTst", "sigTst2")
_COMMON_NAME, _ORGANISATION = "2.5.4.3", "2.5.4.10"
_WIDE, _VERSION = 0x1E, 0xA0


def signed_by(signature: bytes) -> dict[str, str]:
    """`Signer`, `SignerOrganisation`, `Issuer`, `SignerValid`, `TimeStamp`. Raises ValueError for no COSE_Sign1."""
    value = decoded(signature)
    value = getattr(value, "value", value)  # with or without its tag, 18
    if not isinstance(value, (list, tuple)) or len(value) != 4 or not isinstance(value[0], bytes):
        raise ValueError("it is no COSE_Sign1")
    protected, unprotected = decoded(value[0]) if value[0] else {}, value[1]
    heads = [one for one in (protected, unprotected) if isinstance(one, dict)]
    chain = next((head[key] for head in heads for key in _CHAIN if key in head), None)
    first = chain[0] if isinstance(chain, list) and chain else chain
    if not isinstance(first, bytes):
        raise ValueError("it has no certificate")
    said = _names(first)
    if any(stamp in head for head in heads for stamp in _STAMPS):
        said["TimeStamp"] = "present, not checked"
    return said


def _names(certificate: bytes) -> dict[str, str]:
    """Subject, issuer and validity of a certificate (RFC 5280, 4.1)."""
    body = der.Fields(der.Fields(der.decode(certificate)).take(der.SEQUENCE))
    body.optional(_VERSION)
    body.take(der.INTEGER)
    body.take()
    issuer, validity, subject = body.take(), der.Fields(body.take()), body.take()
    begins, ends = (der.time(validity.take()).date().isoformat() for _ in range(2))
    owner, signed = _attributes(subject), _attributes(issuer)
    return {
        "Signer": owner.get(_COMMON_NAME, "") or owner.get(_ORGANISATION, ""),
        "SignerOrganisation": owner.get(_ORGANISATION, ""),
        "Issuer": signed.get(_COMMON_NAME, "") or signed.get(_ORGANISATION, ""),
        "SignerValid": f"{begins}/{ends}",
    }


def _attributes(name: der.Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in der.children(name):
        for pair in der.children(part):
            fields = der.Fields(pair)
            key, value = der.oid(fields.take()), fields.take()
            text = value.body.decode("utf-16-be" if value.tag == _WIDE else "utf-8", "replace")
            found.setdefault(key, printable(text)[:200])
    return found
