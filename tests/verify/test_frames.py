"""Packs: frames in order, and on again behind whatever is damaged."""

from __future__ import annotations

import tracemalloc
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.verify.vault.packs import (
    HEADER,
    MAGIC,
    OBJECT,
    PARTS,
    SMALL,
    TOMBSTONE,
    Damage,
    Frame,
    frame_at,
    frames,
    header,
)

BODIES = st.lists(st.tuples(st.sampled_from([OBJECT, PARTS, TOMBSTONE]), st.binary(max_size=200)), max_size=12)


def pack_of(bodies: list[tuple[int, bytes]]) -> bytes:
    return b"".join(header(kind, act, body) + body for act, (kind, body) in enumerate(bodies))


def found(pack: bytes, start: int = 0) -> list[Frame | Damage]:
    return list(frames(memoryview(pack), start))


@given(BODIES)
def test_what_is_written_is_found(bodies: list[tuple[int, bytes]]) -> None:
    pack = pack_of(bodies)
    seen = found(pack)
    assert [(f.kind, f.act, pack[f.offset : f.end]) for f in seen if isinstance(f, Frame)] == [
        (kind, act, body) for act, (kind, body) in enumerate(bodies)
    ]
    assert all(isinstance(f, Frame) and f.digest == sha256(pack[f.offset : f.end]).digest() for f in seen)


def test_the_head_is_as_specified() -> None:
    body = b"abc"
    head = header(OBJECT, 0x0102030405060708, body)
    assert head == b"mun\x01" + b"\x01" + b"\0\0\0" + bytes(range(1, 9)) + b"\0\0\0\x03" + sha256(body).digest()
    assert len(head) == HEADER.size == 52


FALSE_HEAD = header(OBJECT, 99, b"short", digest=bytes(32)) + b"short"
"""A pack that was itself brought as evidence looks like this inside: a head, but not of these bytes."""
BODY = [(OBJECT, b"first"), (OBJECT, MAGIC + b"like a head" * 4 + FALSE_HEAD), (PARTS, b"third"), (OBJECT, b"fourth")]
STARTS = [frame.offset - 52 for frame in found(pack_of(BODY)) if isinstance(frame, Frame)]


@pytest.mark.parametrize("damaged", range(len(BODY)))
@pytest.mark.parametrize("at", [0, 3, 4, 5, 7])
def test_behind_a_damaged_head_the_next_frame_is_found(damaged: int, at: int) -> None:
    pack = bytearray(pack_of(BODY))
    pack[STARTS[damaged] + at] ^= 0xFF
    seen = found(bytes(pack))
    end = STARTS[damaged + 1] if damaged + 1 < len(BODY) else len(pack)
    assert [f for f in seen if isinstance(f, Damage)] == [
        Damage(STARTS[damaged], end, "this is not the head of a frame")
    ]
    assert [f.act for f in seen if isinstance(f, Frame)] == [act for act in range(len(BODY)) if act != damaged]


def test_a_length_beyond_the_end() -> None:
    pack = bytearray(pack_of(BODY))
    pack[STARTS[0] + 16] = 0xFF
    damage, *rest = found(bytes(pack))
    assert damage == Damage(0, STARTS[1], "a frame is cut off")
    assert [f.act for f in rest if isinstance(f, Frame)] == [1, 2, 3]


@pytest.mark.parametrize("kept", range(1, 60))
def test_a_torn_end(kept: int) -> None:
    pack = pack_of(BODY)
    torn = pack[: STARTS[3] + kept]
    seen = found(torn)
    if len(torn) == len(pack):
        assert all(isinstance(f, Frame) for f in seen)
    elif kept < 58:
        assert seen[-1] == Damage(STARTS[3], len(torn), "a frame is cut off")
        assert len(seen) == 4


def test_garbage_and_nothing() -> None:
    assert found(b"") == []
    assert found(b"garbage") == [Damage(0, 7, "a frame is cut off")]
    assert found(MAGIC * 50) == [Damage(0, 200, "this is not the head of a frame")]
    assert frame_at(pack_of(BODY), 1) == "this is not the head of a frame"
    assert [f.act for f in found(b"\0" * 100 + pack_of(BODY)) if isinstance(f, Frame)] == [0, 1, 2, 3]


class Counting:
    """SHA-256 that says how many bytes went through it."""

    def __init__(self) -> None:
        self.bytes = 0

    def __call__(self, data: memoryview) -> Any:
        self.bytes += len(data)
        return sha256(data)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr("muniment.verify.vault.packs.sha256", counting)
    return counting


def false_heads(count: int, end: int) -> bytes:
    """Heads one after the other, each with a body that reaches to `end`, counted from the first."""
    sizes = [end - 52 * (number + 1) for number in range(count)]
    return b"".join(HEADER.pack(MAGIC, OBJECT, bytes(3), 99, size, bytes(32)) for size in sizes)


@pytest.mark.parametrize("behind", [0, 7])
def test_many_false_heads_cost_a_few_times_the_pack(
    hashed: Counting, monkeypatch: pytest.MonkeyPatch, behind: int
) -> None:
    """Each claims all that follows: one hash a head would be a thousand times the pack."""
    monkeypatch.setattr("muniment.verify.vault.packs.SPARE", 0)
    pack = b"\0" + false_heads(4_000, 4_000 * 52) + bytes(behind)
    assert found(pack) == [Damage(0, len(pack), "this is not the head of a frame")]
    assert len(pack) < hashed.bytes <= 8 * len(pack)


def test_false_heads_in_what_was_brought_hide_no_frame_behind_it(hashed: Counting) -> None:
    """Whoever brings a file of false heads must not gain that one flipped byte loses the frames behind it."""
    heads = SMALL // 52
    for end in (heads * 52, heads * 52 + 150_000, heads * 52 + 100):
        pack = bytearray(pack_of([(OBJECT, false_heads(heads, end)), (OBJECT, bytes(200_000)), (PARTS, b"{}")]))
        pack[0] ^= 1
        assert [piece.act for piece in found(bytes(pack)) if isinstance(piece, Frame)] == [1, 2]
        assert hashed.bytes < 3 * 2**28


def test_a_frame_between_two_damaged_heads_is_found() -> None:
    pack = bytearray(pack_of(BODY))
    pack[STARTS[0]] ^= 1
    pack[STARTS[2]] ^= 1
    assert [piece.act for piece in found(bytes(pack)) if isinstance(piece, Frame)] == [1, 3]


def test_the_search_behind_damage_copies_nothing() -> None:
    """A copy of the whole pack for each damaged place would cost as much as a hash for each."""
    pack = b"\0" + pack_of([(OBJECT, bytes(2**21))])
    tracemalloc.start()
    assert [type(piece) for piece in found(pack)] == [Damage, Frame]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(pack) // 4


@given(BODIES, st.integers(0, 3000), st.integers(1, 255))
def test_whatever_is_flipped_the_walk_ends_and_covers_every_byte(
    bodies: list[tuple[int, bytes]], at: int, mask: int
) -> None:
    pack = bytearray(pack_of(bodies))
    if not pack:
        return
    pack[at % len(pack)] ^= mask
    position = 0
    for piece in found(bytes(pack)):
        begin = piece.offset - (52 if isinstance(piece, Frame) else 0)
        assert begin == position
        position = piece.end
    assert position == len(pack)
