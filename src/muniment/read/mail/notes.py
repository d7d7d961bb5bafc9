"""Findings as they turn up: the first few of each kind with their place, the rest counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.model.reading import Finding, Level

_EACH = 5
_WIDEST = 120


@dataclass
class Notes:
    """Collects findings; the same code is told at most five times, then how many more there were."""

    _found: list[Finding] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, text: str, level: Level = "warning", where: str = "") -> None:
        """One more finding; an equal one is not told twice."""
        finding = Finding(code, text, level, where)
        if finding in self._found:
            return
        seen = self._counts.get(code, 0)
        self._counts[code] = seen + 1
        if seen < _EACH:
            self._found.append(finding)

    def all(self) -> tuple[Finding, ...]:
        """All of them, in order."""
        more = [
            Finding(code, f"the same in {count - _EACH:,} more places", "note")
            for code, count in self._counts.items()
            if count > _EACH
        ]
        return (*self._found, *more)


def shown(text: str) -> str:
    """Words of an item inside a sentence of ours: short, on one line, nothing in them that acts on a screen."""
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:_WIDEST])
    return line + ("…" if len(text) > _WIDEST else "")
