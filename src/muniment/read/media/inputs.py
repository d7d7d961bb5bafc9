"""What ffmpeg and ffprobe may take the item for: the containers that media types stand for, and nothing else.

Among their other formats are lists that name further files to be opened, and they look for those in any item.
"""

from __future__ import annotations

_FORMATS = (
    "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpeg", "mpegts", "mpegvideo", "ogg", "flv",
    "asf", "mp3", "flac", "wav", "amr", "amrnb", "amrwb", "aac", "aiff", "srt",
)  # fmt: skip
OPENING = ("-protocol_whitelist", "file,pipe", "-format_whitelist", ",".join(_FORMATS))
"""Options that stand before the input."""
