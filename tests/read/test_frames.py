"""Frames on a real socket: cut anywhere, with descriptors, and never longer than agreed."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from muniment.work.frames import ANSWER, TASK, Channel, FrameBuffer, FrameTooLong, frame, send_some


def test_frames_come_out_whole_however_they_arrive() -> None:
    stream = frame(TASK, b"one") + frame(ANSWER, b"") + frame(TASK, b"x" * 1000)
    for step in (1, 3, 7, len(stream)):
        buffer, out = FrameBuffer(1000), []
        for at in range(0, len(stream), step):
            buffer.feed(stream[at : at + step])
            while (whole := buffer.pop()) is not None:
                out.append(whole)
        assert out == [(TASK, b"one"), (ANSWER, b""), (TASK, b"x" * 1000)]


@pytest.mark.parametrize("header", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x00\x00\x03\xea"])
def test_a_length_is_not_trusted(header: bytes) -> None:
    buffer = FrameBuffer(1000)
    buffer.feed(header)
    with pytest.raises(FrameTooLong):
        buffer.pop()


def test_descriptors_stay_with_their_frames(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    for name in "ab":
        (tmp_path / name).write_text(name * 3)
        descriptor = os.open(tmp_path / name, os.O_RDONLY)
        send_some(ours, memoryview(frame(TASK, name.encode())), descriptor)
        os.close(descriptor)
        send_some(ours, memoryview(frame(TASK, b"none")), None)
    ours.close()
    channel, seen = Channel(theirs, 100), []
    while (whole := channel.receive()) is not None:
        if whole[1] != b"none":
            with os.fdopen(channel.take_descriptor(), "rb") as file:
                seen.append((whole[1], file.read()))
    assert seen == [(b"a", b"aaa"), (b"b", b"bbb")]
    theirs.close()
