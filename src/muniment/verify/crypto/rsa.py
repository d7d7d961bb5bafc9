"""RSA signature checks, PKCS #1 v1.5 only (RFC 8017 section 8.2.2), standard library.

It never parses the padding: the only encoding that counts is built and compared whole, so
nothing can hide in it (Bleichenbacher's forgery with small exponents).
"""

from __future__ import annotations

MIN_BITS, MAX_BITS = 2048, 16384

_DIGEST_INFO = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


def verify(modulus: int, exponent: int, digest_name: str, digest: bytes, signature: bytes) -> bool:
    """Whether `signature` (as long as the modulus) over `digest` is by this key; nothing is raised
    but KeyError for a digest other than sha256, sha384 and sha512."""
    size = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= modulus:
        return False
    info = _DIGEST_INFO[digest_name] + digest
    padded = b"\x00\x01" + b"\xff" * (size - len(info) - 3) + b"\x00" + info
    return pow(number, exponent, modulus).to_bytes(size, "big") == padded
