"""Names of places as keys: without case, accents, points, apostrophes; and keys as numbers for the index."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

_FOLD = str.maketrans(
    {
        "ё": "е",
        "ґ": "г",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "\u0640": None,
        "\u200c": None,
    }
    | dict.fromkeys("'’ʼ`´‘ʹ׳״\"", None)
    | dict.fromkeys("-‐‑–־", " ")
    | {
        chr(point): None
        for point in (*range(0x591, 0x5BE), *range(0x5BF, 0x5C8), *range(0x64B, 0x660), 0x670, 0x301, 0x300)
    }
    | {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
HASH_BITS = 40
NUMBER_BITS = 22
"""An entry of the index: forty bits of the key's hash, twenty-two of the place's number, two of flags."""
FLAG_BITS = 64 - HASH_BITS - NUMBER_BITS
LESSER = 1
"""Flag: one of the place's further names, not the gazetteer's own."""
GOES_ON = (1 << NUMBER_BITS) - 1
"""The number of no place: a longer name begins with these words."""


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """A name for comparing. Letters of Latin script lose their accents; those of others are letters of their own."""
    folded = name.lower().translate(_FOLD)
    if folded.isascii():
        return " ".join(folded.split())
    kept = []
    for letter in unicodedata.normalize("NFC", folded):
        base = unicodedata.normalize("NFD", letter)
        kept.append(base[0] if len(base) > 1 and base[0].isascii() else letter)
    return " ".join("".join(kept).split())


def hashed(folded: str) -> int:
    """The hash of a key."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=HASH_BITS // 8).digest(), "big")
