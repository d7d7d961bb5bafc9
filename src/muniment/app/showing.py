"""One item with all that is known of it, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.model.counting import counted
from muniment.model.reading import Reading
from muniment.model.records import ItemRow

from .derivatives import derivatives_json
from .inherited import inherited
from .words import shortened_list, size_words

if TYPE_CHECKING:
    from .vault import Vault


def item_json(row: ItemRow) -> dict[str, Any]:
    """An item as documented."""
    return {
        "item": row.item,
        "sha256": row.sha256,
        "size": row.size,
        "media_type": row.media_type,
        "names": row.names,
        "acquisitions": row.acquisitions,
        "title": row.title,
        "language": row.language,
        "read": row.read,
        "findings": row.findings,
    }


def show_json(vault: Vault, item: ItemRow) -> dict[str, Any]:
    """The documented JSON form of `show`: the item, and metadata, links, derivatives, custody."""
    reading = vault.reading(item.item)
    row = vault.reading_row(item.item)
    shown = {
        **item_json(item),
        "history": _history(vault, item),
        "statements": [{"act": s.act, "kind": s.kind, **s.fields} for s in vault.statements(item.item)],
        "came_from": came_from_labels(vault, item),
        "under": inherited(vault.ledger, item),
        "children": len(vault.children(item)),
        "reader": row.reader if row else None,
        "finding_list": row.findings if row else [],
        "derivatives": derivatives_json(vault, item),
    }
    return shown | _reading_json(reading)


def _history(vault: Vault, item: ItemRow) -> list[dict[str, Any]]:
    """Every acquisition; of a child with the label of the item that says all this of it (`of`)."""
    rows = vault.acquisitions(item.item)
    parents = vault.ledger.catalogue.item_of({str(row.fields["parent"]) for row in rows if row.fields.get("parent")})
    history = []
    for row in rows:
        of = parents.get(str(row.fields.get("parent")))
        named = {"of": of} if of else {}
        history.append({"acquisition": row.acquisition, "at": row.at, "by": row.by, **named, **row.fields})
    return history


def came_from_labels(vault: Vault, item: ItemRow) -> list[str]:
    """The items that an item was found inside of, or made from."""
    ways = [row.fields for row in vault.acquisitions(item.item)]
    digests = [str(fields["parent"]) for fields in ways if "parent" in fields and not fields.get("mentioned")]
    return sorted(set(vault.ledger.catalogue.item_of(digests).values()))


def children_json(vault: Vault, item: ItemRow) -> Iterator[dict[str, Any]]:
    """What was found inside an item, or made from it, in the documented form."""
    for row in vault.children(item):
        child = vault.item(row.item)
        made = str(row.fields.get("made_as", ""))
        what = f"{made} by {row.fields.get('made_by', 'unknown')}" if made else "found inside"
        yield {
            "item": row.item,
            "acquisition": row.acquisition,
            "what": "spoken of" if row.fields.get("mentioned") else what,
            "path": str(row.fields.get("path", "")),
            "media_type": child.media_type,
            "size": child.size,
            "read": child.read,
        }


def aligned_json(vault: Vault, item: ItemRow) -> Iterator[dict[str, Any]]:
    """The passages of a translation or transcript beside those it stands for; nothing for other items."""
    from .aligning import aligned

    for row in vault.acquisitions(item.item):
        if "made_as" not in row.fields:
            continue
        labels = vault.ledger.catalogue.item_of([row.fields["parent"]])
        made = vault.reading(item.item)
        for label in labels.values():
            original = vault.reading(label)
            if original is None or made is None:
                continue
            for pair in aligned(original, made):
                yield {
                    "of": label,
                    "made_as": row.fields["made_as"],
                    "made_by": row.fields["made_by"],
                    "original": "\n".join(original.text[one.start : one.end] for one in pair.original),
                    "made": "\n".join(made.text[one.start : one.end] for one in pair.translation),
                    "start": pair.original[0].start if pair.original else None,
                    "made_start": pair.translation[0].start if pair.translation else None,
                }


def _reading_json(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"author": None, "pages": None, "metadata": {}, "moments": [], "positions": [], "links": []}
    return {
        "author": reading.author,
        "pages": reading.pages,
        "metadata": reading.metadata,
        "moments": msgspec.to_builtins(reading.moments),
        "positions": msgspec.to_builtins(reading.positions),
        "links": [
            {"text": link.text, "target": link.target, "state": link.state, "start": link.start, "end": link.end}
            for link in reading.links
        ],
    }


def show_lines(vault: Vault, item: ItemRow) -> Iterator[str]:
    """The same in lines for people."""
    shown = show_json(vault, item)
    names = shortened_list(item.names, MOST_NAMES)
    yield f"{item.item}  {item.title or names}"
    yield f"  {item.media_type}, {size_words(item.size)}, SHA-256 {item.sha256}"
    yield f"  names: {names}"
    if shown["came_from"]:
        yield f"  comes from: {', '.join(shown['came_from'])}"
    for terms in shown["under"]:
        told = "; ".join(f"{name} {_words(value)}" for name, value in terms.items() if name != "item")
        yield f"  under the terms of {terms['item']}: {told}"
    if shown["children"]:
        yield f"  files inside it or made from it: {shown['children']} (`muniment show {item.item} --children`)"
    if item.language or shown["author"] or shown["pages"]:
        author, pages = shown["author"] or "unknown", shown["pages"] or "–"
        yield f"  language {item.language or 'unknown'}, author {author}, pages {pages}"
    yield f"  read: {item.read} {shown['reader'] or ''}"
    yield from _history_lines(shown)
    for moment in shown["moments"]:
        resolved = moment.get("edtf") or "not resolved"
        yield f"  {moment['what']}: {moment['written']} ({resolved}, {moment.get('said_by', '')})"
    for place in shown["positions"]:
        radius = f"± {place['uncertainty']} m" if place.get("uncertainty") else "uncertainty unknown"
        yield f"  position: {place['latitude']:.6f}, {place['longitude']:.6f} {radius} ({place.get('said_by', '')})"
    for name, value in sorted(shown["metadata"].items()):
        yield f"  {name}: {value}"
    for link in shown["links"]:
        yield f"  link: {link['text']!r} → {link['target'] or '(empty)'} [{link['state']}]"
    for derivative in shown["derivatives"]:
        where = f" at {derivative['where']}" if derivative.get("where") else ""
        yield f"  {derivative['role']}{where}: SHA-256 {derivative['sha256']} (made by a program)"
    for finding in shown["finding_list"]:
        yield f"  {finding.get('level', 'warning')}: {finding['text']} ({finding['code']})"


REPLACED_BY = {"basis": "amend", "consent": "amend", "restrictions": "restrict"}
"""Field → the kind of statement whose newest one replaces whatever was stated of it before."""


def _in_force(shown: dict[str, Any]) -> dict[str, int]:
    """Field → the act whose statement of it is in force; without one, every acquisition's own is."""
    return {
        name: statement["act"]
        for statement in shown["statements"]
        for name, kind in REPLACED_BY.items()
        if statement["kind"] == kind and name in statement
    }


