"""What this machine has beside Python that readers use: packs for character recognition, programs."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NamedTuple

from muniment.read.ocr.packs import LANGUAGES, packs
from muniment.read.programs import find_program

INSTALL = {
    "ffmpeg": "video and sound are kept, but nothing is read from them; `apt install ffmpeg`, or the Python package "
    "imageio-ffmpeg",
}
"""Program → what is missed without it, and how to get it."""


class Aid(NamedTuple):
    """One of them, whether it is here, and a sentence for a person."""

    name: str
    present: bool
    text: str


def aids() -> list[Aid]:
    """All that readers can use, present or not."""
    return [_recognition(), *(_program(name, missed) for name, missed in INSTALL.items())]


def _recognition() -> Aid:
    found = packs()
    lacking = ", ".join(f"tesseract-ocr-{name}" for name in sorted(set(LANGUAGES.values()) - set(found)))
    if find_spec("tesserocr") is None:
        return Aid("ocr", False, "letters in pictures are not recognised; `pip install tesserocr`")
    if not found:
        return Aid("ocr", False, f"letters in pictures are not recognised; `apt install {lacking.replace(',', '')}`")
    text = f"letters in pictures are recognised in {', '.join(found)}"
    return Aid("ocr", True, f"{text}; for more: {lacking}" if lacking else text)


def _program(name: str, missed: str) -> Aid:
    path = find_program(name)
    return Aid(name, True, path) if path else Aid(name, False, missed)
