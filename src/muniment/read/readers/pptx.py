"""PPTX: slides in order with their tables, notes, remarks, links and files."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.office.findings import Findings
from muniment.read.office.opc import hand_out_files
from muniment.read.office.opened import OfficeReader
from muniment.read.office.parts import Parts
from muniment.read.office.properties import about
from muniment.read.office.slides.deck import Deck
from muniment.read.text.blocks import compose


class PptxReader(OfficeReader):
    """Reads PresentationML, also shows and templates."""

    name = "pptx"
    called = "a PPTX file"
    version = "2"
    media_types = frozenset({"application/vnd.openxmlformats-officedocument.presentationml.presentation"})

    def read_parts(self, parts: Parts, findings: Findings, label: str) -> Reading:
        """The reading of an opened container."""
        deck = Deck(parts)
        deck.read()
        said = about(parts, deck.package, "pptx")
        said.put("pptx:slides", str(deck.count))
        hand_out_files(parts)
        return compose(
            label,
            deck.blocks,
            findings=findings.all(),
            title=said.title,
            author=said.author,
            moments=tuple(said.moments),
            metadata=said.metadata,
        )
