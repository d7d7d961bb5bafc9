"""What of a mail is its text and what is a file inside it; of two alternatives the better, or both.

A mail often says its text twice, plain and as HTML. Where both have the same words the later one is
read (it is the richer, RFC 2046, and has the links). Where they differ nobody can know which of them the
reader saw: then both are read, one after the other, and a finding says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from muniment.read.mail.charsets import to_text
from muniment.read.mail.headers import Bytes
from muniment.read.mail.notes import Notes, shown
from muniment.read.mail.page import Inside, html_blocks, html_text
from muniment.read.mail.parts import Part
from muniment.read.mail.plain import plain_blocks
from muniment.read.mail.transfer import undone
from muniment.read.text.blocks import Block

LONGEST = 8 << 20
"""A text of more bytes is no letter: it is kept as a file inside."""
_LONGEST_IN_ALL = 24 << 20
_VERBATIM = frozenset(("message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
                       "message/feedback-report"))  # fmt: skip
_WORDS = re.compile(r"\w+")
_ADDRESSES = re.compile(
    r"<?(?:https?:|mailto:|tel:|www\.|cid:)[^\s>\])]*[>\])]?|\[(?:image|cid|bild|зображення)[^\]\n]{0,200}\]",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"\s*(?:this is a (?:multi-?part|cryptographically signed|mime)[^\n]{0,60} (?:message|format)[^\n]{0,200}"
    r"(?:\n[^\n]{1,200}){0,4})?\s*", re.IGNORECASE,
)  # fmt: skip
_SECRET = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----", re.MULTILINE)


def is_text(part: Part, is_root: bool = False) -> bool:
    """Whether a part that has no parts is text of the mail rather than a file inside it."""
    if part.kind in _VERBATIM:
        return True
    if part.kind not in ("text/plain", "text/html") or part.end - part.start > LONGEST:
        return False
    if is_root:
        return part.disposition != "attachment"
    return part.disposition != "attachment" and not part.name


def is_plain_multipart(part: Part) -> bool:
    """Whether a part says that it has parts and none was found: then its body is read as text."""
    return part.kind.startswith("multipart/") and not part.parted and not part.sealed


@dataclass
class Bodies:
    """Reads the texts of one mail."""

    data: Bytes
    inside: Inside
    notes: Notes
    _length: int = field(default=0, init=False)

    def blocks(self, part: Part, is_root: bool = False) -> list[Block]:
        """The blocks of a part and all below it that is text, in order."""
        if part.parted:
            return self._of_parts(part)
        if is_plain_multipart(part):
            return self._text(part, "text/plain")
        return self._text(part, part.kind) if is_text(part, is_root) else []

    def _of_parts(self, part: Part) -> list[Block]:
        before = self._beside(part, part.start, part.first, "before the parts")
        rendered = [self.blocks(below) for below in part.parts]
        if part.kind == "multipart/alternative":
            made = chosen([blocks for blocks in rendered if blocks], self.notes, part.number)
        else:
            made = [block for blocks in rendered for block in blocks]
        after = self._beside(part, part.last, part.end, "behind the parts") if part.last >= 0 else []
        return [*before, *made, *after]

    def _beside(self, part: Part, start: int, end: int, what: str) -> list[Block]:
        """Text outside of all parts: mail programs do not show it."""
        raw = self.data[start : min(end, start + LONGEST)]
        if not raw.strip() or _USUAL.fullmatch(text := to_text(raw, "", Notes())):
            return []
        words = "it has text outside of its parts, which mail programs do not show; it is read as a remark"
        self.notes.add("text-beside-parts", words, "note", part.number)
        return [replace(block, kind="comment", notes=(what,)) for block in plain_blocks(text)]

    def _text(self, part: Part, kind: str) -> list[Block]:
        if self._length > _LONGEST_IN_ALL:
            self.notes.add(
                "text-too-long", "it has more text than is read; the rest stays in the mail", where=part.number
            )
            return []
        raw = b"".join(undone(self.data, part.start, min(part.end, part.start + LONGEST), self._packing(part),
                              self.notes, part.number))  # fmt: skip
        if part.end - part.start > LONGEST:
            self.notes.add("text-too-long", "only the beginning of its text was read", where=part.number)
        label = part.said.get("charset", "")
        if kind == "text/html":
            source = html_text(raw, label, self.notes, part.number)
            blocks = html_blocks(source, self.inside, self.notes, part.number)
        else:
            source = to_text(raw, label, self.notes, part.number)
            flowed = part.said.get("format", "").lower() == "flowed"
            blocks = plain_blocks(source, flowed, part.said.get("delsp", "").lower() == "yes")
            self._look_for_pgp(source, part)
        self._length += len(source)
        return blocks

    def _packing(self, part: Part) -> str:
        return part.packing if not part.kind.startswith("multipart/") else ""

    def _look_for_pgp(self, text: str, part: Part) -> None:
        if "-----BEGIN PGP" not in text:
            return
        if _SECRET.search(text):
            self.notes.add("encrypted", "text in it is encrypted with PGP; it was not deciphered", where=part.number)
        if _SIGNED.search(text):
            words = "text in it is signed with PGP; the signature was not checked"
            self.notes.add("signature-not-checked", words, "note", part.number)


def chosen(ways: list[list[Block]], notes: Notes, where: str) -> list[Block]:
    """Of alternatives the last, and before it those that have words which it lacks; none of `ways` is empty."""
    if len(ways) < 2:
        return ways[0] if ways else []
    bare = _letters_of(ways[-1])
    if all(_letters_of(blocks) == bare for blocks in ways[:-1]):
        return ways[-1]  # the usual case, and a cheap look
    best = _words_of(ways[-1])
    other = [(blocks, words) for blocks in ways[:-1] if (words := _words_of(blocks)) != best]
    if not other:
        return ways[-1]
    lacking = [blocks for blocks, words in other if words - best]
    differing = sorted(set().union(*(words ^ best for _blocks, words in other)))
    notes.add(
        "alternatives-differ",
        "it says its text in more than one way, and they do not have the same words"
        f" ({shown(', '.join(differing[:8]))}); which one a person saw depends on the program",
        "note",
        where,
    )
    return [block for blocks in [*lacking, ways[-1]] for block in blocks]


def _letters_of(blocks: list[Block]) -> str:
    return "".join(piece for block in blocks for piece in block.text.split())


def _words_of(blocks: list[Block]) -> frozenset[str]:
    text = "\n".join(block.text for block in blocks).casefold()
    return frozenset(_WORDS.findall(_ADDRESSES.sub(" ", text)))
