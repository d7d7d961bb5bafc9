"""Signatures of binary formats, and a look into containers (ZIP, ISO media, RIFF, OLE, gzip)."""

from __future__ import annotations

import zlib
from collections.abc import Callable

Look = Callable[[bytes, bytes], str]
"""Given head and tail, a media type, or "" where the signature alone was not enough."""

_INNER = 512
_OOXML = "application/vnd.openxmlformats-officedocument."
_ZIP_NAMES = (
    (b"word/document", _OOXML + "wordprocessingml.document"),
    (b"xl/workbook", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/presentation", _OOXML + "presentationml.presentation"),
    (b"word/", _OOXML + "wordprocessingml.document"),
    (b"xl/", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/", _OOXML + "presentationml.presentation"),
)
_OLE_NAMES = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("\x00Book\x00", "application/vnd.ms-excel"),
)
_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"hevc": "image/heic-sequence", b"heim": "image/heic",
    b"avif": "image/avif", b"avis": "image/avif", b"mif1": "image/heif", b"msf1": "image/heif-sequence",
    b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"crx ": "image/x-canon-cr3",
}  # fmt: skip


def _zip(head: bytes, tail: bytes) -> str:
    if head[30:38] == b"mimetype":
        length = int.from_bytes(head[18:22], "little")
        said = head[38 : 38 + length] if 0 < length < 200 else b""
        if said.isascii() and b"/" in said:
            return said.decode("ascii").strip()
    for place in (head, tail):
        for name, kind in _ZIP_NAMES:
            if name in place and (b"[Content_Types].xml" in head or b"[Content_Types].xml" in tail):
                return kind
    return "application/zip"


def _gzip(head: bytes, _tail: bytes) -> str:
    try:
        inner = zlib.decompressobj(31).decompress(head, _INNER)
    except zlib.error:
        inner = b""
    if inner.startswith(b"WARC/"):
        return "application/warc"
    return "application/x-ia-arc" if inner.startswith(b"filedesc://") else "application/gzip"


def _ole(head: bytes, tail: bytes) -> str:
    for name, kind in _OLE_NAMES:
        wide = name.encode("utf-16-le")
        if wide in head or wide in tail:
            return kind
    return "application/x-ole-storage"


def _riff(head: bytes, _tail: bytes) -> str:
    kinds = {b"WEBP": "image/webp", b"WAVE": "audio/x-wav", b"AVI ": "video/x-msvideo"}
    return kinds.get(head[8:12], "")


def _ogg(head: bytes, _tail: bytes) -> str:
    return "video/ogg" if b"theora" in head[:256] else "audio/ogg"


def _matroska(head: bytes, _tail: bytes) -> str:
    return "video/webm" if b"webm" in head[:64] else "video/x-matroska"


def _mpeg_audio(head: bytes, _tail: bytes) -> str:
    """A frame header whose fields are all allowed: bit rate, sampling rate, layer III or II."""
    if len(head) < 4 or head[1] & 0x06 == 0:
        return ""
    return "audio/mpeg" if head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3 else ""


def _bmp(head: bytes, _tail: bytes) -> str:
    known = head[14:15] in (b"\x0c", b"(", b"8", b"l", b"|", b"@") and head[6:10] == bytes(4)
    return "image/bmp" if known else ""


_MEDIA_OF_PREFIX: tuple[tuple[bytes, str | Look], ...] = (
    (b"%PDF-", "application/pdf"), (b"%!PS", "application/postscript"),
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"II+\x00", "image/tiff"), (b"MM\x00+", "image/tiff"),
    (b"BM", _bmp), (b"8BPS", "image/vnd.adobe.photoshop"), (b"\x00\x00\x01\x00", "image/vnd.microsoft.icon"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"), (b"\xff\x0a", "image/jxl"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"PK\x03\x04", _zip), (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b\x08", _gzip), (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh", "application/x-bzip2"), (b"\xfd7zXZ\x00", "application/x-xz"), (b"(\xb5/\xfd", "application/zstd"),
    (b"Rar!\x1a\x07", "application/x-rar"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _ole),
    (b"WARC/", "application/warc"), (b"filedesc://", "application/x-ia-arc"),
    (b"RIFF", _riff), (b"OggS", _ogg), (b"\x1aE\xdf\xa3", _matroska), (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"), (b"\xff\xfb", _mpeg_audio), (b"\xff\xfa", _mpeg_audio), (b"\xff\xf3", _mpeg_audio),
    (b"\xff\xf2", _mpeg_audio), (b"#!AMR", "audio/amr"), (b"FLV\x01", "video/x-flv"),
    (b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"), (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"), (b"{\\rtf", "text/rtf"),
    (b"\x7fELF", "application/x-executable"),
)  # fmt: skip


def _by_first() -> dict[int, tuple[tuple[bytes, str | Look], ...]]:
    table: dict[int, tuple[tuple[bytes, str | Look], ...]] = {}
    for prefix, kind in _MEDIA_OF_PREFIX:
        table[prefix[0]] = (*table.get(prefix[0], ()), (prefix, kind))
    return {first: (*table.get(first, ()), (bytes((first,)), _iso_media)) if first == 0 else kinds
            for first, kinds in table.items()}  # fmt: skip


def _iso_media(head: bytes, _tail: bytes) -> str:
    """MP4 and its kin: a box length, then the box's name; brands tell which."""
    box = head[4:8]
    if box != b"ftyp":
        return "video/quicktime" if box in (b"moov", b"mdat", b"wide", b"pnot") else ""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    if brands[0] in (b"mif1", b"msf1"):  # generic: the compatible brands say what is inside
        brands = [*brands[1:], brands[0]]
        return next((_BRANDS[brand] for brand in brands if brand in _BRANDS), "image/heif")
    if brands[0].startswith(b"3g"):
        return "video/3gpp"
    return _BRANDS.get(brands[0], "video/mp4")


def late_signature(head: bytes) -> str:
    """What does not begin with its signature; looked for only when it is not text either."""
    if head[257:262] == b"ustar":
        return "application/x-tar"
    return "application/pdf" if b"%PDF-" in head[:1024] else ""


SIGNATURES = _by_first()
"""First byte → the signatures that begin with it, in the order in which to try them."""
