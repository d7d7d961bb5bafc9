"""What a reader is, what it is given, and how readers are found.

Our own readers come in through the same entry-point group a stranger's would:
`muniment.readers`. A reader is handed bytes and a media type, never a folder, a vault or a
network. A reader that cannot be loaded is a named problem here and must never stop the rest.
"""

from __future__ import annotations

import io
import mmap
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, runtime_checkable

from muniment.model.reading import Derivative, Reading, Told
from muniment.read.giving import Allowance, Collected, Giving
from muniment.read.programs import Programs, Ran

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GROUP = "muniment.readers"
OURS = "muniment."


class Source:
    """The bytes of one item as a reader sees them, read only when asked for.

    `name` is a hint and may lie; `media_type` was sniffed from the content. `size` is in bytes.
    `wishes` are what a person asked for beyond the usual: `ocr` means to look for letters everywhere.
    Made from bytes, from an open file descriptor (which then belongs to the source), or from a path.
    """

    def __init__(
        self,
        *,
        media_type: str,
        data: bytes | None = None,
        descriptor: int | None = None,
        path: Path | None = None,
        name: str = "",
        wishes: frozenset[str] = frozenset(),
        giving: Giving | None = None,
        more_time: Callable[[float], None] | None = None,
    ) -> None:
        if data is None and descriptor is None:
            if path is None:
                raise ValueError("a source needs data, a descriptor or a path")
            descriptor = os.open(path, os.O_RDONLY)
        self.media_type = media_type
        self.name = name
        self.wishes = wishes
        self.collected = Collected()
        """What was handed out, where no other outlet was named."""
        self.giving = giving or Giving(Allowance(), self.collected)
        self._more_time = more_time
        self._given = data
        self._descriptor = descriptor
        self.size = len(data) if data is not None else os.fstat(self._fileno()).st_size

    @cached_property
    def data(self) -> bytes:
        """All bytes, in memory. For something that may be huge prefer `mapped` or `open`."""
        if self._given is not None:
            return self._given
        with self.open() as file:
            return file.read()

    def head(self, count: int) -> bytes:
        """The first `count` bytes, or fewer where the item is shorter."""
        if self._given is not None:
            return self._given[:count]
        return os.pread(self._fileno(), count, 0)

    def mapped(self) -> memoryview:
        """All bytes as a read-only view; the kernel pages them in as they are touched."""
        if self._given is not None or self.size == 0:
            return memoryview(self._given or b"")
        return memoryview(mmap.mmap(self._fileno(), 0, access=mmap.ACCESS_READ))

    def open(self) -> BinaryIO:
        """A new binary file at position 0, for libraries that want to seek."""
        if self._given is not None:
            return io.BytesIO(self._given)
        return io.BufferedReader(_At(self._fileno(), self.size))

    def give(self, path: str | bytes, chunks: Iterable[bytes], told: Told | None = None) -> bool:
        """Hand out a file found inside the item: it becomes an item of its own, a child of this one.

        `path` is its path inside, as text or as raw bytes; it may be anything. `chunks` are its bytes.
        False where a limit was reached (the finding that says so is added by itself): stop then.
        """
        return self.giving.give(path, chunks, told or Told())

    def mention(self, path: str | bytes, told: Told) -> bool:
        """Pass on what the item says about a file beside it: found by `told.sha256`, else by its path.

        Where the vault has that file, this becomes one more acquisition of it. False as with `give`.
        """
        return self.giving.mention(path, told)

    def more_time(self, seconds: float) -> None:
        """Ask for so much more time, for work whose length the size does not tell (a page to recognise).

        There is a limit over all; beyond it nothing is added.
        """
        if self._more_time is not None:
            self._more_time(seconds)

    def run(self, program: str, arguments: Iterable[str], seconds: float = 60.0, longest: int = 64 << 20) -> Ran:
        """Run a program that the reader has named in `programs`; `{item}` in an argument is the item's path.

        Raises `muniment.read.programs.NoProgram` where it is not installed. The program is confined as the
        reader is; what it writes on standard output comes back, up to `longest` bytes.
        """
        return Programs(self.fileno()).run(program, list(arguments), seconds, longest)

    def fileno(self) -> int:
        """A descriptor of a file with the item's bytes; one in memory where they came as bytes."""
        if self._descriptor is None and self._given is not None:
            self._descriptor = os.memfd_create("item")
            with os.fdopen(os.dup(self._descriptor), "wb") as file:
                file.write(self._given)
        return self._fileno()

    def close(self) -> None:
        """Let go of the file; doing it twice is harmless."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _fileno(self) -> int:
        if self._descriptor is None:
            raise ValueError("the source is closed")
        return self._descriptor


class _At(io.RawIOBase):
    """A descriptor read at a position of one's own: duplicated descriptors would share theirs."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor = os.dup(descriptor)
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = os.pread(self._descriptor, len(view), self._position)
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()


