"""What kind of thing an item is, told from its content and never from its name.

Binary signatures first (one look-up by the first byte), then a look inside containers, then
text. Never parses a file and never raises: what is not known is `application/octet-stream`.
"""

from __future__ import annotations

from muniment.read.sniff.binary import SIGNATURES, late_signature
from muniment.read.sniff.text import sniff_text

EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
HEAD = 4096
"""Bytes of the beginning worth giving; more does no harm. `TAIL` likewise, for ZIP containers."""
TAIL = 4096


def sniff(head: bytes, size: int, tail: bytes = b"") -> str:
    """Media type of an item of `size` bytes that begins with `head` and ends with `tail`.

    `head` may be the whole item. `tail` is only looked at for ZIP containers whose first
    entries do not tell what they are, and for one that something unknown stands before.
    """
    if not head:
        return EMPTY if size == 0 else UNKNOWN
    for prefix, kind in SIGNATURES.get(head[0], ()):
        if head.startswith(prefix):
            found = kind if isinstance(kind, str) else kind(head, tail)
            if found:
                return found
    return sniff_text(head, size) or late_signature(head) or _zip_behind(tail) or UNKNOWN


def _zip_behind(tail: bytes) -> str:
    """A ZIP with something before it that is nothing known: its directory ends the file."""
    at = tail.rfind(b"PK\x05\x06")
    whole = at >= 0 and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)
    return "application/zip" if whole else ""
