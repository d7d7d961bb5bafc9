"""Packs: frames in order, and on again behind whatever is damaged."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.verify.vault.packs import (
    HEADER,
    MAGIC,
    OBJECT,
    PARTS,
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