@runtime_checkable
class Reader(Protocol):
    """One format, one reader. Stateless between items; may raise anything: it becomes a finding.

    A reader may also have:
    - a method `warm() -> None`, called once in the worker before it is confined: import heavy
      libraries and load models there;
    - a method `draw(source, page) -> Derivative`: the picture of a page, as PNG; pages count from 1,
      and IndexError says that there is no such page;
    - an attribute `programs: frozenset[str]`: names of the programs that it runs through
      `Source.run`. Such a reader gets a process of its own for each item, in which those programs
      and no others can be started.
    """

    name: str
    """Short, lower case, stable: `html`."""
    version: str
    """Raised whenever the reading of the same bytes may come out differently."""
    media_types: frozenset[str]

    def read(self, source: Source) -> Reading:
        """The reading of `source`. Must not open, write or execute anything of its own."""
        ...


class Undrawable(ValueError):
    """A page cannot be drawn; the message says why, for people."""


@runtime_checkable
class Drawing(Protocol):
    """A reader that can draw pages."""

    def draw(self, source: Source, page: int) -> Derivative:
        """The picture of page `page`, counted from 1, as PNG. Raises IndexError where there is none, Undrawable."""
        ...


def programs_of(reader: Reader) -> frozenset[str]:
    """Names of the programs that a reader runs; none for most."""
    named: frozenset[str] = getattr(reader, "programs", frozenset())
    return named


@dataclass(frozen=True)
class Problem:
    """A reader that could not be loaded, and why, in words for a person."""

    reader: str
    text: str


@dataclass(frozen=True)
class Registry:
    """The readers at hand, in order of precedence, and those that could not be loaded."""

    readers: tuple[Reader, ...]
    problems: tuple[Problem, ...] = ()
    _by_type: dict[str, Reader] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for reader in self.readers:
            for media_type in reader.media_types:
                self._by_type.setdefault(media_type, reader)

    def for_type(self, media_type: str) -> Reader | None:
        """The first reader that takes `media_type`, or None."""
        return self._by_type.get(media_type)

    def named(self, name: str) -> Reader | None:
        """The first reader of that name, or None."""
        return next((reader for reader in self.readers if reader.name == name), None)


def load_registry(extra: Iterable[str] = ()) -> Registry:
    """Load every reader of the group, and `extra` ones given as `module:Class`.

    Order: extra ones as given, then third parties' by name, then our own by name. So whoever
    installs a reader for a type that we read too gets theirs.
    """
    asked = [EntryPoint(name=spec, value=spec, group=GROUP) for spec in extra]
    found = sorted(entry_points(group=GROUP), key=lambda entry: (_is_ours(entry), entry.name, entry.value))
    readers: list[Reader] = []
    problems: list[Problem] = []
    for entry in [*asked, *found]:
        outcome = _load(entry)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            readers.append(outcome)
    return Registry(tuple(readers), tuple(problems))


def _is_ours(entry: EntryPoint) -> bool:
    return entry.value.startswith(OURS)


def _load(entry: EntryPoint) -> Reader | Problem:
    try:
        made: object = getattr(import_module(entry.module), entry.attr)()
    except BaseException as error:  # a plug-in may raise anything, SystemExit too
        if isinstance(error, KeyboardInterrupt):
            raise
        return Problem(entry.name, f"reader {entry.name} ({entry.value}) cannot be loaded: {error}")
    fault = _fault(made)
    if fault:
        return Problem(entry.name, f"reader {entry.name} ({entry.value}) is not usable: {fault}")
    assert isinstance(made, Reader)
    return made


def _fault(made: object) -> str:
    if not isinstance(made, Reader):
        return "it lacks name, version, media_types or read()"
    if not isinstance(made.media_types, frozenset) or not made.name or not made.version:
        return "name and version must not be empty, media_types must be a frozenset"
    return ""
