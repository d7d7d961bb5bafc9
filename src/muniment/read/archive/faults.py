"""What is odd about an archive and its members, gathered while it is read and said once for each kind.

An archive can have a million odd members. So members of one kind share one finding, which counts them
and names the first few.
"""

from __future__ import annotations

from muniment.model.reading import Finding, Level

NAMED = 10
"""So many members are named in one finding; of the others only the number is said."""

_LONGEST_NAME = 200
_MEMBERS: dict[str, tuple[Level, str]] = {
    "archive-encrypted": (
        "warning",
        "encrypted and not opened; ask whoever gave the archive for the opened files, and add them",
    ),
    "archive-crc": ("error", "damaged: what unpacks is not what was packed (check sum); not taken out"),
    "archive-damaged": ("error", "damaged and cannot be unpacked; not taken out"),
    "archive-cut": ("error", "cut off: the archive ends in the middle; not taken out"),
    "archive-size-lies": ("error", "of another size than the archive says; not taken out"),
    "archive-method": ("warning", "packed in a way that cannot be unpacked here; kept inside the archive"),
    "archive-memory": ("warning", "in need of more memory to unpack than is allowed; kept inside the archive"),
    "archive-overlap": (
        "error",
        "stored in the same place as others, which no honest program does (a bomb?); not taken out",
    ),
    "archive-link": ("note", "of the kind link: where it points is in the list, it was not followed"),
    "archive-device": ("warning", "of the kind device or pipe, no file; not taken out"),
    "archive-sparse": ("note", "sparse: their empty stretches are not stored; taken out with zeros there"),
    "archive-sparse-large": ("warning", "sparse, and large once the empty stretches are filled; not taken out"),
    "archive-path": (
        "warning",
        "named in a way that makes careless programs unpack outside the chosen folder; the name is kept as it is",
    ),
    "archive-name-odd": (
        "warning",
        "named with characters that cannot be seen or that turn the direction of writing; the name may mislead",
    ),
    "archive-name-guessed": (
        "note",
        "named in an encoding that is not stated; shown as a guess, the bytes of the name are kept",
    ),
    "archive-duplicate": ("warning", "named like another; each was taken out, programs differ in which one they show"),
    "archive-headers-disagree": (
        "warning",
        "described in two places that do not agree (directory and header); taken out as the directory says",
    ),
    "archive-unlisted": (
        "warning",
        "in the archive but not in its directory: most programs do not show them (deleted, or hidden)",
    ),
}


class MemberError(Exception):
    """A member that cannot be taken out; `code` is one of those above, the message says why."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(why or code)
        self.code = code


class Faults:
    """Gathers findings: `of` for a member, `add` for the archive itself."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._own: dict[str, Finding] = {}

    def of(self, code: str, path: str) -> None:
        """Member `path` has what `code` stands for."""
        self._counts[code] = self._counts.get(code, 0) + 1
        names = self._names.setdefault(code, [])
        if len(names) < NAMED:
            names.append(path if len(path) <= _LONGEST_NAME else path[:_LONGEST_NAME] + "…")

    def add(self, code: str, text: str, level: Level = "warning", where: str = "") -> None:
        """Something about the archive as a whole; the first of each code counts."""
        self._own.setdefault(code, Finding(code, text, level, where))

    def count(self, code: str) -> int:
        """How many members have what `code` stands for."""
        return self._counts.get(code, 0)

    def findings(self) -> tuple[Finding, ...]:
        """One for each code: the archive's own first, then the members'."""
        return (*self._own.values(), *(self._members(code) for code in self._names))

    def _members(self, code: str) -> Finding:
        level, text = _MEMBERS[code]
        names, count = self._names[code], self._counts[code]
        more = f" and {count - len(names):,} more" if count > len(names) else ""
        whole = f"{count:,} {'member is' if count == 1 else 'members are'} {text}: {', '.join(names)}{more}"
        return Finding(code, whole, level, names[0] if count == 1 else "")
