"""Trees and proofs: the published vectors, brute force, and what a proof must not be."""

from __future__ import annotations

import base64
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.verify.log.merkle import (
    EMPTY_ROOT,
    Frontier,
    ProofError,
    check_consistency,
    check_inclusion,
    inclusion_path,
    leaf_hash,
    node_hash,
    pair_up,
    perfect_root,
    root_of,
)
from tests.verify.shared import corpus

VECTORS = 196


def _hash(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def _hashes(texts: list[str] | None) -> list[bytes]:
    return [_hash(text) for text in texts or []]


def _run(kind: str, case: dict[str, Any]) -> None:
    if kind == "inclusion":
        leaf, root = _hash(case["leafHash"]), _hash(case["root"])
        check_inclusion(case["leafIdx"], case["treeSize"], leaf, _hashes(case["proof"]), root)
    else:
        roots = _hash(case["root1"]), _hash(case["root2"])
        check_consistency(case["size1"], case["size2"], *roots, _hashes(case["proof"]))


def _wrong(path: Path) -> str | None:
    case = json.loads(path.read_text())
    try:
        _run(path.relative_to(corpus("vectors/merkle")).parts[0], case)
    except ProofError:
        return None if case["wantErr"] else f"{path.name}: refused"
    return f"{path}: accepted" if case["wantErr"] else None


def test_the_vectors_of_transparency_dev() -> None:
    """A verifier written down from RFC 9162 alone fails four of them."""
    paths = sorted(corpus("vectors/merkle").rglob("*.json"))
    assert len(paths) == VECTORS
    assert [wrong for path in paths if (wrong := _wrong(path))] == []


def slow_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written there."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + slow_root(leaves[:split]) + slow_root(leaves[split:])).digest()


LEAVES = [leaf_hash(bytes([number])) for number in range(200)]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 200])
def test_roots_against_the_definition(size: int) -> None:
    assert root_of(LEAVES[:size]) == slow_root(LEAVES[:size])


@given(st.integers(1, 70), st.data())
def test_every_inclusion_proof_proves_its_leaf_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    path, root = inclusion_path(index, leaves), slow_root(leaves)
    check_inclusion(index, size, leaves[index], path, root)
    other = data.draw(st.integers(0, size).filter(lambda at: at != index))
    for wrong in (
        (other, size, leaves[index], path, root),
        (index, size, leaf_hash(b"other"), path, root),
        (index, size, leaves[index], [*path, root], root),
        (index, size, leaves[index], path, leaf_hash(b"other")),
    ):
        with pytest.raises(ProofError):
            check_inclusion(*wrong)
    if path:
        with pytest.raises(ProofError):
            check_inclusion(index, size, leaves[index], path[:-1], root)
        with pytest.raises(ProofError):
            check_inclusion(index, size, leaves[index], [path[0][:-1], *path[1:]], root)


def test_frontier_takes_subtrees_on_their_boundaries_only() -> None:
    whole, parts = Frontier(), Frontier()
    for leaf in LEAVES[:12]:
        whole.append(leaf)
    parts.append(perfect_root(LEAVES[:8]), 3)
    parts.append(perfect_root(LEAVES[8:12]), 2)
    assert (whole.root(), whole.size, whole.peaks) == (parts.root(), parts.size, parts.peaks)
    with pytest.raises(ValueError, match="boundary"):
        parts.append(LEAVES[0], 3)
    assert Frontier().root() == EMPTY_ROOT == sha256(b"").digest()


def test_a_leaf_is_never_a_node() -> None:
    left, right = os.urandom(32), os.urandom(32)
    assert leaf_hash(left + right) != node_hash(left, right)
    assert pair_up([left, right]) == [node_hash(left, right)]
    with pytest.raises(ValueError, match="shorter"):
        pair_up([left])


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_path(index, LEAVES[:3])
    with pytest.raises(ProofError, match="no leaf"):
        check_inclusion(index, 3, LEAVES[0], [], LEAVES[0])


def test_consistency_of_sizes_that_make_no_sense() -> None:
    root = root_of(LEAVES[:3])
    for old, new in ((-1, 3), (4, 3), (0, 3), (0, 0)):
        with pytest.raises(ProofError):
            check_consistency(old, new, EMPTY_ROOT, root, [])
    check_consistency(3, 3, root, root, [])
    with pytest.raises(ProofError):
        check_consistency(3, 3, root, root, [root])
    with pytest.raises(ProofError):
        check_consistency(3, 3, root, EMPTY_ROOT, [])
