"""Acts of judgement in a line for people: who may read the log may read these, so none tells what was coded.

Whatever another program has written there, something is said: a line that failed would close the vault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from muniment.model.counting import counted

_LINES = (
    ("judge", "proposition", "judgement-{of}{again}: {incident}, {proposition}: {outcome} by {standard}"),
    ("review", "decision", "judgement-{of} reviewed, {decision}: {reasons}"),
    ("element", "element", "act {act} of {claim} mapped to {element}{again}"),
    ("coding", "people", "coding-{of}: {people} code {count}"),
    ("coding", "given", "codes of {item} given in {about}{again}"),
)


def judged(kind: str, place: str, values: Mapping[str, Any]) -> str | None:
    """What one part of such an act did; None for other kinds, and for what is withdrawn, which all say alike.

    `place` is the part's own `act.part`.
    """
    if values.get("state") == "withdrawn":
        return None
    line = next((line for of, field, line in _LINES if of == kind and field in values), None)
    if line is None:
        return None
    said = {name: str(value) for name, value in values.items()}
    said["of"] = said.get("record", place)
    said["again"] = ", superseding the version before" if "record" in values else ""
    if "about" in values:
        said["proposition"] = f"{values.get('proposition')} ({values['about']})"
    for name in ("people", "items"):
        listed = values[name] if isinstance(values.get(name), list) else []
        said[name], said["count"] = " and ".join(map(str, listed)), counted(len(listed), "item")
    return line.format_map(defaultdict(lambda: "?", said))
