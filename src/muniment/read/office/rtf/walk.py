"""Tokens → text: a machine that follows groups, destinations and the few control words that matter for words.

What is marked as a destination and is not known is skipped, as the specification asks.
"""

from __future__ import annotations

import re

from muniment.model.reading import PassageKind
from muniment.read.office.findings import Findings
from muniment.read.office.line import Change
from muniment.read.office.rtf.charsets import of_charset, of_page
from muniment.read.office.rtf.facts import TEXTS, TIMES, Facts, packed_time
from muniment.read.office.rtf.fields import Fields
from muniment.read.office.rtf.flow import Flow
from muniment.read.office.rtf.group import Group
from muniment.read.office.rtf.picture import Picture
from muniment.read.office.rtf.tokens import BINARY, BYTES, CLOSE, OPEN, SYMBOL, TEXT, WORD, Token, tokens
from muniment.read.office.rtf.words import COLLECTED, FLOWS, PICTURES, SIGNS, SKIPPED, THROUGH
from muniment.read.text.blocks import Block

DEEPEST = 20_000
_NUMBERED = re.compile(r"\d|\w[.):]|\(\w")
"""A letter alone is the bullet of a symbol font."""
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_OF_FONTS = frozenset({"f", "deff", "fcharset", "cpg", "ansicpg", *_PAGES})
_HEADING = re.compile(r"heading \d|title\Z", re.IGNORECASE)


