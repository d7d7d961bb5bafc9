"""What a ProofMode proof says, as far as it may be repeated; never who made it, with which device, on which network.

Fields as `ProofModeV1Constants` of guardianproject/proofmode-android names them, and the names of its first years.
Only the fields named here leave a proof: a field that is new one day stays inside the (restricted) proof file.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from muniment.model.reading import Position
from muniment.read.text.decode import decode
from muniment.read.text.page import edtf

HASH, GENERATED, CREATED, MODIFIED = "File Hash SHA256", "Proof Generated", "File Created", "File Modified"
PATH = "File Path"
LATITUDE, LONGITUDE = "Location.Latitude", "Location.Longitude"
_OLD = {"SHA256": HASH, "File": PATH, "Modified": MODIFIED, "CurrentDateTime0GMT": GENERATED}
_SHOWN = (
    HASH, GENERATED, CREATED, MODIFIED, LATITUDE, LONGITUDE, "Location.Provider", "Location.Accuracy",
    "Location.Altitude", "Location.Bearing", "Location.Speed", "Location.Time",
)  # fmt: skip
IDENTIFIERS = frozenset({
    "DeviceID", "DeviceID Vendor", "Wifi MAC", "IPv4", "IPv6", "IPV4", "IPV6", "Network", "DataType", "NetworkType",
    "CellInfo", "Language", "Locale", "Hardware", "Manufacturer", "ScreenSize", "IMEI", "Phone", "Notes", PATH,
})  # fmt: skip
"""Fields that name or narrow down a device or its owner. That they are there is said, never what they say."""
_LONGEST = 200
_EMPTY = frozenset({"", "none", "null"})
_EPOCH = re.compile(r"\d{9,13}")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,2})?")


@dataclass(frozen=True)
class Proof:
    """One proof: the fields that may be repeated, the place of its media file, and which other fields it has."""

    shown: dict[str, str]
    media_path: str
    withheld: tuple[str, ...]
    rows: int = 1
    """How often a proof was written into the file."""

    @property
    def sha256(self) -> str:
        """Hash of the media file, as the proof says; empty where it says none that is one."""
        said = self.shown.get(HASH, "").strip().lower()
        return said if re.fullmatch(r"[0-9a-f]{64}", said) else ""

    @property
    def media_name(self) -> str:
        """The name the media file had on the device."""
        return re.split(r"[\\/]", self.media_path)[-1]

    @property
    def position(self) -> Position | None:
        """Where the device says it was; None where it does not say, or says the place of no fix (0, 0)."""
        latitude, longitude = self._number(LATITUDE), self._number(LONGITUDE)
        if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        if latitude == longitude == 0:
            return None
        near, high = self._number("Location.Accuracy"), self._number("Location.Altitude")
        return Position(latitude, longitude, near if near and near > 0 else None, high, "ProofMode Location")

    def time(self, field: str) -> str | None:
        """EDTF of a time. A bare `Z` is left out: the app writes one behind the device's local time."""
        written = self.shown.get(field, "").strip()
        if _EPOCH.fullmatch(written):  # counted from 1970, which is UTC by definition
            seconds = int(written) / (1000 if len(written) > 11 else 1)
            return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return edtf(written.removesuffix("Z"))

    def claims_utc(self) -> bool:
        """Whether a time of it carries the `Z` that cannot be relied on."""
        return any(self.shown.get(one, "").strip().endswith("Z") for one in (GENERATED, CREATED, MODIFIED))

    def _number(self, field: str) -> float | None:
        written = self.shown.get(field, "").strip()
        return float(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None


def proof_of_json(data: bytes) -> Proof | None:
    """The proof that a `.proof.json` holds, or None where it is none."""
    try:
        found: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if not isinstance(found, dict):
        return None
    return _proof({key: str(value) for key, value in found.items() if isinstance(value, str | int | float)})


def proof_of_csv(data: bytes) -> Proof | None:
    """The first proof that a `.proof.csv` holds: later rows are written when the app is asked again."""
    try:
        rows = [row for row in csv.reader(io.StringIO(decode(data).text)) if any(cell.strip() for cell in row)]
    except csv.Error:
        return None
    if len(rows) < 2:
        return None
    names, cells = (row[:-1] if row[-1] == "" else row for row in rows[:2])
    if len(cells) > len(names) or len(names) - len(cells) > 1:
        return None  # a line break in a field, or a row of other fields: which is which cannot be told
    made = _proof(dict(zip(names, cells, strict=False)))
    return replace(made, rows=len(rows) - 1) if made else None


def _proof(fields: dict[str, str]) -> Proof | None:
    named = {_OLD.get(key.strip(), key.strip()): value.strip() for key, value in fields.items()}
    if HASH not in named:
        return None
    shown = {key: named[key][:_LONGEST] for key in _SHOWN if named.get(key, "").lower() not in _EMPTY}
    withheld = sorted(key for key in named if key in IDENTIFIERS and named[key].lower() not in _EMPTY)
    return Proof(shown, named.get(PATH, ""), tuple(withheld))
