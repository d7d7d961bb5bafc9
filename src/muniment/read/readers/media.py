"""The reader of video and sound: what the container says, frames at scene changes, subtitles as text.

The work is done by ffmpeg, as a process that can open nothing but the item. What is said in it, or
shown, is for people to hear and see: nothing here listens.
"""

from __future__ import annotations

from msgspec.structs import replace

from muniment.model.reading import Derivative, Finding, Reading
from muniment.read.interface import Source
from muniment.read.media.frames import frames_of
from muniment.read.media.inputs import OPENING
from muniment.read.media.probe import Probed, probe
from muniment.read.media.subtitles import cues
from muniment.read.media.timecode import time_code
from muniment.read.programs import NoProgram
from muniment.read.text.blocks import Block, compose

PICTURED = frozenset({"dvd_subtitle", "hdmv_pgs_subtitle", "dvb_subtitle", "xsub"})
"""Subtitles that are pictures."""
_MOST_TRACKS = 20
_MISSING = (
    "it is kept, but nothing was read from it: the program ffmpeg is not installed (`apt install ffmpeg`, "
    "then `muniment read --again`)"
)


class MediaReader:
    """Reads video and sound. Stateless between items."""

    name = "media"
    version = "2"
    programs = frozenset({"ffmpeg", "ffprobe"})
    media_types = frozenset(
        {
            "video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo", "video/3gpp",
            "video/mpeg", "video/ogg", "video/x-flv", "video/x-ms-asf", "audio/mpeg", "audio/mp4", "audio/ogg",
            "audio/flac", "audio/x-wav", "audio/amr", "audio/aac", "audio/x-aiff",
        }
    )  # fmt: skip

    def warm(self) -> None:
        """Load the picture library, the hash and the language model before the process is confined."""
        from PIL import JpegImagePlugin  # noqa: F401

        from muniment.read.picture import pdq  # noqa: F401
        from muniment.read.text.language import model

        model()

    def read(self, source: Source) -> Reading:
        """The reading of a film or a recording; without ffmpeg a finding that says how to get it."""
        label = f"{self.name}/{self.version}"
        try:
            probed = probe(source)
            frames, doubts = self._frames(source, probed)
            blocks, unread = self._texts(source, probed)
        except NoProgram:
            return Reading(label, findings=(Finding("no-ffmpeg", _MISSING, "error"),))
        reading = compose(
            label,
            blocks,
            findings=(*probed.findings, *doubts, *unread),
            title=probed.title,
            metadata=probed.metadata,
            moments=probed.moments,
            author=probed.author,
        )
        # the first words of a subtitle are no title
        return replace(reading, title=probed.title, positions=probed.positions, derivatives=frames)

    def _frames(self, source: Source, probed: Probed) -> tuple[tuple[Derivative, ...], list[Finding]]:
        pictures = probed.of("video")
        return frames_of(source, probed.seconds, pictures[0].index) if pictures else ((), [])

    def _texts(self, source: Source, probed: Probed) -> tuple[list[Block], list[Finding]]:
        """Chapters, then the subtitles of each stream."""
        blocks = [Block(title, "heading", where=time_code(start)) for start, title in probed.chapters]
        findings = []
        for stream in probed.of("subtitle")[:_MOST_TRACKS]:
            if stream.codec in PICTURED:
                words = f"the subtitles of stream {stream.index} are pictures; their text was not read"
                findings.append(Finding("pictured-subtitles", words, "note"))
                continue
            ran = source.run("ffmpeg", _subtitles(stream.index), seconds=120, longest=16 << 20)
            blocks += cues(ran.output.decode("utf-8", "replace").replace("\r\n", "\n"), stream.language)
            if ran.code != 0:
                words = f"the subtitles of stream {stream.index} could not all be read"
                findings.append(Finding("subtitles-unread", words))
        return blocks, findings


def _subtitles(stream: int) -> list[str]:
    return [
        "-v", "error", "-nostdin", *OPENING, "-i", "file:{item}",
        "-map", f"0:{stream}", "-f", "srt", "pipe:1",
    ]  # fmt: skip
