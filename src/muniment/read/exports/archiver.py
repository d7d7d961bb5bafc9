"""auto-archiver (Bellingcat): its CSV database, and the spreadsheet that it fills in.

Columns and fields are those of versions 0.9 to 1.2.9. The spreadsheet's times are not to be trusted with their
zone: auto-archiver up to 1.2.9 writes `+00:00` behind a time without converting it (`get_timestamp` in its
`utils/misc.py` and `core/metadata.py` replaces the zone), so they are taken without a zone here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from muniment.model.reading import Told
from muniment.read.exports.gathered import Gathered, RowSaid
from muniment.read.exports.literal import literal
from muniment.read.text.page import edtf

TOOL = "auto-archiver"
KIND = "auto-archiver"
_SHEET = {
    "url": ("link", "url", "source url"), "status": ("archive status",), "archive": ("archive location",),
    "date": ("archive date",), "timestamp": ("upload timestamp",), "title": ("upload title", "title"),
    "screenshot": ("screenshot",), "thumbnail": ("thumbnail",), "hash": ("hash",), "wacz": ("wacz",),
}  # fmt: skip
_FILES = ("archive", "screenshot", "thumbnail", "wacz")
_HASH = re.compile(r"\s*(SHA-256|SHA3-512)\s*:\s*([0-9a-fA-F]{64,128})\s*")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^\s\"')]+|(?<![\w\"'])/[^\s\"')]+", re.IGNORECASE)
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")
_URL_IN_REPR = re.compile(r"'url': '([^'\n]{1,4000})'")
_TIME_IN_REPR = re.compile(r"'_processed_at': (datetime\.datetime\([^()]{5,100}(?:\(\))?[^()]{0,40}\))")
_DEEPEST, _MOST_MEDIA = 6, 2_000


def is_archiver_database(header: Sequence[str]) -> bool:
    """The CSV database module: the three fields of its records."""
    return [name.strip() for name in header] == ["status", "metadata", "media"]


def is_archiver_sheet(header: Sequence[str]) -> bool:
    """The columns of the sheet that it is fed from and writes to."""
    names = {name.strip().lower() for name in header}
    return "archive status" in names and bool(names & {"archive location", "archive date"})


def sha256_in(written: str) -> str:
    """The hash of a `SHA-256:…` field in lower case; "" for all others."""
    match = _HASH.fullmatch(written)
    return match[2].lower() if match and match[1] == "SHA-256" and len(match[2]) == 64 else ""


def say_times(gathered: Gathered, what: str, taken: str = "") -> None:
    """The finding about offsets that were put on instead of converted; `taken`: what was done about it here."""
    text = (
        f"{what} come from auto-archiver, which does not state its version here; up to 1.2.9 it can replace the zone of"
        f" a time by UTC instead of converting it, so they may be hours off{taken}; check them against the source"
    )
    gathered.findings.add("auto-archiver-time", text)


class ArchiverSheet:
    """Rows of the spreadsheet: one address each, and where its copies are."""

    def __init__(self, header: Sequence[str], gathered: Gathered) -> None:
        names = [name.strip().lower() for name in header]
        self._gathered = gathered
        self._at = {
            field: next((names.index(name) for name in known if name in names), -1) for field, known in _SHEET.items()
        }
        self._timed = False
        gathered.metadata["export:Kind"] = KIND

    def row(self, cells: Sequence[str], where: str) -> RowSaid:
        """When the row's address was archived; its copies are passed on."""
        said = {field: cells[at].strip() if 0 <= at < len(cells) else "" for field, at in self._at.items()}
        self._timed = self._timed or bool(said["date"] or said["timestamp"])
        archived = _without_zone(edtf(said["date"]))
        details = {f"auto-archiver:{field}": said[field][:2000] for field in ("status", "title") if said[field]}
        if said["timestamp"]:
            details["auto-archiver:upload-timestamp"] = said["timestamp"][:100]
        details["auto-archiver:row"] = where
        for field in _FILES:
            digest = said["hash"] if field == "archive" else ""
            for address in _ADDRESS.findall(said[field])[:_MOST_MEDIA]:
                self._mention(address, said["url"], archived, digest, {**details, "auto-archiver:field": field})
        return RowSaid(archived)

    def close(self) -> None:
        """Say that the times are doubtful, where there are any."""
        if self._timed:
            taken = ", and are taken without a zone here"
            say_times(self._gathered, "the archive dates and upload timestamps", taken)

    def _mention(self, address: str, url: str, archived: str | None, digest: str, details: dict[str, str]) -> None:
        if digest and not sha256_in(digest):
            details = {**details, "auto-archiver:hash": digest[:200]}
        told = Told(
            reference=url[:4000], obtained=archived or "", tool=TOOL, sha256=sha256_in(digest),
            details={**details, "auto-archiver:url": address[:4000]},
        )  # fmt: skip
        self._gathered.mention(path_of(address), told)


