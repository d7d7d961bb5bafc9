"""The picture reader: what the metadata say, where, when and with what; a thumbnail, a hash of what is to be seen.

Never decodes a huge picture, never repairs metadata, never says that a picture is genuine.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from muniment.model.reading import Derivative, Finding, Reading
from muniment.read.interface import Undrawable
from muniment.read.ocr.picture import LONGEST, with_text
from muniment.read.ocr.session import warm as warm_recognition
from muniment.read.picture import c2pa
from muniment.read.picture.attached import compare_preview, give_attached, preview_of, trailing
from muniment.read.picture.opening import DRAWN, WORKING, Opened, decoded, drawing, open_picture, thumbnail, warm
from muniment.read.picture.parts import Parts, parts_of
from muniment.read.picture.pdq import pdq_of
from muniment.read.picture.said import Said, said_by

if TYPE_CHECKING:
    from muniment.read.interface import Source


class PictureReader:
    """Reads JPEG, PNG, GIF, TIFF, WebP, BMP, HEIF and AVIF. Stateless between items."""

    name = "picture"
    version = "3"
    media_types = frozenset(
        (
            *("image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/bmp", "image/avif"),
            *("image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"),
        )
    )

    def warm(self) -> None:
        """Load the picture libraries before the process is confined."""
        import numpy  # noqa: F401

        from muniment.read.picture.pdq import warm as warm_hash

        warm()
        c2pa.warm()
        warm_hash()
        warm_recognition()

    def read(self, source: Source) -> Reading:
        """The reading of a picture; broken metadata and missing data are told in its findings."""
        data = source.data
        parts = parts_of(data)
        said = said_by(parts)
        opened = open_picture(data, parts)
        try:
            base = decoded(opened, WORKING, opened.orientation(said.orientation))
            return self._reading(source, opened, said, base)
        finally:
            if opened.picture is not None:
                opened.picture.close()

    def draw(self, source: Source, page: int) -> Derivative:
        """Page, frame or picture `page` (from 1) as PNG, upright, at most 2,400 pixels long.

        Raises IndexError where there is none, Undrawable where it cannot be drawn.
        """
        parts = parts_of(source.data)
        opened = open_picture(source.data, parts)
        if not 1 <= page <= opened.count:
            raise IndexError(f"there is no page {page}: the picture has {opened.count}")
        base = decoded(opened, DRAWN, opened.orientation(said_by(parts).orientation), page)
        if base is None:
            raise Undrawable(" ".join(finding.text for finding in opened.findings))
        return drawing(base, parts.format, page)

    def _reading(self, source: Source, opened: Opened, said: Said, base: Any) -> Reading:
        parts = opened.parts
        hashed, quality = pdq_of(base) if base is not None else ("", 0)
        seen = {"pdq:Hash": hashed, "pdq:Quality": str(quality)} if hashed else {}
        metadata = _measures(opened) | said.metadata | seen | give_attached(source, source.data, parts)
        turn = opened.orientation(said.orientation)
        # What is cut off looks unlike its preview without anybody having changed it.
        whole = not any(finding.code in ("truncated-picture", "damaged-picture") for finding in opened.findings)
        preview = preview_of(said.block, parts.exif) if whole else b""
        further = (
            compare_preview(source, preview, base, (hashed, quality), turn) if preview else None,
            trailing(source.data, parts),
        )
        reading = Reading(
            f"{self.name}/{self.version}",
            title=said.title,
            author=said.author,
            pages=parts.pages,
            moments=tuple(said.moments),
            positions=tuple(said.positions),
            metadata=metadata,
            findings=_once([*opened.findings, *said.findings, *filter(None, further)]),
            derivatives=(thumbnail(base, parts.format, hashed),) if base is not None else (),
        )
        # opened anew: a JPEG that was decoded small stays so
        larger = partial(_page_to_recognise, source.data, parts, said.orientation)
        return with_text(source, reading, base, larger)


def _page_to_recognise(data: bytes, parts: Parts, orientation: int, page: int) -> Any:
    opened = open_picture(data, parts)
    if page > opened.count:
        return None
    return decoded(opened, LONGEST, opened.orientation(orientation), page)


def _measures(opened: Opened) -> dict[str, str]:
    width, height = opened.size
    out = {"picture:Width": str(width), "picture:Height": str(height)} if width else {}
    if opened.picture is not None:
        out |= {"picture:Mode": opened.picture.mode}
    if opened.parts.format:
        out |= {"picture:Format": opened.parts.format}
    if opened.parts.pages is None and opened.count > 1:
        out |= {"picture:Frames": str(opened.count)}
    return out


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Without repetitions: where data are cut off, the decoder complains of damage once more."""
    seen: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.where), finding)
    cut = [finding for finding in seen.values() if finding.code == "truncated-picture"]
    return tuple(
        one
        for one in seen.values()
        if one not in cut[1:] and not (cut and one.code == "damaged-picture" and one.level != "error")
    )
