"""Field codes: hyperlinks written as fields, and fields that would fetch something from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HYPERLINK = re.compile(r"""\s*HYPERLINK\b\s*(?!\\)(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s\\"]\S*))?""", re.IGNORECASE)
_PLACE = re.compile(r"""\\l\s+(?:"([^"]*)"?|(\S+))""", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\s*(INCLUDEPICTURE|INCLUDETEXT|IMPORT|INCLUDE|LINK|DDEAUTO|DDE|RD|DATABASE)\b\s*(.*)", re.IGNORECASE | re.DOTALL
)
LONGEST = 10_000


@dataclass
class Field:
    """A field that is open: its code so far, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    link: str | None = None

    @property
    def text(self) -> str:
        """The code as a whole."""
        return "".join(self.code)[:LONGEST]


def link_of(code: str) -> str | None:
    """The target of a HYPERLINK field, "" for a dead one; None for any other field."""
    match = _HYPERLINK.match(code)
    if match is None:
        return None
    target = (match["quoted"] or match["bare"] or "").strip()
    place = _PLACE.search(code, match.end())
    return f"{target}#{place[1] or place[2] or ''}" if place else target


def outside_of(code: str) -> tuple[str, str] | None:
    """Name and argument of a field that would load something from elsewhere."""
    match = _OUTSIDE.match(code)
    return (match[1].upper(), match[2].strip()[:500]) if match else None
