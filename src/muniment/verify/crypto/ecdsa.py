"""ECDSA signature checks on the NIST curves in pure Python (FIPS 186-5, SEC 1).

It only verifies public things: it never holds a private key and is not constant-time.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.verify.der import DerError, Fields, decode, integer

_Point = tuple[int, int, int]
"""Jacobian coordinates: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity."""

_INFINITY: _Point = (1, 1, 0)


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ - 3x + b over the prime p, with the base point (gx, gy) of prime order n."""

    name: str
    p: int
    b: int
    n: int
    gx: int
    gy: int

    @property
    def size(self) -> int:
        """Bytes of a coordinate."""
        return (self.p.bit_length() + 7) // 8

    def has(self, x: int, y: int) -> bool:
        """Whether (x, y) is a point of the curve, in reduced coordinates."""
        return x < self.p and y < self.p and (y * y - (x * x * x - 3 * x + self.b)) % self.p == 0


P256 = Curve(
    "P-256",
    p=2**256 - 2**224 + 2**192 + 2**96 - 1,
    b=0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    n=0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    gx=0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    gy=0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
P384 = Curve(
    "P-384",
    p=2**384 - 2**128 - 2**96 + 2**32 - 1,
    b=0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
    n=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    gx=0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
    gy=0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
)
P521 = Curve(
    "P-521",
    p=2**521 - 1,
    b=0x0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
    n=0x01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409,
    gx=0x00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
    gy=0x011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650,
)


def verify(curve: Curve, x: int, y: int, digest: bytes, signature: bytes) -> bool:
    """Whether `signature` (DER, SEQUENCE of r and s) over `digest` is by the point (x, y).

    False for anything malformed; nothing is raised. Source: FIPS 186-5 section 6.4.2.
    """
    pair = _read_signature(signature)
    if pair is None or not curve.has(x, y):
        return False
    r, s = pair
    if not (0 < r < curve.n and 0 < s < curve.n):
        return False
    excess = max(0, 8 * len(digest) - curve.n.bit_length())
    inverse = pow(s, -1, curve.n)
    u = (int.from_bytes(digest, "big") >> excess) * inverse % curve.n
    big_x, _, z = _add_products(curve, u, r * inverse % curve.n, (x, y, 1))
    return z != 0 and big_x * pow(z, -2, curve.p) % curve.p % curve.n == r


def _read_signature(signature: bytes) -> tuple[int, int] | None:
    try:
        fields = Fields(decode(signature))
        pair = integer(fields.take()), integer(fields.take())
        fields.end()
    except DerError:
        return None
    return pair


def _add_products(curve: Curve, u: int, v: int, q: _Point) -> _Point:
    """[u]G + [v]Q with one shared run of doublings (Straus, Shamir)."""
    g = (curve.gx, curve.gy, 1)
    choices = {(1, 0): g, (0, 1): q, (1, 1): _add(curve, g, q)}
    total = _INFINITY
    for bit in range(max(u.bit_length(), v.bit_length()) - 1, -1, -1):
        total = _double(curve, total)
        choice = choices.get((u >> bit & 1, v >> bit & 1))
        if choice is not None:
            total = _add(curve, total, choice)
    return total


def _double(curve: Curve, point: _Point) -> _Point:
    """dbl-2001-b, for a = -3; right for infinity, and no point of these curves has order 2."""
    x, y, z = point
    p = curve.p
    delta, gamma = z * z % p, y * y % p
    beta = x * gamma % p
    alpha = 3 * (x - delta) * (x + delta) % p
    x3 = (alpha * alpha - 8 * beta) % p
    return x3, (alpha * (4 * beta - x3) - 8 * gamma * gamma) % p, 2 * y * z % p


def _add(curve: Curve, one: _Point, other: _Point) -> _Point:
    """add-1998-cmo-2, with the cases it leaves out: infinity, equal and opposite points."""
    if not one[2]:
        return other
    if not other[2]:
        return one
    p = curve.p
    (x1, y1, z1), (x2, y2, z2) = one, other
    zz1, zz2 = z1 * z1 % p, z2 * z2 % p
    u1, s1 = x1 * zz2 % p, y1 * z2 * zz2 % p
    h, r = (x2 * zz1 - u1) % p, (y2 * z1 * zz1 - s1) % p
    if not h:
        return _INFINITY if r else _double(curve, one)
    hh = h * h % p
    hhh, v = h * hh % p, u1 * hh % p
    x3 = (r * r - hhh - 2 * v) % p
    return x3, (r * (v - x3) - s1 * hhh) % p, z1 * z2 * h % p
