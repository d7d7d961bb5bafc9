"""Opening a picture without decoding it, and decoding it small.

A picture that claims to be enormous is never opened: what its file says was found without. Large JPEGs are decoded
at a half, a quarter or an eighth of their size.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from muniment.model.reading import Derivative, Finding
from muniment.read.picture.drawing import shrunk, upright
from muniment.read.picture.parts import Parts
from muniment.read.picture.small import THUMBNAIL, small_jpeg

MAX_PIXELS = 120_000_000
"""Most formats have to be decoded whole to be made small: about 0.5 GB in memory at most."""
MAX_JPEG_PIXELS = 1_000_000_000
"""JPEG is decoded at an eighth; a progressive one keeps its coefficients in memory all the same."""
MAX_HEAVY_PIXELS = 64_000_000
"""WebP, HEIF and AVIF are decoded with several copies in memory."""
_HEAVY = frozenset(("WEBP", "HEIF", "AVIF"))
WORKING = 1024
"""Longest side of what thumbnail and PDQ hash are made from; a JPEG may be decoded to half of it."""
DRAWN = 2400
"""Longest side of a picture drawn for people or for character recognition."""


class Opened(msgspec.Struct):
    """A picture whose head was read: Pillow's object, or None, and what is wrong with it."""

    picture: Any
    parts: Parts
    findings: list[Finding]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as stored, before any turning; of a HEIF, whose tables name many sizes, as decoded."""
        named = (self.parts.width, self.parts.height)
        return (
            self.picture.size if self.picture is not None and (self.parts.format == "HEIF" or not all(named)) else named
        )

    def orientation(self, written: int) -> int:
        """How to turn what is decoded (1 to 8), where EXIF says `written`.

        The decoders of TIFF and HEIF turn by themselves. AVIF and HEIF have boxes for it and do not let EXIF
        speak of it; of AVIF's boxes the decoder tells in an EXIF block of its own.
        """
        name = self.parts.format
        if name in ("TIFF", "HEIF") or (name == "AVIF" and not self.parts.turned):
            return 1
        if name == "AVIF" and self.picture is not None:
            return int(self.picture.getexif().get(_ORIENTATION, 1))
        return written

    @property
    def count(self) -> int:
        """How many pages, frames or pictures there are."""
        if self.parts.format in ("HEIF", "AVIF") and self.picture is not None:
            return int(getattr(self.picture, "n_frames", 1))
        return self.parts.pages or self.parts.frames


def warm() -> None:
    """Load all decoders before the process is confined."""
    for name in _PLUGINS:
        _plugin(name)
    from PIL import ExifTags, ImageCms, ImageFile, ImageSequence  # noqa: F401


def open_picture(data: bytes, parts: Parts) -> Opened:
    """Read the head of a picture. Never raises for a broken one."""
    opened = Opened(None, parts, [])
    if parts.missing:
        opened.findings.append(_truncated(len(data), parts.missing))
    if too_large(parts.format, (parts.width, parts.height), opened.findings):
        return opened
    for strict in (True, False):
        try:
            with _tolerance(not strict):
                opened.picture = _opener(parts.format)(io.BytesIO(data))
                break
        except MemoryError:
            raise
        except Exception as error:  # Pillow's parsers raise nearly anything on hostile files
            if strict:
                fault = _words(error)
    if opened.picture is None:
        text = f"The picture is damaged and could not be opened: {fault}. The bytes are kept as they came."
        opened.findings.append(Finding("damaged-picture", text, "error"))
    elif not strict:
        text = f"The picture's file is damaged ({fault}). What can be read of it was read."
        opened.findings.append(Finding("damaged-picture", text, "warning"))
    return opened


@contextmanager
def _tolerance(on: bool) -> Iterator[None]:
    """Let Pillow do without what is missing, if so; and keep its warnings, which do not say of what, to itself."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = on
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


_ORIENTATION = 0x0112
_PLUGINS = {
    "JPEG": ("PIL.JpegImagePlugin", "JpegImageFile"),
    "PNG": ("PIL.PngImagePlugin", "PngImageFile"),
    "GIF": ("PIL.GifImagePlugin", "GifImageFile"),
    "BMP": ("PIL.BmpImagePlugin", "BmpImageFile"),
    "TIFF": ("PIL.TiffImagePlugin", "TiffImageFile"),
    "WEBP": ("PIL.WebPImagePlugin", "WebPImageFile"),
    "AVIF": ("PIL.AvifImagePlugin", "AvifImageFile"),
    "HEIF": ("pi_heif", "HeifImageFile"),
}


