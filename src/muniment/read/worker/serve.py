"""One worker's life: hear the greeting, load readers, be confined, then read item after item.

Nothing leaves but encoded readings. A reader's exception becomes a finding in words; after one
that hints at lost footing (memory, a forbidden act) the worker retires and a fresh one takes over.
"""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
from collections.abc import Callable, Iterable

import msgspec

from muniment.model.reading import Finding, Part, Reading
from muniment.read.giving import Giving
from muniment.read.interface import Drawing, Reader, Registry, Source, Undrawable, load_registry, programs_of
from muniment.read.outcome import failed, one_line, without_halves
from muniment.read.worker.confine import confine
from muniment.read.worker.confine.limits import begin_item, end_item, prolong_item
from muniment.read.worker.messages import BEGIN, DATA, DROP, END, Greeting, Hello, Request, encode
from muniment.work.frames import ANSWER, HELLO, LAST, MORE, PART, Channel

_LONGEST_REQUEST = 64 << 20
_LONGEST_WORDS = 1000
_FORBIDDEN = (errno.EPERM, errno.EACCES)


def main() -> None:
    """Serve the socket on standard input until it closes."""
    channel = Channel(socket.socket(fileno=os.dup(0)), _LONGEST_REQUEST)
    heard = channel.receive()
    if heard is None:
        return
    greeting = msgspec.msgpack.decode(heard[1], type=Greeting)
    registry = load_registry(greeting.readers)
    _warm(reader for reader in registry.readers if bool(programs_of(reader)) == greeting.programs)
    _settle()
    _silence()
    if greeting.programs:
        channel.send(HELLO, encode(Hello(())))
        _serve_one(channel, registry, greeting)
        return
    channel.send(HELLO, encode(Hello(confine(greeting.limits))))
    _serve(channel, registry, greeting.limits.output)


def _warm(readers: Iterable[Reader]) -> None:
    """Let readers import what is heavy while that is still allowed; one that fails fails later, by itself."""
    for reader in readers:
        warm: Callable[[], None] | None = getattr(reader, "warm", None)
        if warm is not None:
            try:
                warm()
            except Exception as error:
                print(f"reader {reader.name} cannot warm up: {error}", file=sys.stderr)


def _settle() -> None:
    """Let garbage collection pass over the modules loaded so far: with all readers they are half a million objects,
    and looking through them again and again took a quarter of the time of a small item."""
    gc.collect()
    gc.freeze()


def _silence() -> None:
    """From here on nobody listens to what libraries print."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _serve(channel: Channel, registry: Registry, longest: int) -> None:
    while (heard := channel.receive()) is not None:
        request = _DECODER.decode(heard[1])
        source = _source(channel, request)
        kind, body = _answered(channel, registry, request, source, longest)
        source.close()
        channel.send(kind, body)
        if kind == LAST:
            return


def _serve_one(channel: Channel, registry: Registry, greeting: Greeting) -> None:
    """One item, in a process that may start its reader's programs on that item and touch nothing else."""
    heard = channel.receive()
    if heard is None:
        return
    request = _DECODER.decode(heard[1])
    source = _source(channel, request)
    reader = registry.named(request.reader)
    held = confine(greeting.limits, programs_of(reader) if reader else frozenset(), source.fileno())
    _kind, body = _answered(channel, registry, request, source, greeting.limits.output)
    channel.send(LAST, _with_doubts(body, [one.name for one in held if not one.in_force]))


def _with_doubts(body: bytes, lacking: list[str]) -> bytes:
    """The answer, with a finding where its program ran with less around it than it should have."""
    if not lacking:
        return body
    reading = msgspec.msgpack.decode(body, type=Reading)
    words = f"the program that read it was not fully confined on this machine (without: {', '.join(lacking)})"
    finding = Finding("program-unconfined", words, "note")
    return encode(msgspec.structs.replace(reading, findings=(*reading.findings, finding)))


_DECODER = msgspec.msgpack.Decoder(Request)


