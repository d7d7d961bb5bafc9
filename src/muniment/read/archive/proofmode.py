"""ProofMode: a picture or film with the proof that its app wrote beside it."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.archive.flavours import NotThisFlavour
from muniment.read.archive.zipitem import ZipItem
from muniment.read.interface import Source


def read(archive: ZipItem, source: Source, label: str) -> Reading:
    """Not read yet."""
    raise NotThisFlavour
