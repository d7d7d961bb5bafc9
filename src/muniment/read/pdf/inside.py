"""What a PDF would do, and what lies in it unseen: scripts, programs, other files, earlier versions, signatures.

Only looked for, never run, opened or checked. What stands in compressed object streams is found too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from muniment.model.reading import Finding
from muniment.read.pdf import engine

_STREAM = re.compile(rb"/ObjStm\b[^>]{0,400}?>>\s*stream\r?\n")
_MAX_UNPACKED = 64 << 20
_EACH = 16 << 20
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_SIGNS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("a script (JavaScript)", re.compile(rb"/JavaScript\b|/JS\s*[(<\d]")),
    ("a command to start a program", re.compile(rb"/S\s*/Launch\b")),
    ("a form that sends what is filled in", re.compile(rb"/S\s*/SubmitForm\b")),
    ("a command to load data from a file", re.compile(rb"/S\s*/ImportData\b")),
    ("sound, film or Flash", re.compile(rb"/RichMedia\b|/S\s*/Rendition\b|/S\s*/Movie\b")),
)
_OUTSIDE = re.compile(rb"/S\s*/GoTo[RE]\b|/FS\s*/URL\b")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_HYBRID = re.compile(rb"\s*xref\s+0 0\s+trailer\b")
"""What Word writes behind a first end: a second table for the same objects, no change."""
_LINEAR = re.compile(rb"/Linearized\b")
_XFA = re.compile(rb"/XFA\s*[\[\d]")
_HEAD = 2048


def findings_inside(data: bytes, document: Any) -> Iterator[Finding]:
    """What a person should know of the parts that no page shows."""
    parts = [data, *_object_streams(data)]
    parts += [_ESCAPED.sub(_unescaped, part) for part in parts[1:]]
    would = [what for what, sign in _SIGNS if any(sign.search(part) for part in parts)]
    scripts = would[:1] == [_SIGNS[0][0]]
    if not scripts and engine.raw().FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        would.insert(0, _SIGNS[0][0])
    if would:
        text = f"The PDF holds {_listed(would)}. Nothing of it was run; do not open the PDF itself on a usual computer."
        yield Finding("active-content", text, "warning")
    if any(_OUTSIDE.search(part) for part in parts):
        text = "The PDF refers to other files, which were not looked for; what it means may depend on them."
        yield Finding("external-reference", text, "note")
    if any(_XFA.search(part) for part in parts):
        text = "The PDF is an XFA form: some programs show it in a way of their own, which was not read."
        yield Finding("xfa-form", text, "warning")
    yield from _versions(data)
    yield from _signatures(document)


def _object_streams(data: bytes) -> list[bytes]:
    """What compressed object streams hold, as far as it can be unpacked; bounded."""
    found: list[bytes] = []
    left = _MAX_UNPACKED
    for match in _STREAM.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[match.end() : match.end() + _EACH], min(left, _EACH))
        except zlib.error:
            continue
        found.append(part)
        left -= len(part)
        if left <= 0:
            break
    return found


def _unescaped(match: re.Match[bytes]) -> bytes:
    """A name may be written with signs in hexadecimal: /J#53 is /JS."""
    return bytes((int(match[1], 16),))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _versions(data: bytes) -> Iterator[Finding]:
    ends = [match.end() for match in _END.finditer(data) if not _HYBRID.match(data, match.end())]
    if _LINEAR.search(data[:_HEAD]) and ends:
        ends = ends[1:]  # a file made for the web has one end near its beginning
    if len(ends) > 1:
        earlier = len(ends) - 1
        text = (
            f"The PDF was changed after it was first written: {earlier} earlier version(s) are still inside it, "
            "and can be had by cutting the file off where each ends."
        )
        where = ", ".join(f"byte {end}" for end in ends[:-1][:10])
        yield Finding("earlier-versions", text, "note", where)


def _signatures(document: Any) -> Iterator[Finding]:
    count = engine.raw().FPDF_GetSignatureCount(document.raw)
    if count > 0:
        text = f"The PDF carries {count} digital signature(s). They were not checked."
        yield Finding("signature-not-checked", text, "note")
