"""Outlook messages (MSG): fields, text, and attachments as children. Nothing is verified or deciphered."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.mail.charsets import warm
from muniment.read.outlook.reading import read_message
from muniment.read.text.language import model


class MsgReader:
    """Reads `application/vnd.ms-outlook`."""

    name = "msg"
    version = "2"
    media_types = frozenset({"application/vnd.ms-outlook"})

    def warm(self) -> None:
        """Load the libraries, all character sets, the HTML parser and the language model."""
        import compressed_rtf  # type: ignore[import-untyped] # noqa: F401
        import olefile  # type: ignore[import-untyped] # noqa: F401
        import oxmsg.domain.encodings
        import oxmsg.properties  # noqa: F401
        import selectolax.lexbor  # noqa: F401

        warm()
        model()

    def read(self, source: Source) -> Reading:
        """Fields, text and attachments of `source`; never raises for any bytes."""
        return read_message(source, f"{self.name}/{self.version}")