def _opener(name: str) -> Any:
    """The format's own class: `Image.open` would refuse huge pictures before telling their size."""
    if name not in _PLUGINS:
        raise ValueError("it begins like none of the pictures that are read here")
    return _plugin(name)


def _plugin(name: str) -> Any:
    from importlib import import_module

    module, plugin = _PLUGINS[name]
    loaded = import_module(module)
    if name == "HEIF":
        loaded.options.DECODE_THREADS = 1  # a confined process starts no others
    return getattr(loaded, plugin)


def too_large(name: str, size: tuple[int, int], findings: list[Finding]) -> bool:
    """Whether a picture of this size is not drawn; then `findings` say so."""
    limit = MAX_JPEG_PIXELS if name == "JPEG" else MAX_HEAVY_PIXELS if name in _HEAVY else MAX_PIXELS
    if size[0] * size[1] <= limit:
        return False
    text = f"The picture claims {size[0]} × {size[1]} pixels; so large a one is not drawn."
    findings.append(Finding("too-large-picture", text, "warning"))
    return True


def decoded(opened: Opened, longest: int, orientation: int, number: int = 1) -> Any:
    """Page, frame or picture `number` (from 1), flat, upright and small; None where nothing can be shown.

    Of a damaged one as much as there is. What goes wrong is added to `opened.findings`.
    """
    picture, name = opened.picture, opened.parts.format
    if picture is None:
        return None
    try:
        if number > 1:
            picture.seek(number - 1)
        if too_large(name, picture.size, opened.findings):
            return None
        if name == "JPEG":
            _decode_small(picture, WORKING // 2 if longest == WORKING else longest)
        _load(picture, opened.findings)
        return upright(shrunk(picture, longest), orientation)
    except MemoryError:
        raise
    except Exception as error:  # decoders raise nearly anything
        text = f"The picture cannot be drawn: {_words(error)}."
        opened.findings.append(Finding("damaged-picture", text, "warning"))
    return None


def _decode_small(picture: Any, longest: int) -> None:
    """Have a JPEG decoded at a fraction of its size, though with no fewer than `longest` pixels on its longer side."""
    share = min(longest / max(picture.size), 1.0)
    wanted = (max(int(picture.width * share), 1), max(int(picture.height * share), 1))
    picture.draft("L" if picture.mode == "L" else "RGB", wanted)


def _load(picture: Any, findings: list[Finding]) -> None:
    """Decode; where data is missing, decode as far as it goes."""
    try:
        with _tolerance(False):
            picture.load()
        return
    except MemoryError:
        raise
    except Exception as error:
        findings.append(_undecodable(error))
    with _tolerance(True):
        picture.load()


def thumbnail(base: Any, name: str, pdq: str) -> Derivative:
    """A JPEG of at most 320 pixels of a decoded, upright picture."""
    small = base.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    return Derivative("thumbnail", "image/jpeg", small_jpeg(small), tool(name), f"{THUMBNAIL} px, upright", pdq=pdq)


def drawing(base: Any, name: str, number: int) -> Derivative:
    """The PNG of a decoded, upright picture."""
    out = io.BytesIO()
    base.save(out, "PNG")
    where = f"page {number}"
    return Derivative("page", "image/png", out.getvalue(), tool(name), f"at most {DRAWN} px, upright", where)


def tool(name: str) -> str:
    """Name and version of what decodes a format."""
    import PIL

    if name != "HEIF":
        return f"Pillow {PIL.__version__}"
    import pi_heif  # type: ignore[import-untyped]

    return f"pi-heif {pi_heif.__version__}, Pillow {PIL.__version__}"


def _truncated(size: int, why: str) -> Finding:
    text = f"The picture is not whole: {why}. The part that is there was read."
    return Finding("truncated-picture", text, "warning", f"byte {size}")


def _undecodable(error: Exception) -> Finding:
    if "truncated" in str(error).lower():
        text = f"The picture is not whole: its data break off ({_words(error)}). The part that is there was read."
        return Finding("truncated-picture", text, "warning")
    text = f"Part of the picture's data is damaged ({_words(error)}). What can be drawn of it was drawn."
    return Finding("damaged-picture", text, "warning")


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__).strip().rstrip(".")[:200]
