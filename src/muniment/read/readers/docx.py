"""DOCX: all words in order, tracked changes and remarks with who and when, links, files inside."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.office.findings import Findings
from muniment.read.office.opc import hand_out_files
from muniment.read.office.opened import OfficeReader
from muniment.read.office.parts import Parts
from muniment.read.office.properties import about
from muniment.read.office.word.document import Document
from muniment.read.text.blocks import compose, title_of


class DocxReader(OfficeReader):
    """Reads WordprocessingML, also with macros (which are not run) and templates."""

    name = "docx"
    called = "a DOCX file"
    version = "2"
    media_types = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})

    def read_parts(self, parts: Parts, findings: Findings, label: str) -> Reading:
        """The reading of an opened container."""
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
