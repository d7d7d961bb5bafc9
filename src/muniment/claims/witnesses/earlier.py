"""Earlier accounts of a person: those on record here, and those that they say they gave to others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from muniment.claims.form.refusing import ClaimError, text
from muniment.model.records import Record
from muniment.preserve import Ledger

NONE, UNKNOWN = "none", "unknown"
MANY = 2
"""From so many earlier accounts on, a reason is asked for why the person was heard once more."""
AGAIN = "contact-again"
"""The use of a consent that says whether a person may be asked again."""


@dataclass(frozen=True)
class Earlier:
    """What is known of the accounts that a person gave before."""

    here: tuple[Record, ...]
    """Accounts on record here, in the order in which they were put there."""
    elsewhere: tuple[dict[str, str], ...]
    """Accounts that they gave to others: `{to, when}`, as they told it; each once."""
    against: tuple[Record, ...]
    """Consents by which they said that they do not want to be asked again, or no longer."""

    @property
    def known(self) -> int:
        """How many are known. There may be more."""
        return len(self.here) + len(self.elsewhere)


def parse_earlier(given: Sequence[str]) -> str | list[dict[str, str]]:
    """`none`, `unknown`, or a list of `{to, when}` from texts `TO WHOM` or `TO WHOM; WHEN`. Raises ClaimError."""
    if not given:
        raise ClaimError(
            "account, earlier: ask whether they told it to somebody before, and say with --earlier: none, unknown, or "
            "TO WHOM; WHEN (once for each)."
        )
    words = [text(one, "account, earlier") for one in given]
    if any(word in (NONE, UNKNOWN) for word in words):
        if len(words) > 1:
            raise ClaimError("account, earlier: none or unknown stands alone.")
        return words[0]
    return [_told(one) for one in words]


def _told(words: str) -> dict[str, str]:
    to, _, when = (part.strip() for part in words.partition(";"))
    if not to:
        raise ClaimError("account, earlier: say to whom, such as «Osmel Legal Aid; spring 2031».")
    return {"to": to, "when": when}


def earlier_of(ledger: Ledger, person: str, told: str | list[dict[str, str]] = UNKNOWN, but: str = "") -> Earlier:
    """What is known of a person's earlier accounts; `told` is what they say this time; `but` leaves one out."""
    here = [
        record
        for record in ledger.catalogue.records("account", about=person)
        if record.fields["person"] == person and not record.withdrawn and record.label != but
    ]
    lists = [*(record.fields["earlier_accounts"] for record in here), told]
    each = {(one["to"].casefold(), one["when"].casefold()): one for many in lists for one in _listed(many)}
    return Earlier(tuple(here), tuple(each.values()), tuple(_against(ledger, person)))


def _listed(value: Any) -> list[dict[str, str]]:
    return value if isinstance(value, list) else []


def _against(ledger: Ledger, person: str) -> list[Record]:
    stated = ledger.catalogue.records("consent", about=person)
    return [
        one
        for one in stated
        if not one.withdrawn and one.fields["person"] == person and one.fields["use"] == AGAIN
        and one.fields["given"] != "yes"
    ]  # fmt: skip
