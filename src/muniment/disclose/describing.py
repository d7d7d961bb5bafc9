"""From what was selected to what the descriptive files say; only selected fields pass through here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muniment import __version__
from muniment.model.records import ReadingRow, StatementRow
from muniment.preserve import Ledger

from .exhibit import CameFrom, Exhibit, Handover, Shown
from .fields import FIELDS
from .rules import is_unstated
from .safe_names import safe_name
from .selection import Chosen, Terms

TOLD = (*FIELDS, "custody")
"""Fields that a report speaks of: absent from the record means unknown. Withheld is said of what exists alone."""
STATED_LATER = {"amend": ("basis", "consent"), "restrict": ("restrictions",)}
"""Kind of statement → the fields that it states anew, which a package always shows."""


def handover(ledger: Ledger, terms: Terms, left_out: list[str]) -> Handover:
    """Who hands what to whom."""
    config = ledger.store.config
    return Handover(
        vault=ledger.vault,
        mark=ledger.vault[:5],
        vault_name=str(config.get("name", "")),
        to=terms.to,
        purpose=terms.purpose,
        prepared=terms.prepared,
        prepared_by=ledger.identity.code,
        program=f"muniment {__version__}",
        fingerprint=ledger.authority.fingerprint,
        left_out=tuple(left_out),
    )


def exhibit(ledger: Ledger, chosen: Chosen, annexes: Mapping[str, str]) -> Exhibit:
    """An exhibit as the recipient sees it. `annexes`: SHA-256 of every item of the package → its annex."""
    mark = ledger.vault[:5]
    reading = ledger.catalogue.reading(chosen.item.item)
    fields = _fields(chosen)
    shown = Shown(
        label=f"{mark}/{chosen.acquisition.acquisition}",
        fields=fields,
        stated_later=_stated_later(ledger, chosen),
        came_from=_came_from(chosen, annexes),
        inherited=("basis",) if _inherits_basis(chosen) and "basis" in fields else (),
    )
    protected = chosen.protected
    return Exhibit(
        annex=chosen.annex,
        path=item_path(chosen),
        size=chosen.item.size,
        sha256=chosen.item.sha256,
        media_type=chosen.item.media_type,
        label=f"{mark}/{chosen.item.item}",
        title=_title(chosen, reading, protected),
        language=chosen.item.language,
        acquisitions=(shown,),
        findings=() if reading is None or protected else tuple(finding["text"] for finding in reading.findings),
    )


def _title(chosen: Chosen, reading: ReadingRow | None, protected: bool) -> str | None:
    """The title that the file bears; nothing that could name a person who is to be protected."""
    if protected:
        return None
    name = chosen.acquisition.fields.get("name") if "name" in chosen.shown else None
    return (reading.title if reading else None) or (str(name) if name else None)


def _fields(chosen: Chosen) -> dict[str, Any]:
    told = chosen.told
    fields = {name: told[name] for name in chosen.shown if name in told}
    newest = _newest(chosen)
    fields |= {name: None for name in TOLD if name not in told and name not in newest}
    if _inherits_basis(chosen) and "basis" in fields:
        fields["basis"] = chosen.basis
    fields |= {name: row.fields[name] for name, row in newest.items() if name in chosen.shown_of(row)}
    fields.pop("media_type", None)
    return fields


def _inherits_basis(chosen: Chosen) -> bool:
    return "parent" in chosen.told and is_unstated(chosen.told) and chosen.basis != "unstated"


def _came_from(chosen: Chosen, annexes: Mapping[str, str]) -> CameFrom | None:
    told = chosen.told
    if "parent" not in told:
        return None
    annex = annexes.get(str(told["parent"]))
    if "made_as" in told:
        made_by = str(told.get("made_by", "")) if "made_by" in chosen.shown else None
        return CameFrom(how="made", of=annex, made_as=str(told["made_as"]), made_by=made_by)
    return CameFrom(how="spoken of" if told.get("mentioned") else "inside", of=annex)


def _newest(chosen: Chosen) -> dict[str, StatementRow]:
    """Field → the newest statement that states it anew."""
    newest: dict[str, StatementRow] = {}
    for row in chosen.statements:
        newest |= {name: row for name in STATED_LATER.get(row.kind, ()) if name in row.fields}
    return newest


def _stated_later(ledger: Ledger, chosen: Chosen) -> dict[str, str]:
    """Field → by which act, when and by whom it was stated after the item came."""
    told = {}
    for name, row in _newest(chosen).items():
        if name not in chosen.shown_of(row):
            continue
        (act,) = ledger.catalogue.acts(1, row.act)
        told[name] = f"entry {row.act}, {row.kind}, {act.at}, by {act.by}"
    return told


def item_path(chosen: Chosen) -> str:
    """Where the file lies in the package: a safe name of its own, or a plain one where names are hidden."""
    name = str(chosen.acquisition.fields.get("name", "")) if "name" in chosen.shown else ""
    extension = _EXTENSIONS.get(chosen.item.media_type, ".bin")
    return f"data/items/{chosen.annex}/{safe_name(name) if name else chosen.annex + extension}"


_EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/tab-separated-values": ".tsv",
}
