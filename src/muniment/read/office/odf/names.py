"""OpenDocument namespaces, and small look-ups."""

from __future__ import annotations

from typing import Any

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = _BASE + "office:1.0}", _BASE + "text:1.0}", _BASE + "table:1.0}"
DRAW, STYLE, META = _BASE + "drawing:1.0}", _BASE + "style:1.0}", _BASE + "meta:1.0}"
PRESENTATION, MANIFEST = _BASE + "presentation:1.0}", _BASE + "manifest:1.0}"
SVG = _BASE + "svg-compatible:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"


def said(node: Any, name: str) -> str:
    """The text of a child element; "" where there is none."""
    found = node.find(name)
    return "".join(found.itertext()).strip() if found is not None else ""


def number(text: str | None, least: int, most: int) -> int:
    """A whole number between two bounds; the lesser bound where there is none."""
    bare = (text or "").strip()
    return min(max(int(bare), least), most) if bare.isdecimal() and bare.isascii() and len(bare) < 10 else least
