"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint).

Parsing is strict: whatever is not exactly of the form is refused. The signature check itself is a
parameter, so that the standard library suffices here and a faster one can be passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from muniment.verify.strict import StrictError, b64, from_b64

ED25519 = 1
Check = Callable[[bytes, bytes, bytes], bool]
"""`check(public_key, message, signature)`: True only for a good Ed25519 signature."""


class NoteError(Exception):
    """A note, key or checkpoint is malformed or not signed as it must be."""


class VerifierKey(NamedTuple):
    """A public key with the name it signs under: `name+hex(id)+base64(type ‖ key)`."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """SHA-256(name ‖ 0A ‖ type ‖ public key), first 4 bytes."""
        return sha256(self.name.encode() + b"\n" + bytes([ED25519]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64(bytes([ED25519]) + self.public)}"


def parse_key(text: str) -> VerifierKey:
    """A verifier key from its one-line form. Raises NoteError."""
    try:
        name, id_hex, encoded = text.strip().split("+", 2)
        data = from_b64(encoded)
    except (ValueError, StrictError) as error:
        raise NoteError("not a verifier key (name+id+base64)") from error
    if len(data) != 33 or data[0] != ED25519 or not name or any(c.isspace() for c in name):
        raise NoteError("not an Ed25519 verifier key")
    key = VerifierKey(name, data[1:])
    if key.id.hex() != id_hex:
        raise NoteError("the verifier key's id does not fit its bytes")
    return key


class NoteSignature(NamedTuple):
    """One signature line: who says so, the key's id, the signature."""

    name: str
    key_id: bytes
    signature: bytes


class Note(NamedTuple):
    """A text and its signatures; `text` ends with a newline."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def signed_by(self, keys: Iterable[VerifierKey], check: Check) -> VerifierKey | None:
        """The first of the keys whose signature is on the note and good; raises NoteError on a bad one.

        Signatures of unknown keys are passed over, as the specification asks.
        """
        for key in keys:
            for line in self.signatures:
                if (line.name, line.key_id) != (key.name, key.id):
                    continue
                if not check(key.public, self.text.encode(), line.signature):
                    raise NoteError(f"the signature of {key.name} does not fit the text")
                return key
        return None


def parse_note(data: bytes) -> Note:
    """A note from its bytes. Raises NoteError."""
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError("not UTF-8") from error
    text, separator, tail = whole.rpartition("\n\n")
    if not separator or not tail.endswith("\n") or any(c < " " and c != "\n" for c in whole):
        raise NoteError("not a signed note")
    return Note(text + "\n", tuple(_signature(line) for line in tail[:-1].split("\n")))


def _signature(line: str) -> NoteSignature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not parts[1]:
        raise NoteError("a signature line is malformed")
    try:
        data = from_b64(parts[2])
    except StrictError as error:
        raise NoteError("a signature line is malformed") from error
    if len(data) < 5:
        raise NoteError("a signature line is malformed")
    return NoteSignature(parts[1], data[:4], data[4:])


@dataclass(frozen=True)
class Checkpoint:
    """A log's size and root under its origin."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The signed text: three lines, no extensions."""
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from a note's text. Raises NoteError."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise NoteError("not a checkpoint of three lines")
    size = lines[1]
    if not (size.isascii() and size.isdigit()) or len(size) > 15 or (size[0] == "0" and size != "0"):
        raise NoteError("the size of the checkpoint is not a number")
    try:
        root = from_b64(lines[2])
    except StrictError as error:
        raise NoteError("the root of the checkpoint is not base64") from error
    if len(root) != 32:
        raise NoteError("the root of the checkpoint has not 32 bytes")
    return Checkpoint(lines[0], int(size), root)


def signature_line(key: VerifierKey, signature: bytes) -> str:
    """The line that carries a signature."""
    return f"— {key.name} {b64(key.id + signature)}\n"


def format_proof(index: int, proof: Iterable[bytes], checkpoint: bytes) -> bytes:
    """A C2SP tlog-proof file: index, hashes from the leaf upward, the checkpoint verbatim."""
    hashes = "".join(f"{b64(hash_)}\n" for hash_ in proof)
    return f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n".encode() + checkpoint


def parse_proof(data: bytes) -> tuple[int, list[bytes], bytes]:
    """Index, hashes and checkpoint of a tlog-proof file. Raises NoteError."""
    head, separator, checkpoint = data.partition(b"\n\n")
    lines = head.decode("ascii", "replace").split("\n")
    if not separator or len(lines) < 2 or lines[0] != "c2sp.org/tlog-proof@v1":
        raise NoteError("not a tlog-proof")
    word, _, number = lines[1].partition(" ")
    if word != "index" or not number.isdigit() or len(number) > 15 or (number[0] == "0" and number != "0"):
        raise NoteError("the index of the proof is not a number")
    try:
        return int(number), [from_b64(line) for line in lines[2:]], checkpoint
    except StrictError as error:
        raise NoteError("a hash of the proof is not base64") from error
