"""Which code page the bytes of a font are in."""

from __future__ import annotations

import codecs

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "cp1361", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""`\\fcharset` → Python's name; 0 and 1 mean the document's own."""
_OTHERS = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8", 20866: "koi8-r", 21866: "koi8-u", 936: "gbk"}


def of_charset(number: int) -> str:
    """The code page of a font's character set; "" for the document's own."""
    return _CHARSETS.get(number, "")


def of_page(number: int) -> str:
    """The code page with that number; "" where there is none that we know."""
    name = _OTHERS.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def warm() -> None:
    """Load every codec: nothing can be imported later."""
    dos = (f"cp{one}" for one in (437, 850, 852, 866, 1250, 1251, 1252))
    for name in (*_CHARSETS.values(), *_OTHERS.values(), *dos):
        b"a".decode(name)
