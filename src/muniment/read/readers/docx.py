"""DOCX: all words in order, tracked changes and remarks with who and when, links, files inside."""

from __future__ import annotations

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.office.archive import Unusable
from muniment.read.office.findings import Findings
from muniment.read.office.opc import hand_out_files
from muniment.read.office.parts import Parts
from muniment.read.office.properties import about
from muniment.read.office.word.document import Document
from muniment.read.text.blocks import compose, title_of
from muniment.read.text.language import model


class DocxReader:
    """Reads WordprocessingML, also with macros (which are not run) and templates."""

    name = "docx"
    version = "2"
    media_types = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})

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
            text = f"it cannot be opened as a DOCX file: {error}; ask for another copy"
            return Reading(label, findings=(Finding("container-damaged", text, "error"),))
        document = Document(parts)
        document.read()
        said = about(parts, document.package, "docx")
        hand_out_files(parts, frozenset(document.chunks))
        return compose(
            label,
            document.blocks,
            findings=findings.all(),
            title=said.title or title_of([block.trimmed() for block in document.body[:200]]),
            author=said.author,
            moments=tuple(said.moments),
            metadata=said.metadata,
        )
