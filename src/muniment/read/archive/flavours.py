"""A ZIP can be something else: an export, a web archive, a proof. Here is which reader of its own it gets.

To add one: write a module in `muniment.read.archive` (or another room) with a function

    def read(archive: ZipItem, source: Source, label: str) -> Reading

and add a line to `FLAVOURS`. `label` is what goes to `Reading.reader`. The function gives the children itself:
the ones it knows something about by `archive.give(source, name, Told(...))`, all others by
`archive.give_rest(source, except_names)`; and it adds `archive.findings()` to its own, last of all, for giving
finds faults too. `archive.metadata()` is the usual metadata. Where it turns out, *before anything was given*, that
the names deceived, raise `NotThisFlavour`: the next one is tried, and the plain listing at the end.

`recognise` sees only the names, folders too, in the order of the directory: it must be cheap, and sure. A module
may have `warm() -> None`, which is called before the reader is confined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from muniment.model.reading import Reading
from muniment.read.archive.zipitem import ZipItem
from muniment.read.interface import Source

_TELEGRAM = re.compile(r"(?:\A|/)(?:messages\d*\.html|result\.json)\Z")
Names = Sequence[str]
Read = Callable[[ZipItem, Source, str], Reading]


class NotThisFlavour(ValueError):
    """The names looked like it, the content does not; nothing was given yet."""


@dataclass(frozen=True)
class Flavour:
    """A kind of thing that comes as a ZIP."""

    name: str
    recognise: Callable[[Names], bool]
    function: str
    """`module:function`; imported when it is needed, and by `warm`."""

    def load(self) -> Read:
        """The function that reads it."""
        module, _, name = self.function.partition(":")
        found: Read = getattr(import_module(module), name)
        return found


def _proofmode(names: Names) -> bool:
    return any(name.endswith((".proof.csv", ".proof.json")) for name in names)


def _whatsapp(names: Names) -> bool:
    last = [name.rpartition("/")[2] for name in names if name.endswith(".txt")]
    return any(name == "_chat.txt" or "whatsapp" in name.lower() or "واتساب" in name for name in last)


def _telegram(names: Names) -> bool:
    return any(_TELEGRAM.search(name) for name in names)


def _wacz(names: Names) -> bool:
    has_warc = any(name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) for name in names)
    return has_warc and any(name == "datapackage.json" or name.startswith(("pages/", "indexes/")) for name in names)


FLAVOURS: tuple[Flavour, ...] = (
    Flavour("wacz", _wacz, "muniment.read.webarchive.wacz.reading:read"),
    Flavour("proofmode", _proofmode, "muniment.read.archive.proofmode:read"),
    Flavour("whatsapp", _whatsapp, "muniment.read.chat.zipped:read_whatsapp"),
    Flavour("telegram", _telegram, "muniment.read.chat.zipped:read_telegram"),
)  # fmt: skip
"""In the order in which they are tried: the surest first."""


def read_flavour(archive: ZipItem, source: Source, label: str) -> Reading | None:
    """The reading of the first flavour that takes it; None: it is a plain ZIP."""
    names = archive.names
    for flavour in FLAVOURS:
        if flavour.recognise(names):
            try:
                return flavour.load()(archive, source, label)
            except NotThisFlavour:
                continue
    return None


def warm() -> None:
    """Import every flavour's module, and let it warm up itself."""
    for flavour in FLAVOURS:
        module = import_module(flavour.function.partition(":")[0])
        getattr(module, "warm", lambda: None)()
