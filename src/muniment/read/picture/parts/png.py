"""The parts of a PNG (W3C PNG, third edition): chunks before and behind the picture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from muniment.read.picture.parts.found import LARGEST_PART, Parts, photoshop
from muniment.read.picture.small import printable, shortened

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MAX_CHUNKS = 1_000_000
_MAX_TEXTS = 200
_MAX_TEXT = 4 << 20
_XMP = "XML:com.adobe.xmp"
_RAW = "Raw profile type "
"""ImageMagick writes blocks of metadata as hexadecimal text under this name."""


def parts(data: bytes) -> Parts:
    """The parts of a PNG."""
    out = Parts("PNG", missing="its end is missing, so it was cut off")
    for name, start, end in chunks(data):
        if name == b"IHDR" and end - start >= 8:
            out.width, out.height = (int.from_bytes(data[at : at + 4], "big") for at in (start, start + 4))
        elif name == b"eXIf" and not out.exif:
            out.exif = data[start:end]
        elif name == b"caBX":
            out.c2pa = data[start : min(end, start + LARGEST_PART)]
        elif name == b"acTL" and end - start >= 4:
            out.frames = int.from_bytes(data[start : start + 4], "big")
        elif name in _TEXTS and len(out.texts) < _MAX_TEXTS:
            _text(out, name, data[start:end])
        elif name == b"IEND":
            out.missing, out.end = "", end + 4
    return out


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of each chunk's content, up to IEND or where the data end."""
    at = len(SIGNATURE)
    for _ in range(_MAX_CHUNKS):
        if at + 12 > len(data):
            return
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if at + 12 + size > len(data):
            return
        yield name, at + 8, at + 8 + size
        if name == b"IEND":
            return
        at += 12 + size


def _text(out: Parts, name: bytes, body: bytes) -> None:
    key, _, rest = body.partition(b"\x00")
    label, text = printable(key.decode("latin-1"))[:80], _TEXTS[name](rest)
    if text is None:
        return
    if label == _XMP:
        out.xmp.append(text.encode("utf-8", "replace"))
    elif label.startswith(_RAW):
        _raw(out, label.removeprefix(_RAW), text)
    elif shown := shortened(printable(text)):
        out.texts.setdefault(f"png:{label}", shown)


def _plain(rest: bytes) -> str:
    return rest.decode("latin-1")


def _packed(rest: bytes) -> str | None:
    raw = _inflated(rest[1:])
    return None if raw is None else raw.decode("latin-1")


def _international(rest: bytes) -> str | None:
    """Compression flag and method, language, translated name, text in UTF-8."""
    if len(rest) < 4:
        return None
    _, _, tail = rest[2:].partition(b"\x00")
    _, _, tail = tail.partition(b"\x00")
    raw = _inflated(tail) if rest[0] else tail
    return None if raw is None else raw.decode("utf-8", "replace")


_TEXTS = {b"tEXt": _plain, b"zTXt": _packed, b"iTXt": _international}


def _inflated(packed: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(packed, _MAX_TEXT)
    except zlib.error:
        return None


def _raw(out: Parts, kind: str, text: str) -> None:
    """A profile in ImageMagick's hexadecimal: a line with its name, one with its length, then digits."""
    try:
        raw = bytes.fromhex("".join(text.strip().split("\n")[2:]))
    except ValueError:
        return
    if kind in ("exif", "APP1"):
        if raw.startswith(b"http://ns.adobe.com/xap/1.0/\x00"):
            out.xmp.append(raw.partition(b"\x00")[2])
        else:
            out.exif = out.exif or raw
    elif kind == "iptc":
        out.iptc = photoshop(raw) or raw
    elif kind == "xmp":
        out.xmp.append(raw)
