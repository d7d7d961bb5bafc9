"""Time: what RFC 3161 stamps prove about a log, in brackets and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.verify.log import NoteError, TileTree, parse_checkpoint, parse_note

if TYPE_CHECKING:
    from .rfc3161 import Stamp


class StampError(Exception):
    """The stamp proves nothing about these bytes; the message is a sentence for a person."""


@dataclass(frozen=True)
class StampedSize:
    """A log of `size` entries existed before `stamp.time`."""

    size: int
    stamp: Stamp


def check_stamp(
    token: bytes, checkpoint: bytes, chain: Sequence[bytes], anchors: Sequence[bytes]
) -> tuple[StampedSize, bytes]:
    """A stamp and the root it covers. Raises StampError in words."""
    # Certificates are half of the verifier's code: who has no stamps does not wait for it.
    from .rfc3161 import read_stamp

    try:
        stamped = parse_checkpoint(parse_note(checkpoint).text)
    except NoteError as error:
        raise StampError(f"what was stamped is not a checkpoint: {error}") from error
    return StampedSize(stamped.size, read_stamp(token, checkpoint, chain, anchors)), stamped.root


def covers(tree: TileTree, stamped: StampedSize, root: bytes) -> bool:
    """Whether the stamped checkpoint is a prefix of this log."""
    return stamped.size <= tree.size and tree.root(stamped.size) == root


def time_in_words(stamps: Sequence[StampedSize], size: int) -> str:
    """The time axis: what is proven, by whom, and what is not."""
    if not stamps:
        return "no time proven: there is no timestamp by an outside authority"
    sentences = []
    for best in _strongest(stamps):
        trust = "trusted" if best.stamp.trusted else "not among those you said you trust (--anchor)"
        sentences.append(
            f"entries 0–{best.size - 1} existed before {best.stamp.time:%Y-%m-%dT%H:%M:%SZ}, "
            f"says {best.stamp.authority} ({trust}; certificate {best.stamp.signer_fingerprint[:16]})"
        )
    newest = max(stamped.size for stamped in stamps)
    if newest < size:
        sentences.append(f"entries {newest}–{size - 1}: no time proven")
    return "; ".join(sentences)


def _strongest(stamps: Sequence[StampedSize]) -> list[StampedSize]:
    """For each size the earliest stamp, trusted ones first; at most the newest three are told."""
    by_size: dict[int, StampedSize] = {}
    for stamped in sorted(stamps, key=lambda s: (not s.stamp.trusted, s.stamp.time)):
        by_size.setdefault(stamped.size, stamped)
    return [by_size[size] for size in sorted(by_size)][-3:]
