"""Numbers before list items, which OpenDocument computes and does not store."""

from __future__ import annotations

from typing import Any

from muniment.read.office.odf.names import STYLE, TEXT, number

_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Lists:
    """List styles of the document, and the count of every list that is open."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles: dict[tuple[str, int], Any] = {}
        for root in roots:
            for style in root.iter(TEXT + "list-style"):
                for level in style:
                    depth = number(level.get(TEXT + "level"), 1, 10)
                    self._styles[style.get(STYLE + "name") or "", depth] = level
        self._open: list[tuple[str, int]] = []
        self._last: dict[tuple[str, int], int] = {}

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def open(self, node: Any) -> None:
        """A list begins; it may go on from an earlier one of its style."""
        style = node.get(TEXT + "style-name") or (self._open[-1][0] if self._open else "")
        goes_on = node.get(TEXT + "continue-numbering") == "true" or node.get(TEXT + "continue-list")
        depth = len(self._open) + 1
        level = self._styles.get((style, depth))
        first = 1 if level is None else number(level.get(TEXT + "start-value"), 1, 10**6)
        self._open.append((style, self._last.get((style, depth), first - 1) if goes_on else first - 1))

    def close(self) -> None:
        """It ends."""
        style, count = self._open.pop()
        self._last[style, len(self._open) + 1] = count

    def item(self, node: Any) -> str:
        """The label of the next item of the innermost list; "" for a bullet."""
        style, count = self._open[-1]
        given = node.get(TEXT + "start-value")
        count = number(given, 1, 10**6) if given else count + 1
        self._open[-1] = (style, count)
        level = self._styles.get((style, len(self._open)))
        if level is None or level.tag != TEXT + "list-level-style-number":
            return ""
        form = level.get(STYLE + "num-format") or ""
        if not form:
            return ""
        shown = number(level.get(TEXT + "display-levels"), 1, len(self._open))
        counts = [one for _style, one in self._open[-shown:]]
        text = ".".join(_in_letters(one, form) for one in counts)
        return f"{level.get(STYLE + 'num-prefix') or ''}{text}{level.get(STYLE + 'num-suffix') or ''}".strip()


def _in_letters(count: int, form: str) -> str:
    if form in _LETTERS and count > 0:
        return _LETTERS[form][(count - 1) % 26] * min((count - 1) // 26 + 1, 5)
    if form in ("i", "I") and 0 < count < 50:
        text = ""
        for worth, sign in _ROMAN:
            text += sign * (count // worth)
            count %= worth
        return text if form == "i" else text.upper()
    return str(count)
