"""Bytes → text with positions, metadata, links and findings; one module a format.

Trusts no file: every reader runs in a process of its own, confined. Never stores anything."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .at_hand import aids as aids
    from .giving import Allowance as Allowance
    from .interface import Reader as Reader
    from .interface import Source as Source
    from .pool import Job as Job
    from .pool import ReadingPool as ReadingPool

_NAMES = {
    "Allowance": "giving",
    "aids": "at_hand",
    "Job": "pool",
    "Reader": "interface",
    "ReadingPool": "pool",
    "Source": "interface",
}
__all__ = ["Allowance", "Job", "Reader", "ReadingPool", "Source", "aids"]
__getattr__ = door(__name__, _NAMES)
