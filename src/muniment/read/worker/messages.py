"""What the pool and a worker say to each other: msgpack of these structs, one a frame.

Nothing a worker says is trusted: the parent decodes it into these types and checks it again.
"""

from __future__ import annotations

import msgspec

from muniment.model.reading import Part, Reading
from muniment.read.giving import Allowance

BEGIN, DATA, END, DROP = b"B", b"D", b"E", b"X"
"""First byte of a piece: a part begins (a `Part` follows), more of its bytes, it is whole, it is dropped."""


class Limits(msgspec.Struct, frozen=True):
    """What one item may cost. Times in seconds, sizes in bytes."""

    seconds: float = 60.0
    """Wall time and, apart, processor time for any item …"""
    seconds_per_mib: float = 2.0
    """… and this much more for each MiB of it."""
    memory: int = 2 << 30
    """Address space of the whole worker."""
    output: int = 64 << 20
    """Longest encoded reading."""
    files: int = 64
    """Open files."""

    def time_for(self, size: int) -> float:
        """Seconds an item of `size` bytes may take."""
        return self.seconds + self.seconds_per_mib * size / (1 << 20)


class Greeting(msgspec.Struct, frozen=True):
    """The first thing a worker hears."""

    limits: Limits
    readers: tuple[str, ...] = ()
    """Readers beside the installed ones, as `module:Class`."""
    programs: bool = False
    """Whether this worker is for readers that run programs: it then takes one item and is confined for that."""


class Protection(msgspec.Struct, frozen=True):
    """One way in which a worker is confined, and whether it is in force on this machine."""

    name: str
    in_force: bool
    text: str = ""
    """What it does, or why it is not in force."""


class Hello(msgspec.Struct, frozen=True):
    """The first thing a worker says: it is ready, and this is what holds it."""

    protections: tuple[Protection, ...]


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item to read; without `data` its bytes come as a descriptor beside the frame."""

    reader: str
    media_type: str
    seconds: float
    name: str = ""
    data: bytes | None = None
    wishes: frozenset[str] = frozenset()
    allowance: Allowance | None = None
    """What may be taken out of it; None: nothing is, and nothing is said of it."""
    page: int | None = None
    """Draw this page instead of reading."""


ReadingDecoder = msgspec.msgpack.Decoder(Reading)
PartDecoder = msgspec.msgpack.Decoder(Part)
encode = msgspec.msgpack.Encoder().encode
