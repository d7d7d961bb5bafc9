"""What is wrong with what somebody wanted to put on record."""

from __future__ import annotations


class AssessError(Exception):
    """A judgement, review, mapping or coding cannot be put on record as it is written; the message says why."""
