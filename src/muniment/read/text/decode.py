"""Bytes → text: byte order mark, UTF-8, UTF-16, else a legacy code page, guessed and said so.

A guess is never silent: it is a finding that names what was taken and what came second.
Line ends become `\\n`; nothing else is changed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from muniment.model.reading import Finding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE = 20_000
_ENOUGH_ZEROS = 16
"""Of so many, all on one side, chance is no explanation."""
_LINE_ENDS = re.compile("\r\n?")
_BY_FREQUENCY = {
    "windows-1251": ("оеаинтсрвлкмдпуяіыьгзбчйхжїєшюцщэфґъё",),
    "koi8-r": ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",),
    "koi8-u": ("оанивіетрсклудмпязьбгчйхжїєюцшщфґ",),
    "ibm866": ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",),
    "windows-1256": ("المينوتربةدعهسفكقحجأشطصخىضزذئثغءظإؤآ",),
    "windows-1255": ("יוהלאתמרבשנעדםקחפכגטזצןסךףץ",),
}
"""Letters of each code page's main languages, most frequent first."""


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was read as (Python's name), and what a person should know of it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, stated: str = "") -> Decoded:
    """Decode `data`; `stated` is an encoding the item itself names. Never raises."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _forgiving(data[len(bom) :], encoding)
    if wide := _wide(data[:_SAMPLE]):
        return _forgiving(data, wide)
    for encoding in dict.fromkeys((_known(stated), "utf-8")):
        if encoding:
            try:
                return Decoded(_lines(data.decode(encoding)), encoding)
            except UnicodeDecodeError:
                pass
    return _guessed(data)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: the zero bytes of spaces and line ends all stand on one side.

    A few of them are no evidence by themselves, for damage and old programs leave zero bytes in other texts.
    """
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 40 < len(sample) or min(even, odd) * 10 > max(even, odd) or not even + odd:
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if _in_alphabets(sample, encoding):
        return encoding
    many = max(even, odd) >= _ENOUGH_ZEROS and (max(even, odd) * 5 > len(sample) or not _is_utf8(sample))
    return encoding if many else ""


def _in_alphabets(sample: bytes, encoding: str) -> bool:
    """Whether what comes out is nearly all of alphabets: bytes in pairs that are none come out as Chinese."""
    text = sample[: len(sample) & ~1].decode(encoding, "replace")
    return sum("\0" < letter < "\u2000" for letter in text) >= len(text) * 0.85


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _known(name: str) -> str:
    try:
        return codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""


def _lines(text: str) -> str:
    return _LINE_ENDS.sub("\n", text) if "\r" in text else text


def _forgiving(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_lines(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        text = f"not everything could be read as {encoding}: first at byte {error.start}; shown as \ufffd"
        return Decoded(_lines(data.decode(encoding, "replace")), encoding, (Finding("encoding-broken", text),))


def _guessed(data: bytes) -> Decoded:
    damaged = _damaged_utf8(data)
    if damaged is not None:
        return damaged
    ranked = _ranked(data[:_SAMPLE])
    encoding, second = ranked[0], ranked[1]
    text = f"the encoding is not stated and not Unicode; read as {encoding}, a guess (next best: {second})"
    finding = Finding("encoding-guessed", text)
    return Decoded(_lines(data.decode(encoding, "replace")), encoding, (finding,))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which hardly anything is broken stays UTF-8: a code page would garble all the rest."""
    text = data.decode("utf-8", "replace")
    good = sum(letter > "\x7f" for letter in text[:_SAMPLE]) - text[:_SAMPLE].count("\ufffd")
    if good > 20 * text[:_SAMPLE].count("\ufffd"):
        return _forgiving(data, "utf-8")
    return None


def _ranked(sample: bytes) -> list[str]:
    """Code pages, best first. Lone accented letters among ASCII mean a Latin one."""
    high = [at for at, byte in enumerate(sample) if byte >= 0x80]
    in_runs = sum(at + 1 < len(sample) and sample[at + 1] >= 0x80 for at in high)
    others = sorted(_BY_FREQUENCY, key=lambda name: -_score(sample, name))
    if in_runs * 2 < len(high):
        return ["windows-1252", others[0]]
    return others


def _score(sample: bytes, encoding: str) -> float:
    """How much like its main languages `sample` reads in `encoding`; per non-ASCII letter, ≤ 1."""
    text = sample.decode(encoding, "replace")
    letters = _BY_FREQUENCY[encoding][0]
    weight = {letter: 1 - rank / len(letters) for rank, letter in enumerate(letters)}
    total, seen, before = 0.0, 0, " "
    for letter in text:
        if letter > "\x7f":
            seen += 1
            total += weight.get(letter, 0.3 if letter.lower() in weight else -1.0)
            total -= 1.0 if letter.isupper() and before.islower() else 0.0
        before = letter
    return total / seen if seen else 0.0
