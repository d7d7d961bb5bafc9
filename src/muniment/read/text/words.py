"""Word lists written as plain words; a list of quoted strings is hard to read and to mend."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """The words of `lines`, parted by white space."""
    return frozenset(word for line in lines for word in line.split())
