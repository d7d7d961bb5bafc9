"""The parent's end of what workers hand out: pieces become parts, checked again, for the outlet of their job.

Nothing a worker says is trusted: pieces out of order, parts that are no parts and parts beyond the
allowance are left aside, and the reading says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import msgspec

from muniment.model.reading import Finding, Reading
from muniment.read.giving import Allowance, Outlet
from muniment.read.worker.messages import BEGIN, DATA, DROP, END, PartDecoder


class HasAllowance(Protocol):
    """A job that says what may be taken out of it."""

    @property
    def key(self) -> str:
        """Which item it is about."""

    @property
    def allowance(self) -> Allowance | None:
        """None: nothing is taken out."""


J = TypeVar("J", bound=HasAllowance)


class Inlets(Generic[J]):
    """One inlet for each job at work."""

    def __init__(self, outlet: Callable[[J], Outlet] | None) -> None:
        self._outlet = outlet
        self._open: dict[str, _Inlet] = {}

    def take(self, job: J, body: bytes) -> None:
        """A piece about a job."""
        if self._outlet is None or job.allowance is None:
            return
        if job.key not in self._open:
            self._open[job.key] = _Inlet(job.allowance, self._outlet(job))
        self._open[job.key].take(body[:1], body[1:])

    def finish(self, job: J, reading: Reading) -> Reading:
        """The job's reading, with what is to be said of parts that did not come whole."""
        inlet = self._open.pop(job.key, None)
        finding = inlet.close() if inlet else None
        if finding is None:
            return reading
        return msgspec.structs.replace(reading, findings=(*reading.findings, finding))


class _Inlet:
    """Parts of one item, in order."""

    def __init__(self, allowance: Allowance, outlet: Outlet) -> None:
        self._outlet = outlet
        self._count, self._bytes = allowance.count, allowance.bytes
        self._begun = False
        self._refused = False

    def take(self, kind: bytes, body: bytes) -> None:
        """One piece; after the first that breaks the rules nothing more is taken."""
        if self._refused:
            return
        if kind == BEGIN and not self._begun:
            self._begin(body)
        elif kind == DATA and self._begun and len(body) <= self._bytes:
            self._bytes -= len(body)
            self._outlet.data(body)
        elif kind in (END, DROP) and self._begun:
            self._begun = False
            (self._outlet.end if kind == END else self._outlet.drop)()
        else:
            self._refused = True

    def _begin(self, body: bytes) -> None:
        try:
            part = PartDecoder.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._refused = True
            return
        self._refused = self._count < 1
        if not self._refused:
            self._count -= 1
            self._begun = True
            self._outlet.begin(part)

    def close(self) -> Finding | None:
        """Drop what is not whole; a finding where something was refused or broke off."""
        begun, self._begun = self._begun, False
        if begun:
            self._outlet.drop()
        if not (begun or self._refused):
            return None
        return Finding(
            "children-broken-off", "what it holds was not taken out whole: its reader did not come to an end"
        )
