"""Words that a picture carries beside EXIF: PNG texts, JPEG comments, XMP.

XMP is XML from strangers: read with entities refused, never validated, never fetched from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from muniment.model.reading import Finding
from muniment.read.picture.small import printable, shortened

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAX_PROPERTIES = 300
_MAX_XMP = 4_000_000
_XMP_KEYS = ("xmp", "XML:com.adobe.xmp")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LISTS = (f"{_RDF}Bag", f"{_RDF}Seq", f"{_RDF}Alt")
_SKIP = re.compile(r"(Thumbnails?|GImg:image|History)\Z")


def texts_of(info: Mapping[object, object], standard: str) -> dict[str, str]:
    """`png:` or `jpeg:` name → text, from Pillow's `info`; other things in it are left out."""
    out: dict[str, str] = {}
    for key, value in info.items():
        if key == "comment" and isinstance(value, bytes):
            out[f"{standard}:Comment"] = shortened(printable(value.decode("utf-8", "replace")))
        elif isinstance(key, str) and isinstance(value, str) and key not in _XMP_KEYS:
            out[f"{standard}:{printable(key)[:80]}"] = shortened(printable(value))
    return {key: value for key, value in out.items() if value}


def xmp_of(info: Mapping[object, object]) -> tuple[dict[str, str], list[Finding]]:
    """`xmp:` name → text for the properties of an XMP packet; a broken one is a finding."""
    packet = next((info[key] for key in _XMP_KEYS if info.get(key)), None)
    data = packet.encode("utf-8", "replace") if isinstance(packet, str) else packet
    if not isinstance(data, bytes):
        return {}, []
    if len(data) > _MAX_XMP or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return {}, [_broken("it is too long or declares entities, which XMP never does")]
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(data.strip(b"\x00 \r\n\t"))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return {}, [_broken(str(error))]
    out: dict[str, str] = {}
    for name, value in _properties(root):
        if len(out) < _MAX_PROPERTIES and not _SKIP.search(name):
            out.setdefault(f"xmp:{name}", shortened(value))
    return out, []


def _broken(why: str) -> Finding:
    return Finding("broken-metadata", f"The XMP block cannot be read: {why}.", "warning", "XMP")


def _properties(root: Element) -> Iterator[tuple[str, str]]:
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


def _text(element: Element) -> str:
    """The text of a simple property or the members of a list; structures are reached by themselves."""
    for kind in _LISTS:
        members = element.find(kind)
        if members is not None:
            return "; ".join(printable(one.text or "") for one in members if printable(one.text or ""))
    return printable(element.text or "") if len(element) == 0 else ""
