"""Merkle trees as in RFC 6962 and RFC 9162: hashing, roots and proofs.

The writer hashes with this very module, so that writer and verifier cannot drift apart.
Nothing here reads files or knows what a leaf says. All hashes are 32 raw bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


class ProofError(Exception):
    """A proof does not prove what it is said to prove; the message says why."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash of a leaf: SHA-256(00 ‖ entry)."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Hashes of many leaves; a call for each would cost as much as the hashing."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(hashes: Sequence[bytes]) -> list[bytes]:
    """The next level of a perfect tree: `len(hashes)` must be even."""
    pairs = iter(hashes)
    return [sha256(b"\x01" + a + b).digest() for a, b in zip(pairs, pairs, strict=True)]


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Root over a power of two of hashes (a whole tile has 256)."""
    level = hashes
    while len(level) > 1:
        level = pair_up(level)
    return level[0]


class Frontier:
    """The right edge of a growing tree: enough to append and to tell every root on the way.

    `peaks` are (height, hash) of the perfect subtrees from left to right, heights falling.
    """

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[tuple[int, bytes]] = []

    def append(self, hash_: bytes, height: int = 0) -> None:
        """Append one leaf hash, or the root of a perfect subtree of 2**height leaves.

        A subtree may only be appended where the tree's size is a multiple of its own.
        """
        if self.size % (1 << height):
            raise ValueError("a subtree can only be appended on its own boundary")
        self.size += 1 << height
        peaks = self.peaks
        while peaks and peaks[-1][0] == height:
            hash_ = sha256(b"\x01" + peaks.pop()[1] + hash_).digest()
            height += 1
        peaks.append((height, hash_))

    def root(self) -> bytes:
        """Root of the tree as it stands; the empty tree has SHA-256 of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        hash_ = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            hash_ = node_hash(left, hash_)
        return hash_


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Inclusion proof for a leaf of a tree held in memory: sibling hashes, leaf upward."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} in a tree of {len(leaves)}")
    path: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        odd = [level[-1]] if len(level) % 2 else []
        level = pair_up(level[: len(level) - len(odd)]) + odd
        index >>= 1
    return path


def _check_hashes(hashes: Iterable[bytes]) -> None:
    for hash_ in hashes:
        if len(hash_) != HASH_SIZE:
            raise ProofError(f"a hash has {len(hash_)} bytes instead of {HASH_SIZE}")


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2). Raises ProofError."""
    if not 0 <= index < size:
        raise ProofError(f"no leaf {index} in a tree of {size}")
    _check_hashes([leaf, *proof])
    place, last, hash_ = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            hash_ = node_hash(step, hash_)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    return hash_


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Raise ProofError unless the leaf is at that index of the tree with that root."""
    if root_from_inclusion(index, size, leaf, proof) != root:
        raise ProofError(f"leaf {index} is not in the tree of {size} with this root")


def check_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raise ProofError unless the old tree is a prefix of the new one (RFC 9162, 2.1.4.2)."""
    if old_size < 0 or new_size < old_size:
        raise ProofError(f"a tree of {new_size} cannot extend one of {old_size}")
    if old_size == 0:
        # Every tree extends the empty one; a proof would prove nothing, so none is taken.
        raise ProofError("consistency with the empty tree proves nothing")
    if old_size == new_size:
        if proof or old_root != new_root:
            raise ProofError("two roots of one size differ, or the proof is not empty")
        return
    _check_hashes([old_root, new_root, *proof])
    _walk_consistency(old_size, new_size, old_root, new_root, proof)


def _walk_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        raise ProofError("the proof is empty")
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    if last or old != old_root or new != new_root:
        raise ProofError(f"the tree of {new_size} does not extend the tree of {old_size}")
