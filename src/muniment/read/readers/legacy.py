"""Word, PowerPoint of before 2007, and locked documents: says what they are and what to do, does not read them."""

from __future__ import annotations

import io

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.office import ole
from muniment.read.office.properties import About
from muniment.read.office.rtf import charsets

_LARGEST = 512 << 20
_WORDS = {
    "application/msword": ("a Word document of before 2007", ".docx"),
    "application/vnd.ms-powerpoint": ("a PowerPoint presentation of before 2007", ".pptx"),
}


class LegacyReader:
    """Takes OLE files; reads no text from them."""

    name = "legacy"
    version = "1"
    media_types = frozenset({*_WORDS, "application/x-ole-storage"})

    def warm(self) -> None:
        """Import the library and load the codecs that property sets may need."""
        import olefile  # type: ignore[import-untyped]  # noqa: F401

        charsets.warm()

    def read(self, source: Source) -> Reading:
        """Metadata and a finding that says how to get at the text; never raises for any bytes."""
        what, ending = _WORDS.get(source.media_type, ("", ""))
        said, made = About(), list[Finding]()
        try:
            what, ending, said, made = _looked_at(source, what, ending)
        except Exception as error:  # a library of others on hostile bytes; the finding below is all that matters
            made.append(Finding("container-damaged", f"its inside cannot be read ({type(error).__name__})", "error"))
        if not any(one.code == "encrypted" for one in made):
            made.insert(0, _not_read(what, ending))
        return Reading(
            f"{self.name}/{self.version}",
            title=said.title,
            author=said.author,
            moments=tuple(said.moments),
            metadata=said.metadata,
            findings=tuple(made),
        )


def _looked_at(source: Source, what: str, ending: str) -> tuple[str, str, About, list[Finding]]:
    import olefile

    if source.size > _LARGEST:
        return what, ending, About(), []
    made: list[Finding] = []
    with olefile.OleFileIO(io.BytesIO(source.data)) as file:
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
