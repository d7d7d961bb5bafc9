"""Pictures of a video where its scene changes, each with its time code and PDQ hash.

ffmpeg decodes and picks: the first picture, then each that differs clearly from the one before it. Long
videos are looked at in their key pictures only (those that are stored whole, usually one or two a
second): ten to fifty times quicker, and a cut is then found within a second or two.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from muniment.model.pdq import TELLING
from muniment.model.reading import Derivative, Finding
from muniment.read.interface import Source
from muniment.read.media.inputs import OPENING
from muniment.read.media.timecode import time_code
from muniment.read.programs import Ran

MOST = 200
"""Frames of one video."""
CHANGE = 0.3
"""How much of the picture must be new, 0 to 1, by ffmpeg's measure."""
SIDE = 640
"""Pixels on the longer side."""
EVERY_PICTURE = 120.0
"""Seconds of video up to which every picture is looked at."""
_SECONDS_A_SECOND = 0.5
_LEAST, _MOST_SECONDS = 60.0, 3000.0
_TIME = re.compile(r"\bpts_time:\s*(-?\d+(?:\.\d+)?)")
_START, _END = b"\xff\xd8\xff", b"\xff\xd9"


def frames_of(source: Source, seconds: float | None, stream: int) -> tuple[tuple[Derivative, ...], list[Finding]]:
    """The frames, thumbnail first, and what is to be said of them."""
    allowed = min(max(_LEAST, (seconds or 0.0) * _SECONDS_A_SECOND), _MOST_SECONDS)
    source.more_time(allowed)
    long = seconds is None or seconds > EVERY_PICTURE
    settings = f"scene change over {CHANGE}, {'key pictures' if long else 'every picture'}, {SIDE} px"
    ran = source.run("ffmpeg", _arguments(stream, long), seconds=allowed, longest=128 << 20)
    made = list(_derivatives(ran, settings))
    findings = []
    if ran.code is None:
        findings.append(Finding("frames-cut", f"its pictures were looked at for {allowed:.0f} seconds, not to the end"))
    elif len(made) > MOST:
        findings.append(Finding("frames-cut", f"only the first {MOST} of its scenes have a picture"))
    if not made:
        findings.append(Finding("no-frames", "no picture of it could be decoded", "warning"))
    return tuple(made[: MOST + 1]), findings


def _arguments(stream: int, long: bool) -> list[str]:
    scale = f"scale='if(gt(iw,ih),min({SIDE},iw),-2)':'if(gt(iw,ih),-2,min({SIDE},ih))'"
    pick = f"select='eq(n,0)+gt(scene,{CHANGE})',showinfo,{scale}"
    return [
        "-v", "info", "-hide_banner", "-nostats", "-nostdin", "-threads", "1", *OPENING,
        *(("-skip_frame", "nokey") if long else ()),
        "-i", "file:{item}", "-map", f"0:{stream}", "-vf", pick, "-vsync", "vfr", "-frames:v", str(MOST + 1),
        "-f", "image2pipe", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "4", "-threads", "1", "pipe:1",
    ]  # fmt: skip


def _derivatives(ran: Ran, settings: str) -> Iterator[Derivative]:
    """Thumbnail and frames. A time code that is not said is left open rather than guessed."""
    from PIL import Image, UnidentifiedImageError

    from muniment.read.picture.pdq import pdq_of

    times = [float(found) for line in ran.said.splitlines() if "pts_time" in line for found in _TIME.findall(line)]
    tool = _tool(ran.said)
    for number, data in enumerate(_pictures(ran.output)):
        try:
            with Image.open(io.BytesIO(data)) as picture:
                picture.load()
                hashed, quality = pdq_of(picture)
                if number == 0:
                    yield Derivative("thumbnail", "image/jpeg", _small(picture), tool, settings)
        except (UnidentifiedImageError, OSError, ValueError):
            continue
        where = time_code(max(0.0, times[number])) if number < len(times) else ""
        # A black frame is in every film: its hash would tie them all together.
        telling = hashed if quality >= TELLING else ""
        yield Derivative("frame", "image/jpeg", data, tool, settings, where, telling)


def _pictures(output: bytes) -> Iterator[bytes]:
    """JPEG files one behind the other: in coded data FF is always followed by 00, so FFD9 is an end."""
    at = output.find(_START)
    while at >= 0:
        end = output.find(_END, at)
        if end < 0:
            return
        yield output[at : end + 2]
        at = output.find(_START, end + 2)


def _small(picture: Any) -> bytes:
    from muniment.read.picture.small import THUMBNAIL, small_jpeg

    small = picture.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    return small_jpeg(small)


def _tool(said: str) -> str:
    found = re.search(r"Lavf(\d[\d.]*)", said)
    return f"ffmpeg (libavformat {found.group(1)})" if found else "ffmpeg"
