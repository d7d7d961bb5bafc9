"""Length-prefixed frames over a stream socket, with room for one file descriptor each.

A frame is `uint32 big-endian length ‖ kind (1 byte) ‖ body`; the length counts kind and body.
The side that reads must never trust a length: it says how much it is ready to take.
"""

from __future__ import annotations

import array
import os
import socket
import struct
from collections import deque

HEADER = struct.Struct(">I")
TASK = b"T"
HELLO = b"H"
ANSWER = b"A"
PART = b"P"
"""A piece of the answer that comes before it; what it holds is between the child and the caller."""
MORE = b"M"
"""The task at work asks for more time: so many seconds, as ASCII digits."""
LAST = b"L"
"""An answer after which the child retires: what it was sent beyond it was not begun."""

_CHUNK = 1 << 18
_DESCRIPTORS = 16


class FrameTooLong(Exception):
    """The other side announced more bytes than this side is ready to take."""


def frame(kind: bytes, body: bytes) -> bytes:
    """One frame, ready to send. `kind` is one byte."""
    return HEADER.pack(len(body) + 1) + kind + body


class FrameBuffer:
    """Cuts a byte stream into frames; holds at most one frame of `limit` bytes and one chunk."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = bytearray()

    def feed(self, data: bytes) -> None:
        """Add what has arrived."""
        self._bytes += data

    def pop(self) -> tuple[bytes, bytes] | None:
        """The next whole frame as kind and body, or None. Raises `FrameTooLong`."""
        if len(self._bytes) < HEADER.size:
            return None
        (length,) = HEADER.unpack_from(self._bytes)
        if length < 1 or length > self._limit + 1:
            raise FrameTooLong(f"{length} bytes announced, at most {self._limit} allowed")
        end = HEADER.size + length
        if len(self._bytes) < end:
            return None
        kind, body = bytes(self._bytes[HEADER.size : HEADER.size + 1]), bytes(self._bytes[HEADER.size + 1 : end])
        del self._bytes[:end]
        return kind, body


class Channel:
    """The child's blocking end: whole frames in and out, and the descriptors that came along."""

    def __init__(self, sock: socket.socket, limit: int) -> None:
        self._sock = sock
        self._buffer = FrameBuffer(limit)
        self._descriptors: deque[int] = deque()

    def receive(self) -> tuple[bytes, bytes] | None:
        """The next frame as kind and body, or None when the other side is gone."""
        while (whole := self._buffer.pop()) is None:
            data, descriptors = _receive(self._sock)
            if not data:
                return None
            self._descriptors.extend(descriptors)
            self._buffer.feed(data)
        return whole

    def take_descriptor(self) -> int:
        """The oldest descriptor not yet taken; belongs to the caller. Raises IndexError."""
        return self._descriptors.popleft()

    def send(self, kind: bytes, body: bytes) -> None:
        """Send one frame whole. Plain `write`, so that a filter may deny every socket call."""
        view = memoryview(frame(kind, body))
        while view:
            view = view[os.write(self._sock.fileno(), view) :]


def send_some(sock: socket.socket, data: memoryview, descriptor: int | None) -> int:
    """Send what the socket takes now, with `descriptor` beside the first byte; bytes sent."""
    if descriptor is None:
        return sock.send(data)
    return socket.send_fds(sock, [data], [descriptor])


def _receive(sock: socket.socket) -> tuple[bytes, list[int]]:
    size = array.array("i").itemsize
    data, ancillary, _flags, _address = sock.recvmsg(_CHUNK, socket.CMSG_SPACE(_DESCRIPTORS * size))
    found = array.array("i")
    for level, kind, body in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            found.frombytes(body[: len(body) - len(body) % size])
    return data, list(found)
