"""Times as they are said, and as EDTF: dates, relative times, ranges; empty rather than a guess."""

from .clock import Clock as Clock
from .clock import Reference as Reference
from .find import find_times as find_times
