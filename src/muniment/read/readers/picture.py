"""The picture reader (JPEG, PNG): what the metadata says, where, when and with what; a thumbnail.

A picture has no text here; character recognition is another reader's. Never decodes a huge picture
whole, never repairs metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.model.reading import Finding, Reading
from muniment.read.picture.exif import findings_of, metadata_of
from muniment.read.picture.opening import Opened, open_picture, thumbnail
from muniment.read.picture.position import position_of
from muniment.read.picture.texts import texts_of, xmp_of
from muniment.read.picture.tiff import Block, read_block
from muniment.read.picture.times import moments_of

if TYPE_CHECKING:
    from muniment.read.interface import Source

_ORIENTATION = 0x0112
_RAW_EXIF = "Raw profile type exif"


class PictureReader:
    """Reads image/jpeg and image/png. Stateless between items."""

    name = "picture"
    version = "1"
    media_types = frozenset({"image/jpeg", "image/png"})

    def warm(self) -> None:
        """Load the picture library before the process is confined."""
        from PIL import ExifTags, JpegImagePlugin, PngImagePlugin  # noqa: F401

    def read(self, source: Source) -> Reading:
        """The reading of a picture; broken metadata and missing data are told in its findings."""
        data = source.data
        label = f"{self.name}/{self.version}"
        opened = open_picture(data)
        if opened.picture is None:
            return Reading(label, metadata=_dimensions(opened), findings=tuple(opened.findings))
        try:
            return _reading(label, opened, len(data))
        finally:
            opened.picture.close()


def _reading(label: str, opened: Opened, size: int) -> Reading:
    info = dict(opened.picture.info)
    block = _block(info)
    moments, no_times = moments_of(block)
    position, no_position = position_of(block)
    xmp, broken_xmp = xmp_of(info)
    metadata = {**_dimensions(opened), **metadata_of(block), **_texts(opened, info), **xmp}
    small, broken = thumbnail(opened, size, _orientation(block))
    return Reading(
        label,
        moments=tuple(moments),
        positions=(position,) if position else (),
        metadata=metadata,
        findings=_once([*opened.findings, *findings_of(block), *no_times, *no_position, *broken_xmp, *broken]),
        derivatives=(small,) if small else (),
    )


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Without repetitions: where data are cut off, the decoder complains of damage once more."""
    seen: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.where), finding)
    cut = any(finding.code == "truncated-picture" for finding in seen.values())
    return tuple(one for one in seen.values() if not (cut and one.code == "damaged-picture"))


def _dimensions(opened: Opened) -> dict[str, str]:
    out = {"picture:Width": str(opened.width), "picture:Height": str(opened.height)} if opened.width else {}
    if opened.picture is not None:
        out |= {"picture:Mode": opened.picture.mode, "picture:Format": opened.picture.format}
    return out


def _block(info: dict[Any, Any]) -> Block:
    """The EXIF block: JPEG's APP1, PNG's eXIf chunk, or ImageMagick's hexadecimal text in a PNG."""
    raw = info.get("exif")
    if not raw and isinstance(info.get(_RAW_EXIF), str):
        try:
            raw = bytes.fromhex("".join(info[_RAW_EXIF].split()[2:]))
        except ValueError:
            raw = None
    return read_block(raw) if isinstance(raw, bytes) and raw else Block([], [])


def _texts(opened: Opened, info: dict[Any, Any]) -> dict[str, str]:
    texts = texts_of(info, opened.picture.format.lower())
    texts.pop(f"png:{_RAW_EXIF}", None)
    return texts


def _orientation(block: Block) -> int:
    value = block.value("IFD0", _ORIENTATION)
    first = value[0] if isinstance(value, tuple) and value else 1
    return first if isinstance(first, int) else 1
