"""A picture or object in an RTF file: digits of two a byte, or bytes as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class Picture:
    """What was gathered of one so far; `kind` is its ending."""

    kind: str = "bin"
    digits: list[bytes] = field(default_factory=list)
    raw: bytes = b""

    def data(self) -> bytes:
        """Its bytes; what are no digits is passed over, and half a byte at the end."""
        digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(self.digits))
        return self.raw or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
