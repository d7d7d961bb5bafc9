"""ODT and ODP: text or slides in order with tables, notes, remarks, tracked changes, links and files."""

from __future__ import annotations

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.office.archive import Unusable
from muniment.read.office.findings import Findings
from muniment.read.office.odf.about import about
from muniment.read.office.odf.document import Document
from muniment.read.office.parts import Parts
from muniment.read.text.blocks import compose, title_of
from muniment.read.text.language import model

_BASE = "application/vnd.oasis.opendocument."


class OdtReader:
    """Reads OpenDocument texts and presentations, and templates of either."""

    name = "odt"
    version = "2"
    media_types = frozenset(
        _BASE + kind for kind in ("text", "text-template", "text-master", "presentation", "presentation-template")
    )

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
            text = f"it cannot be opened as an OpenDocument file: {error}; ask for another copy"
            return Reading(label, findings=(Finding("container-damaged", text, "error"),))
        document = Document(parts)
        document.read()
        said = about(None if document.locked else parts.xml("meta.xml"), "odf")
        if document.slides:
            said.put("odf:slides", str(document.slides))
        document.hand_out_files()
        return compose(
            label,
            document.blocks,
            findings=findings.all(),
            title=said.title or title_of([block.trimmed() for block in document.body[:200]]),
            author=said.author,
            moments=tuple(said.moments),
            metadata=said.metadata,
        )
