"""Mailboxes (MBOX): a list of the messages, each of them a child, byte for byte."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.mail.charsets import warm
from muniment.read.mail.listing import read_mailbox
from muniment.read.text.language import model


class MboxReader:
    """Reads `application/mbox`."""

    name = "mbox"
    version = "1"
    media_types = frozenset({"application/mbox"})

    def warm(self) -> None:
        """Load all character sets and the language model."""
        warm()
        model()

    def read(self, source: Source) -> Reading:
        """The messages of `source` in order; never raises for any bytes."""
        return read_mailbox(source, f"{self.name}/{self.version}")