class ArchiverDatabase:
    """Rows of the CSV database: `status,metadata,media`, the last two as Python writes them."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._unread, self._first, self._uploads = 0, "", False
        gathered.metadata["export:Kind"] = KIND

    def row(self, cells: Sequence[str], where: str) -> RowSaid:
        """When the row's address was processed; the files are passed on."""
        status, written, media = (*cells[:3], "", "", "")[:3]
        try:
            about, files = literal(written), literal(media)
        except ValueError:
            self._unread += 1
            self._first = self._first or where
            about, files = _salvaged(written), []
        about = about if isinstance(about, dict) else {}
        self._uploads = self._uploads or bool(about.get("timestamp"))
        archived = time_of(about.get("_processed_at"))
        details = {"auto-archiver:status": status[:200], "auto-archiver:row": where}
        for name in ("title", "timestamp", "upload_date"):
            if value := about.get(name):
                details[f"auto-archiver:{name}"] = str(value)[:2000]
        for one in list(_media(files, 0))[:_MOST_MEDIA]:
            self._mention(one, str(about.get("url") or ""), archived, details)
        return RowSaid(archived)

    def close(self) -> None:
        """Say what could not be read, and what is doubtful."""
        if self._unread:
            text = f"{self._unread:,} rows could not be taken apart (the first: {self._first}); they stand in the text"
            self._gathered.findings.add("auto-archiver-row", text)
        if self._uploads:
            say_times(self._gathered, "the upload times (`timestamp`)")

    def _mention(self, one: dict[str, object], url: str, archived: str | None, details: dict[str, str]) -> None:
        properties = one.get("properties")
        digest = str(properties.get("hash") or "") if isinstance(properties, dict) else ""
        addresses = one.get("urls")
        urls = [str(address) for address in addresses] if isinstance(addresses, list) else []
        mention_media(self._gathered, str(one.get("_key") or one.get("filename") or ""), urls, digest,
                      Told(reference=url[:4000], obtained=archived or "", tool=TOOL, details=details))  # fmt: skip


def mention_media(gathered: Gathered, key: str, urls: Sequence[str], digest: str, told: Told) -> None:
    """Pass on one stored file: by its hash, and by the paths it may have beside the item."""
    details = dict(told.details)
    if urls:
        details["auto-archiver:urls"] = "\n".join(urls[:20])[:4000]
    if digest and not sha256_in(digest):
        details["auto-archiver:hash"] = digest[:200]
    for path in dict.fromkeys(filter(None, (key, path_of(key), *(path_of(url) for url in urls[:20])))):
        made = Told(
            reference=told.reference, obtained=told.obtained, tool=told.tool, sha256=sha256_in(digest), details=details
        )
        gathered.mention(path[:4000], made)
        if made.sha256:
            return  # one mention finds it


def path_of(address: str) -> str:
    """The file's own name at the end of an address or a path."""
    try:
        path = urlsplit(address).path if "://" in address else address
    except ValueError:
        return ""
    return unquote(path.rpartition("/")[2])


def time_of(value: object) -> str | None:
    """EDTF of a time in the database; an offset only where one is written."""
    if isinstance(value, datetime):
        return edtf(value.isoformat().replace("+00:00", "Z"))
    if isinstance(value, date):
        return value.isoformat()
    return edtf(value) if isinstance(value, str) else None


def _media(files: object, depth: int) -> Iterator[dict[str, object]]:
    """Stored files, and those that belong to them (previews, time stamps), a few levels deep."""
    for one in files if isinstance(files, list) else []:
        if isinstance(one, dict) and depth < _DEEPEST:
            if "filename" in one or "_key" in one:
                yield one
            inner = one.get("properties")
            for value in inner.values() if isinstance(inner, dict) else []:
                yield from _media(value if isinstance(value, list) else [value], depth + 1)


def _salvaged(written: str) -> dict[str, object]:
    """Address and time where the rest is no literal: an object of a library was written in between."""
    found: dict[str, object] = {}
    if match := _URL_IN_REPR.search(written):
        found["url"] = match[1]
    if match := _TIME_IN_REPR.search(written):
        with suppress(ValueError):
            found["_processed_at"] = literal(match[1])
    return found


def _without_zone(time: str | None) -> str | None:
    return _OFFSET.sub("", time) if time and "T" in time else time
