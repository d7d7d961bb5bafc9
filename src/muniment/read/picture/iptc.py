"""IPTC-IIM: the captions that news desks write into a picture (IIM 4.2): who, where, when, what is to be seen.

Records are `1C`, record number, data set number, length, value. Only record 2 (application) is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from muniment.model.reading import Finding, Moment
from muniment.read.picture.small import printable, shortened
from muniment.read.picture.tiff import decoded

NAMES = {
    5: "ObjectName", 7: "EditStatus", 10: "Urgency", 15: "Category", 20: "SupplementalCategories", 25: "Keywords",
    40: "SpecialInstructions", 55: "DateCreated", 60: "TimeCreated", 62: "DigitalCreationDate",
    63: "DigitalCreationTime", 65: "OriginatingProgram", 70: "ProgramVersion", 80: "By-line", 85: "By-lineTitle",
    90: "City", 92: "Sub-location", 95: "Province-State", 100: "Country-PrimaryLocationCode",
    101: "Country-PrimaryLocationName", 103: "OriginalTransmissionReference", 105: "Headline", 110: "Credit",
    115: "Source", 116: "CopyrightNotice", 118: "Contact", 120: "Caption-Abstract", 121: "LocalCaption",
    122: "Writer-Editor",
}  # fmt: skip
"""Data sets of record 2 that are kept, by their names in the standard."""
_MARK = 0x1C
_ENVELOPE, _APPLICATION = 1, 2
_CHARSET = 90
_UTF8 = b"\x1b%G"
_MAX_SETS = 2_000
_TIMES = (("created", "DateCreated", "TimeCreated"), ("digitised", "DigitalCreationDate", "DigitalCreationTime"))
_DAY, _CLOCK = re.compile(r"(\d{4})(\d\d)(\d\d)"), re.compile(r"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?")


def iptc_of(data: bytes) -> tuple[dict[str, str], list[Moment], list[Finding]]:
    """`iptc:` name → text, repeated ones joined by `; `; the times; and what is broken."""
    values: dict[str, list[str]] = {}
    utf8 = False
    findings: list[Finding] = []
    for record, number, raw in _sets(data, findings):
        if (record, number) == (_ENVELOPE, _CHARSET):
            utf8 = raw == _UTF8
        elif record == _APPLICATION and number in NAMES:
            text = raw.decode("utf-8", "replace") if utf8 else decoded(raw)
            if shown := printable(text):
                values.setdefault(NAMES[number], []).append(shown)
    metadata = {f"iptc:{name}": shortened("; ".join(texts)) for name, texts in values.items()}
    return metadata, _moments(values), findings


def _sets(data: bytes, findings: list[Finding]) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    for _ in range(_MAX_SETS):
        if at + 5 > len(data) or data[at] != _MARK:
            break
        record, number, size = data[at + 1], data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:  # the length of a length follows
            wide = size & 0x7FFF
            size, at = (int.from_bytes(data[at : at + wide], "big"), at + wide) if wide <= 4 else (len(data) + 1, at)
        if at + size > len(data):
            findings.append(_broken(f"the value of data set {record}:{number} ends behind the block's end"))
            return
        yield record, number, data[at : at + size]
        at += size
    if data[at:].strip(b"\x00") and not findings:
        findings.append(_broken(f"at byte {at} no data set begins"))


def _broken(why: str) -> Finding:
    return Finding("broken-metadata", f"The IPTC block is broken: {why}. What stands before was read.", where="IPTC")


def _moments(values: dict[str, list[str]]) -> list[Moment]:
    moments = []
    for what, day_name, clock_name in _TIMES:
        if day := values.get(day_name, [""])[0]:
            clock = values.get(clock_name, [""])[0]
            moments.append(Moment(what, f"{day} {clock}".strip()[:100], edtf_of(day, clock), f"IPTC {day_name}"))
    return moments


def edtf_of(day: str, clock: str) -> str | None:
    """EDTF of `20190312` and `054011+0300`; unknown months and days are written 00."""
    match = _DAY.fullmatch(day)
    if match is None or match[1] == "0000":
        return None
    if match[2] == "00" or match[3] == "00":
        return match[1] if match[2] == "00" else f"{match[1]}-{match[2]}" if int(match[2]) <= 12 else None
    try:
        written = date(*map(int, match.groups())).isoformat()
        if (at := _CLOCK.fullmatch(clock)) is None:
            return written
        zone = f"{at[4]}:{at[5]}" if at[4] and int(at[4]) in range(-14, 15) and int(at[5]) < 60 else ""
        return f"{written}T{time(int(at[1]), int(at[2]), int(at[3])).isoformat()}{zone}"
    except ValueError:
        return None
