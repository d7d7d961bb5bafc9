"""One item with all that is known of it, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.model.reading import Reading
from muniment.model.records import ItemRow

from .words import size_words

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
        "history": [
            {"acquisition": a.acquisition, "at": a.at, "by": a.by, **a.fields} for a in vault.acquisitions(item.item)
        ],
        "statements": [{"act": s.act, "kind": s.kind, **s.fields} for s in vault.statements(item.item)],
        "reader": row.reader if row else None,
        "finding_list": row.findings if row else [],
        "derivatives": [{"role": "thumbnail", "sha256": row.thumbnail}] if row and row.thumbnail else [],
    }
    return shown | _reading_json(reading)


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
    yield f"{item.item}  {item.title or ', '.join(item.names)}"
    yield f"  {item.media_type}, {size_words(item.size)}, SHA-256 {item.sha256}"
    yield f"  names: {', '.join(item.names)}"
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
        yield f"  {derivative['role']}: SHA-256 {derivative['sha256']}"
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


def _history_lines(shown: dict[str, Any]) -> Iterator[str]:
    newest = _in_force(shown)
    for entry in shown["history"]:
        yield f"  {entry['acquisition']}, taken in {entry['at']} by {entry['by']}"
        for name, value in entry.items():
            if name in ("acquisition", "at", "by"):
                continue
            if name == "custody":
                for step in value:
                    what = f"GAP: {step.get('note')}" if step.get("gap") else step.get("holder")
                    yield f"    custody {step['date']}: {what}"
            else:
                yield f"    {name}: {_words(value)}{_force(name, None, newest)}"
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
