"""ODT and ODP: text or slides in order with tables, notes, remarks, tracked changes, links and files."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.office.findings import Findings
from muniment.read.office.odf.about import about
from muniment.read.office.odf.document import Document
from muniment.read.office.opened import OfficeReader
from muniment.read.office.parts import Parts
from muniment.read.text.blocks import compose, title_of

_BASE = "application/vnd.oasis.opendocument."


class OdtReader(OfficeReader):
    """Reads OpenDocument texts and presentations, and templates of either."""

    name = "odt"
    called = "an OpenDocument file"
    version = "2"
    media_types = frozenset(
        _BASE + kind for kind in ("text", "text-template", "text-master", "presentation", "presentation-template")
    )

    def read_parts(self, parts: Parts, findings: Findings, label: str) -> Reading:
        """The reading of an opened container."""
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
