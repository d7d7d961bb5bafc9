"""All that a picture's metadata say, of every standard, in one place; nothing is decoded for it."""

from __future__ import annotations

import msgspec

from muniment.model.reading import Finding, Moment, Position
from muniment.read.picture.c2pa import read_store
from muniment.read.picture.exif import findings_of, metadata_of, whole_value
from muniment.read.picture.iptc import iptc_of
from muniment.read.picture.parts import Parts
from muniment.read.picture.position import position_of
from muniment.read.picture.tiff import Block, read_block
from muniment.read.picture.times import moments_of
from muniment.read.picture.xmp import Xmp

_ORIENTATION = 0x0112
_TITLES = ("iptc:Headline", "iptc:ObjectName", "xmp:Headline", "xmp:title")
_AUTHORS = ("iptc:By-line", "xmp:creator", "exif:Artist")


class Said(msgspec.Struct):
    """What metadata say."""

    block: Block
    metadata: dict[str, str]
    moments: list[Moment]
    positions: list[Position]
    findings: list[Finding]

    @property
    def title(self) -> str | None:
        """A headline, where somebody wrote one."""
        return self._first(_TITLES)

    @property
    def author(self) -> str | None:
        """Who took it, as written."""
        return self._first(_AUTHORS)

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((self.metadata[name] for name in names if self.metadata.get(name)), None)

    @property
    def orientation(self) -> int:
        """EXIF's Orientation, 1 where there is none."""
        return whole_value(self.block, "IFD0", _ORIENTATION) or 1


def said_by(parts: Parts) -> Said:
    """What the metadata of a picture say; what is broken in them is in the findings."""
    block = read_block(parts.exif) if parts.exif else Block([], [])
    xmp = Xmp()
    for packet in parts.xmp:
        xmp.add(packet)
    captions, written, broken = iptc_of(parts.iptc)
    credentials, unchecked = read_store(parts.c2pa)
    moments, no_times = moments_of(block)
    position, doubts = position_of(block)
    position = position or xmp.position()
    return Said(
        block,
        {**metadata_of(block), **parts.texts, **captions, **xmp.metadata, **credentials},
        _once(moments, [*written, *xmp.moments()]),
        [position] if position else [],
        [*parts.findings, *findings_of(block), *no_times, *doubts, *broken, *xmp.findings, *unchecked],
    )


def _once(first: list[Moment], more: list[Moment]) -> list[Moment]:
    """`first`, and of `more` those that do not just repeat a time."""
    kept = list(first)
    for moment in more:
        if not any((moment.what, moment.edtf) == (one.what, one.edtf) for one in kept):
            kept.append(moment)
    return kept
