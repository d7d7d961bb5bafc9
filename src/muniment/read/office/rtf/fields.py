"""Fields of an RTF file: their links, and what they would load from elsewhere."""

from __future__ import annotations

from muniment.read.office.findings import Findings
from muniment.read.office.line import Line
from muniment.read.office.word.fields import Field, link_of, outside_of


class Fields:
    """Those that are open, the innermost last."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._open: list[Field] = []

    def begin(self) -> None:
        """A field begins."""
        self._open.append(Field())

    def judge(self, code: str) -> None:
        """Its code is whole."""
        if not self._open:
            return
        one = self._open[-1]
        one.code.append(code)
        one.link = link_of(one.text)
        found = outside_of(one.text)
        if found is not None:
            text = f"a field ({found[0]}) in it would load something from elsewhere: {found[1]}; nothing was loaded"
            self._findings.add("external-reference", text)

    def shows(self, line: Line) -> None:
        """What it shows begins."""
        if self._open and self._open[-1].link is not None and not self._open[-1].shows:
            self._open[-1].shows = True
            line.open_link(self._open[-1].link)

    def end(self, line: Line) -> None:
        """It ends, and the link on it."""
        if not self._open:
            return
        one = self._open.pop()
        if one.link is not None:
            if not one.shows:  # a link on nothing
                line.open_link(one.link)
            line.close_link()
