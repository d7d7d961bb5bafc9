"""File names for a package that every file system takes: ASCII, bounded, no two alike.

The name a file came with is metadata and stays in the record; this makes the one it leaves under.
Never lets a name choose a folder, a device, a hidden file or another file's place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_LENGTH = 80
"""Characters of a whole name. Well below 255, since Windows bounds the whole path at 260."""

_MAX_EXTENSION = 10
_EXTENSION = re.compile(r"[a-z0-9]{1,10}\Z")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RUN = re.compile(r"[-_.]*\.[-_.]*|--+")


def safe_name(name: str, *, taken: Iterable[str] = (), fallback: str = "file") -> str:
    """An ASCII file name made from `name`, different from each in `taken` even when case is ignored.

    Latin letters lose their accents; what has no ASCII form becomes `-`, and a name of which
    nothing is left becomes `fallback`. The extension is kept in lower case when it is one to ten
    ASCII letters and digits. The result matches `[A-Za-z0-9][A-Za-z0-9._-]*`, is at most
    `MAX_LENGTH` long, and is no device name of Windows. Source: Microsoft, "Naming Files, Paths,
    and Namespaces"; what NFC, NFD and case-folding file systems confuse cannot arise in ASCII.
    """
    stem, extension = _split(name)
    stem = _clean(stem)
    if not extension:
        # Cleaning may have made an extension (`0.:A` → `0.A`): what is safe already must stay as it is.
        stem, extension = _split(stem)
    stem = stem or _clean(fallback) or "file"
    if _DEVICES.match(stem.split(".")[0]):
        stem = f"file-{stem}"
    used = {each.casefold() for each in taken}
    candidate = _join(stem, "", extension)
    number = 2
    while candidate.casefold() in used:
        candidate = _join(stem, f"-{number}", extension)
        number += 1
    return candidate


def safe_names(names: Iterable[str]) -> list[str]:
    """A safe name for each of `names`, in order, no two alike; for files of one folder."""
    chosen: list[str] = []
    for name in names:
        chosen.append(safe_name(name, taken=chosen))
    return chosen


def _split(name: str) -> tuple[str, str]:
    """Stem and extension with its dot, or the whole name and "" when the extension is none of ours.

    Blanks and dots at the end go first, or `report.pdf. ` would lose its extension.
    """
    flat = _bare(name).strip(" .\u00a0\t\r\n")
    stem, dot, extension = flat.rpartition(".")
    if not (dot and stem.strip(" .")) or not _EXTENSION.match(extension.lower()):
        return flat, ""
    return stem, f".{extension.lower()}"


def _clean(text: str) -> str:
    """ASCII letters, digits, `.`, `_`, `-`; no run of separators, none at either end."""
    dashed = _UNSAFE.sub("-", _bare(text)).strip("-._")
    return _RUN.sub(lambda run: "." if "." in run.group() else "-", dashed)


def _bare(text: str) -> str:
    """The text without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def _join(stem: str, number: str, extension: str) -> str:
    room = MAX_LENGTH - len(number) - len(extension)
    return f"{stem[:room].rstrip('-._')}{number}{extension}"
