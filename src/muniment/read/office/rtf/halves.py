"""Characters beyond U+FFFF come as two numbers in RTF, each half a character: put together here."""

from __future__ import annotations


def whole(text: str) -> str:
    """Halves of characters put together; those without their other half are replaced by U+FFFD."""
    if not any("\ud800" <= one <= "\udfff" for one in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
