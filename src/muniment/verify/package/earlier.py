"""Whether a package's log goes on from one that was seen before.

A package may bring the roots of earlier sizes, each with the proof that the checkpoint extends it. Whoever
holds an earlier package, or another earlier checkpoint, asks with `--since` and needs nobody to answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from muniment.verify.log import Checkpoint, TileTree, check_consistency
from muniment.verify.strict import StrictError, b64url, dumps, from_b64url, loads

EARLIER = "data/log/earlier.json"


def write_earlier(tree: TileTree, sizes: Iterable[int]) -> bytes:
    """The file of earlier sizes of a tree, with root and proof each."""
    found = []
    for size in sorted(set(sizes)):
        proof = [b64url(hash_) for hash_ in tree.consistency(size)]
        found.append({"size": size, "root": b64url(tree.root(size)), "proof": proof})
    return dumps({"v": 1, "checkpoints": found}) + b"\n"


def read_earlier(data: bytes, checkpoint: Checkpoint) -> dict[int, bytes]:
    """Earlier sizes and their roots. Raises StrictError or ProofError unless the checkpoint extends every one."""
    value = loads(data)
    if not isinstance(value, dict) or value.get("v") != 1 or not isinstance(value.get("checkpoints"), list):
        raise StrictError("it does not list earlier checkpoints")
    found: dict[int, bytes] = {}
    last = 0
    for earlier in value["checkpoints"]:
        size, root, proof = _taken_apart(earlier)
        if size <= last:
            raise StrictError(f"the checkpoint of {size} entries is out of order")
        check_consistency(size, checkpoint.size, root, checkpoint.root, proof)
        found[size], last = root, size
    return found


def _taken_apart(earlier: Any) -> tuple[int, bytes, list[bytes]]:
    size = earlier.get("size") if isinstance(earlier, dict) else None
    if type(size) is not int or not isinstance(earlier.get("root"), str):
        raise StrictError("it lists what is no checkpoint")
    return size, from_b64url(earlier["root"]), read_proof(earlier.get("proof"))


def read_proof(value: Any) -> list[bytes]:
    """The hashes of a proof of consistency. Raises StrictError."""
    if not isinstance(value, list) or not all(isinstance(hash_, str) for hash_ in value):
        raise StrictError("it is no proof of consistency")
    hashes = [from_b64url(hash_) for hash_ in value]
    if any(len(hash_) != 32 for hash_ in hashes):
        raise StrictError("it is no proof of consistency")
    return hashes
