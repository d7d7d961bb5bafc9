"""What the asker brings: nothing in a vault or package can take its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """What the asker wants held: trusted key, earlier checkpoint, certificates of time authorities."""

    trust: str | None = None
    since: bytes | None = None
    anchors: Sequence[bytes] = ()
