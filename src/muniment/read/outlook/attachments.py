"""The attachments of an Outlook message: files, messages, things that lie elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.read.mail.notes import Notes, shown
from muniment.read.mail.params import extensions
from muniment.read.outlook.storage import MOST_ATTACHMENTS, Storage
from muniment.read.outlook.values import OTHER, Values

_METHOD, _NAME, _SHORT_NAME, _DISPLAY, _TYPE, _ID = 0x3705, 0x3707, 0x3704, 0x3001, 0x370E, 0x3712
_PATHS = (0x370D, 0x3708)
_DATA, _MESSAGE, _OBJECT = 0x3701, "__substg1.0_3701000D", 6
_LONGEST_NAME = 1_000
_LOCKED = ("message.rpmsg", "smime.p7m")


@dataclass(frozen=True)
class Attachment:
    """A file or a message inside a message."""

    number: str
    path: str
    name: str
    kind: str
    """Its media type, as said."""
    content_id: str
    values: Values
    message: Storage | None

    @property
    def is_locked(self) -> bool:
        """Whether it is the whole of an encrypted mail."""
        return self.name.lower() in _LOCKED

    def bytes_(self) -> bytes:
        """The file."""
        return self.values.binary(_DATA)


def attachments(storage: Storage, number: str, codepage: int, notes: Notes) -> list[Attachment]:
    """All attachments in order; what lies elsewhere or is an object of a program becomes a finding."""
    found: list[Attachment] = []
    count = storage.count()
    if count > MOST_ATTACHMENTS:
        words = f"it has {count:,} attachments; the first {MOST_ATTACHMENTS:,} were taken out"
        notes.add("too-many-parts", words)
    for index, below in enumerate(storage.iter_attachment_storages(), 1):
        one = _attachment(below, f"{number}.{index}".lstrip("."), codepage, notes)
        if _is_here(one, notes):
            found.append(one)
    return found


def _attachment(storage: Storage, number: str, codepage: int, notes: Notes) -> Attachment:
    values = Values(storage, OTHER, notes, codepage)
    name = (values.text(_NAME) or values.text(_SHORT_NAME) or values.text(_DISPLAY))[:_LONGEST_NAME]
    kind = values.text(_TYPE)[:200]
    path = f"{number}/{name}" if name else f"{number}{extensions().get(kind.lower(), '')}"
    return Attachment(number, path, name, kind, values.text(_ID).strip("<> "), values, storage.below(_MESSAGE))


def _is_here(one: Attachment, notes: Notes) -> bool:
    method = one.values.number(_METHOD) or 0
    if method in (2, 3, 4, 7):
        place = next((said for pid in _PATHS if (said := one.values.text(pid))), "")
        words = f"an attachment is only named; it lies elsewhere and was not fetched: {shown(place or one.name)}"
        notes.add("attachment-elsewhere", words, where=one.path[:200])
        return False
    if method == _OBJECT:
        words = "an attachment is an object of another program (OLE); it stays in the message and was not taken out"
        notes.add("ole-object", words, where=one.path[:200])
        return False
    if one.message is None and not one.values.has_bytes(_DATA):
        notes.add("attachment-missing", f"an attachment has no bytes: {shown(one.name)}", where=one.path[:200])
        return False
    return True
