"""What a container of video or sound says of itself: ffprobe's answer, as facts with names of its own.

Everything is taken as written: a creation time in a container is what the device's clock said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from muniment.model.reading import Finding, Moment, Position
from muniment.read.interface import Source
from muniment.read.media.inputs import OPENING
from muniment.read.text.page import edtf

ARGUMENTS = (
    "-v", "error", *OPENING, "-print_format", "json",
    "-show_format", "-show_streams", "-show_chapters", "file:{item}",
)  # fmt: skip
_ISO6709 = re.compile(r"(?P<lat>[+-]\d{2}(?:\.\d+)?)(?P<lon>[+-]\d{3}(?:\.\d+)?)(?P<alt>[+-]\d+(?:\.\d+)?)?")
_TIMES = {
    "com.apple.quicktime.creationdate": "taken", "creation_time": "created", "date": "created",
    "date_recorded": "taken", "date_released": "published",
}  # fmt: skip
_PLACES = ("com.apple.quicktime.location.ISO6709", "location", "location-eng")
_ACCURACY = "com.apple.quicktime.location.accuracy.horizontal"
_LONGEST, _MOST_TAGS, _MOST_STREAMS, _MOST_CHAPTERS = 1000, 100, 50, 1000
_NO_DATE = ("1904-01-01", "1970-01-01")
"""What a device writes whose clock was never set: the zero of its way of counting."""


@dataclass(frozen=True)
class Stream:
    """One stream: its number among all, what it carries, and how."""

    index: int
    kind: str
    """`video`, `audio`, `subtitle`, `attachment`, `data`."""
    codec: str
    language: str
    is_cover: bool = False


@dataclass(frozen=True)
class Probed:
    """What the container says."""

    seconds: float | None = None
    streams: tuple[Stream, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    positions: tuple[Position, ...] = ()
    chapters: tuple[tuple[float, str], ...] = ()
    title: str | None = None
    author: str | None = None
    findings: tuple[Finding, ...] = ()

    def of(self, kind: str) -> tuple[Stream, ...]:
        """Streams of one kind, without cover pictures."""
        return tuple(stream for stream in self.streams if stream.kind == kind and not stream.is_cover)


def probe(source: Source) -> Probed:
    """Ask ffprobe. Raises `muniment.read.programs.NoProgram`."""
    ran = source.run("ffprobe", ARGUMENTS, seconds=60, longest=8 << 20)
    try:
        answer: dict[str, Any] = json.loads(ran.output or b"{}")
    except ValueError:
        answer = {}
    container = answer.get("format") or {}
    streams = [one for one in answer.get("streams") or [] if isinstance(one, dict)][:_MOST_STREAMS]
    if not streams:
        return Probed(findings=(_unreadable(ran.said),))
    tags = _tags(container)
    return Probed(
        _number(container.get("duration")),
        tuple(map(_stream, streams)),
        _metadata(container, streams, tags),
        tuple(_moments(tags)),
        tuple(_positions(tags)),
        tuple(_chapters(answer.get("chapters") or [])),
        tags.get("title"),
        tags.get("artist") or tags.get("author"),
        (_damaged(ran.said),) if ran.said.strip() else (),
    )


def _unreadable(said: str) -> Finding:
    return Finding("media-unreadable", f"no video or sound in it could be read: {_reason(said)}", "error")


def _damaged(said: str) -> Finding:
    return Finding("media-damaged", f"it is damaged or cut off; what could be read was read: {_reason(said)}")


def _reason(said: str) -> str:
    """The first line of what the program said, without the item's path and the memory addresses it names."""
    line = next((line for line in said.splitlines() if line.strip()), "no reason was given")
    line = re.sub(r"file:\S*/fd/\d+:?\s*|\s*@ 0x[0-9a-f]+", "", line)
    return "".join(letter if letter.isprintable() else " " for letter in line)[:300].strip()


def _tags(holder: dict[str, Any]) -> dict[str, str]:
    tags = holder.get("tags") or {}
    return {str(name)[:100]: str(value)[:_LONGEST] for name, value in list(tags.items())[:_MOST_TAGS]}


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < 1e7 else None


def _stream(one: dict[str, Any]) -> Stream:
    language = _tags(one).get("language", "")
    is_cover = bool((one.get("disposition") or {}).get("attached_pic"))
    kind, codec = str(one.get("codec_type", "")), str(one.get("codec_name", ""))
    return Stream(int(one.get("index", 0)), kind, codec, "" if language == "und" else language, is_cover)


def _metadata(container: dict[str, Any], streams: list[dict[str, Any]], tags: dict[str, str]) -> dict[str, str]:
    found = {"media:Format": str(container.get("format_long_name", ""))}
    if container.get("duration"):
        found["media:Duration"] = f"{container['duration']} s"
    for one in streams:
        found[f"media:Stream {one.get('index', 0)}"] = _described(one)
    found |= {f"media:{name}": value for name, value in tags.items()}
    for one in streams:
        for name, value in _tags(one).items():
            if name not in ("language", "vendor_id") and tags.get(name) != value:
                found[f"media:Stream {one.get('index', 0)} {name}"] = value
    return {name: value for name, value in found.items() if value}


def _described(one: dict[str, Any]) -> str:
    """A stream in words: `video, h264, 640×360, 25/1 pictures a second, turned by 90°`."""
    words = [str(one.get("codec_type", "unknown")), str(one.get("codec_name", "unknown codec"))]
    if one.get("width"):
        words.append(f"{one['width']}×{one['height']}")
    if one.get("codec_type") == "video" and one.get("avg_frame_rate") not in (None, "0/0"):
        words.append(f"{one['avg_frame_rate']} pictures a second")
    if one.get("sample_rate"):
        words.append(f"{one['sample_rate']} Hz, {one.get('channels', '?')} channel(s)")
    turned = next((side["rotation"] for side in one.get("side_data_list") or [] if "rotation" in side), 0)
    return ", ".join([*words, f"turned by {turned}°"] if turned else words)


def _moments(tags: dict[str, str]) -> Iterator[Moment]:
    for name, what in _TIMES.items():
        written = tags.get(name)
        if written:
            resolved = None if written.startswith(_NO_DATE) else edtf(written)
            yield Moment(what, written, resolved, f"container {name}")


def _positions(tags: dict[str, str]) -> Iterator[Position]:
    for name in _PLACES:
        found = _ISO6709.match(tags.get(name, ""))
        if found is None:
            continue
        latitude, longitude = float(found["lat"]), float(found["lon"])
        if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0.0, 0.0):
            altitude = float(found["alt"]) if found["alt"] else None
            yield Position(latitude, longitude, _number(tags.get(_ACCURACY)), altitude, f"container {name}")
            return


def _chapters(chapters: list[Any]) -> Iterator[tuple[float, str]]:
    for one in chapters[:_MOST_CHAPTERS]:
        start = _number(one.get("start_time")) if isinstance(one, dict) else None
        title = _tags(one).get("title", "") if isinstance(one, dict) else ""
        if start is not None and title:
            yield start, title
