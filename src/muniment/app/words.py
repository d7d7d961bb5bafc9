"""Small wordings that several views share."""

from __future__ import annotations


def size_words(count: int) -> str:
    """Bytes for people: 1.2 MB."""
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return _bytes(count) if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return ""


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count} bytes"
