"""Pictures of pages, drawn by PDFium: for people to look at and for character recognition.

Never drawn larger than a fixed number of pixels, whatever the page says its size is.
"""

from __future__ import annotations

import io
import math
from typing import Any

from muniment.model.reading import Derivative
from muniment.read.pdf import engine
from muniment.read.picture.small import THUMBNAIL, small_jpeg

MAX_PIXELS = 40_000_000
PAGE = 1_600
"""Longest side in pixels of a page's picture for people."""


def render_page(data: bytes, page: int, dpi: float = 150.0) -> bytes:
    """PNG of page `page` (from 1) at `dpi` dots per inch, or fewer where that would be too many.

    Raises ValueError for a page that is not there or a resolution that is none,
    `pypdfium2.PdfiumError` where PDFium cannot open or load it.
    """
    pypdfium2 = engine.pypdfium2()
    if not dpi > 0:
        raise ValueError(f"no resolution: {dpi}")
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= page <= len(document):
            raise ValueError(f"there is no page {page}: the document has {len(document)}")
        picture = _drawn(document, page - 1, dpi / 72)
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def draw_page(document: Any, index: int, scale: float, pixels: int = MAX_PIXELS) -> tuple[Any, float]:
    """A grey Pillow picture of page `index` (from 0) as shown, and its pixels in a point.

    At `scale`, or less where that would be more than `pixels`. Raises PdfiumError.
    """
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_bounded(scale, width, height), math.sqrt(pixels / max(width * height, 0.01)))
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            return bitmap.to_pil().convert("L"), scale
        finally:
            bitmap.close()
    finally:
        page.close()


def page_picture(document: Any, number: int) -> Derivative:
    """Page `number` (from 1) as PNG for people to look at. Raises IndexError, PdfiumError."""
    if not 1 <= number <= len(document):
        raise IndexError(f"there is no page {number}: the document has {len(document)}")
    width, height = document.get_page_size(number - 1)
    picture = _drawn(document, number - 1, PAGE / max(width, height, 0.01), forms=True)
    out = io.BytesIO()
    picture.save(out, "PNG")
    tool = f"pdfium {engine.pypdfium2().PDFIUM_INFO.build}"
    return Derivative("page", "image/png", out.getvalue(), tool, f"{PAGE} px", f"page {number}")


def thumbnail(document: Any) -> Derivative:
    """A small JPEG of the first page. Raises PdfiumError where the page cannot be loaded."""
    pypdfium2 = engine.pypdfium2()
    width, height = document.get_page_size(0)
    picture = _drawn(document, 0, THUMBNAIL / max(width, height, 0.01))
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    tool = f"pdfium {pypdfium2.PDFIUM_INFO.build}"
    return Derivative("thumbnail", "image/jpeg", small_jpeg(picture), tool, f"page 1, {THUMBNAIL} px")


def _drawn(document: Any, index: int, scale: float, forms: bool = False) -> Any:
    """A Pillow picture (RGB) of a page at `scale` pixels a point."""
    page = document[index]
    try:
        width, height = page.get_size()
        bitmap = page.render(scale=_bounded(scale, width, height), may_draw_forms=forms)
        try:
            return bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()


def _bounded(scale: float, width: float, height: float) -> float:
    """`scale`, or less where the picture would have more than the permitted pixels in all or
    in one direction."""
    area = max(width * height, 0.01)
    return min(scale, math.sqrt(MAX_PIXELS / area), 30_000 / max(width, height, 0.01))
