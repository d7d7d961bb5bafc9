"""Links of items, each with what can be known of it without asking anybody.

That a link has no target in the copy held here is said, and no more: conversion may have cost it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from muniment.model.reading import Link, Reading
from muniment.model.records import ItemRow
from muniment.preserve import Ledger, load_reading

INSIDE, NOT_CAPTURED, NOT_WEB = "inside the vault", "not captured", "no web address"
WORDS = {"no-target": "no target", "malformed": "malformed", "relative": "relative without base"}
_PORTS = {"http": 80, "https": 443}


class LinkRow(NamedTuple):
    """One link: where it stands, its words and target as they are, and its state in words."""

    item: str
    where: str
    """The place of its words: a page, or the format's own terms."""
    text: str
    target: str
    state: str
    """In words: `inside the vault`, `not captured`, `no target` …"""
    inside: str = ""
    """The item that was captured from there, or that lies there."""


def links(ledger: Ledger, items: Iterable[ItemRow]) -> Iterator[LinkRow]:
    """Every link of the newest reading of each item, in order."""
    held = _Held(ledger)
    for item in items:
        reading = load_reading(ledger, item.item)
        if reading is not None and reading.links:
            yield from _of(item, reading, held)


def _of(item: ItemRow, reading: Reading, held: _Held) -> Iterator[LinkRow]:
    starts = [passage.start for passage in reading.passages]
    for link in reading.links:
        at = bisect_right(starts, link.start) - 1
        passage = reading.passages[at] if at >= 0 else None
        page = f"page {passage.page}" if passage and passage.page else ""
        state, inside = held.state(item, link)
        where = (passage.where if passage else "") or page or f"character {link.start}"
        yield LinkRow(item.item, where, link.text, link.target, state, inside)


class _Held:
    """What is here, by the address it was captured from and by the path it was brought under."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._captured: dict[str, str] = {}
        self._paths: dict[tuple[str | None, str], str] = {}
        self._places: dict[str, list[tuple[str | None, str, str]]] = {}
        for fields, sha256 in ledger.catalogue.brought_as():
            if fields.get("mentioned"):
                continue  # that another item speaks of it captures nothing
            parent, path, reference = (
                fields.get("parent"),
                str(fields.get("path", "")),
                str(fields.get("reference", "")),
            )
            if reference:
                self._captured.setdefault(address(reference), sha256)
            self._paths.setdefault((parent, path), sha256)
            self._places.setdefault(sha256, []).append((parent, path, reference))

    def state(self, item: ItemRow, link: Link) -> tuple[str, str]:
        """State in words, and the item that is meant where it is here."""
        if link.state == "child":
            found = self._paths.get((item.sha256, link.target)) or next(self._beside(item, link.target), None)
            return (INSIDE, self._label(found)) if found else (NOT_CAPTURED, "")
        if link.state in ("no-target", "malformed"):
            return WORDS[link.state], ""
        if _parts(link.target) is None:
            return WORDS["malformed"], ""
        targets = list(self._targets(item, link.target))
        for sha256 in (found for target in targets if (found := self._captured.get(address(target)))):
            return INSIDE, self._label(sha256)
        for sha256 in self._beside(item, link.target):
            return INSIDE, self._label(sha256)
        if link.state == "relative" and not targets:
            return WORDS["relative"], ""
        schemes = {parts.scheme.lower() for target in targets if (parts := _parts(target))}
        web = not schemes.isdisjoint(("http", "https", "ftp"))
        return (NOT_CAPTURED if web else NOT_WEB), ""

    def _targets(self, item: ItemRow, target: str) -> Iterator[str]:
        """The target, from wherever the item was captured if it is relative."""
        parts = _parts(target)
        if parts is None or parts.scheme:
            yield target.strip()
            return
        if target.startswith("www."):
            yield f"http://{target}"
        for _parent, _path, reference in self._places.get(item.sha256, ()):
            if reference and "://" in reference and (joined := _joined(reference, target.strip())):
                yield joined

    def _beside(self, item: ItemRow, target: str) -> Iterator[str]:
        """Items that lie where a relative target points, beside one that was brought or found with it."""
        parts = _parts(target)
        if parts is None or parts.scheme or target.startswith(("#", "//")):
            return
        bare = unquote(parts.path)
        for parent, path, _reference in self._places.get(item.sha256, ()):
            joined = _joined(path, bare)
            found = self._paths.get((parent, joined)) if joined is not None else None
            if found and found != item.sha256:
                yield found

    def _label(self, sha256: str) -> str:
        return self._ledger.catalogue.item_of([sha256]).get(sha256, "")


def _parts(target: str) -> SplitResult | None:
    """The parts of an address that anybody may have written; None where it is malformed."""
    try:
        return urlsplit(target.strip())
    except ValueError:
        return None


def _joined(base: str, target: str) -> str | None:
    """Where a target leads from somewhere; None where either is malformed."""
    try:
        return urljoin(base, target)
    except ValueError:
        return None


def address(url: str) -> str:
    """A URL so that two ways of writing one address are alike: host in lower case, no default port, no fragment."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        port = "" if parts.port in (None, _PORTS.get(parts.scheme.lower())) else f":{parts.port}"
    except ValueError:
        return url.strip()
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", parts.query, ""))
