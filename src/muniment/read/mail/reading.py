"""One mail as a reading: its header lines, its text, the names of its files, and the files handed out."""

from __future__ import annotations

from typing import cast

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.mail.bodies import Bodies, is_plain_multipart
from muniment.read.mail.children import Child, children, give, give_written, inside, named, say_what_they_are
from muniment.read.mail.headers import Bytes
from muniment.read.mail.letter import LONGEST, Letter
from muniment.read.mail.notes import Notes
from muniment.read.mail.parts import Part, scan
from muniment.read.text.blocks import Block, Mark, compose

_LARGEST = 1 << 30
"""Mails beyond this many bytes are not mapped: there is no room for them."""
_BEGINNING = 64 << 20
_BOM = b"\xef\xbb\xbf"


def read_mail(source: Source, reader: str) -> Reading:
    """The reading of one mail; never raises for any bytes."""
    notes = Notes()
    data = _bytes_of(source, notes)
    root = scan(data, 3 if data[:3] == _BOM else 0, len(data), notes)
    letter = Letter(root.headers, notes, root.said.get("charset", ""))
    found = children(root)
    pointed = inside(found)
    blocks = [*letter.blocks(), *_body(Bodies(data, pointed, notes), root, letter)]
    blocks += [_name_of(child, index > 0) for index, child in enumerate(named(found))]
    metadata, moments = letter.metadata(), letter.moments()
    _say_broken(root, notes)
    say_what_they_are(root, found, notes)
    if give(source, data, found, letter, notes):
        give_written(source, pointed, letter)
    return compose(
        reader,
        blocks,
        findings=notes.all(),
        title=letter.text("subject")[:LONGEST] or None,
        author=letter.text("from")[:LONGEST] or None,
        metadata=metadata,
        moments=moments,
    )


def _bytes_of(source: Source, notes: Notes) -> Bytes:
    if source.size > _LARGEST:
        notes.add("mail-too-large", f"it is larger than any mail; only its first {_BEGINNING >> 20} MiB were read")
        return source.head(_BEGINNING)
    return cast(Bytes, source.mapped().obj)


def _body(bodies: Bodies, root: Part, letter: Letter) -> list[Block]:
    """The text; the sender wrote it, but not what it quotes."""
    sender, sent = letter.text("from")[:200] or None, letter.sent
    blocks = bodies.blocks(root, is_root=True)
    for block in blocks:
        if block.kind != "quotation":
            block.by, block.at = sender, sent
    return blocks


def _name_of(child: Child, tight: bool) -> Block:
    return Block(
        child.name, "field", tight=tight, where=child.part.number[:200],
        marks=[Mark(0, len(child.name), child.path, child=True)],
    )  # fmt: skip


def _say_broken(root: Part, notes: Notes) -> None:
    if is_plain_multipart(root):
        words = "it says that it has parts, but not where they begin; all of it is read as text"
        notes.add("boundary-missing", words)
    elif root.parted and root.last < 0:
        notes.add("not-closed", "its last part has no end: the mail may have been cut off", "note")
    if not root.headers.lines:
        notes.add("no-headers", "it has no header lines: who sent it to whom is not said")
