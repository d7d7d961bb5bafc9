"""PPTX: slides in order with their tables, notes, remarks, links and files."""

from __future__ import annotations

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.office.archive import Unusable
from muniment.read.office.findings import Findings
from muniment.read.office.opc import hand_out_files
from muniment.read.office.parts import Parts
from muniment.read.office.properties import about
from muniment.read.office.slides.deck import Deck
from muniment.read.text.blocks import compose
from muniment.read.text.language import model


class PptxReader:
    """Reads PresentationML, also shows and templates."""

    name = "pptx"
    version = "2"
    media_types = frozenset({"application/vnd.openxmlformats-officedocument.presentationml.presentation"})

    def warm(self) -> None:
        """Import the parser and load the language model."""
        import lxml.etree  # type: ignore[import-untyped]  # noqa: F401

        model()

    def read(self, source: Source) -> Reading:
        """Text, passages, links, children and metadata; never raises for any bytes."""
        label = f"{self.name}/{self.version}"
        findings = Findings()
        try:
            parts = Parts(source, findings)
        except Unusable as error:
            text = f"it cannot be opened as a PPTX file: {error}; ask for another copy"
            return Reading(label, findings=(Finding("container-damaged", text, "error"),))
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
