"""Findings about records: each place named once, and of many of one kind only the first few."""

from __future__ import annotations

from collections import Counter

from muniment.model.reading import Finding, Level

MOST_OF_A_KIND = 20


class Notes:
    """Collects findings. One that was made before, of the same kind and place, is not made again."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._seen: set[tuple[str, str]] = set()
        self._more: Counter[str] = Counter()
        self._levels: dict[str, Level] = {}
        self._counts: Counter[str] = Counter()

    def add(self, code: str, text: str, where: str = "", level: Level = "warning") -> None:
        """One more finding."""
        if self._counts[code] >= MOST_OF_A_KIND:
            self._more[code] += 1
            self._levels[code] = level
        elif (code, where) not in self._seen:
            self._seen.add((code, where))
            self._counts[code] += 1
            self._kept.append(Finding(code, text, level, where))

    def __contains__(self, code: str) -> bool:
        return self._counts[code] > 0

    def all(self) -> tuple[Finding, ...]:
        """The findings in the order in which they were made, then how many more there are of each kind."""
        rest = [
            Finding(code, f"{count:,} more of the kind “{code}”: see the first {MOST_OF_A_KIND}", self._levels[code])
            for code, count in self._more.items()
        ]
        return (*self._kept, *rest)
