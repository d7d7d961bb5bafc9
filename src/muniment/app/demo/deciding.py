"""The part of the tour in which two people judge, and a dossier goes out that says what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from muniment.app.compiling import compile_dossier
from muniment.app.dossiers import weighing
from muniment.app.judging import origin_check
from muniment.app.vault import Vault
from muniment.assess import Asked, judge, make_dossier, review, standing
from muniment.disclose import Disclosed, DisclosureRefused, Terms
from muniment.disclose import hand_over as disclose
from muniment.model.counting import counted
from muniment.model.records import Record
from muniment.preserve import Refused, admit_operator, now, request_admission

from .claiming import DOCTORS, POST, Happening
from .telling import say, title

SECOND = "op-2"
STANDARD = "reasonable-grounds"


class Deciding:
    """Two people with keys of their own, in one vault."""

    def __init__(self, vault: Path, settings: Path, folder: Path, expect: Callable[[bool], None]) -> None:
        self._path, self._settings, self._folder, self._expect = vault, settings, folder, expect

    def run(self, happening: Happening) -> Path:
        """Judge, review, hand over; the package's folder."""
        title("7. Judge: one proposition at a time, and two people behind it")
        judged = self._judge(happening)
        self._review(judged)
        title("8. Dossier: what is left out is said, and by whose decision")
        return self._hand_over(self._dossier(happening, judged))

    def _first(self) -> Vault:
        return Vault(self._path, write=True, operator="op-1", settings=self._settings)

    def _judge(self, of: Happening) -> Record:
        happened = Asked(
            "happened", STANDARD, "met", "doctors counted the dead themselves; two papers tell the same night",
            for_=(f"{of.claims[DOCTORS]}: nine bodies seen", of.claims[POST]), against=(of.denial,),
            gaps=("eleven and nine are not reconciled",), read_in=("ar", "en", "fr"),
        )  # fmt: skip
        party = Asked(
            "party", STANDARD, "not-enough", "one accuses, one denies, nobody saw who fired",
            for_=(of.claims[POST],), against=(of.denial,), read_in=("en", "fr"),
        )  # fmt: skip
        with self._first() as vault:
            origins = origin_check(vault)
            judged = [judge(vault.ledger, of.incident, asked, origins) for asked in (happened, party)]
            for record, words in zip(judged, ("it happened: met", "which party: not enough information"), strict=True):
                found = standing(vault.ledger, record, origins)
                self._expect(found.status == "waiting")
                say(f"  {record.label}, by op-1: {words}. {found.status}: {found.lacking[0].words}")
        return judged[0]

    def _review(self, judged: Record) -> None:
        """The second person, whose keys lie in a folder of their own."""
        with self._first() as vault:
            try:
                review(vault.ledger, judged.label, "agree", "I wrote it", ("en",), origins=origin_check(vault))
                self._expect(False)
            except Refused as refused:
                say(f"  op-1 wants to review it: refused by the rule «{refused.rule}»")
        theirs = self._folder / "keys-of-the-second"
        with Vault(self._path, settings=theirs) as vault:
            request = request_admission(vault.ledger, SECOND)
        with self._first() as vault:
            admit_operator(vault.ledger, request)
        with Vault(self._path, write=True, operator=SECOND, settings=theirs) as vault:
            read, why = ("ar", "en", "fr"), "I read all three"
            found = review(vault.ledger, judged.label, "agree", why, read, origins=origin_check(vault))
        self._expect(found.status == "stands")
        say(f"  op-2 agrees: {judged.label} {found.status}, behind it {' and '.join(found.people)}")

    def _dossier(self, of: Happening, judged: Record) -> str:
        chosen = (judged.label, of.claims[DOCTORS])
        with self._first() as vault:
            given = (vault.ledger, "The hospital at Eskerin", "for the Commission of Inquiry", chosen, weighing(vault))
            try:
                make_dossier(*given)
                self._expect(False)
            except Refused as refused:
                say(f"  Without a reason: refused by the rule «{refused.rule}»: {refused}")
            made = make_dossier(*given, "the Commission was sent the League's own communiqué in May")
        return made.label

    def _hand_over(self, dossier: str) -> Path:
        destination = self._folder / "package-of-the-dossier"
        with self._first() as vault:
            try:
                items, compiled = compile_dossier(vault, dossier)
                terms = Terms("Commission of Inquiry", "un-inquiry", now())
                made: Disclosed = disclose(vault.ledger, items, terms, destination, compiled)
            except DisclosureRefused as refusal:
                self._expect(False)
                say("\n".join(f"  «{one.rule}»: {one}" for one in refusal.refusals))
                return destination
        self._expect(made.report.ok)
        held = f"{counted(made.items, 'item')} and {counted(made.records, 'record')}"
        say(f"  {dossier}: {held} in {made.folder}. Intact: {made.report.intact}")
        say(f"  It says to whoever opens it: {compiled.left_out['said']}")
        return destination
