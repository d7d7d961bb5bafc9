"""An act in a line for people: what it did, in counted words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from muniment.model.counting import counted
from muniment.model.records import KINDS_OF_RECORD
from muniment.verify.acts import Act

from .judged import judged


def summary(act: Act, fields: Sequence[Mapping[str, Any]]) -> str:
    """What an act did. `fields` are those of its parts; of an erased part there are none."""
    count, about = len(fields), max(len(fields) - 1, 0)
    if count == 1 and (said := judged(act.kind, f"{act.index}.0", fields[0])):
        return said
    match act.kind:
        case "charter":
            return _charter(act.payload.get("charter"))
        case "authority":
            return str(act.payload.get("why", "keys changed"))
        case "acquire":
            return _acquire(fields)
        case "read":
            return _read(fields)
        case "stamp":
            return _stamp(fields)
        case "amend":
            return f"stated later, basis or consent of {_about(fields)}"
        case "restrict":
            return f"restrictions of {_about(fields)}"
        case "hold":
            return f"hold {fields[0].get('state', 'erased') if fields else ''} on {_about(fields)}"
        case "close":
            return f"nothing more is taken out of {_about(fields)}"
        # The first part of these is the proposal's, the erasure's or the hand-over's own.
        case "disclose":
            return f"{counted(about, 'record')} handed over{_to_whom(fields)}"
        case "erase-proposal":
            return f"erasing {counted(about, 'part')} proposed{_ground(fields)}"
        case "erase-withdrawal":
            first = fields[0] if fields else {}
            return f"erasing {first.get('item', 'it')} not wanted any more: {first.get('reason', '')}"
        case "erase":
            return f"{counted(about, 'part')} erased{_ground(fields)}"
        case "restore":
            return "put back from a copy"
        case kind if kind in KINDS_OF_RECORD:
            return _on_record(KINDS_OF_RECORD[kind], act.index, fields)
        case _:
            return counted(count, "record")


def _on_record(word: str, entry: int, fields: Sequence[Mapping[str, Any]]) -> str:
    """What people put on record: a new one, its next version, or that it is withdrawn."""
    if len(fields) != 1:
        return f"{counted(len(fields), word)} put on record"
    values = fields[0]
    if not values:
        return f"a {word} erased since"
    name = f" «{values['name']}»" if "name" in values else ""
    if "record" not in values:
        return f"{word}-{entry}.0{name} put on record"
    done = "withdrawn" if values.get("state") == "withdrawn" else "stated anew"
    return f"{word}-{values['record']}{name} {done}: {values.get('reason', 'no reason given')}"


def _acquire(fields: Sequence[Mapping[str, Any]]) -> str:
    """What was found inside an item is said apart from what somebody brought."""
    inside = sum("depth" in values for values in fields)
    said = [f"{counted(len(fields) - inside, 'file')} brought"] if len(fields) > inside or not inside else []
    said += [f"{counted(inside, 'file')} found inside others"] if inside else []
    return ", ".join(said)


def _read(fields: Sequence[Mapping[str, Any]]) -> str:
    """Kept without a reader is neither read nor a failure, and is said apart."""
    by = Counter(str(values.get("status", "erased")) for values in fields if "derivative" not in values)
    said = [f"{counted(by['done'], 'item')} read"] if by["done"] else []
    said += [f"{counted(by['none'], 'item')} kept without a reader"] if by["none"] else []
    said += [f"{counted(by['failed'], 'item')} could not be read"] if by["failed"] else []
    said += [f"{counted(by['erased'], 'reading')} erased since"] if by["erased"] else []
    return ", ".join(said)


def _about(fields: Sequence[Mapping[str, Any]]) -> str:
    """The records that an act is about: `item-3.17`, and the reason where there is one record."""
    labels = ", ".join(f"item-{values['record']}" for values in fields if "record" in values)
    reason = fields[0].get("reason") if len(fields) == 1 else None
    return f"{labels or 'what is erased'}{f': {reason}' if reason else ''}"


def _to_whom(fields: Sequence[Mapping[str, Any]]) -> str:
    first = fields[0] if fields else {}
    return f" to {first['to']}, for {first['purpose']}" if "to" in first and "purpose" in first else ""


def _ground(fields: Sequence[Mapping[str, Any]]) -> str:
    first = fields[0] if fields else {}
    item = f" ({first['item']})" if "item" in first else ""
    return f"{item}: {first['ground']}" if "ground" in first else item


def _stamp(fields: Sequence[Mapping[str, Any]]) -> str:
    size = fields[0].get("size") if fields else None
    return f"a timestamp over the first {counted(size, 'entry', 'entries')}" if isinstance(size, int) else "a timestamp"


def _charter(charter: Any) -> str:
    before = charter.get("predecessor") if isinstance(charter, dict) else None
    if not before:
        return "the vault was made"
    mark = str(before["origin"]).rpartition("/")[2][:5]
    return f"goes on from the vault {mark} after its first {counted(before['size'], 'entry', 'entries')}"