def _source(channel: Channel, request: Request) -> Source:
    def more_time(seconds: float) -> None:
        whole = max(0, min(int(seconds), 3600))
        prolong_item(whole)
        channel.send(MORE, str(whole).encode())

    return Source(
        media_type=request.media_type,
        name=request.name,
        data=request.data,
        descriptor=channel.take_descriptor() if request.data is None else None,
        wishes=request.wishes,
        giving=Giving(request.allowance, _Pieces(channel)) if request.allowance else Giving.nothing(),
        more_time=more_time,
    )


class _Pieces:
    """An outlet that sends what it is given to the parent, as pieces of the answer to come."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def begin(self, part: Part) -> None:
        self._channel.send(PART, BEGIN + encode(part))

    def data(self, piece: bytes) -> None:
        self._channel.send(PART, DATA + piece)

    def end(self) -> None:
        self._channel.send(PART, END)

    def drop(self) -> None:
        self._channel.send(PART, DROP)


def _answered(
    channel: Channel, registry: Registry, request: Request, source: Source, longest: int
) -> tuple[bytes, bytes]:
    begin_item(request.seconds)
    kind, body = answer(registry.named(request.reader), source, longest, request.page)
    end_item()
    return kind, body


def answer(reader: Reader | None, source: Source, longest: int, page: int | None = None) -> tuple[bytes, bytes]:
    """Kind of frame and encoded reading, at most `longest` bytes of it; never raises."""
    if reader is None:
        return LAST, encode(failed("none/1", "reader-failed", "the reader asked for is not in the worker"))
    label = f"{reader.name}/{reader.version}"
    try:
        reading = _with_refusals(reader.read(source), source) if page is None else _drawn(reader, source, label, page)
        if _weight(reading) <= longest:
            body = _encoded(reading)
            if len(body) <= longest:
                return ANSWER, body
        code, text = "reader-output", f"the reading is longer than {longest >> 20} MiB"
    except BaseException as error:  # nothing a reader raises may end the worker silently
        code, text = _in_words(reader.name, error)
    kind = ANSWER if code == "reader-failed" else LAST
    return kind, encode(failed(label, code, text))


def _encoded(reading: Reading) -> bytes:
    """The reading's bytes. Halves of characters, which no encoding can say, do not cost the rest of it."""
    try:
        return encode(reading)
    except UnicodeEncodeError:
        return encode(without_halves(reading))


def _with_refusals(reading: Reading, source: Source) -> Reading:
    """The reading with what is to be said of files inside that were not taken out."""
    refused = source.giving.findings()
    return msgspec.structs.replace(reading, findings=(*reading.findings, *refused)) if refused else reading


def _drawn(reader: Reader, source: Source, label: str, page: int) -> Reading:
    """A reading that holds nothing but the picture of one page."""
    if not isinstance(reader, Drawing):
        return failed(label, "no-picture", "items of this type have no pages to draw")
    try:
        return Reading(label, derivatives=(reader.draw(source, page),))
    except IndexError:
        return failed(label, "no-such-page", f"there is no page {page}")
    except Undrawable as error:
        return failed(label, "no-picture", str(error).rstrip(".")[:_LONGEST_WORDS])


def _in_words(name: str, error: BaseException) -> tuple[str, str]:
    """The finding an exception deserves: code and sentence, no traceback."""
    if isinstance(error, MemoryError):
        return "reader-memory", f"the {name} reader needed more memory than it may have"
    if isinstance(error, PermissionError) and error.errno in _FORBIDDEN:
        what = error.strerror if error.filename is None else f"{error.strerror}: {error.filename}"
        return "reader-forbidden", f"the {name} reader tried what it may not do ({one_line(str(what))})"
    if isinstance(error, RecursionError):
        return "reader-failed", f"the {name} reader gave up: the item is nested too deeply"
    said = one_line(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
    return "reader-failed", f"the {name} reader gave up: {said}"


def _weight(reading: Reading) -> int:
    """At least this many bytes the encoded reading will have; cheap, before anything is copied."""
    parts = len(reading.text) + sum(len(one.data) for one in reading.derivatives)
    return parts + sum(len(value) for value in reading.metadata.values())
