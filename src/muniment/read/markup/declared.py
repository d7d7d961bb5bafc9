"""What an XML file declares before its first element, and what it would fetch: entities, a DTD, style sheets."""

from __future__ import annotations

import re

from muniment.model.reading import Finding

_HEAD = 1 << 16
_STYLESHEET = re.compile(r"<\?xml-stylesheet\b[^>]{0,2000}?href\s*=\s*[\"']([^\"']{1,1000})", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{2,40})", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+[^\s>\[]+(?:\s+PUBLIC\s+[\"'][^\"']*[\"'])?\s*(?:SYSTEM\s+)?[\"']([^\"']{1,1000})",
                      re.IGNORECASE)  # fmt: skip
_ENTITY = re.compile(
    r"<!ENTITY\s+(%\s+)?([^\s>]{1,200})\s+"
    r"(?:(?:SYSTEM|PUBLIC\s+[\"'][^\"']*[\"'])\s+[\"']([^\"']{1,1000}))?",
    re.IGNORECASE,
)
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]{0,4000}\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_NOTHING = "nothing was loaded"


def encoding(data: bytes) -> str:
    """The encoding that the declaration names; "" where it names none."""
    match = _ENCODING.search(data[:512])
    return match[1].decode("ascii") if match else ""


def without_entities(data: bytes) -> bytes:
    """The bytes without the declarations of entities: a parser that knows them gives up where they explode.

    What refers to them then stands as it is written.
    """
    if b"<!ENTITY" not in data[:_HEAD]:
        return data
    return _SUBSET.sub(b"", data, count=1)


def findings(data: bytes) -> list[Finding]:
    """What a person should know of the declarations."""
    head = data[:_HEAD].decode("utf-8" if b"\0" not in data[:8] else "utf-16", "replace")
    made: list[Finding] = []
    entities = list(_ENTITY.finditer(head))
    outer = [match[3] for match in entities if match[3]]
    if entities:
        text = (
            f"it declares {len(entities):,} entities (abbreviations); none was expanded, they stand as they are written"
        )
        made.append(Finding("entities-declared", text))
    for target in dict.fromkeys(outer):
        text = f"an entity in it stands for a file elsewhere: {target}; {_NOTHING}"
        made.append(Finding("external-reference", text))
    doctype = _DOCTYPE.search(head)
    if doctype and "www.w3.org" not in doctype[1]:
        made.append(Finding("external-reference", f"it names a DTD elsewhere: {doctype[1]}; {_NOTHING}", "note"))
    for target in dict.fromkeys(_STYLESHEET.findall(head)):
        made.append(Finding("external-reference", f"it names a style sheet: {target}; {_NOTHING}", "note"))
    return made[:40]
