"""Subtitles as text: SubRip and WebVTT, from files of their own and from streams of a video."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment.read.media.timecode import time_code
from muniment.read.text.blocks import Block

_CUE = re.compile(
    r"^(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>\d{2})[.,](?P<f>\d{3})\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{3}"
)
_MARKUP = re.compile(r"</?(?:[ibuc]|font|v|lang|ruby|rt)(?:[.\s][^<>]{0,200})?>|\{\\[^{}]{0,200}\}|<\d\d:\d\d[:.\d]*>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]{1,200})>")
_BESIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")
MOST = 50_000


def cues(text: str, language: str = "") -> Iterator[Block]:
    """One block a cue, in order; `language` is what the stream says of itself."""
    for count, part in enumerate(re.split(r"\n[ \t]*\n", text.strip())):
        if count > MOST:
            return
        lines = part.strip("\n").split("\n")
        at = next((number for number, line in enumerate(lines[:3]) if _CUE.match(line.strip())), None)
        if at is None:
            if not lines[0].startswith(_BESIDE) and part.strip():
                yield Block(part.strip(), "note")
            continue
        yield _block(lines[at].strip(), "\n".join(lines[at + 1 :]), language)


def _block(timing: str, written: str, language: str) -> Block:
    found = _CUE.match(timing)
    assert found is not None
    seconds = int(found["h"] or 0) * 3600 + int(found["m"]) * 60 + int(found["s"]) + int(found["f"]) / 1000
    voice = _VOICE.search(written)
    notes = (f"language {language}",) if language else ()
    by = voice.group(1).strip() if voice else None
    return Block(_MARKUP.sub("", written).strip(), "subtitle", where=time_code(seconds), by=by, notes=notes)
