"""Archives: every file inside becomes an item of its own; the text is the list of them.

Nothing is unpacked to disk, no link is followed, no password is tried.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.model.reading import Reading
from muniment.read.archive import flavours
from muniment.read.archive.zipplain import read_zip
from muniment.read.interface import Source
from muniment.read.text.language import model

_READ: dict[str, Callable[[Source, str], Reading]] = {
    "application/zip": read_zip,
}


class ArchiveReader:
    """Reads ZIP, and what comes as a ZIP (`muniment.read.archive.flavours`)."""

    name = "archive"
    version = "1"
    media_types = frozenset(_READ)

    def warm(self) -> None:
        """Import the unpackers, the flavours and the language model."""
        flavours.warm()
        model()

    def read(self, source: Source) -> Reading:
        """Children, and the list of members."""
        return _READ[source.media_type](source, f"{self.name}/{self.version}")
