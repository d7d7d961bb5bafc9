"""The page that auto-archiver writes for each address: which files it stored, when, and with which version.

The text is read as that of any page; here the table of files and the table of metadata are taken apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.model.reading import Told
from muniment.read.exports.archiver import KIND, TOOL, mention_media, say_times
from muniment.read.exports.gathered import Gathered
from muniment.read.text.page import edtf

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_VERSION = re.compile(r"bellingcat/auto-archiver\s*v?\s*([0-9][\w.+-]{0,30})")
_MOST_FILES, _MOST_FIELDS = 2_000, 200
_LONGEST = 2_000


def take_apart(tree: LexborHTMLParser, gathered: Gathered) -> str:
    """Pass on the files a page names and keep what it says; the time of archiving as EDTF, or ""."""
    version = _version(tree)
    fields = _fields(tree)
    url = fields.get("url") or _title(tree)
    archived = edtf(fields.get("_processed_at", "").replace("+00:00", "Z")) or ""
    gathered.metadata |= {"export:Kind": KIND, "auto-archiver:url": url[:_LONGEST]}
    if version:
        gathered.metadata["auto-archiver:version"] = version
    for name, value in list(fields.items())[:_MOST_FIELDS]:
        if name != "url":
            gathered.metadata[f"auto-archiver:{name}"[:200]] = value[:_LONGEST]
    if not version and "timestamp" in fields:
        say_times(gathered, "the upload times (`timestamp`)")
    tool = f"{TOOL} {version}".strip()
    for one in tree.css("table.content ul")[:_MOST_FILES]:
        _file(one, gathered, Told(reference=url[:4000], obtained=archived, tool=tool))
    return archived


def _version(tree: LexborHTMLParser) -> str:
    for link in tree.css('a[href="https://github.com/bellingcat/auto-archiver"]')[-3:]:
        match = _VERSION.search((link.parent.text() if link.parent is not None else "") or "")
        if match is not None:
            return match[1]
    return ""


def _fields(tree: LexborHTMLParser) -> dict[str, str]:
    """Key and value of the rows of the metadata table, those that are plain."""
    found: dict[str, str] = {}
    for row in tree.css("table.metadata tr")[: 5 * _MOST_FIELDS]:
        cells = [cell for cell in row.iter() if cell.tag == "td"]
        if len(cells) == 2 and cells[1].css_first("ul") is None:
            found.setdefault(_text(cells[0]), _text(cells[1]))
    return {name: value for name, value in found.items() if name and value}


def _file(one: LexborNode, gathered: Gathered, told: Told) -> None:
    """One list with a `key:` is one stored file."""
    said: dict[str, str] = {}
    for item in one.iter():
        name = next(item.iter(), None) if item.tag == "li" else None
        if name is not None and name.tag == "b":
            said.setdefault(_text(name).rstrip(":"), _text(item)[len(_text(name)) :].strip())
    if "key" in said:
        details = {f"auto-archiver:{name}": said[name][:_LONGEST] for name in ("type", "id", "src") if said.get(name)}
        made = Told(reference=told.reference, obtained=told.obtained, tool=told.tool, details=details)
        mention_media(gathered, said["key"], _addresses(one), said.get("hash", ""), made)


def _addresses(one: LexborNode) -> list[str]:
    """Where the file was stored: download links in the cell beside, or just before it where it belongs to another."""
    cell = one.parent
    if cell is not None and cell.tag == "td":
        after = cell.next
        while after is not None and after.tag != "td":
            after = after.next
        links = after.css("a[download]") if after is not None else []
        return [link.attributes.get("href") or "" for link in links]
    found: list[str] = []
    before = one.prev
    while before is not None and before.tag != "ul":
        if before.tag == "a" and "download" in before.attributes:
            found.insert(0, before.attributes.get("href") or "")
        before = before.prev
    return found


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head > title")
    return _text(node) if node is not None else ""


def _text(node: LexborNode) -> str:
    return " ".join((node.text() or "").split())
