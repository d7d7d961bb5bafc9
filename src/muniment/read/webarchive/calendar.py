"""The dates in an archive against each other: observations, no accusations; no clock is asked."""

from __future__ import annotations

from array import array

from muniment.read.webarchive import dates
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.payload import Payload, shown

DAY = 86_400
FAR = 366 * DAY
MOST_NAMED = 5


class Calendar:
    """Looks at one record after the other; `finish` compares them all."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._all = array("q")
        self._said: int | None = None
        self._latest: list[tuple[int, str, str]] = []

    def see(self, payload: Payload) -> None:
        """One record."""
        head, where = payload.record.head, payload.record.where
        if not head.edtf:
            if head.date:
                text = f"“{head.date[:60]}” is no possible date of a capture ({shown(head.url)})"
                self._notes.add("date-impossible", text, where)
            return
        if head.seconds is None:
            return
        if head.kind in ("warcinfo", "filedesc"):
            self._said = max(head.seconds, self._said or head.seconds)
            return
        self._all.append(head.seconds)
        if len(self._latest) < MOST_NAMED or head.seconds > self._latest[-1][0]:
            latest = [*self._latest, (head.seconds, where, shown(head.url))]
            self._latest = sorted(latest, key=lambda one: -one[0])[:MOST_NAMED]
        self._against_server(payload, head.seconds, where)

    def _against_server(self, payload: Payload, seconds: int, where: str) -> None:
        stated = payload.message.fields.get("date") if payload.message else ""
        server = dates.from_http(stated) if stated else None
        if server is None or abs(server - seconds) <= DAY:
            return
        text = f"the record of {shown(payload.record.head.url)} says it was made {dates.in_words(seconds)}, "
        text += f"the server's own date is {dates.in_words(server)}: "
        text += "a clock that was wrong, an answer that a cache had kept, or a date that was changed"
        self._notes.add("dates-differ", text, where)

    def finish(self) -> None:
        """Records dated long after the archive itself, or, where it has no date, after most of its records."""
        if not self._all:
            return
        if self._said is not None:
            against, words = self._said, "the file says it was made"
        elif len(self._all) >= 3:
            against, words = sorted(self._all)[len(self._all) // 2], "half of its records were made by"
        else:
            return
        late = sum(1 for one in self._all if one > against + FAR)
        if not late:
            return
        for seconds, where, url in self._latest[:late]:
            text = f"the record of {url} says {dates.in_words(seconds)}, but {words} {dates.in_words(against)}"
            self._notes.add("date-out-of-line", text, where)
        if late > MOST_NAMED:
            text = f"{late:,} of its records are dated more than a year after {dates.in_words(against)}"
            self._notes.add("date-out-of-line", text)
