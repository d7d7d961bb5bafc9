"""What a PDF says about itself: .

Said by the file, so never more than a claim. Dates are kept verbatim beside what they resolve to.
"""

from __future__ import annotations

import ctypes
import re
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from muniment.model.reading import Finding, Moment
from muniment.read.pdf import engine
from muniment.read.picture.small import printable, shortened

_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped")
_MAX_BYTES = 1_000_000
_DATES = (("CreationDate", "created"), ("ModDate", "modified"))
_DATE = re.compile(
    r"(?:D:)?(?P<y>\d{4})(?P<m>\d\d)?(?P<d>\d\d)?(?P<H>\d\d)?(?P<M>\d\d)?(?P<S>\d\d)?"
    r"(?P<zone>Z|[+-]\d\d'?(?:\d\d'?)?)?(?:00'?00'?)?\s*\Z"
)


class Info(msgspec.Struct, frozen=True):
    """A document's own account of itself."""

    title: str | None
    author: str | None
    metadata: dict[str, str]
    moments: tuple[Moment, ...]
    findings: list[Finding]


def info_of(document: Any) -> Info:
    """Title, author, `pdf:` metadata and dates of an open document; broken dates are findings."""
    values = {key: text for key in _KEYS if (text := printable(_value(document, key)))}
    metadata = {f"pdf:{key}": shortened(value) for key, value in values.items()}
    if version := document.get_version():
        metadata["pdf:Version"] = f"{version // 10}.{version % 10}"
    if language := _language(document):
        metadata["pdf:Lang"] = language
    moments: list[Moment] = []
    findings: list[Finding] = []
    for key, what in _DATES:
        if key in values:
            edtf = edtf_of(values[key])
            moments.append(Moment(what, values[key][:100], edtf, f"PDF {key}"))
            if edtf is None:
                findings.append(_broken(key, values[key]))
    title, author = (shortened(values[key]) if key in values else None for key in ("Title", "Author"))
    return Info(title, author, metadata, tuple(moments), findings)


def _broken(key: str, value: str) -> Finding:
    text = f"The PDF's {key} is no date: {value[:60]!r}. It was kept as written."
    return Finding("broken-metadata", text, "warning", f"pdf:{key}")


def edtf_of(written: str) -> str | None:
    """EDTF for a PDF date (ISO 32000-1, 7.9.4), no more precise than it is; None if it is no date.

    The offset is carried only where the date has one. A time without minutes gives the day.
    """
    match = _DATE.match(written.strip())
    if match is None:
        return None
    part = match.groupdict()
    day = "-".join(part[key] for key in ("y", "m", "d") if part[key])
    try:
        datetime(int(part["y"]), int(part["m"] or 1), int(part["d"] or 1))
        if part["M"] is None:
            return day
        time = datetime(
            int(part["y"]), int(part["m"]), int(part["d"]), int(part["H"]), int(part["M"]), int(part["S"] or 0)
        )
        return time.isoformat() + _offset(part["zone"])
    except ValueError:
        return None


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    digits = re.sub(r"\D", "", zone)
    if zone == "Z" or not digits.strip("0"):
        return "Z"
    hours, minutes = int(digits[:2]), int(digits[2:4] or 0)
    timezone(timedelta(hours=hours, minutes=minutes))  # a ValueError for a day or more
    if minutes > 59:
        raise ValueError(zone)
    return f"{zone[0]}{hours:02}:{minutes:02}"


def _value(document: Any, key: str) -> str:
    """One entry of the info dictionary; what is no UTF-16 in it is replaced, never an error."""
    pdfium = engine.raw()
    name = key.encode("ascii") + b"\x00"
    size = min(pdfium.FPDF_GetMetaText(document.raw, name, None, 0), _MAX_BYTES)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document.raw, name, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _language(document: Any) -> str:
    pdfium = engine.raw()
    buffer = (ctypes.c_ushort * 64)()
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, ctypes.sizeof(buffer))
    if not 2 < size <= ctypes.sizeof(buffer):
        return ""
    return printable(bytes(buffer)[: size - 2].decode("utf-16-le", "replace"))
