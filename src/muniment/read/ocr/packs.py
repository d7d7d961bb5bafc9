"""Language data of Tesseract ("packs"): where they lie, which are there, which go together.

Looked for in fixed folders only: a worker sees no environment, and may read nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
)  # fmt: skip
"""The same folders are opened to workers in `muniment.read.worker.confine.landlock`."""
ORIENTATION = "osd"
"""Not a language: tells how a page is turned and in which script it is."""
_ENDING = ".traineddata"

SCRIPTS = {
    "Latin": ("eng", "fra", "spa"),
    "Cyrillic": ("ukr", "rus"),
    "Arabic": ("ara",),
    "Hebrew": ("heb",),
}
"""Tesseract's names of scripts, and the languages that are recognised in each, the usual one first."""
LANGUAGES = {"en": "eng", "uk": "ukr", "ru": "rus", "ar": "ara", "he": "heb", "es": "spa", "fr": "fra"}
"""ISO 639-1 codes, and the packs' names (ISO 639-2)."""
NEIGHBOUR = "eng"
"""Names, addresses and numbers in Latin letters stand on pages of every script."""


def folder() -> Path | None:
    """The first folder that holds a pack, or None."""
    for name in FOLDERS:
        place = Path(name)
        if any(place.glob("*" + _ENDING)):
            return place
    return None


def packs() -> tuple[str, ...]:
    """The languages whose packs are installed, of those that are used here, in alphabetical order."""
    place = folder()
    if place is None:
        return ()
    known = {name for names in SCRIPTS.values() for name in names}
    return tuple(sorted(name for name in known if (place / f"{name}{_ENDING}").exists()))


def tells_orientation() -> bool:
    """Whether the pack that tells script and orientation is installed."""
    place = folder()
    return place is not None and (place / f"{ORIENTATION}{_ENDING}").exists()


def of_script(script: str, at_hand: Iterable[str], first: str | None = None) -> tuple[str, ...]:
    """The packs at hand for a script, that of the language `first` (ISO 639-1) before the others."""
    names = [name for name in SCRIPTS.get(script, ()) if name in set(at_hand)]
    leader = LANGUAGES.get(first or "")
    return tuple(sorted(names, key=lambda name: name != leader))


def same_script(one: str, other: str) -> bool:
    """Whether two packs are of one script."""
    return any(one in names and other in names for names in SCRIPTS.values())
