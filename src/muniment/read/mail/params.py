"""Content-Type and Content-Disposition: the value, and its parameters in any of the ways they are written.

RFC 2231 (continued, with a character set) and its misuses: encoded words in quotes, raw bytes.
"""

from __future__ import annotations

import re
from email.message import Message
from functools import lru_cache

from muniment.read.mail.charsets import codec
from muniment.read.mail.encoded import decode_words, header_text
from muniment.read.mail.notes import Notes
from muniment.read.text.decode import decode

_LONGEST = 8_192
"""Longer values are cut: the standard library takes time squared for them."""
_SIMPLE = re.compile(r'\s*([\w.+-]+(?:/[\w.+-]+)?)\s*(?:;\s*([\w-]+)\s*=\s*(?:"([^"\\]*)"|([\w.+:/-]+))\s*)?;?\s*')


def parameters(raw: bytes, notes: Notes) -> tuple[str, dict[str, str]]:
    """The value in lower case, and its parameters by lower-case name; the first of each counts."""
    if not raw:
        return "", {}
    if raw.isascii():
        simple = _SIMPLE.fullmatch(raw[:200].decode("ascii")) if len(raw) <= 200 and b"=?" not in raw else None
        if simple is not None:
            value, name, quoted, bare = simple.groups()
            return value.lower(), {name.lower(): quoted if bare is None else bare} if name else {}
    return _by_library(raw[:_LONGEST], notes)


def _by_library(raw: bytes, notes: Notes) -> tuple[str, dict[str, str]]:
    text = raw.decode("ascii") if raw.isascii() else header_text(raw, Notes())
    holder: Message = Message()
    holder["content-type"] = " ".join(text.split())
    try:
        found = holder.get_params(failobj=[])
    except (ValueError, IndexError, LookupError, TypeError, AssertionError):  # of the library, on nonsense
        return text.partition(";")[0].strip().lower(), {}
    value, said = "", dict[str, str]()
    for index, (name, content) in enumerate(found):
        if index == 0:
            value = name.strip().lower()
        else:
            said.setdefault(name.strip().lower(), _resolved(content, notes))
    return value, said


def _resolved(content: str | tuple[str | None, str | None, str], notes: Notes) -> str:
    if isinstance(content, str):
        return decode_words(content, notes) if "=?" in content else content
    label, _language, text = content
    raw = text.encode("latin-1", "replace")
    return decode(raw, codec(label or "")).text


@lru_cache(maxsize=1)
def extensions() -> dict[str, str]:
    """What a nameless part's name ends in; any other type gets nothing."""
    return {
        "message/rfc822": ".eml", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "text/html": ".html",
        "text/plain": ".txt", "text/calendar": ".ics", "application/pdf": ".pdf", "application/zip": ".zip",
        "text/csv": ".csv", "audio/ogg": ".ogg", "video/mp4": ".mp4", "application/ms-tnef": ".dat",
        "application/pgp-signature": ".asc", "application/pkcs7-signature": ".p7s", "application/pkcs7-mime": ".p7m",
    }  # fmt: skip
