"""OLE compound files: Outlook messages and workbooks among them are read as such, all others only named.

The type of an item is told from its first bytes, and the directory of a compound file may lie anywhere: here it is
looked at. Of documents of before 2007, and of locked ones, it is said what they are and what to do.
"""

from __future__ import annotations

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.office import ole
from muniment.read.office.properties import About
from muniment.read.office.rtf import charsets
from muniment.read.outlook.reading import read_message
from muniment.read.readers.msg import MsgReader
from muniment.read.readers.sheet import SheetReader
from muniment.read.table.reading import read_book

_WORDS = {
    "application/msword": ("a Word document of before 2007", ".docx"),
    "application/vnd.ms-powerpoint": ("a PowerPoint presentation of before 2007", ".pptx"),
}


class LegacyReader:
    """Takes OLE files whose kind their beginning does not tell, and those whose text is not read."""

    name = "legacy"
    version = "2"
    media_types = frozenset({*_WORDS, "application/x-ole-storage"})

    def warm(self) -> None:
        """All that messages and workbooks need, and the codecs that property sets may need."""
        MsgReader().warm()
        SheetReader().warm()
        charsets.warm()

    def read(self, source: Source) -> Reading:
        """A message or workbook; of others metadata, and how to get at the text. Never raises for any bytes."""
        label, kind = f"{self.name}/{self.version}", _inside(source)
        if kind == ole.MESSAGE:
            return read_message(source, label)
        if kind == ole.WORKBOOK:
            return read_book(source, label)
        return _named(source, label)


def _inside(source: Source) -> str:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(source.open()) as file:
            return ole.content_of(file)
    except Exception:  # a library of others on hostile bytes; `_named` meets the same, and says so
        return ""


def _named(source: Source, label: str) -> Reading:
    what, ending = _WORDS.get(source.media_type, ("", ""))
    said, made = About(), list[Finding]()
    try:
        what, ending, said, made = _looked_at(source, what, ending)
    except Exception as error:  # a library of others on hostile bytes; the finding below is all that matters
        made.append(Finding("container-damaged", f"its inside cannot be read ({type(error).__name__})", "error"))
    if not any(one.code == "encrypted" for one in made):
        made.insert(0, _not_read(what, ending))
    return Reading(
        label,
        title=said.title,
        author=said.author,
        moments=tuple(said.moments),
        metadata=said.metadata,
        findings=tuple(made),
    )


def _looked_at(source: Source, what: str, ending: str) -> tuple[str, str, About, list[Finding]]:
    import olefile

    made: list[Finding] = []
    with olefile.OleFileIO(source.open()) as file:
        if ole.is_locked(file):
            text = "it is locked with a password and was not read; ask for an open copy or the password"
            made.append(Finding("encrypted", text, "error"))
        if ole.has_macros(file):
            text = "it carries macros (programs); they were not run, and should not be: open it only in a safe place"
            made.append(Finding("macros", text))
        found = ole.kind_of(file)
        return *(found if found[0] else (what, ending)), ole.about(file), made


def _not_read(what: str, ending: str) -> Finding:
    if not what:
        return Finding("not-read", "it is an OLE compound file of a kind that is not read; the bytes are kept", "note")
    text = (
        f"it is {what}, whose text is not read; the bytes are kept. Open a copy on a computer without network, for "
        f"instance in LibreOffice, save it as {ending}, and add that file too"
    )
    return Finding("not-read", text)
