"""Time codes: seconds from the beginning as `00:01:23.500`, and back."""

from __future__ import annotations


def time_code(seconds: float) -> str:
    """`seconds` as hours, minutes, seconds and milliseconds."""
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
