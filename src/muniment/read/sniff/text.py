"""Is it text, and which kind: mail, HTML, XML, SVG, JSON, CSV, TSV, Markdown or plain; only the head is seen.

Cheap searches for bytes come before any pattern, so that plain text costs a few microseconds.
A kind is said only on clear evidence: a wrong "plain text" loses nothing, a wrong kind may.
"""

from __future__ import annotations

import codecs
import re

from muniment.read.sniff.chat import chat_json, chat_page, chat_text
from muniment.read.sniff.mail import mail
from muniment.read.sniff.table import table

PLAIN = "text/plain"
_HEAD = 4096
_STRICT = 1024
"""So much of the head is looked through for control characters: the costly check."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x0b\x08")) + b"\x7f"
_HIGH = bytes(range(0x80, 0x100))
_LETTERS = (
    bytes(range(0xC0, 0x100)) + b"\xa0\xa1\xa3\xa5\xa8\xaa\xab\xaf\xb2\xb3\xb4\xb8\xba\xbb\xbf\x92\x93\x94\x96\x97"
)
"""Letters, quotation marks and dashes in windows-1251, -1252, -1255, -1256 and KOI8-R."""
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|script|style|meta|link|table|div|span|article|section|h[1-6]"
    rb"|p|a|br|ul|ol|iframe|form|center|font)[\s>/]",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"\A(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_ARCHIVER_PAGE = "text/x-auto-archiver+html"
_ARCHIVER_SIGNS = (b"#notification {", b".copy:hover {", b"table.metadata td:first-child")
"""In the style of every page that auto-archiver's formatter has written since 0.3."""
_XHTML = re.compile(rb"<html[\s>]|<!doctype\s+html", re.IGNORECASE)
_JSON = re.compile(rb'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*\Z)|\[\s*(?:[{\["\]]|-?\d[\d.eE+-]*\s*[,\]]|true|false|null)')
_WEBVTT = re.compile(rb"WEBVTT(?:[ \t][^\n]*)?\r?\n")
_SUBRIP = re.compile(rb"\d{1,4}[ \t]*\r?\n\d{1,3}:\d\d:\d\d,\d{3} --> \d{1,3}:\d\d:\d\d,\d{3}")
_HEADING = re.compile(rb"^ {0,3}(?:#{2,6} +\S|# +\S[^\n]*\r?\n[ \t]*\r?\n)", re.MULTILINE)
_BOLD = re.compile(rb"(?<![\w*])\*\*[^\s*](?:[^*\n]{0,400}[^\s*])?\*\*(?![\w*])")
_LINK = re.compile(rb"\[[^\]\n]{1,400}\]\((?:#|<|/|\.|\w+[:./])[^)\n]*\)")
_FENCE = re.compile(rb"^(?:```|~~~)[\w-]*\r?\n", re.MULTILINE)


def sniff_text(head: bytes, size: int) -> str:
    """Media type of a text of `size` bytes that begins with `head`, or "" where it is no text."""
    window = head[:_HEAD]
    cut = size > len(window)
    encoding = next((name for bom, name in _BOMS if window.startswith(bom)), None)
    if encoding is not None:
        return _with_bom(window, encoding, cut)
    if b"\x00" in window:
        wide = _wide_without_bom(window)
        return _kind(_narrow(window, wide), cut) if wide else ""
    if window[:_STRICT].translate(None, _CONTROLS) != window[:_STRICT]:
        return ""
    if not window.isascii() and not _is_utf8(window, len(head) > _HEAD) and not _plausible_8bit(window):
        return ""
    return mail(window.lstrip(b"\r\n")) or _kind(window, cut)


def _with_bom(window: bytes, encoding: str, cut: bool) -> str:
    narrow = _narrow(window, encoding)
    return _kind(narrow, cut) if b"\x00" not in narrow else ""


def _narrow(window: bytes, encoding: str) -> bytes:
    """`window` as UTF-8 without its byte order mark."""
    return window.decode(encoding, "ignore").removeprefix("\ufeff").encode("utf-8", "ignore")


def _wide_without_bom(window: bytes) -> str:
    """UTF-16 without a mark, told by where the zero bytes of spaces and line ends stand."""
    even, odd = window[::2].count(0), window[1::2].count(0)
    pairs = len(window) // 2
    if pairs < 4 or min(even, odd) or max(even, odd) * 10 < pairs:
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = window[: pairs * 2].decode(encoding, "replace")
    bad = sum(not (letter.isprintable() or letter.isspace()) or letter == "\ufffd" for letter in text)
    return encoding if bad <= len(text) // 50 else ""


def _is_utf8(window: bytes, cut: bool) -> bool:
    try:
        codecs.utf_8_decode(window, "strict", not cut)
    except UnicodeDecodeError as error:
        return error.start >= len(window) - 3 and len(window) >= _HEAD
    return True


def _plausible_8bit(window: bytes) -> bool:
    """Text in a legacy code page: letters stand in runs, and nearly all beyond ASCII are letters."""
    high = len(window) - len(window.translate(None, _HIGH))
    letters = len(window) - len(window.translate(None, _LETTERS))
    return letters * 10 >= high * 8 or high * 10 <= len(window)


def _kind(window: bytes, cut: bool) -> str:
    """Which kind of text; `window` is ASCII-compatible, has no byte order mark, and may be `cut` from more."""
    start = window.lstrip() if window[:1].isspace() else window
    first = start[:1]
    if first == b"<":
        return chat_page(start) or _markup(start) or _markdown(window)
    if first == b"W" and _WEBVTT.match(start):
        return "text/vtt"
    if first.isdigit() and _SUBRIP.match(start):
        return "application/x-subrip"
    if chat := chat_text(start):
        return chat
    if first in (b"{", b"[") and _JSON.match(start):
        return chat_json(start) or "application/json"
    return table(start, cut) or _markdown(window)


def _markup(start: bytes) -> str:
    bare = _COMMENT.sub(b"", start)
    if bare[:5].lower() == b"<?xml" or bare[:9].lower() == b"<!doctype":
        if _XHTML.search(bare):
            return _ARCHIVER_PAGE if all(sign in bare for sign in _ARCHIVER_SIGNS) else "text/html"
        return "image/svg+xml" if _SVG.search(bare) else "text/xml"
    if _SVG.match(bare):
        return "image/svg+xml"
    return "text/html" if _HTML.match(bare) else ""


def _markdown(window: bytes) -> str:
    # the search for a single byte is thirty times as fast as any other
    found = (
        (b"#" in window and _HEADING.search(window))
        or (b"*" in window and b"**" in window and _BOLD.search(window))
        or (b"[" in window and b"](" in window and _LINK.search(window))
        or ((b"`" in window or b"~" in window) and _FENCE.search(window))
    )
    return "text/markdown" if found else PLAIN
