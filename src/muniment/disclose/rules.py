"""What may be handed to whom, for what: the rules, all of them, the same for everybody.

- *basis-unstated*: material whose basis nobody has stated is not handed out.
- *consent*: what comes from a person goes out only for a purpose that their consent names, and not
  after its end.
- *consent-end*: an organisation's or person's consent that has ended covers nothing any more.
- *person-consent*, *person-consent-end*, *person-consent-condition*: what records a person's account; see `persons`.
- *restriction-never*, *restriction-not-for*, *restriction-only-for*, *restriction-until*: as stated
  with the acquisition, or later with `restrict`; the latest `restrict` replaces what was stated before.

- *device-identifiers*: what names devices or their owners, as a reader found, is not handed out before somebody has
  stated its restrictions with `restrict`, or with `restrict --lift` that there are none.
- *not-read*: so it is with what may hold anything (archives, mail, tables, documents) and is not read, or could not be.

A date that is a month or a year means all of it, and one of which nobody can say whether it has
passed (an interval, a season, a digit unknown) counts against handing out.

What was found inside an item, or translated from it, may go out only where that item may, too; it needs
no basis of its own.

One acquisition that a rule forbids stops the whole disclosure: nothing is left out silently, and every
refusal is told, not the first alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from muniment.model.reading import LOCKED, NAMES_DEVICES
from muniment.model.records import ItemRow
from muniment.preserve import Refused

_PLAIN_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z", re.ASCII)


HOLDS_NOTHING = ("text/plain", "text/markdown", "text/html", "image/", "audio/", "video/", "application/octet-stream",
                 "application/x-empty")  # fmt: skip
"""Beginnings of the media types that may go out unread: they hold no other files, or none that a rule knows."""
PDF = "application/pdf"
"""Goes out before it was read, but not once it could not be."""


class DisclosureRefused(Refused):
    """One or more rules forbid a disclosure; `refusals` are all of them, in the order of the items."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        first = refusals[0]
        super().__init__(first.rule, first.what, "\n".join(str(refusal) for refusal in refusals))
        self.refusals = tuple(refusals)


def refusals(
    item: str,
    acquisitions: Sequence[tuple[str, Mapping[str, Any]]],
    later: Sequence[Mapping[str, str]] | None,
    purpose: str,
    today: str,
) -> Iterator[Refused]:
    """Every rule that forbids handing out an acquisition of an item; none where it may be handed out.

    `acquisitions` are (label, fields); `later` are the restrictions of the newest `restrict`, or None;
    `today` is a date YYYY-MM-DD.
    """
    purpose = purpose.lower()
    for label, fields in acquisitions:
        yield from _by_basis(item, label, fields, purpose)
        yield from _by_end(item, label, fields.get("consent"), today)
        if later is None:
            yield from _by_restrictions(item, label, fields.get("restrictions", ()), purpose, today)
    if later is not None:
        yield from _by_restrictions(item, item, later, purpose, today)


def unknown_inside(item: ItemRow, codes: Collection[str], looked_at: bool) -> Iterator[Refused]:
    """What nobody can know is safe. `codes`: what readers found that holds it back; `looked_at`: somebody has
    stated the item's restrictions, or that there are none."""
    if looked_at:
        return
    if NAMES_DEVICES.intersection(codes):
        words = f"{item.item} names devices or their owners (see `muniment show {item.item}`). {_look(item.item)}"
        yield Refused("device-identifiers", item.item, words)
    why = "holds what is locked" if LOCKED.intersection(codes) else _unread(item)
    if why:
        words = f"{item.item} {why}, so that nobody knows what is in it. {_look(item.item)}"
        yield Refused("not-read", item.item, words)


def pending_erasure(item: str, entry: int) -> Refused:
    """An erasure that is proposed and not decided holds its item back."""
    words = (
        f"{item} is proposed to be erased (entry {entry}): it waits for a second operator. `muniment erase --review "
        f"{entry}` shows why; --confirm {entry} carries it out, --withdraw {entry} says that it shall stay."
    )
    return Refused("erasure-pending", item, words)


