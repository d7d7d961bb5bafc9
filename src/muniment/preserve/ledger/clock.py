"""What the machine's clock claims, and how far that can be believed."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def now() -> str:
    """The time now as RFC 3339 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def claim() -> dict[str, object]:
    """The `clock` of an act: time, local offset, milliseconds since start-up, synchronised or not.

    The count since start-up shows a clock that was set back between two acts.
    """
    offset = time.strftime("%z")
    return {
        "at": now(),
        "zone": f"{offset[:3]}:{offset[3:]}",
        "count": time.monotonic_ns() // 1_000_000,
        "sync": _synchronised(),
    }


def _synchronised() -> str:
    if not sys.platform.startswith("linux"):
        return "unknown"
    return "yes" if _SYNCHRONISED.exists() else "unknown"
