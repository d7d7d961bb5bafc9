"""Properties of one storage as text, numbers and times, by python-oxmsg; broken ones as far as they go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from muniment.read.mail.charsets import to_text
from muniment.read.mail.notes import Notes
from muniment.read.outlook.storage import Storage

_WIDE, _NARROW, _BINARY = 0x001F, 0x001E, 0x0102
_CODEPAGE = 0x3FDE
_EARLIEST, _LATEST = 1970, 2200
MESSAGE, EMBEDDED, OTHER = 32, 24, 8
"""How long the head of a property stream is: of the file's message, of one inside it, of anything else."""


class Values:
    """The properties of `storage`, by number (MS-OXPROPS)."""

    def __init__(self, storage: Storage, head: int, notes: Notes, codepage: int = 0) -> None:
        from oxmsg.properties import Properties

        self._storage, self._notes = storage, notes
        self._properties: Any = Properties(storage, head)
        self.codepage = codepage or self.number(_CODEPAGE) or 0

    def number(self, pid: int) -> int | None:
        """A number, or None."""
        try:
            found = self._properties.int_prop_value(pid)
        except Exception:  # of the library, on nonsense: as good as missing
            return None
        return found if isinstance(found, int) else None

    def text(self, pid: int) -> str:
        """A text, or ""."""
        wide = self._storage.stream(f"__substg1.0_{pid:04X}{_WIDE:04X}")
        if wide is not None:
            return _clean(wide.decode("utf-16-le", "replace"))
        narrow = self._storage.stream(f"__substg1.0_{pid:04X}{_NARROW:04X}")
        return _clean(to_text(narrow, self.label(), self._notes)) if narrow else ""

    def binary(self, pid: int) -> bytes:
        """Bytes, or none."""
        return self._storage.stream(f"__substg1.0_{pid:04X}{_BINARY:04X}") or b""

    def has_bytes(self, pid: int) -> bool:
        """Whether there are bytes, without reading them."""
        return self._storage.has(f"__substg1.0_{pid:04X}{_BINARY:04X}")

    def time(self, pid: int) -> str:
        """A time as EDTF in UTC, as the format has them; "" where there is none or it cannot be one."""
        try:
            found = self._properties.date_prop_value(pid)
        except Exception:  # beyond what a date can be
            return ""
        if not isinstance(found, datetime) or not _EARLIEST <= found.year <= _LATEST:
            return ""
        return found.replace(tzinfo=None, microsecond=0).isoformat() + "Z"

    def label(self) -> str:
        """The name of the code page that its narrow texts are in, or ""."""
        from oxmsg.domain import encodings

        if not self.codepage:
            return ""
        try:
            return encodings.encoding_from_codepage(self.codepage)
        except Exception:  # a number that is no code page
            return ""


def _clean(text: str) -> str:
    return text.rstrip("\x00")
