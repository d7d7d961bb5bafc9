"""WhatsApp: the text file of an exported chat. Each message a passage with its sender and time.

Files that were sent are named in the text; where they lie beside the export, they become acquisitions that tell
of their message. An export that is a ZIP is read by the archive reader.
"""

from __future__ import annotations

from muniment.model.reading import Finding, Reading
from muniment.read.chat import whatsapp
from muniment.read.chat.gathering import Gathering
from muniment.read.interface import Source
from muniment.read.text.decode import Decoded, decode
from muniment.read.text.language import model

LONGEST = 128 << 20
"""Bytes of a file that are read; WhatsApp itself exports 40,000 messages at most."""


class WhatsappReader:
    """Reads `text/x-whatsapp-chat`."""

    name = "whatsapp"
    version = "1"
    media_types = frozenset({"text/x-whatsapp-chat"})

    def warm(self) -> None:
        """Load the language model."""
        model()

    def read(self, source: Source) -> Reading:
        """Messages, senders, times and files of `source`; never raises for any bytes."""
        decoded = decode(source.head(LONGEST))
        if source.size > LONGEST:
            words = f"longer than {LONGEST >> 20} MiB; what comes after that is only in the file itself"
            decoded = Decoded(decoded.text, decoded.encoding, (*decoded.findings, Finding("chat-too-long", words)))
        return whatsapp.read(f"{self.name}/{self.version}", decoded, Gathering(source.mention))
