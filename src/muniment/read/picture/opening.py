"""Opening a JPEG or PNG without decoding it, and making its thumbnail.

Large pictures are never decoded whole; a picture that claims to be enormous is measured only.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

import msgspec

from muniment.model.reading import Derivative, Finding
from muniment.read.picture.jpegscan import missing_part
from muniment.read.picture.small import THUMBNAIL, small_jpeg

MAX_PIXELS = 120_000_000
"""PNG has to be decoded whole to be made small: about 0.5 GB in memory at most."""
MAX_JPEG_PIXELS = 1_000_000_000
"""JPEG is decoded at an eighth; a progressive one keeps its coefficients in memory all the same."""
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_UPRIGHT = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270"}
_UPRIGHT |= {7: "TRANSVERSE", 8: "ROTATE_90"}


class Opened(msgspec.Struct, frozen=True):
    """A picture whose head was read: Pillow's object, or None, and what is wrong with it."""

    picture: Any
    width: int
    height: int
    findings: list[Finding]


def open_picture(data: bytes) -> Opened:
    """Read the head of a JPEG or PNG. Never raises for a broken one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they would go to standard error, without saying of what
            picture = _opener(data)(io.BytesIO(data))
    except Exception as error:  # Pillow's parsers raise nearly anything on hostile files
        width, height = _png_size(data)
        return Opened(None, width, height, [_damaged(error)])
    width, height = picture.size
    missing = _missing(data)
    return Opened(picture, width, height, [_truncated(len(data), missing)] if missing else [])


def _opener(data: bytes) -> Any:
    """The format's own class: `Image.open` would refuse huge pictures before telling their size."""
    if data.startswith(_PNG):
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile
    if data.startswith(_JPEG):
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile
    raise ValueError("it begins neither as a JPEG nor as a PNG does")


def _png_size(data: bytes) -> tuple[int, int]:
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return 0, 0


def _damaged(error: Exception) -> Finding:
    text = f"The picture is damaged and could not be opened: {error}. The bytes are kept as they came."
    return Finding("damaged-picture", text, "error")


def _missing(data: bytes) -> str:
    if data.startswith(_PNG):
        return "" if b"IEND" in data else "its end is missing, so it was cut off"
    return missing_part(data)


def _truncated(size: int, why: str) -> Finding:
    text = f"The picture is not whole: {why}. The part that is there was read."
    return Finding("truncated-picture", text, "warning", f"byte {size}")


def thumbnail(opened: Opened, size: int, orientation: int) -> tuple[Derivative | None, list[Finding]]:
    """A JPEG of at most 320 pixels, upright, and what went wrong. `size` is the file's, in bytes.

    Of a truncated picture it shows as much as there is. None where nothing can be shown.
    """
    limit = MAX_JPEG_PIXELS if opened.picture.format == "JPEG" else MAX_PIXELS
    if opened.width * opened.height > limit:
        text = f"The picture claims {opened.width} × {opened.height} pixels; so large a one is not drawn."
        return None, [Finding("too-large-picture", text, "warning")]
    findings: list[Finding] = []
    try:
        small = _small(opened.picture, orientation, findings, size)
    except Exception as error:
        return None, [*findings, Finding("damaged-picture", f"The picture cannot be drawn: {error}.", "warning")]
    import PIL

    return Derivative(
        "thumbnail", "image/jpeg", small_jpeg(small), f"Pillow {PIL.__version__}", f"{THUMBNAIL} px, upright"
    ), findings


def _small(picture: Any, orientation: int, findings: list[Finding], size: int) -> Any:
    from PIL import Image

    if picture.format == "JPEG":
        picture.draft("RGB" if picture.mode != "L" else "L", (THUMBNAIL, THUMBNAIL))
    _load(picture, findings, size)
    flat = _flat(picture)
    flat.thumbnail((THUMBNAIL, THUMBNAIL))
    turn = _UPRIGHT.get(orientation)
    return flat.transpose(getattr(Image.Transpose, turn)) if turn else flat


def _load(picture: Any, findings: list[Finding], size: int) -> None:
    """Decode; where data is missing, decode as far as it goes."""
    from PIL import ImageFile

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture.load()
        return
    except Exception as error:  # decoders raise nearly anything
        findings.append(_undecodable(size, error))
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _undecodable(size: int, error: Exception) -> Finding:
    if "truncated" in str(error).lower():
        return _truncated(size, f"its data break off ({error})")
    text = f"Part of the picture's data is damaged ({error}). What can be drawn of it was drawn."
    return Finding("damaged-picture", text, "warning")


def _flat(picture: Any) -> Any:
    """RGB or grey, transparent parts on white, 16-bit grey brought down to 8."""
    from PIL import Image

    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGB", "L"):
        return picture
    if "A" in picture.mode or "transparency" in picture.info:
        over = picture.convert("RGBA")
        under = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(under, over).convert("RGB")
    return picture.convert("RGB")
