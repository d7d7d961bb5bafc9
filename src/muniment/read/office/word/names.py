"""Names in the WordprocessingML namespace, and small look-ups."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
VAL = W + "val"


def value(node: Any, path: str) -> str:
    """The `w:val` of the element at `path` below `node`; "" where there is none."""
    found = node.find(path)
    return (found.get(VAL) or "") if found is not None else ""


def number(text: str | None) -> int | None:
    """A whole number of sane size, else None."""
    bare = (text or "").strip()
    return int(bare) if bare.lstrip("-").isdecimal() and bare.isascii() and len(bare) < 10 else None
