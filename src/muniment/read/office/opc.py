"""Open Packaging (ISO/IEC 29500-2): which part refers to which, and what a document refers to outside itself."""

from __future__ import annotations

import posixpath
from typing import Any, NamedTuple

from muniment.read.office.parts import Parts

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 100_000
_HARMLESS = frozenset({"hyperlink"})
_WORDS = {
    "attachedTemplate": "a template that would be loaded when the document is opened",
    "image": "a picture that would be loaded when the document is opened",
    "oleObject": "an object that would be loaded from outside",
    "frame": "a frame whose content would be loaded from outside",
    "subDocument": "a part of the document that lies outside it",
    "video": "a video that lies outside the document",
    "audio": "a sound that lies outside the document",
    "media": "a recording that lies outside the document",
}
_NOT_HANDED_OUT = (".xml", ".rels", ".vml", ".odttf", ".fntdata")


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, and a target inside or outside."""

    kind: str
    target: str
    external: bool


def relations(parts: Parts, name: str) -> dict[str, Relation]:
    """Id → relation of a part; external ones other than links become findings."""
    folder, base = posixpath.split(name)
    root = parts.xml(posixpath.join(folder, "_rels", base + ".rels"))
    found: dict[str, Relation] = {}
    for node in [] if root is None else root[:_MOST]:
        get = node.get
        target, kind = get("Target") or "", (get("Type") or "").rpartition("/")[2]
        external = get("TargetMode") == "External"
        if not external:
            target = resolved(folder, target)
        elif kind not in _HARMLESS:
            outside(parts, _WORDS.get(kind, f"something outside the document ({kind})"), target, name)
        found.setdefault(get("Id") or "", Relation(kind, target, external))
    return found


def outside(parts: Parts, what: str, target: str, where: str) -> None:
    """Say that something is referred to outside; it is never opened."""
    text = f"it refers to {what}: {target[:500]}; nothing was loaded, and whoever opens it may be seen doing so"
    parts.findings.add("external-reference", text, where=where)


def resolved(folder: str, target: str) -> str:
    """The name of the part that `target` means, seen from `folder`."""
    bare = target.replace("\\", "/").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, bare)).lstrip("/")


def of_kind(found: dict[str, Relation], *kinds: str) -> list[str]:
    """Inner targets of these kinds, each once, in order."""
    return list(dict.fromkeys(one.target for one in found.values() if one.kind in kinds and not one.external))


def main_part(parts: Parts, usual: str) -> tuple[dict[str, Relation], str]:
    """The package's own relations, and the name of the part that is the document."""
    package = relations(parts, "")
    named = next(iter(of_kind(package, "officeDocument")), usual)
    return package, named if parts.archive.find(named) else usual


def hand_out_files(parts: Parts, others: frozenset[str] = frozenset()) -> None:
    """Pictures, recordings, embedded files and macros; also the parts named in `others`."""
    names = parts.archive.names
    wanted = [
        name for name in names
        if name in others or not (name.lower().endswith(_NOT_HANDED_OUT) or name == "mimetype")
    ]  # fmt: skip
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        text = "it carries macros (programs); they were not run, and should not be: open it only in a safe place"
        parts.findings.add("macros", text)
    parts.hand_out(wanted)


def relation(found: dict[str, Relation], node: Any, name: str = "id") -> Relation | None:
    """The relation that an attribute `r:<name>` of `node` refers to."""
    key = node.get(R + name)
    return found.get(key) if key else None
