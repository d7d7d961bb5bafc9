"""How many separate origins of some documents are known. It can veto; it can never satisfy.

Not finding a link is not independence: every answer says what was checked, and what was not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from muniment.link.declared import declared_ties, independence
from muniment.link.ties import Tie
from muniment.model.counting import counted
from muniment.model.reading import Reading
from muniment.preserve import Ledger, brought, find_item, load_reading

from .citing import citation_ties
from .copied import picture_ties, text_ties
from .groups import Group, group
from .upstream import Attributed, upstream_ties

NOTHING_FOUND = "Not finding a link is not independence."
CHECKED = ("text", "pictures", "citations")
NOT_CHECKED = ("translation", "oral transmission", "same informant")

Translations = Callable[[Sequence[tuple[str, Reading]]], list[Tie]]
"""Finds ties across languages; the extra `semantic` brings one."""


class Document(msgspec.Struct, frozen=True):
    """One document: its item, what it is called, and the earliest time that is known of it."""

    item: str
    title: str
    when: str
    """EDTF: when it says that it was published, or was obtained; else when it was taken in."""
    when_is: str
    """`published`, `obtained` or `taken in`."""


class Origins(msgspec.Struct, frozen=True):
    """The answer."""

    documents: tuple[Document, ...]
    """Earliest first."""
    groups: tuple[Group, ...]
    checked: tuple[str, ...]
    not_checked: tuple[str, ...]
    argued: tuple[str, ...] = ()
    """Records in which a person says why a pair of these is independent. They untie nothing."""
    limits: tuple[str, ...] = ()
    """What kept a check from being whole, in words."""


def origins_of(
    ledger: Ledger,
    items: Sequence[str],
    said: Sequence[Attributed] = (),
    translations: Translations | None = None,
) -> Origins:
    """Groups of these items. `said` are claims in them with their speakers, `translations` a check across languages."""
    documents = sorted((_document(ledger, item) for item in dict.fromkeys(items)), key=lambda one: one.when)
    labels = [one.item for one in documents]
    loaded = [(item, load_reading(ledger, item)) for item in labels]
    readings = [(item, reading) for item, reading in loaded if reading is not None]
    copied, limits = text_ties(readings)
    pictures, plain = picture_ties(ledger, loaded)
    limits += plain
    ties = [*copied, *pictures, *citation_ties(ledger, readings), *upstream_ties(said)]
    if translations is not None:
        ties += translations(readings)
    ties += declared_ties(ledger, labels)
    unread = [item for item, reading in loaded if reading is None or not reading.text.strip()]
    if unread:
        limits.append(f"no text to compare in {', '.join(unread)}")
    checked = (*CHECKED, *(("translation",) if translations is not None else ()))
    return Origins(
        tuple(documents),
        group(labels, ties),
        checked,
        tuple(name for name in NOT_CHECKED if name not in checked),
        tuple(record.label for record in independence(ledger, labels, labels)),
        tuple(limits),
    )


def sentence(found: Origins) -> str:
    """The answer in words."""
    between = "" if len(found.groups) < 2 else "; between groups no link was found"
    limits = f" Limits: {'; '.join(found.limits)}." if found.limits else ""
    return (
        f"{counted(len(found.documents), 'document')} in {counted(len(found.groups), 'group')}{between}. "
        f"Checked: {', '.join(found.checked)}. Not checked: {', '.join(found.not_checked)}.{limits} {NOTHING_FOUND}"
    )


def _document(ledger: Ledger, label: str) -> Document:
    item = find_item(ledger, label)
    reading = load_reading(ledger, item.item)
    told = next((one.edtf for one in reading.moments if one.what == "published" and one.edtf), "") if reading else ""
    rows = brought(ledger, item.item)
    obtained = min((str(row.fields["obtained"]) for row in rows if row.fields.get("obtained")), default="")
    taken = min((row.at for row in rows), default="")
    when, what = (told, "published") if told else (obtained, "obtained") if obtained else (taken, "taken in")
    return Document(item.item, item.title or (item.names[0] if item.names else ""), when, what)