def _look(item: str) -> str:
    """What to do where somebody has to look first."""
    command = f"`muniment restrict {item} --rule RULE --reason WHY`"
    return (
        f"Look into it first; then {command} states what it may go out for, or with --lift that nothing is against it."
    )


def _unread(item: ItemRow) -> str:
    """Why nobody knows what an item holds, or nothing where it may go out unread."""
    if item.media_type.startswith(HOLDS_NOTHING):
        return ""
    if item.read == "pending":
        return "" if item.media_type == PDF else "was not read yet (`muniment read` reads it)"
    return {"failed": "could not be read", "none": "is of a type that is not read"}.get(item.read, "")


def is_unstated(fields: Mapping[str, Any]) -> bool:
    """Whether nobody has stated the basis of an acquisition, so that it cannot be handed out."""
    return str(fields.get("basis", "unstated")) == "unstated"


def _by_basis(item: str, label: str, fields: Mapping[str, Any], purpose: str) -> Iterator[Refused]:
    if is_unstated(fields) and "parent" in fields:
        return  # what it came out of is asked as well
    if is_unstated(fields):
        words = f"{item} ({label}) has no stated basis. {_ask_basis(item)}"
        yield Refused("basis-unstated", item, words)
        return
    consent = fields.get("consent")
    purposes = consent.get("purposes", []) if isinstance(consent, Mapping) else None
    if fields.get("basis") == "person" and purposes is None:
        words = f"{item} ({label}) comes from a person whose consent is not recorded. {_ask_consent(item)}"
        yield Refused("consent", item, words)
    if purposes is not None and purpose not in purposes:
        given = ", ".join(purposes) or "nothing"
        words = f"{item} ({label}): the consent covers {given}, not {purpose}. {_ask_consent(item)}"
        yield Refused("consent", item, words)


def _ask_basis(item: str) -> str:
    """What to do where nobody has said where something is from."""
    command = f"`muniment amend {item} --basis BASIS --reason WHY`"
    return f"Ask whoever brought it, then state it, as public, person or organisation: {command}."


def _ask_consent(item: str) -> str:
    """What to do where a consent does not reach: it is the giver's to give, and nobody else's to guess."""
    command = f"`muniment amend {item} --consent PURPOSES --reason WHY`"
    return f"Ask whoever gave it, never assume; then state all that they agree to: {command}."


def _by_end(item: str, label: str, consent: Any, today: str) -> Iterator[Refused]:
    until = consent.get("until") if isinstance(consent, Mapping) else None
    if isinstance(until, str) and passed(until, today) is not False:
        yield Refused("consent-end", item, f"{item} ({label}): the consent ended ({until}). {_ask_consent(item)}")


def passed(date: str, today: str) -> bool | None:
    """Whether a day, month or year is over; None where that cannot be told."""
    return date < today[: len(date)] if _PLAIN_DATE.match(date) else None


def _by_restrictions(
    item: str, label: str, restrictions: Iterable[Mapping[str, str]], purpose: str, today: str
) -> Iterator[Refused]:
    only = [rule["purpose"] for rule in restrictions if rule["rule"] == "only-for"]
    if only and purpose not in only:
        words = f"{item} ({label}) is only for {', '.join(only)}, not for {purpose}."
        yield Refused("restriction-only-for", item, words)
    for rule in restrictions:
        if rule["rule"] == "never":
            yield Refused("restriction-never", item, f"{item} ({label}) is never to be handed out.")
        if rule["rule"] == "not-for" and rule["purpose"] == purpose:
            yield Refused("restriction-not-for", item, f"{item} ({label}) is not for {purpose}.")
        if rule["rule"] == "until" and not passed(rule["date"], today):
            yield Refused("restriction-until", item, f"{item} ({label}) is held back until {rule['date']}.")
