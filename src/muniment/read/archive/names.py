"""Names inside archives: how their bytes are shown, and what is odd about them. Nothing is ever changed or placed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from muniment.read.archive.faults import Faults

_CODE_PAGES = ("ibm866", "windows-1251", "windows-1256", "windows-1255", "windows-1252", "cp437", "cp850", "cp862")
"""What programs wrote names in before Unicode: DOS and Windows code pages."""
_DRIVE = re.compile(r"\A[A-Za-z]:")
_DEVICE = re.compile(r"\A(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:[. ].*)?\Z", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"[\\/]")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LONGEST = 4096


@dataclass(frozen=True)
class Shown:
    """A name as it is shown, and the encoding that was guessed for it; empty where none had to be."""

    text: str
    guessed: str = ""


def shown(raw: bytes) -> Shown:
    """`raw` as text: UTF-8 where it is that, else in the likeliest code page."""
    if len(raw) > _LONGEST:
        raw = raw[:_LONGEST]
    try:
        return Shown(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    scored = [(_score(raw.decode(name, "replace")), -rank, name) for rank, name in enumerate(_CODE_PAGES)]
    name = max(scored)[2]
    return Shown(raw.decode(name, "replace"), name)


def target_of(raw: bytes) -> str:
    """The path as it is given to the outside: what a link to the child has to name."""
    return raw.decode("utf-8", "replace")[:_LONGEST]


def leads_astray(name: str) -> bool:
    """Whether careless programs would unpack it somewhere else: `..`, absolute, a drive, a device."""
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or "\x00" in name:
        return True
    parts = _PARTS.split(name)
    return ".." in parts or any(_DEVICE.match(part) for part in parts)


def misleads(name: str) -> bool:
    """Whether it has characters that cannot be seen, or that turn the direction of writing."""
    return not name.isprintable() and any(_unseen(letter) for letter in name)


def look(name: Shown, faults: Faults) -> None:
    """Say what is odd about a name."""
    if leads_astray(name.text):
        faults.of("archive-path", name.text)
    if misleads(name.text):
        faults.of("archive-name-odd", name.text)
    if name.guessed:
        faults.of("archive-name-guessed", f"{name.text} ({name.guessed})")


def _unseen(letter: str) -> bool:
    # joiners (Cf) are part of Persian and Indic spelling, so of the format characters only the turning ones count
    return letter in _TURNING or unicodedata.category(letter) in ("Cc", "Zl", "Zp")


def _score(text: str) -> float:
    """How much it looks like a name: letters of one script and one case in a row, no drawing characters."""
    total, before = 0.0, ""
    for letter in text:
        if letter < "\x80":
            before = ""
            continue
        category = unicodedata.category(letter)
        total += {"Ll": 1.0, "Lo": 1.0, "Lu": 0.8, "Nd": 0.2, "Pd": 0.0}.get(category, -1.5)
        if before:
            if _script(letter) != _script(before):
                total -= 1.0
            if letter.isupper() and before.islower():
                total -= 0.7
        before = letter if category[0] == "L" else ""
    return total


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ", 1)[0]
