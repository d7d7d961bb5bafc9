"""The page list: what the package says was visited when, beside what its records say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from muniment.read.archive.faults import MemberError
from muniment.read.archive.zipitem import ZipItem
from muniment.read.webarchive.dates import from_warc, in_words
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.payload import shown
from muniment.read.webarchive.wacz.survey import Survey

PAGES = "pages/pages.jsonl"
MOST_PAGES = 20_000
LONGEST_LINE = 16 << 20
SLACK = 600
"""A page may be dated so many seconds before the first or after the last record of its address."""


@dataclass(frozen=True)
class Page:
    """One line of a page list."""

    url: str
    title: str
    edtf: str
    seconds: int | None
    where: str


def lines(archive: ZipItem, name: str) -> Iterator[bytes]:
    """The lines of a member; raises MemberError, also for a line that is far too long."""
    held = b""
    for piece in archive.chunks(name):
        parts = (held + piece).split(b"\n")
        held = parts.pop()
        yield from parts
        if len(held) > LONGEST_LINE:
            raise MemberError("archive-memory", "a line is far too long")
    if held:
        yield held


def listed_pages(archive: ZipItem, notes: Notes) -> list[Page]:
    """All pages of all page lists; what is wrong with a line is a finding."""
    names = [name for name in archive.names if name.startswith("pages/") and name.endswith(".jsonl")]
    if PAGES not in names:
        text = f"{PAGES} is missing: the package does not say which pages were visited"
        notes.add("wacz-pages-missing", text, PAGES, "error")
    made: list[Page] = []
    for name in names:
        try:
            _of_list(archive, name, made, notes)
        except MemberError as error:
            notes.add("wacz-pages-invalid", f"{name} cannot be read to its end ({error})", name, "error")
    return made


def _of_list(archive: ZipItem, name: str, made: list[Page], notes: Notes) -> None:
    count = 0
    for number, line in enumerate(lines(archive, name), 1):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        value = _parsed(line, where, notes)
        if value is None:
            continue
        if number == 1 and "url" not in value and "format" in value:
            continue  # the first line says what the list is
        count += 1
        if len(made) >= MOST_PAGES:
            text = f"the page lists have more than {MOST_PAGES:,} pages; the rest was not looked at"
            notes.add("wacz-pages-cut", text, where, "note")
            return
        made.append(_page(value, where, notes))
    if not count:
        notes.add("wacz-pages-empty", f"{name} lists no page", name, "note")


def _parsed(line: bytes, where: str, notes: Notes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        notes.add("wacz-pages-invalid", f"{where} is no JSON object; the page was not read", where, "error")
        return None
    return value


def _page(value: dict[str, Any], where: str, notes: Notes) -> Page:
    url, stated = value.get("url"), value.get("ts")
    edtf, seconds = from_warc(stated) if isinstance(stated, str) else ("", None)
    lacks = [name for name, good in (("url", isinstance(url, str) and url), ("ts", edtf)) if not good]
    if lacks:
        text = f"the page in {where} has no {' and no '.join(lacks)} that makes sense"
        notes.add("wacz-pages-invalid", text, where, "error")
    title = value.get("title")
    return Page(url if isinstance(url, str) else "", title if isinstance(title, str) else "", edtf, seconds, where)


def compare(pages: list[Page], survey: Survey, notes: Notes) -> None:
    """Each page's date against the records of its address."""
    for page in pages:
        span = _span(page.url, survey)
        if span is None:
            if survey.whole and page.url:
                text = f"the page list names {shown(page.url)}, and no record of that address is in the package"
                notes.add("page-without-record", text, page.where)
        elif page.seconds is not None and not span[0] - SLACK <= page.seconds <= span[1] + SLACK:
            between = in_words(span[0])
            if span[1] != span[0]:
                between = f"between {between} and {in_words(span[1])}"
            text = f"the page list says {shown(page.url)} was visited {in_words(page.seconds)}, the records of that "
            notes.add("forged-date", text + f"address say {between}; both cannot be so", page.where)


def _span(url: str, survey: Survey) -> tuple[int, int] | None:
    bare = url.split("#", 1)[0]
    for one in (url, bare, bare + "/", bare.removesuffix("/")):
        if one in survey.span:
            return survey.span[one]
    return None
