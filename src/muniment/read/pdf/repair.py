"""A way into a PDF whose end, with the table of its objects, is lost.

Works on a copy in memory, for reading only: the item itself is never mended.
"""

from __future__ import annotations

import re

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n]+(\d{1,5})[ \r\n]+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LOOK = 2_000
"""Bytes of an object looked at for its type."""
_MAX_PAGES = 20_000


def with_new_end(data: bytes) -> bytes | None:
    """`data` with a new catalogue of the pages that are found in it, or None where there are none.

    Pages are taken in the order in which they stand in the file, which is nearly always theirs.
    Pages inside compressed object streams are not found.
    """
    pages: dict[int, int] = {}
    highest = 0
    for match in _OBJECT.finditer(data):
        number = int(match[1])
        highest = max(highest, number)
        body = data[match.end() : match.end() + _LOOK].split(b"endobj", 1)[0]
        if _PAGE.search(body) and len(pages) < _MAX_PAGES:
            pages[number] = int(match[2])
    if not pages:
        return None
    return data + _end(pages, highest + 1)


def _end(pages: dict[int, int], catalogue: int) -> bytes:
    kids = b" ".join(b"%d %d R" % page for page in pages.items())
    return (
        b"\nendstream\nendobj\n"  # whatever was being written when the file broke off
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n"
        b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n"
    ) % (catalogue, catalogue + 1, catalogue + 1, len(pages), kids, catalogue, catalogue + 2)
