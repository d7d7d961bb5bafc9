"""A storage inside a compound file, read stream by stream and only when asked for.

Stands in for python-oxmsg's own, which reads every stream of the file into memory at once; streams that
share their bytes would then make a small file large.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PROPERTIES = "__properties_version1.0"
_ATTACHMENT, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_STREAM, _STORAGE = 2, 1
MOST_ATTACHMENTS = 2_000
MOST_RECIPIENTS = 5_000


class Budget:
    """How many bytes may still be read out of one file, all streams together."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.broken = False
        """Whether something that is listed could not be read."""

    def take(self, count: int) -> bool:
        """Whether so many more may be read."""
        self.left -= count
        return self.left >= 0


class Storage:
    """What python-oxmsg's `StorageT` asks for. What is missing or broken reads as no bytes."""

    def __init__(self, ole: Any, entry: Any, path: list[str], budget: Budget) -> None:
        self._ole, self._entry, self._path, self._budget = ole, entry, path, budget

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self._path[-1] if self._path else ""

    @property
    def path(self) -> str:
        """Its place in the file."""
        return "/".join(self._path)

    @property
    def properties_stream_bytes(self) -> bytes:
        """The stream with the numbers and times, and a list of all properties."""
        return self.stream(PROPERTIES) or b""

    def property_stream_bytes(self, pid: int, ptyp: int) -> bytes:
        """The bytes of a property of variable length; none where its stream is missing."""
        found = self.stream(f"__substg1.0_{pid:04X}{ptyp:04X}")
        self._budget.broken = self._budget.broken or found is None
        return found or b""

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; None where there is none or it cannot be read."""
        entry = self._entry.kids_dict.get(name.lower())
        if entry is None or entry.entry_type != _STREAM or not self._budget.take(entry.size):
            return None
        try:
            with self._ole.openstream([*self._path, entry.name]) as file:
                read: bytes = file.read()
        except (OSError, ValueError, IndexError, OverflowError):  # chains of sectors that lead nowhere
            self._budget.broken = True
            return None
        self._budget.broken = self._budget.broken or len(read) < entry.size
        return read

    def has(self, name: str) -> bool:
        """Whether a stream of that name is listed."""
        return name.lower() in self._entry.kids_dict

    def below(self, name: str) -> Storage | None:
        """The storage of that name in it."""
        entry = self._entry.kids_dict.get(name.lower())
        if entry is None or entry.entry_type != _STORAGE:
            return None
        return Storage(self._ole, entry, [*self._path, entry.name], self._budget)

    def iter_attachment_storages(self) -> Iterator[Storage]:
        """One for each attachment, in order."""
        return self._all(_ATTACHMENT, MOST_ATTACHMENTS)

    def iter_recipient_storages(self) -> Iterator[Storage]:
        """One for each recipient, in order."""
        return self._all(_RECIPIENT, MOST_RECIPIENTS)

    def count(self, prefix: str = _ATTACHMENT) -> int:
        """How many attachments there are, whether read or not."""
        return sum(kid.name.startswith(prefix) for kid in self._entry.kids)

    def _all(self, prefix: str, most: int) -> Iterator[Storage]:
        names = [kid.name for kid in self._entry.kids if kid.name.startswith(prefix) and kid.entry_type == _STORAGE]
        for name in sorted(names)[:most]:
            below = self.below(name)
            if below is not None:
                yield below
