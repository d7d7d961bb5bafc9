"""The state that braces save and restore."""

from __future__ import annotations

from dataclasses import dataclass


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
