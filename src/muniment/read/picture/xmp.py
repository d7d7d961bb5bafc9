"""XMP (ISO 16684-1): properties, times, a position, and the history of edits that programs wrote down.

XMP is XML from strangers: read with entities refused, never validated, nothing fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from muniment.model.reading import Finding, Moment, Position
from muniment.read.picture.small import printable, shortened
from muniment.read.text.xml import NotXml, parse

_MAX_PROPERTIES = 300
_MAX_XMP = 4_000_000
_MAX_EDITS = 100
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_EVENT = "{http://ns.adobe.com/xap/1.0/sType/ResourceEvent#}"
_LISTS = (f"{_RDF}Bag", f"{_RDF}Seq", f"{_RDF}Alt")
_SKIP = re.compile(r"(Thumbnails?|GImg:image|image|History|data|Data)\Z")
_TIMES = (
    ("taken", "DateTimeOriginal"),
    ("created", "DateCreated"),
    ("created", "CreateDate"),
    ("modified", "ModifyDate"),
)
_TIME = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?")
_DEGREES = re.compile(r"(\d{1,3}),(\d{1,2})(?:,(\d{1,2}(?:\.\d+)?)|(\.\d+))?([NSEW])")


class Xmp:
    """What XMP packets say. The first packet that names a property wins."""

    def __init__(self) -> None:
        self.metadata: dict[str, str] = {}
        self.findings: list[Finding] = []

    def add(self, packet: bytes) -> None:
        """Read one more packet."""
        packet = packet.strip(b"\x00 \r\n\t")
        if not packet:
            return
        if len(packet) > _MAX_XMP or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
            self._tell("it is too long or declares entities, which XMP never does; it was not read")
            return
        try:
            root = parse(packet)
        except NotXml as error:
            self._tell(f"{error}")
            return
        if fault := _fault(packet):
            self._tell(f"{fault}; what can be made out was read")
        for name, value in _properties(root):
            if len(self.metadata) < _MAX_PROPERTIES and not _SKIP.search(name):
                self.metadata.setdefault(f"xmp:{name}", shortened(value))
        if edits := "; ".join(_edits(root)):
            self.metadata.setdefault("xmp:History", shortened(edits))

    def _tell(self, why: str) -> None:
        self.findings.append(Finding("broken-metadata", f"The XMP block cannot be read: {why}.", "warning", "XMP"))

    def moments(self) -> list[Moment]:
        """The times among the properties."""
        said = ((what, name, self.metadata.get(f"xmp:{name}", "")) for what, name in _TIMES)
        return [Moment(what, text[:100], edtf_of(text), f"XMP {name}") for what, name, text in said if text]

    def position(self) -> Position | None:
        """The position among the properties, if both of its halves make sense."""
        latitude, longitude = (degrees_of(self.metadata.get(f"xmp:GPS{half}", "")) for half in _HALVES)
        if latitude is None or longitude is None or abs(latitude) > 90:
            return None
        return Position(latitude, longitude, said_by="XMP")


_HALVES = ("Latitude", "Longitude")


def edtf_of(written: str) -> str | None:
    """EDTF of a date as XMP writes it, without fractions of a second; a time without seconds is its day only."""
    match = _TIME.fullmatch(written.strip())
    if match is None:
        return None
    day, clock, seconds, zone = match.groups()
    try:
        datetime.fromisoformat(f"{day}-01-01"[:10] + (f"T{clock}{seconds or ''}" if clock else ""))
    except ValueError:
        return None
    if zone and zone != "Z" and (int(zone[1:3]) > 14 or int(zone[4:]) > 59):
        zone = ""
    return f"{day}T{clock}{seconds}{zone or ''}" if clock and seconds and len(day) == 10 else day


def degrees_of(written: str) -> float | None:
    """Degrees of `49,34.5N` or `49,34,30N`; None where it is neither."""
    match = _DEGREES.fullmatch(written.strip())
    if match is None:
        return None
    degrees, minutes, seconds, fraction, letter = match.groups()
    value = int(degrees) + (int(minutes) + float(fraction or 0)) / 60 + float(seconds or 0) / 3600
    if int(minutes) > 59 or value > 180:
        return None
    return round(-value if letter in "SW" else value, 8)


def _fault(packet: bytes) -> str:
    """What is not well formed, in the parser's words; empty where all is."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(packet, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return str(error)
    return ""


def _properties(root: Any) -> Iterator[tuple[str, str]]:
    """Local name and text of every property, in the file's order."""
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if not key.startswith(_RDF) and (text := printable(value)):
                yield _local(key), text
        for child in description:
            if text := _text(child):
                yield _local(child.tag), text


def _local(name: str) -> str:
    return name.rpartition("}")[2][:80]


def _text(element: Any) -> str:
    """The text of a simple property or the members of a list; structures are reached by themselves."""
    for kind in _LISTS:
        members = element.find(kind)
        if members is not None:
            return "; ".join(printable(one.text or "") for one in members if printable(one.text or ""))
    return printable(element.text or "") if len(element) == 0 else ""


def _edits(root: Any) -> Iterator[str]:
    """One sentence for each edit that a program noted: what, when, with what."""
    count = 0
    for step in root.iter(f"{_RDF}li"):
        said = {_local(key): printable(value) for key, value in step.attrib.items() if key.startswith(_EVENT)}
        for inner in step.iter():
            if isinstance(inner.tag, str) and inner.tag.startswith(_EVENT):
                said.setdefault(_local(inner.tag), printable(inner.text or ""))
            for key, value in inner.attrib.items():
                if key.startswith(_EVENT):
                    said.setdefault(_local(key), printable(value))
        if said.get("action") and count < _MAX_EDITS:
            count += 1
            yield " ".join(said[name] for name in ("action", "when", "softwareAgent", "parameters") if said.get(name))
