"""Which fields of an acquisition a package shows: a whitelist by basis, never a list of what to hide.

What comes from a person shows the least: no name of the file, giver, source, place or tool.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .whitelist_records import KNOWN as OF_RECORDS

FOUND = ("depth", "mentioned", "made_as")
"""Whose words the fields are: without them, what an archive says would stand as if people had stated it."""
CORE = (
    *("item", "media_type", "obtained", "method", "basis", "given_hash", "given_hash_agrees", "intake_finding"),
    *FOUND,
)
"""Shown for every basis."""
OPEN = (
    *(*CORE, "name", "role", "source", "tool", "reference", "custody", "restrictions", "consent", "formerly"),
    *("reader", "language"),
)
"""Shown where nobody has to be protected: material of the public, or of an organisation."""
BY_BASIS: Mapping[str, tuple[str, ...]] = {"public": OPEN, "organisation": OPEN, "person": CORE}
ALWAYS = ("item",)
LINKS = ("parent", "root")
"""SHA-256 of what an item came out of: shown where that is in the package as well, or where somebody asks for it."""
NAMED_INSIDE = ("source", "role")
"""What a file says of those who sent what is in it (who wrote in a chat, whose mail it is): they were never asked, so
it is shown only where somebody asks for it, whatever the basis of that file."""
ASKED = ("details", "made_by")
"""Said of what was found inside an item, or made from it; may name people, so shown only where somebody asks for it."""
KNOWN = frozenset((*OPEN, "obtained_by", "path", "path_bytes", "modified", "note", "branch_reason", *LINKS, *ASKED))
"""Every field that an acquisition can have."""
NAMED = KNOWN | OF_RECORDS
"""Every field that may be shown or hidden by its name."""
CHAIN = ("record", "prior", "state")
"""Shown of every later statement about a record: what it is about, what it follows, whether a hold is set."""
STATED = ("basis", "consent", "restrictions")
"""Shown of a later statement where the same field of an acquisition is; its reason never is."""


class UnknownField(Exception):
    """A field was named that does not exist; showing or hiding it would do nothing."""


def check_names(names: Iterable[str]) -> None:
    """Raise UnknownField for a name that is no field: a slip there must not show what was to be hidden."""
    for name in names:
        if name not in NAMED:
            raise UnknownField(f"There is no field {name!r}. Fields are: {', '.join(sorted(NAMED))}.")


def shown_fields(fields: Mapping[str, Any], basis: str, show: Collection[str], hide: Collection[str]) -> list[str]:
    """Names of the fields to show: the whitelist of the basis, `show` added, `hide` taken away."""
    kept_back = NAMED_INSIDE if "depth" in fields else ()
    allowed = {*BY_BASIS.get(basis, CORE)}.difference(kept_back) | {*show}
    return [name for name in fields if name in ALWAYS or (name in allowed and name not in hide)]


def shown_of_statement(
    fields: Mapping[str, Any], basis: str, show: Collection[str], hide: Collection[str]
) -> list[str]:
    """Names of the fields to show of a statement about a record with that basis."""
    shown = shown_fields(dict.fromkeys(name for name in STATED if name in fields), basis, show, hide)
    return [*CHAIN, *shown]
