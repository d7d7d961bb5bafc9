"""The reading of a WACZ: its pages, its files, and everything in it that does not agree with the rest."""

from __future__ import annotations

from muniment.model.reading import Moment, Reading, Told
from muniment.read.archive.flavours import NotThisFlavour
from muniment.read.archive.zipitem import ZipItem
from muniment.read.interface import Source
from muniment.read.text.blocks import Block, Mark
from muniment.read.webarchive.dates import from_warc, in_words
from muniment.read.webarchive.listing import LONGEST_URL, leads_to_web, listed
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.wacz.indexes import check_indexes
from muniment.read.webarchive.wacz.package import PACKAGE, Package, checked, measured
from muniment.read.webarchive.wacz.pages import Page, compare, listed_pages
from muniment.read.webarchive.wacz.survey import Survey, surveyed

DAY = 86_400
_LONGEST = 4000
_WARCS = (".warc", ".warc.gz")


def read(archive: ZipItem, source: Source, label: str) -> Reading:
    """Check everything, then give the files."""
    warcs = sorted({name for name in archive.names if name.startswith("archive/") and name.endswith(_WARCS)})
    if not warcs:
        raise NotThisFlavour
    notes = Notes()
    package = checked(archive, measured(archive), notes)
    survey = surveyed(archive, warcs)
    if not survey.whole:
        text = "not all records of its WARC files could be compared with its page list and indexes"
        notes.add("wacz-not-compared", text, "archive/")
    pages = listed_pages(archive, notes)
    compare(pages, survey, notes)
    check_indexes(archive, survey, notes)
    moments = _moments(package, survey, notes)
    _give(archive, source, warcs, package)
    title = _text(package, "title")
    blocks = [*_about(package), *map(_line, pages), *archive.listing()]
    metadata = {**archive.metadata(), **_metadata(package, survey, pages)}
    return listed(label, blocks, metadata, moments, (*notes.all(), *archive.findings()), title or None)


def _give(archive: ZipItem, source: Source, warcs: list[str], package: Package) -> None:
    """The WARC files, which are read by themselves then, and what goes with them; indexes say nothing of their own."""
    software = _text(package, "software")
    for name in warcs:
        if not archive.give(source, name, Told(tool=software, sha256=package.hashes.get(name, ""))):
            return
    archive.give_rest(source, [name for name in archive.names if name.startswith("indexes/")])


def _moments(package: Package, survey: Survey, notes: Notes) -> tuple[Moment, ...]:
    """When the package says it was made; before its own records is not possible."""
    made = []
    for what in ("created", "modified"):
        stated = _text(package, what)
        if not stated:
            continue
        edtf, seconds = from_warc(stated)
        made.append(Moment(what, stated, edtf or None, f"{PACKAGE}, {what}"))
        if not edtf:
            text = f"“{stated[:60]}”, when the package says it was {what}, is no possible date"
            notes.add("date-impossible", text, f"{PACKAGE}, {what}")
        elif seconds is not None and survey.latest is not None and seconds < survey.latest - DAY:
            text = f"the package says it was {what} {in_words(seconds)}, and holds a record that says "
            text += f"{in_words(survey.latest)}; both cannot be so"
            notes.add("forged-date", text, f"{PACKAGE}, {what}")
    return tuple(made)


def _about(package: Package) -> list[Block]:
    title, description = _text(package, "title"), _text(package, "description")
    made = [Block(title, "heading", where=PACKAGE)] if title else []
    return [*made, Block(description, where=PACKAGE)] if description else made


def _line(page: Page) -> Block:
    """One page: title, address, moment."""
    url = page.url if len(page.url) <= LONGEST_URL else page.url[:LONGEST_URL] + "…"
    title = page.title[:LONGEST_URL].replace("\t", " ").replace("\n", " ")
    text = "\t".join(cell for cell in (title, url, page.edtf) if cell)
    start = len(title) + 1 if title else 0
    marks = [Mark(start, start + len(url), page.url)] if leads_to_web(page.url) else []
    return Block(text, "list", tight=True, marks=marks, where=page.where, at=page.edtf or None)


def _metadata(package: Package, survey: Survey, pages: list[Page]) -> dict[str, str]:
    made = {f"wacz:{name[:100]}": value[:_LONGEST] for name, value in package.said.items() if isinstance(value, str)}
    signed = package.digest.get("signedData")
    if isinstance(signed, dict):
        made |= {f"wacz:signedData.{name[:100]}": value[:_LONGEST] for name, value in signed.items()
                 if isinstance(value, str)}  # fmt: skip
    return {**made, "pages": str(len(pages)), "records": str(survey.count)}


def _text(package: Package, name: str) -> str:
    value = package.said.get(name)
    return value[:_LONGEST] if isinstance(value, str) else ""
