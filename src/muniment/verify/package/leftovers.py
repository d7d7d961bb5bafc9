"""What desktops leave in folders and zip files: no part of any package, and no sign of fraud either.

It fails like every other file that was added, since nothing signed speaks of it, but in words that tell
an honest accident from an attack.
"""

from __future__ import annotations

_LEFT_BY = {
    "__macosx": "macOS",
    ".ds_store": "macOS",
    ".fseventsd": "macOS",
    ".spotlight-v100": "macOS",
    ".trashes": "macOS",
    "$recycle.bin": "Windows",
    "desktop.ini": "Windows",
    "ehthumbs.db": "Windows",
    "system volume information": "Windows",
    "thumbs.db": "Windows",
    ".directory": "the desktop",
}


def left_by(name: str) -> str | None:
    """Which system leaves files of that name (a path with slashes) by itself; None for any other."""
    for part in name.split("/"):
        if system := _LEFT_BY.get(part.casefold()):
            return system
    return "macOS" if name.rpartition("/")[2].startswith("._") else None


def why_added(name: str, otherwise: str) -> str:
    """Why a file fails that no package has; `otherwise` where it is none of those."""
    system = left_by(name)
    if system is None:
        return otherwise
    return f"it is no part of the package: {system} leaves such files by itself. Take it out and check again"
