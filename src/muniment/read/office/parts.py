"""Parts of a packed document as XML, and its files handed out; every limit and damage becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from muniment.model.reading import Told
from muniment.read.interface import Source
from muniment.read.markup.declared import without_entities
from muniment.read.office.archive import LONGEST, Archive, Part
from muniment.read.office.findings import Findings
from muniment.read.text.xml import NotXml, parse_and_tell

MOST_MARKUP = 6_000_000
"""So many elements and attributes of one part are read: they take about 150 bytes of memory each."""
BUDGET = 56 << 20
"""So many bytes of XML of one document are read in all."""
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/presentationml/main",
     b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip
"""ISO's names for what everybody writes under the older ones."""
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)


class _Damaged(Exception):
    """A file inside that did not come out whole."""


class Parts:
    """The parts of one document. What is wrong with any goes to `findings`."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self.archive = Archive(source)
        self.findings = findings
        self._budget = BUDGET
        if self.archive.recovered:
            text = "the file is cut off or damaged; what could be recovered was read, parts may be missing"
            findings.add("container-damaged", text, "error")
        for name in self.archive.twice:
            text = "two parts inside bear this name; the last one was read, programs may show another"
            findings.add("duplicate-parts", text, where=name)

    def bytes_of(self, name: str, missing_matters: bool = False) -> bytes | None:
        """The bytes of a part, as many as may be read; None where there is no such part."""
        real = self.archive.find(name)
        if real is None:
            if missing_matters:
                self.findings.add("part-missing", "a part that the document needs is not in it", "error", name)
            return None
        part = self.archive.read(real, min(LONGEST, self._budget))
        self._budget -= len(part.data)
        self._say(part, real)
        return part.data

    def xml(self, name: str, missing_matters: bool = False) -> Any | None:
        """The root element of a part, or None."""
        data = self.bytes_of(name, missing_matters)
        if not data:
            return None
        data = self._bounded(_transitional(data), name)
        if _ENTITY.search(data, 0, 4096):
            text = "it declares entities, as no office program does; they were not expanded and nothing was fetched"
            self.findings.add("entities-declared", text, where=name)
        try:
            root, fault = parse_and_tell(without_entities(data))
        except NotXml as error:
            text = f"a part is no readable XML ({str(error)[:200]}); its text is not in this reading"
            self.findings.add("part-damaged", text, "error", name)
            return None
        if not _is_whole(data, root):
            text = "a part breaks off before its end; what comes before was read"
            self.findings.add("part-damaged", text, "error", name)
        elif fault:
            text = f"a part is not well formed ({fault}); what could be made out was read, words may be missing"
            self.findings.add("part-damaged", text, "error", name)
        return root

    def hand_out(self, names: Iterable[str]) -> None:
        """Give files inside the document as items of their own, whole ones only."""
        for name in names:
            faults: list[str] = []
            try:
                if not self._source.give(name, self._whole(name, faults), _told(name)):
                    return
            except _Damaged:
                text = f"a file inside {_FAULTS[faults[0]]}; it was not taken out"
                self.findings.add("part-damaged", text, "error", name)

    def _whole(self, name: str, faults: list[str]) -> Iterator[bytes]:
        yield from self.archive.pieces(name, faults)
        if faults:
            raise _Damaged

    def _bounded(self, data: bytes, name: str) -> bytes:
        whole = len(data)
        while len(data) > MOST_MARKUP and data.count(b"<") + data.count(b"=") > MOST_MARKUP:
            data = data[: len(data) * 3 // 4]
        if len(data) < whole:
            text = f"a part has more markup than is read; only its first {len(data):,} bytes were (a bomb?)"
            self.findings.add("part-too-large", text, "error", name)
        return data

    def _say(self, part: Part, name: str) -> None:
        if part.fault == "long":
            text = f"a part unpacks to more than is read; only its first {len(part.data):,} bytes were (a bomb?)"
            self.findings.add("part-too-large", text, "error", name)
        elif part.fault == "encrypted":
            text = "a part is locked with a password and was not read; ask for an open copy or the password"
            self.findings.add("encrypted", text, "error", name)
        elif part.fault:
            text = f"a part {_FAULTS[part.fault]}; it was read as far as it could be"
            self.findings.add("part-damaged", text, "error", name)


def _told(name: str) -> Told:
    return Told(restricted="printersettings" in name.lower())  # they name the printer of an office


_FAULTS = {
    "cut": "is cut off",
    "crc": "is damaged (its check sum is wrong)",
    "method": "is packed in a way that is not read",
    "encrypted": "is locked with a password",
}


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _is_whole(data: bytes, root: Any) -> bool:
    """Whether the end of the root element stands at the end; other encodings than UTF-8 are not judged."""
    tail = data[-300:].rstrip(b"\0 \r\n\t")
    if b"\x00" in tail or tail.endswith((b"/>", b"-->", b"?>")):
        return True
    name = str(root.tag).rpartition("}")[2].encode()
    return re.search(rb"</(?:[^<>/:]+:)?" + re.escape(name) + rb"\s*>\Z", tail) is not None
