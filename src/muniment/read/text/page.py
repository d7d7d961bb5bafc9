"""What a page states about itself in its head: title, author, language, dates, `html:*` and `og:*`.

Only explicit statements (elements and `<meta>` tags) are taken, verbatim; nothing is inferred here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from muniment.model.reading import Moment

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_PUBLISHED = ("article:published_time", "datepublished", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.created",
              "pubdate", "publishdate", "publish-date", "date", "og:published_time")  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "byl")
_PREFIXED = ("og:", "article:", "twitter:", "dc.", "dcterms.", "citation_")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_LANGUAGE = re.compile(r"\s*([a-z]{2})(?:[-_].*)?\s*\Z", re.IGNORECASE)
_LONGEST = 2000
_MOST = 100


@dataclass(frozen=True)
class PageFacts:
    """The page's own statements. `metadata` has at most 100 entries of 2,000 characters."""

    title: str | None = None
    author: str | None = None
    language: str | None = None
    moments: tuple[Moment, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)


def facts(tree: LexborHTMLParser) -> PageFacts:
    """Collect them; never raises for any page."""
    metas = _metas(tree)
    metadata = {_prefixed(name): value for name, value in list(metas.items())[:_MOST]}
    language = _attribute(tree, "html", "lang")
    for name, value in (
        ("html:lang", language),
        ("html:base", _attribute(tree, "base[href]", "href")),
        ("html:canonical", _attribute(tree, "link[rel=canonical]", "href")),
    ):
        if value:
            metadata[name] = value
    told = _LANGUAGE.match(language)
    title = _text(tree, "head > title") or metas.get("og:title") or _text(tree, "h1")
    author = next((metas[name] for name in _AUTHORS if name in metas and "://" not in metas[name]), None)
    return PageFacts(title or None, author, told.group(1).lower() if told else None, _moments(tree, metas), metadata)


def edtf(written: str) -> str | None:
    """An ISO 8601 date or time as EDTF; an offset only where one is written. None if it is no such thing."""
    match = _ISO.match(written.strip())
    if match is None:
        return None
    text = match.group().replace(" ", "T")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) == 10:
        return text
    whole = moment.replace(microsecond=0).isoformat()
    return whole.replace("+00:00", "Z") if text.endswith("Z") else whole


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """`<meta>` name, property or itemprop (lower case) → content; the first of each."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]")[: 5 * _MOST]:
        said = node.attributes
        name = said.get("name") or said.get("property") or said.get("itemprop") or ""
        content = " ".join((said.get("content") or "").split())[:_LONGEST]
        if name and content:
            found.setdefault(name.strip().lower()[:100], content)
    return found


def _moments(tree: LexborHTMLParser, metas: dict[str, str]) -> tuple[Moment, ...]:
    found: list[Moment] = []
    for what, names in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        name = next((name for name in names if name in metas), None)
        if name is not None:
            found.append(Moment(what, metas[name], edtf(metas[name]), f"meta {name}"))
    if not any(moment.what == "published" for moment in found):
        found += _elsewhere(tree)
    return tuple(found)


def _elsewhere(tree: LexborHTMLParser) -> list[Moment]:
    """`<time itemprop=datePublished>` and JSON-LD, where no meta tag says it."""
    written = _attribute(tree, "time[itemprop=datePublished][datetime], time[pubdate][datetime]", "datetime")
    if written:
        return [Moment("published", written, edtf(written), "time datePublished")]
    for node in tree.css('script[type="application/ld+json"]')[:20]:
        written = _date_published(node.text() or "")
        if written:
            return [Moment("published", written, edtf(written), "JSON-LD datePublished")]
    return []


def _date_published(source: str) -> str:
    try:
        data = json.loads(source[: 1 << 20])
    except (ValueError, RecursionError):
        return ""
    things = data.get("@graph", [data]) if isinstance(data, dict) else data
    for thing in things if isinstance(things, list) else []:
        if isinstance(thing, dict) and isinstance(thing.get("datePublished"), str):
            return str(thing["datePublished"])[:100]
    return ""


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return ((node.attributes.get(name) if node is not None else None) or "").strip()[:_LONGEST]


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join((node.text() or "").split())[:500] if node is not None else ""


def _prefixed(name: str) -> str:
    return name if name.startswith(_PREFIXED) else f"html:{name}"
