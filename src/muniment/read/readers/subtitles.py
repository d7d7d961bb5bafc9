"""The reader of subtitle files: SubRip and WebVTT."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.media.subtitles import cues
from muniment.read.text.blocks import compose
from muniment.read.text.decode import decode
from muniment.read.text.language import model


class SubtitleReader:
    """Reads `application/x-subrip` and `text/vtt`."""

    name = "subtitles"
    version = "1"
    media_types = frozenset({"application/x-subrip", "text/vtt"})

    def warm(self) -> None:
        """Load the language model."""
        model()

    def read(self, source: Source) -> Reading:
        """One passage a cue, with its time code; never raises for any bytes."""
        decoded = decode(source.data)
        label, metadata = f"{self.name}/{self.version}", {"text:encoding": decoded.encoding}
        return compose(label, list(cues(decoded.text)), findings=decoded.findings, metadata=metadata)