class Walk:
    """Reads one file; afterwards `body`, `heads`, `feet`, `files` and `facts` are filled."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.facts = Facts()
        self.heads: list[Block] = []
        self.feet: list[Block] = []
        self.files: list[tuple[str, bytes]] = []
        """Pictures and objects: names of our own making, for they have none, and bytes."""
        self.hidden = 0
        self.changes = {"insertion": 0, "deletion": 0}
        self._body = Flow()
        self._flows: list[Flow] = [self._body]
        self._groups: list[Group] = [Group()]
        self._fields = Fields(findings)
        self._pieces: list[str] = []
        """Words of the destination that is being collected."""
        self._bytes: list[bytes] = []
        self._to_skip = self._too_deep = 0
        self._picture = Picture()
        self._tables = self._notes = self._remarks = 0
        self._author = ""
        self._font = 0
        self._style = 0
        self._change: tuple[object, ...] = ()
        self._property = ""

    @property
    def body(self) -> list[Block]:
        """The text itself."""
        return self._body.blocks

    def read(self, data: bytes | memoryview) -> None:
        """Take in the whole file."""
        for token in tokens(data):
            self._take(token)
        self._text_ends()
        if len(self._groups) > 1:
            text = "the file breaks off before its end, or its groups do not match; what could be read is here"
            self.findings.add("container-damaged", text, "error")
        while len(self._groups) > 1:
            self._close()
        self._body.finish()

    # tokens ---------------------------------------------------------------------------------------------------

    def _take(self, token: Token) -> None:
        kind = token.kind
        if kind in (TEXT, BYTES):
            self._data(token.data)
        elif kind == WORD:
            self._word(token.name, token.number)
        elif kind == OPEN:
            self._open()
        elif kind == CLOSE:
            self._text_ends()
            self._close()
        elif kind == SYMBOL:
            self._symbol(token.name)
        elif kind == BINARY and self._groups[-1].goes == "pict":
            self._picture.raw += token.data

    def _open(self) -> None:
        self._text_ends()
        self._to_skip = 0
        if len(self._groups) < DEEPEST:
            self._groups.append(self._groups[-1].child())
            return
        self._too_deep += 1
        text = f"braces are nested more than {DEEPEST:,} deep; what lies deeper is read as if it lay there"
        self.findings.add("nested-too-deep", text)

    def _close(self) -> None:
        self._to_skip = 0
        if len(self._groups) == 1:
            return
        if self._too_deep:
            self._too_deep -= 1
            return
        group = self._groups.pop()
        if group.opens:
            self._ends(group)
        elif group.goes == "stylesheet":
            self._style_ends()

    def _data(self, data: bytes) -> None:
        goes = self._groups[-1].goes
        if goes == "skip":
            return
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
            if not data:
                return
        if goes in ("pict", "objdata"):
            self._picture.digits.append(data)
            return
        self._bytes.append(data)

    def _text_ends(self) -> None:
        """Bytes gathered so far become characters: some code pages take two bytes for one."""
        if not self._bytes:
            return
        data, self._bytes = b"".join(self._bytes), []
        page = self._groups[-1].page or self.facts.page
        self._say(data.decode("ascii") if data.isascii() else data.decode(page, "replace"))

    def _say(self, text: str) -> None:
        group = self._groups[-1]
        if group.goes == "skip":
            return
        if group.goes != "text":
            self._pieces.append(text)
            return
        line = self._flows[-1].line
        self._mark_change(group)
        line.add(text)

    def _mark_change(self, group: Group) -> None:
        line = self._flows[-1].line
        if not (group.inserted or group.deleted):
            line.change = None
            return
        kind: PassageKind = "deletion" if group.deleted else "insertion"
        author, time = (group.del_author, group.del_time) if group.deleted else (group.author, group.time)
        notes = ("insertion by somebody",) if group.deleted and group.inserted else ()
        change = Change(kind, self.facts.author_of(author), packed_time(time) if time else None, notes)
        if change != line.change:
            self.changes[kind] += 1
            line.change = change

    def _symbol(self, name: str) -> None:
        if name == "*":
            self._groups[-1].star = True
            return
        if self._to_skip:
            self._to_skip -= 1
            return
        self._text_ends()
        text = {"\\": "\\", "{": "{", "}": "}", "~": "\u00a0", "_": "\u2011"}.get(name)
        if text is not None:
            self._say(text)
        elif name in "\r\n" and self._groups[-1].goes == "text":
            self._flows[-1].paragraph()

    # control words --------------------------------------------------------------------------------------------

    def _word(self, name: str, number: int | None) -> None:
        group = self._groups[-1]
        if name == "u" and number is not None:
            self._text_ends()
            self._say(chr(number & 0xFFFF))
            self._to_skip = group.after_unicode
            return
        self._text_ends()
        self._to_skip = 0
        star, group.star = group.star, False
        if self._is_destination(name, star, group):
            return
        if name in SIGNS:
            text = SIGNS[name]
            self._say(" " if text == "\t" and self._flows[-1].in_table else text)
        elif group.goes == "text":
            self._layout(name, number)
        self._format(name, number, group)

    def _is_destination(self, name: str, star: bool, group: Group) -> bool:
        if group.goes == "skip":
            return True
        if name in SKIPPED:
            group.goes = "skip"
        elif name in FLOWS and (star or group.goes == "text"):
            self._begin_flow(name, group)
        elif name in COLLECTED:
            self._begin_collecting(name, group)
        elif name == "sv":
            self._begin_value(group)
        elif name in TIMES:
            group.goes = group.opens = name
        elif name in THROUGH:
            self._pass_through(name, group)
        elif star:
            group.goes = "skip"
        else:
            return False
        return True

    def _pass_through(self, name: str, group: Group) -> None:
        group.opens = name
        if name == "field":
            self._fields.begin()
        elif name == "fldrslt":
            self._fields.shows(self._flows[-1].line)
        elif name == "object":
            group.goes = "text"
        elif name == "upr":
            group.goes = "skip"  # what follows in Unicode says the same
        elif name == "info":
            group.goes = "info"

    def _begin_flow(self, name: str, group: Group) -> None:
        kind = FLOWS[name]
        group.goes, group.opens = "text", name
        group.inserted = group.deleted = False
        flow = Flow(where=kind)
        if kind == "footnote":
            self._notes += 1
            flow.kind, flow.where = "note", f"footnote {self._notes}"
        elif kind == "comment":
            self._remarks += 1
            flow.kind, flow.where, flow.by = "comment", f"comment {self._remarks}", self._author or None
        self._flows.append(flow)

    def _begin_collecting(self, name: str, group: Group) -> None:
        if group.goes == "text" or name != "fldinst":
            self._pieces = []
        group.goes = group.opens = name
        if name in ("pict", "objdata"):
            self._picture = Picture()

    def _begin_value(self, group: Group) -> None:
        """The value of a shape's property: a picture, the words for those who cannot see it, or a measure."""
        if self._property == "wzDescription":
            self._begin_collecting("sv", group)
        elif self._property != "pib":
            group.goes = "skip"

    def _layout(self, name: str, number: int | None) -> None:
        flow = self._flows[-1]
        if name in ("par", "sect"):
            flow.paragraph()
        elif name in ("cell", "nestcell"):
            flow.cell()
        elif name in ("row", "nestrow"):
            self._tables += flow.row(self._tables + 1)
        elif name == "pard":
            flow.in_table = flow.is_heading = False
        elif name == "intbl":
            flow.in_table = True
        elif name == "outlinelevel":
            flow.is_heading = flow.is_heading or (number or 0) < 9
        elif name == "s" and number in self.facts.headings:
            flow.is_heading = True
        elif name == "ls" and flow.label is None and number:
            flow.label = ""
        elif name == "v" and number != 0:
            self.hidden += 1
        elif name in ("objlink", "objautlink", "objupdate", "objocx"):
            self._linked_object(name)

    def _linked_object(self, name: str) -> None:
        if name in ("objlink", "objautlink"):
            text = "it refers to an object outside the file; nothing was loaded"
            self.findings.add("external-reference", text)
        elif name == "objupdate":
            text = "an object in it asks to be refreshed when it is opened, as attacks do: open it only in a safe place"
            self.findings.add("embedded-object", text)

    def _format(self, name: str, number: int | None, group: Group) -> None:
        if name in _OF_FONTS:
            self._fonts(name, number or 0, group)
        elif name in PICTURES and group.goes == "pict":
            self._picture.kind = PICTURES[name]
        elif name == "s" and group.goes == "stylesheet":
            self._style = number or 0
        elif not group.formatted(name, number) and group.goes in TIMES:
            self.facts.time_piece(name, number)

    def _fonts(self, name: str, number: int, group: Group) -> None:
        """Fonts, and the code pages that go with them."""
        facts = self.facts
        if name == "f":
            self._font = number
            group.page = "" if group.goes == "fonttbl" else facts.fonts.get(number, "")
        elif name == "deff":
            self._font = number
        elif name in ("fcharset", "cpg"):
            if group.goes == "fonttbl":
                facts.fonts[self._font] = of_charset(number) if name == "fcharset" else of_page(number)
        elif name == "ansicpg":
            facts.page = of_page(number) or facts.page
        else:
            facts.page = _PAGES[name]

    # ends of groups -------------------------------------------------------------------------------------------

    def _ends(self, group: Group) -> None:
        name = group.opens
        if name in FLOWS:
            self._end_flow(name)
        elif name in TIMES:
            self.facts.time_ends(name)
        elif name in TEXTS:
            self.facts.told(name, self._collected())
        elif name in ("pict", "objdata"):
            self._end_file(name)
        elif name == "field":
            self._fields.end(self._flows[-1].line)
        elif name == "fldinst":
            self._fields.judge(self._collected())
        elif name == "sv":
            caption = Block(self._collected(), "caption", where="picture", notes=("description of a picture",))
            self._flows[-1].after.append(caption)
        elif name in COLLECTED:
            self._end_words(name, self._collected())

    def _style_ends(self) -> None:
        if _HEADING.match(self._collected().strip("; \n")):
            self.facts.headings.add(self._style)
        self._style = 0

    def _collected(self) -> str:
        text, self._pieces = "".join(self._pieces), []
        return text

    def _end_words(self, name: str, text: str) -> None:
        if name == "revtbl":
            self.facts.authors = [one.strip() for one in text.split(";")]
        elif name in ("listtext", "pntext"):
            label = " ".join(text.split())
            self._flows[-1].label = label if _NUMBERED.search(label) else ""
        elif name == "atnauthor":
            self._author = text.strip()
        elif name == "atndate" and text.strip().lstrip("-").isdecimal() and len(text) < 15:
            self._flows[-1].at = packed_time(int(text))
        elif name == "objclass":
            self._object_class(text.strip())
        elif name == "template" and text.strip():
            self.facts.told("template", text)
            if re.match(r"\s*(?:[a-z]+://|\\\\)", text, re.IGNORECASE):
                said = f"it refers to a template that would be loaded when it is opened: {text.strip()[:500]}"
                self.findings.add("external-reference", said + "; nothing was loaded")
        elif name in ("propname", "sn"):
            self._property = text.strip()
        elif name == "staticval":
            self.facts.told(f"custom:{self._property}", text)

    def _object_class(self, name: str) -> None:
        text = f"an object of another program is embedded ({name[:100] or 'unnamed'}); it was not opened"
        self.findings.add("embedded-object", text)

    def _end_flow(self, name: str) -> None:
        if len(self._flows) == 1:
            return
        flow = self._flows.pop()
        blocks = flow.finish()
        if name.startswith("header"):
            self.heads += blocks
        elif name.startswith("footer"):
            self.feet += blocks
        else:
            self._flows[-1].after += blocks

    def _end_file(self, name: str) -> None:
        picture = self._picture
        data = picture.data()
        if not data:
            return
        what = "picture" if name == "pict" else "object"
        path = f"{what} {len(self.files) + 1}.{picture.kind if name == 'pict' else 'bin'}"
        self.files.append((path, data))
        if not any(group.goes == "skip" for group in self._groups):
            self._flows[-1].line.picture(path)