def _force(name: str, act: int | None, newest: dict[str, int]) -> str:
    """Whether what an act (None: an acquisition) states of a field is in force, where that could be asked."""
    if name not in newest:
        return ""
    return " (in force)" if act == newest[name] else f" (no longer in force, see entry {newest[name]})"


MOST_ACQUISITIONS = 20
"""Told one by one for people; --json tells all."""
MOST_NAMES = 20
_NOT_TOLD = ("acquisition", "at", "by", "of", "parent", "root", "depth", "mentioned")


def _says(entry: dict[str, Any]) -> str:
    """Whose words follow, where they are another item's and not those of the people who brought it."""
    if "parent" not in entry:
        return ""
    of = entry.get("of", "another item")
    if "made_as" in entry:
        return f"made from {of}"
    return f"{of} speaks of it and says:" if entry.get("mentioned") else f"as {of} says:"


def _entry_lines(entry: dict[str, Any], newest: dict[str, int]) -> Iterator[str]:
    for name, value in entry.items():
        if name == "custody":
            for step in value:
                what = f"GAP: {step.get('note')}" if step.get("gap") else step.get("holder")
                yield f"custody {step['date']}: {what}"
        elif name not in _NOT_TOLD:
            yield f"{name}: {_words(value)}{_force(name, None, newest)}"


def _history_lines(shown: dict[str, Any]) -> Iterator[str]:
    newest = _in_force(shown)
    for entry in shown["history"][:MOST_ACQUISITIONS]:
        yield f"  {entry['acquisition']}, taken in {entry['at']} by {entry['by']}"
        who = _says(entry)
        if who:
            yield f"    {who}"
        inner = "      " if who.endswith(":") else "    "
        yield from (inner + line for line in _entry_lines(entry, newest))
    if (more := len(shown["history"]) - MOST_ACQUISITIONS) > 0:
        yield f"  … and {counted(more, 'more acquisition')} (--json tells all)"
    for statement in shown["statements"]:
        told = [
            f"{name} {_words(value) or 'none'}{_force(name, statement['act'], newest)}"
            for name, value in statement.items()
            if name not in ("act", "kind", "record", "prior") and (value or name in newest)
        ]
        yield f"  entry {statement['act']}, {statement['kind']}: {'; '.join(told)}"


def _words(value: Any) -> str:
    """A value for people: lists with commas, a rule as it was written (`not-for: press`), others by name."""
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    if not isinstance(value, dict):
        return str(value)
    if "rule" in value:
        return ": ".join(str(text) for text in value.values())
    return ", ".join(f"{name} {_words(each)}" for name, each in value.items())
