"""The part of the tour from documents to claims, incidents and origins: programs suggest, people decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from muniment.app.incidents import candidates, confirm, side_lines
from muniment.app.margins import mark_lines
from muniment.app.origins import claims_of, origins_asked, origins_lines
from muniment.app.suggesting import suggest
from muniment.app.vault import Vault
from muniment.claims import add_claim, claims_on_record, codes_in_use, form_of, take_suggestion
from muniment.link import origins_svg, side_by_side
from muniment.model.claims import Suggestion
from muniment.model.counting import counted
from muniment.model.records import ItemRow, Record

from .telling import block, say, title

COURIER, POST, NETWORK = "eskerin-hospital-hit.html", "harbour-post-15-03.txt", "two-hundred-days.md"
LEAGUE, DOCTORS, PARENTS, FAMILIES = "communique-41.md", "تقرير أولي.md", "Обращение.txt", "פנייה לציבור.txt"
SHOWN = (
    (COURIER, "killing at least 11"),
    (LEAGUE, "rejette une fois de plus"),
    (PARENTS, "погибли трое детей"),
    (FAMILIES, "פונו 31 ילדים"),
)
"""Documents and words of the marks that are shown: English, French, Russian, Hebrew."""
BODIES = "وعاين الطبيبان تسع جثث"
NIGHT = {"place": {"said": "Eskerin"}, "time": {"said": "14 March 2024", "edtf": "2024-03-14"}}
"""Where and when, as the people of the tour put it: an invented town is in no gazetteer."""


class Happening(NamedTuple):
    """What the next parts of the tour go on with."""

    incident: str
    claims: dict[str, str]
    """Name of a document → the claim in it."""
    denial: str


class Claiming:
    """Who said what of one night at one hospital, and how many separate origins that has."""

    def __init__(self, vault: Vault, folder: Path, expect: Callable[[bool], None]) -> None:
        self._vault, self._folder, self._expect = vault, folder, expect
        self._items = {name: row for row in vault.items() for name in row.names}
        self._codes = codes_in_use(vault.ledger)

    def run(self) -> Happening:
        """Mark, take, gather, count origins."""
        marks = self._suggest()
        claims = self._take(marks)
        incident = self._gather()
        self._origins(incident)
        denial = claims.pop(LEAGUE)
        return Happening(incident.label, claims, denial)

    def _suggest(self) -> list[Suggestion]:
        title("3. Who said what: a program marks the margins, in the words of the documents")
        entries = self._size()
        marks = list(suggest(self._vault, self._vault.items(), "rules"))
        items = len({mark.item for mark in marks})
        say(f"{counted(len(marks), 'mark')} in the margins of {counted(items, 'document')}; four of them:")
        for name, words in SHOWN:
            mark = self._mark(marks, name, words)
            say(f"  {mark.item}, by {mark.chain[0].name}")
            block(mark_lines(mark))
        self._expect(self._size() == entries)
        say("Nothing of this is on record: the log is as long as before. Codes are of facts; none names a crime.")
        return marks

    def _take(self, marks: list[Suggestion]) -> dict[str, str]:
        title("4. Claims: people take what is said, and add what a program missed")
        claims = {
            name: self._taken(self._mark(marks, name, words), code, more)
            for name, words, code, more in (
                (COURIER, "killing at least 11", "killing", {}),
                (POST, "killing at least 11", "killing", {}),
                (NETWORK, "rockets fired by the", "killing", {"asserter": "Osmel Solidarity Network"}),
                (LEAGUE, "rejette une fois de plus", "attack-medical", {"polarity": "denied"}),
            )
        }
        dead = {"code": "killing", "count": {"said": "تسع جثث", "low": "9", "high": "9"}, **NIGHT}
        form = {"passage": BODIES, "asserter": "Union of Physicians", "basis": "saw", "acts": [dead]}
        by_hand = add_claim(self._vault.ledger, self._items[DOCTORS], form, self._codes)
        say(f"  {by_hand.label}: by hand, in Arabic: «{BODIES}»")
        return {**claims, DOCTORS: by_hand.label}

    def _taken(self, mark: Suggestion, code: str, more: dict[str, Any]) -> str:
        """A mark as a claim: of the act that matters here what was suggested, with place and day as people put them."""
        acts = [act for act in form_of(mark)["acts"] if act["code"] == code][:1]
        self._expect(len(acts) == 1)
        changes = {**more, "acts": [{**act, **NIGHT} for act in acts]}
        record = take_suggestion(self._vault.ledger, mark, changes, self._codes)
        say(f"  {record.label}: taken from {mark.suggestion} in {mark.item}, place and day added")
        return record.label

    def _gather(self) -> Record:
        title("5. One happening: what each says, side by side; nothing is averaged, a denial is no vote")
        [found] = candidates(self._vault)
        self._expect(set(found.claims) == {record.label for record in claims_on_record(self._vault.ledger)})
        record = confirm(self._vault, [found.candidate], "The hospital at Eskerin", "one place, one night")
        block(side_lines(side_by_side(claims_of(self._vault, record))))
        return record

    def _origins(self, incident: Record) -> None:
        title("6. Origins: five documents, and how many that are separate")
        found = origins_asked(self._vault, [incident.label])
        block(origins_lines(found))
        tied = {self._items[COURIER].item, self._items[POST].item}
        alone = self._items[DOCTORS].item
        self._expect(any(set(group.items) == tied for group in found.groups))
        self._expect(any(group.items == (alone,) for group in found.groups))
        drawing = self._folder / "origins.svg"
        drawing.write_text(origins_svg(found), "utf-8")
        say(f"Drawn in {drawing}")

    def _mark(self, marks: list[Suggestion], name: str, words: str) -> Suggestion:
        item: ItemRow = self._items[name]
        return next(mark for mark in marks if mark.item == item.item and words in mark.passage.text)

    def _size(self) -> int:
        return self._vault.ledger.log.size
