"""The files inside a mail: which they are, what they are called, what is said about them."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.model.reading import Level, Told
from muniment.read.interface import Source
from muniment.read.mail.bodies import is_plain_multipart, is_text
from muniment.read.mail.encoded import header_text
from muniment.read.mail.headers import Bytes, parse
from muniment.read.mail.letter import LONGEST, Letter
from muniment.read.mail.notes import Notes, shown
from muniment.read.mail.page import Inside
from muniment.read.mail.params import extensions
from muniment.read.mail.parts import Part
from muniment.read.mail.transfer import undone

_MOST_NAMED = 1_000
_LONGEST_NAME = 1_000
_DETAILS = ("Content-Type", "Content-Disposition", "Content-ID", "Content-Location", "Content-Description")
_ACTS: dict[str, tuple[str, str, Level]] = {
    "application/ms-tnef": (
        "tnef",
        "it is packed in Microsoft's own format (TNEF); kept whole, not unpacked",
        "warning",
    ),
    "application/pgp-encrypted": ("encrypted", "it is encrypted with PGP; it was not deciphered", "warning"),
    "application/pgp-signature": ("signature-not-checked", "it is signed with PGP; that was not checked", "note"),
    "application/pkcs7-signature": ("signature-not-checked", "it is signed (S/MIME); that was not checked", "note"),
    "message/partial": ("partial-message", "it is one piece of a mail that was sent in pieces", "warning"),
    "message/external-body": ("external-body", "what it is about lies elsewhere and was not fetched", "warning"),
}


@dataclass(frozen=True)
class Child:
    """A file inside a mail."""

    part: Part
    path: str
    """Its part number, a slash, and its name as the mail has it."""
    name: str


def children(root: Part) -> list[Child]:
    """All files inside, in order."""
    found: list[Child] = []
    stack = [root]
    while stack:
        part = stack.pop()
        if part.parted:
            stack += reversed(part.parts)
        elif not is_plain_multipart(part) and not is_text(part, part is root):
            found.append(_child(part))
    return found


def _child(part: Part) -> Child:
    name = part.name[:_LONGEST_NAME]
    number = part.number or "1"
    path = f"{number}/{name}" if name else f"{number}{extensions().get(part.kind, '')}"
    return Child(part, path, name)


def inside(found: list[Child]) -> Inside:
    """What the mail's HTML can point to."""
    made = Inside()
    for child in found:
        said = child.part.headers.get("content-id").decode("utf-8", "replace").strip().strip("<>")
        place = child.part.headers.get("content-location").decode("utf-8", "replace")
        if said:
            made.by_id.setdefault(said, child.path)
        if place.strip():
            made.by_location.setdefault("".join(place.split()), child.path)
    return made


def give(source: Source, data: Bytes, found: list[Child], letter: Letter, notes: Notes) -> bool:
    """Hand out the files inside; False where a limit was reached."""
    for child in found:
        part = child.part
        if part.sealed:
            chunks = undone(data, part.begin, part.end, "", notes, part.number)
        else:
            chunks = undone(data, part.start, part.end, part.packing, notes, part.number)
        if not source.give(child.path, chunks, _told(data, child, letter)):
            return False
    return True


def give_written(source: Source, pointed: Inside, letter: Letter) -> None:
    """Hand out the pictures that are written out inside the HTML (`data:`)."""
    for path, (kind, raw) in pointed.written.items():
        told = Told(
            source=letter.text("from")[:LONGEST], obtained=letter.sent or "", details={"mail:Content-Type": kind}
        )
        if not source.give(path, (raw,), told):
            return


def _told(data: Bytes, child: Child, letter: Letter) -> Told:
    """What the mail says about a file inside it; of a mail inside it, what that says of itself."""
    quiet = Notes()
    headers = child.part.headers
    details = {
        f"mail:{name}": header_text(raw[: 4 * LONGEST], quiet).strip()[:LONGEST]
        for name in _DETAILS
        if (raw := headers.get(name.lower()))
    }
    if child.part.kind == "message/rfc822" and child.part.packing in ("", "7bit", "8bit", "binary"):
        inner, _body = parse(data, child.part.start, child.part.end)
        details |= Letter(inner, quiet).told().details
    name = child.name if child.name and child.path.rpartition("/")[2] != child.name else ""
    return Told(name=name, source=letter.text("from")[:LONGEST], obtained=letter.sent or "", details=details)


def named(found: list[Child]) -> list[Child]:
    """Those whose names are shown below the text."""
    return found[:_MOST_NAMED]


def say_what_they_are(root: Part, found: list[Child], notes: Notes) -> None:
    """Findings about what is packed, encrypted, signed, or lies elsewhere."""
    for child in found:
        part, where = child.part, child.path[:200]
        if part.kind in _ACTS:
            code, words, level = _ACTS[part.kind]
            notes.add(code, words, level, where)
        elif part.kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            _say_smime(part.said.get("smime-type", "").lower(), where, notes)
        elif part.kind == "application/x-pkcs7-signature":
            notes.add(*_ACTS["application/pkcs7-signature"], where)
        elif part.name.lower() == "winmail.dat":
            notes.add(*_ACTS["application/ms-tnef"], where)
    if root.kind == "multipart/encrypted" and not any(child.part.kind in _ACTS for child in found):
        notes.add("encrypted", f"it is encrypted ({shown(root.said.get('protocol', ''))}); it was not deciphered")


def _say_smime(kind: str, where: str, notes: Notes) -> None:
    if kind.startswith("signed"):
        words = "its text lies inside a signature (S/MIME); it is kept whole, not unpacked, and not checked"
        notes.add("signature-not-checked", words, where=where)
    else:
        notes.add("encrypted", "it is encrypted (S/MIME); it was not deciphered", where=where)
