"""Surveys as KoboToolbox and ODK (Central, Briefcase, Collect) export them, known by the names of their columns.

The answers are the rows' text. Here is read what the forms record by themselves: when a row was sent, where it was
taken, which files belong to it, and which columns tell who was behind the device.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from muniment.model.reading import Told
from muniment.read.exports.gathered import Gathered, RowSaid
from muniment.read.exports.places import Places
from muniment.read.exports.times import edtf_of
from muniment.read.text.words import words

_TOOLS = {"kobo": "KoboToolbox", "odk": "ODK"}
_SENT = ("_submission_time", "_submission__submission_time", "submissiondate")
_KEPT = ("_uuid", "_id", "key", "parent_key", "instanceid", "__version__", "formversion", "_submission__uuid")
_DEVICE = words(
    "deviceid device_id subscriberid subscriber_id simserial sim_serial phonenumber phone_number username email",
    "_submitted_by submitted_by submitterid submittername _submission__submitted_by",
)
_INSTANCE = words("meta/instanceID meta-instanceID meta:instanceID meta.instanceID")
_FILE = re.compile(
    r"(?:media/)?[^\s/\\:*?\"<>|]{1,200}\.(?:jpe?g|png|gif|webp|heic|mp4|3gpp?|mov|webm|amr|m4a|mp3|wav|ogg|aac|pdf"
    r"|docx?|xlsx?|csv|zip)",
    re.IGNORECASE,
)
_LONGEST_LIST = 1 << 20
_MOST_FILES = 100


def kind_of(header: Sequence[str]) -> str:
    """`kobo`, `odk`, or "" where the names of the columns are those of neither."""
    names = {name.strip() for name in header}
    if _is_kobo(names):
        return "kobo"
    keyed = "KEY" in names and bool(names & {"SubmissionDate", "PARENT_KEY", "SubmitterID"})
    return "odk" if keyed or names & _INSTANCE else ""


def _is_kobo(names: set[str]) -> bool:
    main = "_uuid" in names and bool(names & {"_submission_time", "_validation_status", "_attachments", "_index"})
    return main or ("_submission__uuid" in names and "_parent_index" in names)


class Survey:
    """One table of a survey: the submissions, or one of the groups that repeat in them."""

    def __init__(self, header: Sequence[str], kind: str, gathered: Gathered) -> None:
        self._header = [name.strip() for name in header]
        self._kind = kind
        self._gathered = gathered
        self._places = Places(self._header, gathered)
        ends = [_last(name) for name in self._header]
        self._at = {name: at for at, name in reversed(list(enumerate(ends)))}
        self._sent = next((self._at[name] for name in _SENT if name in self._at), -1)
        self._devices = [at for at, name in enumerate(ends) if name in _DEVICE]
        self._urls = {name[:-4]: at for at, name in enumerate(self._header) if name.lower().endswith("_url")}
        self._kept = [(self._at[name], self._header[self._at[name]]) for name in _KEPT if name in self._at]
        self._named: set[int] = set()
        self._unread, self._first_unread = 0, ""
        self._rows = 0
        gathered.metadata["export:Kind"] = kind

    def row(self, cells: Sequence[str], where: str) -> RowSaid:
        """When the row was sent; its places and files are passed on."""
        self._rows += 1
        written = _cell(cells, self._sent)
        at = edtf_of(written)
        if written and at is None:
            self._unread += 1
            self._first_unread = self._first_unread or f"{written[:60]} in {where}"
        self._places.row(cells, where)
        self._files(cells, at, where)
        named = [place for place in self._devices if _cell(cells, place)]
        self._named.update(named)
        notes = ("device-identifiers",) if named else ()
        return RowSaid(at, notes + self._belongs(cells))

    def close(self) -> None:
        """Say which columns tell of devices and people, and which times could not be read."""
        count = int(self._gathered.metadata.get("export:Rows", "0")) + self._rows
        self._gathered.metadata["export:Rows"] = str(count)
        if self._named:
            names = ", ".join(self._header[at][:60] for at in sorted(self._named)[:20])
            text = (
                f"these columns tell which device or person sent a row: {names}; keep them back whenever something of"
                " this table is handed out"
            )
            self._gathered.findings.add("device-identifiers", text)
        if self._unread:
            text = (
                f"{self._unread:,} rows have a time of submission that cannot be read (the first: {self._first_unread})"
                "; it stands in the text as it is written"
            )
            self._gathered.findings.add("time-unread", text)

    def _belongs(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Which row of another table this one is part of, in a group that repeats."""
        table, index = self._cell_of(cells, "_parent_table_name"), self._cell_of(cells, "_parent_index")
        if index:
            return (f"part of {table} {index}".replace("  ", " "),)
        parent = self._cell_of(cells, "parent_key")
        return (f"part of {parent}",) if parent else ()

    def _files(self, cells: Sequence[str], at: str | None, where: str) -> None:
        listed = _listed(self._cell_of(cells, "_attachments"))
        paths = {name.rpartition("/")[2]: name for name in listed}
        for place, cell in enumerate(cells):
            if "." in cell and len(cell) <= 210 and _FILE.fullmatch(cell):
                self._pass_on(cells, place, paths.pop(cell, ""), at, where)
        for path in list(paths.values())[:_MOST_FILES]:
            self._mention(path, listed[path], "", cells, at, where)

    def _pass_on(self, cells: Sequence[str], place: int, listed: str, at: str | None, where: str) -> None:
        question = self._header[place] if place < len(self._header) else ""
        name = cells[place].removeprefix("media/")
        if question.lower().endswith("_url") or name.lower() == "audit.csv":
            return  # every row has an audit.csv of its own, and none is meant by a file of that name
        reference = _cell(cells, self._urls.get(question, -1))
        for path in dict.fromkeys(filter(None, (listed, name, f"media/{name}"))):
            self._mention(path, reference, question, cells, at, where)

    def _mention(
        self, path: str, reference: str, question: str, cells: Sequence[str], at: str | None, where: str
    ) -> None:
        details = {f"{self._kind}:{name}": _cell(cells, place)[:500] for place, name in self._kept}
        details |= {f"{self._kind}:question": question, f"{self._kind}:row": where}
        told = {name: value for name, value in details.items() if value}
        begun = edtf_of(self._cell_of(cells, "end")) or edtf_of(self._cell_of(cells, "start"))
        tool = _TOOLS[self._kind]
        self._gathered.mention(path, Told(reference=reference, obtained=at or begun or "", tool=tool, details=told))

    def _cell_of(self, cells: Sequence[str], name: str) -> str:
        return _cell(cells, self._at.get(name, -1))


def _last(name: str) -> str:
    """The column's own name without the groups before it, in lower case: `meta/instanceID` → `instanceid`."""
    return re.split(r"[/:.]|-(?=[^\W\d])", name.strip())[-1].lower()


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ""


def _listed(cell: str) -> dict[str, str]:
    """Path → address of the files in an `_attachments` cell, which is JSON."""
    if not cell.startswith("[") or len(cell) > _LONGEST_LIST:
        return {}
    try:
        said = json.loads(cell)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    for one in said[:_MOST_FILES] if isinstance(said, list) else []:
        if isinstance(one, dict) and isinstance(one.get("filename"), str):
            found[one["filename"]] = str(one.get("download_url") or "")
    return found
