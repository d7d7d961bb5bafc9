"""Plain text: decoded, unwrapped, healed; nothing but line wrapping is ever taken away."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.text.blocks import compose
from muniment.read.text.decode import decode
from muniment.read.text.heal import heal
from muniment.read.text.language import model
from muniment.read.text.wrapped import blocks_of, too_many, verbatim


class TextReader:
    """Reads `text/plain`, and JSON as the text it is until it has a reader of its own."""

    name = "text"
    version = "3"
    media_types = frozenset({"text/plain", "application/json"})

    def warm(self) -> None:
        """Load the language model."""
        model()

    def read(self, source: Source) -> Reading:
        """Text and passages of `source`; never raises for any bytes."""
        decoded = decode(source.data)
        plain = source.media_type == "text/plain"
        blocks = blocks_of(decoded.text) if plain else verbatim(decoded.text)
        return compose(
            f"{self.name}/{self.version}",
            heal(blocks) if plain else blocks,
            findings=(*decoded.findings, *too_many(blocks)),
            metadata={"text:encoding": decoded.encoding},
        )
