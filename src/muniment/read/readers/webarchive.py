"""Web archives: WARC and ARC, plain or gzip. Every answer that was recorded becomes an item of its own."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.text.language import model
from muniment.read.webarchive import encodings
from muniment.read.webarchive.reading import read_web_archive


class WebArchiveReader:
    """Reads WARC and ARC files."""

    name = "webarchive"
    version = "1"
    media_types = frozenset({"application/warc", "application/x-ia-arc"})

    def warm(self) -> None:
        """Import the decoders and the language model."""
        import email.utils  # noqa: F401

        encodings.warm()
        model()

    def read(self, source: Source) -> Reading:
        """The list of records, their payloads as children, and everything that does not fit together."""
        return read_web_archive(source, f"{self.name}/{self.version}")
