"""A word planted in material, and the search for whatever is left of it in a folder, byte by byte."""

from __future__ import annotations

import base64
from pathlib import Path

WORD = "Kvetanzhela"
LINE = f"The witness {WORD} Ostrowin saw how the mill burned.\n"


def plant(folder: Path) -> list[str]:
    """Two files that carry the word, one for a pack and one for a blob; returns their names."""
    (folder / "secret.txt").write_text(LINE)
    (folder / "secret-large.txt").write_text("".join(f"{number}. {LINE}" for number in range(2_500)))
    return ["secret.txt", "secret-large.txt"]


def forms() -> set[bytes]:
    """The word as it might be kept: UTF-8, UTF-16, and base64 wherever in three bytes it begins."""
    found: set[bytes] = set()
    for text in (WORD, WORD.lower()):
        found |= {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}
        found |= {_base64(text.encode(), before) for before in range(3)}
    return found


def _base64(data: bytes, before: int) -> bytes:
    """The letters of base64 that depend on `data` alone where so many bytes stand before it."""
    letters = base64.b64encode(b"\0" * before + data)
    return letters[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]


def traces(folder: Path) -> list[str]:
    """Files below a folder that hold the word in any form."""
    wanted = forms()
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if any(form in data for form in wanted):
            found.append(path.relative_to(folder).as_posix())
    return found
