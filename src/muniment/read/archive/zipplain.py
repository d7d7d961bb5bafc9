"""A ZIP that is nothing but a ZIP: every member a child, and a list."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.archive.flavours import read_flavour
from muniment.read.archive.listing import listed
from muniment.read.archive.zipitem import ZipItem
from muniment.read.interface import Source


def read_zip(source: Source, label: str) -> Reading:
    """The reading of a ZIP: by the flavour it has, else plain."""
    archive = ZipItem(source)
    return read_flavour(archive, source, label) or plain(archive, source, label)


def plain(archive: ZipItem, source: Source, label: str) -> Reading:
    """Every member given, and a list."""
    archive.give_rest(source)
    return listed(label, archive.listing(), archive.metadata(), archive.faults)
