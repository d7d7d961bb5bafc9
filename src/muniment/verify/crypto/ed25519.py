"""Ed25519 signature checks in pure Python (RFC 8032), by the strictest common reading.

It only verifies: it never holds a private key and is not constant-time, because everything it
sees is public. Strict means that two verifiers cannot disagree about a signature: S < L, A and
R in their one canonical encoding, neither of small order, and the equation without cofactor
(Chalkias, Garillot, Nikolaenko: Taming the many EdDSAs, 2020).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_SQRT_M1 = pow(2, (_P - 1) // 4, _P)
_BASE_Y = 4 * pow(5, -1, _P) % _P
_ORDER_8_Y = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7

_SMALL_ORDER_Y = frozenset({0, 1, _P - 1, _ORDER_8_Y, _P - _ORDER_8_Y})
"""The y of all eight points of order 1, 2, 4 or 8: x does not matter, -P has P's order."""

_KEY_WIDTH = 5
_BASE_WIDTH = 8

_Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, T = XY/Z (Hisil et al., 2008)."""

_Addend = tuple[int, int, int, int]
"""A point ready to be added: Y+X, Y-X, 2Z, 2dT."""

_NEUTRAL: _Point = (0, 1, 1, 0)


def verify_ed25519(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes, R then S) over `message` is by `public_key` (32 bytes).

    False for anything malformed; nothing is raised. Source: RFC 8032 section 5.1.7, without the
    cofactor and with small orders refused.
    """
    if not well_formed(public_key, signature):
        return False
    r_bytes, s = signature[:32], int.from_bytes(signature[32:], "little")
    key_multiples = _negated_key_multiples(bytes(public_key))
    assert key_multiples is not None
    k = int.from_bytes(hashlib.sha512(r_bytes + public_key + message).digest(), "little") % _L
    # Encoding what R must be, rather than decoding R, also refuses every non-canonical R.
    return _encode(_add_products(s, _base_multiples(), k, key_multiples)) == r_bytes


def well_formed(public_key: bytes, signature: bytes) -> bool:
    """Whether key and signature obey the strict encoding rules, before any equation is checked.

    For whoever checks the equation with a faster library and must agree with this one.
    """
    if len(public_key) != 32 or len(signature) != 64:
        return False
    if int.from_bytes(signature[32:], "little") >= _L or _is_small_order(signature[:32]):
        return False
    return _negated_key_multiples(bytes(public_key)) is not None


def _is_small_order(encoded: bytes) -> bool:
    """Whether 32 bytes, read with or without reduction, are a point of order 8 or less."""
    y = int.from_bytes(encoded, "little") & ((1 << 255) - 1)
    return y % _P in _SMALL_ORDER_Y


@lru_cache(maxsize=64)
def _negated_key_multiples(public_key: bytes) -> tuple[_Addend, ...] | None:
    """-A, -3A … -15A; None where A is no canonical point or of small order."""
    point = _decode(public_key)
    if point is None or _is_small_order(public_key):
        return None
    x, y, z, t = point
    return _odd_multiples((-x % _P, y, z, -t % _P), _KEY_WIDTH)


@lru_cache(maxsize=1)
def _base_multiples() -> tuple[_Addend, ...]:
    """B, 3B … 127B, built at the first check: importing this module must stay cheap."""
    base = _decode(_BASE_Y.to_bytes(32, "little"))
    assert base is not None
    return _odd_multiples(base, _BASE_WIDTH)


def _odd_multiples(point: _Point, width: int) -> tuple[_Addend, ...]:
    twice = _addend(_double(point))
    points = [point]
    for _ in range(2 ** (width - 2) - 1):
        points.append(_add(points[-1], twice))
    return tuple(_addend(p) for p in points)


def _decode(encoded: bytes) -> _Point | None:
    """The point of a canonical encoding, else None (RFC 8032 section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    if y >= _P:
        return None
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    if (v * x * x + u) % _P == 0:
        x = x * _SQRT_M1 % _P
    if (v * x * x - u) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _encode(point: _Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, _P)
    return (y * inverse % _P | (x * inverse % _P & 1) << 255).to_bytes(32, "little")


def _add_products(a: int, a_table: tuple[_Addend, ...], b: int, b_table: tuple[_Addend, ...]) -> _Point:
    """[a]P + [b]Q from the odd multiples of P and Q, with one shared run of doublings (Straus)."""
    a_digits, b_digits = _signed_digits(a, _BASE_WIDTH), _signed_digits(b, _KEY_WIDTH)
    total = _NEUTRAL
    for a_digit, b_digit in zip(reversed(a_digits), reversed(b_digits), strict=True):
        total = _double(total)
        if a_digit:
            total = _add(total, _multiple(a_table, a_digit))
        if b_digit:
            total = _add(total, _multiple(b_table, b_digit))
    return total


def _signed_digits(scalar: int, width: int) -> list[int]:
    """The width-w non-adjacent form, least digit first: 0 or odd, within ±2^(w-1); 254 digits."""
    digits = []
    for _ in range(254):
        digit = 0
        if scalar & 1:
            digit = scalar & ((1 << width) - 1)
            if digit >> (width - 1):
                digit -= 1 << width
            scalar -= digit
        digits.append(digit)
        scalar >>= 1
    return digits


def _multiple(table: tuple[_Addend, ...], digit: int) -> _Addend:
    if digit > 0:
        return table[digit >> 1]
    plus, minus, z2, dt2 = table[-digit >> 1]
    return minus, plus, z2, -dt2


def _addend(point: _Point) -> _Addend:
    x, y, z, t = point
    return (y + x) % _P, (y - x) % _P, 2 * z % _P, 2 * _D * t % _P


def _add(point: _Point, addend: _Addend) -> _Point:
    """Complete addition for a = -1 (add-2008-hwcd-3)."""
    x, y, z, t = point
    plus, minus, z2, dt2 = addend
    a, b, c, d = (y - x) * minus, (y + x) * plus, t * dt2, z * z2
    e, f, g, h = (b - a) % _P, (d - c) % _P, (d + c) % _P, (b + a) % _P
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _double(point: _Point) -> _Point:
    """Doubling for a = -1 (dbl-2008-hwcd), all four factors negated together."""
    x, y, z, _ = point
    a, b = x * x, y * y
    e, g, h = -2 * x * y % _P, (a - b) % _P, (a + b) % _P
    f = (2 * z * z + g) % _P
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P
