"""The state that braces save and restore."""

from __future__ import annotations

from dataclasses import dataclass

_CHANGED = {"revised": "inserted", "deleted": "deleted"}
_CHANGE = {"revauth": "author", "revauthdel": "del_author", "revdttm": "time", "revdttmdel": "del_time"}


@dataclass
class Group:
    """Formatting that matters for the text, and where the text of the group goes."""

    goes: str = "text"
    """`text`, `skip`, or the name of a destination whose words are collected."""
    page: str = ""
    """Code page of the font in use; "" for the document's own."""
    after_unicode: int = 1
    """So many characters after a `\\u` stand for it in programs that know no Unicode."""
    inserted: bool = False
    deleted: bool = False
    author: int = 0
    time: int = 0
    del_author: int = 0
    del_time: int = 0
    star: bool = False
    """`\\*` was just read: an unknown destination may be skipped."""
    opens: str = ""
    """The destination that this group began, so that its end is known."""

    def child(self) -> Group:
        """A group inside: it inherits everything but what it began."""
        return Group(
            self.goes, self.page, self.after_unicode, self.inserted, self.deleted,
            self.author, self.time, self.del_author, self.del_time,
        )  # fmt: skip

    def plain(self) -> None:
        """Character formatting is reset."""
        self.page, self.inserted, self.deleted = "", False, False

    def formatted(self, name: str, number: int | None) -> bool:
        """Take a control word that formats characters; False where it is no such word."""
        if name == "uc":
            self.after_unicode = min(max(number or 0, 0), 100)
        elif name == "plain":
            self.plain()
        elif name in _CHANGED:
            setattr(self, _CHANGED[name], number != 0)
        elif name in _CHANGE:
            setattr(self, _CHANGE[name], number or 0)
        else:
            return False
        return True
