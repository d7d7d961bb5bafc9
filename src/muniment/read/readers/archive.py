"""Archives: every file inside becomes an item of its own; the text is the list of them.

Nothing is unpacked to disk, no link is followed, no password is tried.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.model.reading import Reading
from muniment.read.archive import flavours, packed, sevenzip
from muniment.read.archive.tarstream import read_plain_tar
from muniment.read.archive.unpack import zstd
from muniment.read.archive.zipplain import read_zip
from muniment.read.interface import Source
from muniment.read.text.language import model

_READ: dict[str, Callable[[Source, str], Reading]] = {
    "application/zip": read_zip,
    "application/x-tar": read_plain_tar,
    "application/x-7z-compressed": sevenzip.read_sevenzip,
    **dict.fromkeys(packed.MEDIA_TYPES, packed.read_packed),
}


class ArchiveReader:
    """Reads ZIP, TAR, 7z, gzip, bzip2, xz and Zstandard, and what comes as a ZIP (`muniment.read.archive.flavours`)."""

    name = "archive"
    version = "1"
    media_types = frozenset(_READ)

    def warm(self) -> None:
        """Import the unpackers, the flavours and the language model."""
        import inflate64  # noqa: F401

        zstd()
        sevenzip.warm()
        flavours.warm()
        model()

    def read(self, source: Source) -> Reading:
        """Children, and the list of members."""
        return _READ[source.media_type](source, f"{self.name}/{self.version}")
