"""Header values as text: encoded words (RFC 2047), bytes beyond ASCII, folded lines.

Mail programs cut letters in two between encoded words, put such words where they must not stand, and
write raw bytes. What can be decoded is; what cannot stays as it is written.
"""

from __future__ import annotations

import binascii
import re

from muniment.read.mail.charsets import codec, is_refused
from muniment.read.mail.notes import Notes, shown
from muniment.read.text.decode import decode

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(rb"(?:\r\n?|\n)(?=[ \t])")
_NOT_64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


def header_text(raw: bytes, notes: Notes, fallback: str = "") -> str:
    """The text of a header's value; `fallback` is the character set of bytes that are no UTF-8."""
    text = _plain(_FOLD.sub(b"", raw), notes, fallback)
    return decode_words(text, notes) if "=?" in text else text


def decode_words(text: str, notes: Notes) -> str:
    """`text` with its encoded words decoded, wherever they stand."""
    pieces: list[str] = []
    at, held, label = 0, b"", ""
    for match in _WORD.finditer(text):
        between = text[at : match.start()]
        said = match.group(1).partition("*")[0]
        if held and (between.strip() or said.lower() != label.lower()):
            pieces.append(_word_text(held, label, notes))
            held = b""
        if between.strip() or at == 0:
            pieces.append(between)
        if not codec(said):
            pieces.append(match.group())
            _say_unread(said, notes)
        else:
            held, label = held + _bytes(match.group(2), match.group(3)), said
        at = match.end()
    if held:
        pieces.append(_word_text(held, label, notes))
    return "".join(pieces) + text[at:]


def _plain(raw: bytes, notes: Notes, fallback: str) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    words = "a header has letters that are written without saying how; read as {}"
    stated = codec(fallback)
    decoded = decode(raw, "" if stated in ("ascii", "cp1252") else stated)
    if decoded.encoding != "utf-8":
        notes.add("header-8bit", words.format(decoded.encoding), "note")
    return decoded.text.replace("\n", " ")


def _bytes(how: str, body: str) -> bytes:
    raw = body.encode("ascii", "replace")
    if how in "qQ":
        return binascii.a2b_qp(raw.replace(b" ", b"_"), header=True)
    bare = raw.translate(None, _NOT_64)
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def _word_text(raw: bytes, label: str, notes: Notes) -> str:
    name = codec(label)
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        decoded = decode(raw)
        words = f"a header says its letters are {shown(label)}, but they are not; read as {decoded.encoding}"
        notes.add("charset-wrong", words)
        return decoded.text
    except UnicodeError:  # a mark that is missing or odd
        return raw.decode(name, "replace")


def _say_unread(label: str, notes: Notes) -> None:
    if is_refused(label):
        notes.add("charset-refused", "a header is written in UTF-7, which can hide what it says; shown undecoded")
    else:
        notes.add(
            "charset-unknown", f"no character set of the name {shown(label)} is known; a header is shown undecoded"
        )
