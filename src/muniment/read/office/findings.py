"""Findings of one document, gathered while it is read; what repeats a thousand times is said a few times."""

from __future__ import annotations

from muniment.model.reading import Finding, Level

MOST = 20
"""So many findings of one code are spelled out."""


class Findings:
    """What a person should know of a document, each thing once."""

    def __init__(self) -> None:
        self._said: dict[str, list[Finding]] = {}
        self._seen: set[tuple[str, str, str]] = set()
        self._more: dict[str, int] = {}

    def add(self, code: str, text: str, level: Level = "warning", where: str = "") -> None:
        """Note something; the same words about the same place count once."""
        key = (code, text[:500], where[:500])
        if key in self._seen:
            return
        said = self._said.setdefault(code, [])
        if len(said) < MOST:
            self._seen.add(key)
            said.append(Finding(code, text[:1000], level, where[:500]))
        else:
            self._more[code] = self._more.get(code, 0) + 1

    def all(self) -> tuple[Finding, ...]:
        """All of them, in the order in which their codes came up."""
        found: list[Finding] = []
        for code, said in self._said.items():
            found += said
            if code in self._more:
                text = f"{self._more[code]:,} more of the kind “{code}” are not spelled out"
                found.append(Finding(code, text, said[0].level))
        return tuple(found)
