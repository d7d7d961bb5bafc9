"""Signs of symbol fonts that forms use as boxes and ticks; others stay the private characters they are."""

from __future__ import annotations

_WINGDINGS = {0x6F: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒", 0xE0: "→", 0xDF: "←",
              0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x76: "❖", 0xD8: "➢"}  # fmt: skip


def symbol(code: str | None, font: str | None) -> str:
    """The character of a `w:sym`; "" where its number makes no sense."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= number <= 0xFFFF or 0xD800 <= number <= 0xDFFF:
        return ""
    if (font or "").lower().startswith("wingdings") and number & 0xFF in _WINGDINGS:
        return _WINGDINGS[number & 0xFF]
    return chr(number)
