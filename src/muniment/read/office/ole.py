"""OLE compound files: what they are and what they say about themselves, not their text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from muniment.model.reading import Moment
from muniment.read.office.properties import About
from muniment.read.text.page import edtf

_LONGEST = 2000
_TEXTS = ("title", "subject", "author", "keywords", "comments", "template", "last_saved_by", "revision_number",
          "creating_application", "manager", "company", "category")  # fmt: skip
_MOMENTS = {"create_time": "created", "last_saved_time": "modified"}
_STREAMS = {
    "WordDocument": ("a Word document of before 2007", ".docx"),
    "PowerPoint Document": ("a PowerPoint presentation of before 2007", ".pptx"),
}
MESSAGE, WORKBOOK = "message", "workbook"
_READ = {"__properties_version1.0": MESSAGE, "Workbook": WORKBOOK, "Book": WORKBOOK}
"""Streams right below the root, and what they make of a file that a reader reads."""
_STREAM = 2
PAGES = {65001: "utf-8", 1200: "utf-16-le", 10000: "mac_roman", 10007: "mac_cyrillic"}
LOCKED = ("EncryptedPackage", "EncryptionInfo")


def kind_of(file: Any) -> tuple[str, str]:
    """What it is in words, and the ending to convert it to; ("", "") where it is something else."""
    names = {"/".join(path) for path in file.listdir(streams=True)}
    return next((words for name, words in _STREAMS.items() if name in names), ("", ""))


def content_of(file: Any) -> str:
    """MESSAGE or WORKBOOK where it is one at the top, not as something inside it; "" for all else."""
    if is_locked(file) or kind_of(file)[0]:
        return ""
    return next((kind for name, kind in _READ.items() if file.get_type(name) == _STREAM), "")


def is_locked(file: Any) -> bool:
    """Whether a newer document is inside, locked with a password."""
    return any(file.exists(name) for name in LOCKED)


def has_macros(file: Any) -> bool:
    """Whether there is a store of programs."""
    folders = {part.upper() for path in file.listdir(storages=True) for part in path}
    return bool(folders & {"MACROS", "_VBA_PROJECT_CUR", "VBA"})


def about(file: Any) -> About:
    """Title, author, times and the rest of the property sets."""
    said = About()
    try:
        facts = file.get_metadata()
    except Exception:  # property sets of others' making: whatever is wrong with them, they are just not told
        return said
    page = _page(getattr(facts, "codepage", None))
    for name in _TEXTS:
        said.put(f"ole:{name}", _text(getattr(facts, name, None), page))
    said.title, said.author = said.metadata.get("ole:title"), said.metadata.get("ole:author")
    for name, what in _MOMENTS.items():
        written = getattr(facts, name, None)
        if isinstance(written, datetime) and written.year > 1601:
            iso = written.replace(tzinfo=UTC, microsecond=0).isoformat().replace("+00:00", "Z")
            said.put(f"ole:{name}", iso)
            said.moments.append(Moment(what, iso, edtf(iso), f"ole:{name} (stored in UTC)"))
    return said


def _page(number: Any) -> str:
    if not isinstance(number, int):
        return "cp1252"
    number &= 0xFFFF
    name = PAGES.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _text(value: Any, page: str) -> str:
    if isinstance(value, bytes):
        value = value.decode(page, "replace")
    return " ".join(str(value).replace("\0", " ").split())[:_LONGEST] if value not in (None, "") else ""
