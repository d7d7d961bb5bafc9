"""What a mail says its letters are encoded in, whether that is so, and the text.

Mails lie about it: programs of the nineties called everything ISO-8859-1 or ASCII. Where the bytes
say plainly otherwise the bytes are believed, and a finding says so. UTF-7 is refused: it hides markup
and addresses from whoever looks at the bytes.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from muniment.model.reading import Finding
from muniment.read.mail.notes import Notes, shown
from muniment.read.text.decode import Decoded, decode
from muniment.read.text.words import words

_ALIASES = {
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6",
    "ansi_x3.4-1968": "ascii", "x-mac-cyrillic": "mac-cyrillic", "x-sjis": "shift_jis", "gb2312": "gb18030",
    "x-gbk": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8", "win-1251": "cp1251", "cp-1251": "cp1251", "x-cp1251": "cp1251", "x-windows-949": "cp949",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "iso-8859-9": "cp1254",
    "koi8-ru": "koi8-u", "koi": "koi8-r", "dos-866": "cp866", "windows-874": "cp874", "unicode": "utf-16",
}  # fmt: skip
"""Names that Python does not know, or that mail programs use for a wider code page (WHATWG Encoding)."""
_ALLOWED = re.compile(
    r"ascii|utf-(?:8|8-sig|16|16-le|16-be|32|32-le|32-be)|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+"
    r"|iso2022_\w+|shift_jis\w*|johab|tis-620|hz|kz1048|ptcp154"
)
"""Python's names of character sets; it has other codecs (rot13, punycode, escapes) that no mail may call for."""
_UNSAID = frozenset(
    ("", "unknown-8bit", "x-unknown", "unknown", "default", "default_charset", "user-defined", "binary")
)
_REFUSED = frozenset(("utf-7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "utf7", "csunicode11utf7"))
_LATIN = frozenset(("ascii", "cp1252"))
_ONE_BYTE = {"koi8-r": "koi8", "koi8-u": "koi8", "cp1251": "1251", "cp1255": "1255", "cp1256": "1256", "cp866": "866"}
_GUESSES = {"koi8-r": "koi8", "koi8-u": "koi8", "windows-1251": "1251", "windows-1255": "1255",
            "windows-1256": "1256", "ibm866": "866"}  # fmt: skip
_WIDE = words(
    "utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be hz iso2022_jp iso2022_kr iso2022_jp_1 iso2022_jp_2",
    " iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext",
)
"""Character sets in which bytes below 128 need not be ASCII."""
_ENOUGH = 40
"""Letters beyond ASCII from which the bytes are heard against the label."""
_HIGH = bytes(range(0x80, 0x100))
_LOADED = (
    "ascii utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be koi8-r koi8-u koi8-t cp437 cp720 cp737"
    " cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp932 cp949 cp950"
    " mac-cyrillic mac-greek mac-latin2 mac-roman mac-turkish gb2312 gbk gb18030 big5 big5hkscs euc_jp euc_kr"
    " euc_jis_2004 iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_kr shift_jis johab tis-620 hz kz1048 ptcp154"
)


def warm() -> None:
    """Load every codec that a mail may ask for: later nothing can be opened any more."""
    numbered = [f"iso8859-{number}" for number in range(1, 17) if number != 12]
    for name in (*_LOADED.split(), *numbered, *(f"cp{number}" for number in range(1250, 1259))):
        codecs.lookup(name)


@lru_cache(maxsize=256)
def codec(label: str) -> str:
    """Python's name for the character set `label`; "" where it is not known, not said, or refused."""
    name = label.strip(" \t\"'").lower()
    if name in _UNSAID or name in _REFUSED or len(name) > 60:
        return ""
    try:
        found = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    found = _ALIASES.get(found, found)
    return found if _ALLOWED.fullmatch(found) else ""


def is_refused(label: str) -> bool:
    """Whether a character set is one that is not decoded at all."""
    return label.strip(" \t\"'").lower() in _REFUSED


def to_text(raw: bytes, label: str, notes: Notes, where: str = "") -> str:
    """The text of `raw`, said to be in `label`; line ends are `\\n`. Never raises."""
    name = codec(label)
    if raw.isascii() and name not in _WIDE and (name or label.strip().lower() in _UNSAID):
        return decode(raw, "ascii").text
    _say_if_odd(label, name, notes, where)
    decoded = decode(raw, name)
    believed = _against(raw, name, decoded)
    if believed is not None:
        decoded = believed
    if name and (believed is not None or _differs(name, decoded.encoding)):
        text = f"it says its letters are {shown(label)}, but they are not; read as {decoded.encoding}"
        notes.add("charset-wrong", text, where=where)
    else:
        _pass_on(decoded.findings, notes, where)
    return decoded.text


def _say_if_odd(label: str, name: str, notes: Notes, where: str) -> None:
    if is_refused(label):
        text = "it is written in UTF-7, which can hide addresses and markup; shown undecoded, as it stands"
        notes.add("charset-refused", text, where=where)
    elif not name and label.strip().lower() not in _UNSAID:
        notes.add("charset-unknown", f"no character set of the name {shown(label)} is known", where=where)
    elif name == "iso8859-8" and not label.lower().strip(" \"'").endswith("-i"):
        text = "it says ISO-8859-8, which keeps Hebrew in the order seen: it may read backwards here"
        notes.add("visual-order", text, "note", where)


def _against(raw: bytes, name: str, decoded: Decoded) -> Decoded | None:
    """Another decoding, where the bytes speak plainly against the label `name`."""
    if name not in _LATIN and name not in _ONE_BYTE:
        return None
    other = decode(raw)
    if other.encoding == "utf-8":
        return other  # hardly any text in a code page is valid UTF-8 by chance
    if name in _LATIN:
        return other if other.encoding in _GUESSES else None
    many = len(raw) - len(raw.translate(None, _HIGH)) >= _ENOUGH
    differs = other.encoding in _GUESSES and _GUESSES[other.encoding] != _ONE_BYTE[name]
    return other if many and differs and decoded.encoding == name else None


def _differs(name: str, taken: str) -> bool:
    try:
        return _ALIASES.get(codecs.lookup(taken).name, codecs.lookup(taken).name) != name and name != "ascii"
    except LookupError:
        return True


def _pass_on(findings: tuple[Finding, ...], notes: Notes, where: str) -> None:
    for finding in findings:
        notes.add(finding.code, finding.text, finding.level, where)
