"""What the readers of office files share: opening the container, or saying in words that it cannot be."""

from __future__ import annotations

from abc import ABC, abstractmethod

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.office.archive import Unusable
from muniment.read.office.findings import Findings
from muniment.read.office.parts import Parts
from muniment.read.text.language import model


class OfficeReader(ABC):
    """A reader of documents that are an archive of XML parts. Stateless between items."""

    name: str
    version: str
    called: str
    """What people call such a file."""

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
            text = f"it cannot be opened as {self.called}: {error}; ask for another copy"
            return Reading(label, findings=(Finding("container-damaged", text, "error"),))
        return self.read_parts(parts, findings, label)

    @abstractmethod
    def read_parts(self, parts: Parts, findings: Findings, label: str) -> Reading:
        """The reading of an opened container; `findings` are filled while its parts are read."""
