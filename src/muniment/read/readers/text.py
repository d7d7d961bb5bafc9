"""Plain text: decoded, unwrapped, healed; nothing but line wrapping is ever taken away."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.text.blocks import Block, compose
from muniment.read.text.decode import decode
from muniment.read.text.heal import heal
from muniment.read.text.language import model
from muniment.read.text.wrapped import blocks_of


class TextReader:
    """Reads `text/plain`, and JSON as the text it is until it has a reader of its own."""

    name = "text"
    version = "1"
    media_types = frozenset({"text/plain", "application/json"})

    def warm(self) -> None:
        """Load the language model."""
        model()

    def read(self, source: Source) -> Reading:
        """Text and passages of `source`; never raises for any bytes."""
        decoded = decode(source.data)
        plain = source.media_type == "text/plain"
        blocks = heal(blocks_of(decoded.text)) if plain else verbatim(decoded.text)
        return compose(
            f"{self.name}/{self.version}",
            blocks,
            findings=decoded.findings,
            metadata={"text:encoding": decoded.encoding},
        )


def verbatim(text: str) -> list[Block]:
    """Line by line as it stands: what is data must not be unwrapped."""
    lines = (line for line in text.split("\n") if line.strip())
    return [Block(line, "code", tight=index > 0) for index, line in enumerate(lines)]
