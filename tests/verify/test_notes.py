"""Notes, keys, checkpoints and proofs: round trips, and tables of what is not one."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.preserve.keyring import SigningKey, fast_check
from muniment.verify.crypto.ed25519 import verify_ed25519 as pure_check
from muniment.verify.log.notes import (
    Checkpoint,
    NoteError,
    VerifierKey,
    format_proof,
    parse_checkpoint,
    parse_key,
    parse_note,
    parse_proof,
    signature_line,
)
from muniment.verify.strict import b64

NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_characters="+\x7f\x85\xa0"), min_size=1)
HASHES = st.binary(min_size=32, max_size=32)
KEY = SigningKey(bytes(range(32)))
VERIFIER = VerifierKey("muniment/test", KEY.public)
BODY = Checkpoint("muniment/test", 5, bytes(range(32))).text
LINE = signature_line(VERIFIER, KEY.sign(BODY.encode()))
GOOD = f"{BODY}\n{LINE}".encode()


@given(NAMES, HASHES)
def test_keys_round_trip(name: str, public: bytes) -> None:
    key = VerifierKey(name, public)
    assert parse_key(str(key)) == key
    assert parse_key(f"  {key}\n") == key


def test_the_key_of_the_go_documentation() -> None:
    """golang.org/x/mod/sumdb/note, the example of its package."""
    key = parse_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert (key.name, key.id.hex()) == ("PeterNeumann", "c74f20a3")
    text = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = (
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    note = parse_note(text + b"\n" + line.encode())
    assert note.signed_by([key], pure_check) == key
    assert note.signed_by([key], fast_check) == key
    with pytest.raises(NoteError, match="does not fit"):
        parse_note(text.replace(b"answer", b"Answer") + b"\n" + line.encode()).signed_by([key], pure_check)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000",
        str(VERIFIER).replace("muniment/test", ""),
        str(VERIFIER).replace("muniment/test", "muniment test"),
        str(VERIFIER).replace("muniment/test", "muniment\u2003test"),
        str(VERIFIER).replace("muniment/test", "other"),
        str(VERIFIER)[:-1],
        str(VERIFIER) + "=",
        str(VERIFIER).upper(),
        f"n+00000000+{b64(bytes([2]) + bytes(32))}",
        f"n+00000000+{b64(bytes([1]) + bytes(31))}",
    ],
)
def test_malformed_keys(text: str) -> None:
    with pytest.raises(NoteError):
        parse_key(text)


@given(
    st.text(st.characters(min_codepoint=33, exclude_categories=["Cs", "Cc"]), min_size=1),
    st.integers(0, 10**15 - 1),
    HASHES,
)
def test_checkpoints_round_trip(origin: str, size: int, root: bytes) -> None:
    checkpoint = Checkpoint(origin, size, root)
    assert parse_checkpoint(checkpoint.text) == checkpoint
    note = parse_note(f"{checkpoint.text}\n{LINE}".encode())
    assert parse_checkpoint(note.text) == checkpoint
    assert [f"— {line.name} {b64(line.key_id + line.signature)}\n" for line in note.signatures] == [LINE]


ROOT = b64(bytes(32))


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"o\n1\n{ROOT}",
        f"o\n1\n{ROOT}\n\n",
        f"o\n1\n{ROOT}\nextension\n",
        f"\n1\n{ROOT}\n",
        f"o\n01\n{ROOT}\n",
        f"o\n+1\n{ROOT}\n",
        f"o\n-1\n{ROOT}\n",
        f"o\n\n{ROOT}\n",
        f"o\n1 \n{ROOT}\n",
        f"o\n\u0661\n{ROOT}\n",
        f"o\n\u00b2\n{ROOT}\n",
        f"o\n{'9' * 16}\n{ROOT}\n",
        f"o\n1\n{ROOT[:-1]}\n",
        f"o\n1\n{b64(bytes(31))}\n",
        f"o\n1\n{b64(bytes(33))}\n",
        f"o\n1\n{ROOT[:-2]}B=\n",
        f"o\r\n1\r\n{ROOT}\r\n",
    ],
)
def test_malformed_checkpoints(text: str) -> None:
    with pytest.raises(NoteError):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        BODY.encode(),
        GOOD[:-1],
        GOOD.replace(b"\n\n", b"\n"),
        GOOD.replace("—".encode(), b"-"),
        GOOD.replace("— ".encode(), "—".encode()),
        GOOD.replace("— ".encode(), "—  ".encode()),
        GOOD + b"\n",
        GOOD + b"more\n",
        GOOD + "— name\n".encode(),
        GOOD + "— name !!!!\n".encode(),
        GOOD + f"— name {b64(bytes(4))}\n".encode(),
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"5", b"5\x00"),
        GOOD.replace(b"5", b"\xff"),
    ],
)
def test_malformed_notes(data: bytes) -> None:
    with pytest.raises(NoteError):
        parse_note(data)


def test_signatures_of_strangers_are_passed_over_and_bad_ones_are_not() -> None:
    other = VerifierKey("muniment/test", SigningKey(bytes(32)).public)
    twin = VerifierKey("other/name", KEY.public)
    note = parse_note(GOOD)
    assert note.signed_by([other, twin], pure_check) is None
    assert note.signed_by([other, VERIFIER], pure_check) == VERIFIER
    both = parse_note(GOOD + signature_line(other, os.urandom(64)).encode())
    assert both.signed_by([VERIFIER], pure_check) == VERIFIER
    with pytest.raises(NoteError, match="does not fit"):
        both.signed_by([other], pure_check)
    with pytest.raises(NoteError, match="does not fit"):
        parse_note(GOOD.replace(b"\n5\n", b"\n6\n")).signed_by([VERIFIER], pure_check)


@given(st.integers(0, 10**15 - 1), st.lists(HASHES, max_size=40), st.binary(max_size=200))
def test_proofs_round_trip(index: int, hashes: list[bytes], checkpoint: bytes) -> None:
    assert parse_proof(format_proof(index, hashes, checkpoint)) == (index, hashes, checkpoint)


PROOF = format_proof(7, [bytes(32)], GOOD)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PROOF.replace(b"v1", b"v2"),
        PROOF.replace(b"index 7", b"index 07"),
        PROOF.replace(b"index 7", b"index -7"),
        PROOF.replace(b"index 7", b"index  7"),
        PROOF.replace(b"index 7", b"index"),
        PROOF.replace(b"index 7", b"index 7 "),
        PROOF.replace(b"index 7", b"place 7"),
        PROOF.replace(b"index 7", b"index " + b"7" * 5000),
        PROOF.replace(b"index 7", "index ٧".encode()),
        PROOF.replace(b"AAA=\n", b"AAB=\n"),
        PROOF.replace(b"\n\n", b"\n"),
        PROOF.partition(b"\n\n")[0],
        PROOF.replace(b"=\n\n", b"\n\n"),
    ],
)
def test_malformed_proofs(data: bytes) -> None:
    assert data != PROOF
    with pytest.raises(NoteError):
        parse_proof(data)
