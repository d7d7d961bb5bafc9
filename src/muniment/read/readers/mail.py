"""Mail (EML): header lines, text, and the files inside it as children. Nothing is verified, deciphered or fetched."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.mail.charsets import warm
from muniment.read.mail.reading import read_mail
from muniment.read.text.language import model


class MailReader:
    """Reads `message/rfc822`."""

    name = "mail"
    version = "2"
    media_types = frozenset({"message/rfc822"})

    def warm(self) -> None:
        """Load all character sets, the HTML parser and the language model."""
        import selectolax.lexbor  # noqa: F401

        warm()
        model()

    def read(self, source: Source) -> Reading:
        """Header lines, text and files of `source`; never raises for any bytes."""
        return read_mail(source, f"{self.name}/{self.version}")
