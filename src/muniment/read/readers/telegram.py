"""Telegram Desktop's exports: `result.json` and `messages.html`. Each message a passage with its sender and time.

Files that were sent are named in the text; where they lie beside the export, they become acquisitions that tell
of their message.
"""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.chat import telegram
from muniment.read.chat.gathering import Gathering
from muniment.read.chat.telegram_html import read as read_page
from muniment.read.interface import Source
from muniment.read.text.decode import decode
from muniment.read.text.language import model

JSON = "application/x-telegram-export+json"
HTML = "text/x-telegram-export+html"


class TelegramReader:
    """Reads Telegram Desktop's JSON and HTML."""

    name = "telegram"
    version = "1"
    media_types = frozenset({JSON, HTML})

    def warm(self) -> None:
        """Import the parser of HTML and load the language model."""
        import selectolax.lexbor  # noqa: F401

        model()

    def read(self, source: Source) -> Reading:
        """Messages, senders, times and files of `source`; never raises for any bytes."""
        label = f"{self.name}/{self.version}"
        gathering = Gathering(source.mention)
        if source.media_type == HTML:
            return read_page(label, source.data, gathering)
        plain = source.head(1).lstrip() in (b"{", b"")
        data = source.mapped() if plain else decode(source.data).text.encode()
        return telegram.read(label, data, gathering)
