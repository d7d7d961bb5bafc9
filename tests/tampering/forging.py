"""A hand that writes into a vault with real keys and real code, but keeps to none of the program's rules."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from muniment.preserve import Identity
from muniment.preserve.ledger.draft import act_payload
from muniment.preserve.ledger.log import Log
from muniment.store.disk import Disk
from muniment.store.folder.logfiles import LogFiles
from muniment.store.vault import VaultStore
from muniment.verify.acts.jws import parse, seal
from muniment.verify.acts.parts import Part, make_part, read_parts, write_parts
from muniment.verify.log.merkle import leaf_hash
from muniment.verify.strict import b64url
from muniment.verify.vault.packs import PARTS, Frame, frames, header


def open_log(folder: Path) -> Log:
    store = VaultStore(folder)
    return Log(store.log, store.origin)


def entries_of(folder: Path) -> list[bytes]:
    log = open_log(folder)
    return [log.entry(index) for index in range(log.size)]


def write_log(folder: Path, entries: Sequence[bytes], signer: Identity) -> None:
    """Put another log in the place of the vault's, whole in itself and signed with a real key."""
    origin = VaultStore(folder).origin
    shutil.rmtree(folder / "log")
    Log(LogFiles(folder / "log", Disk()), origin).append(entries, signer)


def payload_of(
    folder: Path, kind: str, who: Identity, fields: Sequence[Mapping[str, Any]] = ()
) -> tuple[dict[str, Any], list[Part]]:
    """A payload that fits the end of the log, to be spoiled by the caller."""
    log = open_log(folder)
    parts = [make_part(values) for values in fields]
    authority = next(
        index
        for index in reversed(range(log.size))
        if parse(log.entry(index)).payload["act"] in ("authority", "charter")
    )
    return act_payload(kind, who.vault, (log.size, log.root), authority, who.code, parts), parts


def append(folder: Path, entry: bytes, body: bytes, signer: Identity) -> int:
    """Write an entry and its parts as the next ones, whatever they say. Returns the entry's index."""
    store = VaultStore(folder)
    store.lock()
    try:
        log = Log(store.log, store.origin)
        index = log.size
        store.objects.put_parts(index, body)
        store.objects.sync()
        log.append([entry], signer)
        return index
    finally:
        store.close()


def forge(
    folder: Path,
    kind: str,
    who: Identity,
    fields: Sequence[Mapping[str, Any]] = (),
    *,
    signer: Identity | None = None,
    **changes: Any,
) -> int:
    """An act with `changes` in its payload, signed with `who`'s key, under a checkpoint by `signer`."""
    payload, parts = payload_of(folder, kind, who, fields)
    entry = seal({**payload, **changes}, who.key.public, who.key.sign)
    return append(folder, entry, write_parts(parts), signer or who)


def pack_frames(pack: Path) -> list[tuple[Frame, bytes]]:
    data = pack.read_bytes()
    found = [frame for frame in frames(memoryview(data)) if isinstance(frame, Frame)]
    return [(frame, data[frame.offset : frame.end]) for frame in found]


def write_pack(pack: Path, wanted: Sequence[tuple[int, int, bytes]]) -> None:
    """A pack of (kind, act, body), every hash in it right."""
    pack.write_bytes(b"".join(header(kind, act, body) + body for kind, act, body in wanted))


def cut_pack(folder: Path, size: int) -> None:
    """Drop what the packs hold of entries from `size` on."""
    pack = folder / "packs/000001"
    kept = [(frame.kind, frame.act, body) for frame, body in pack_frames(pack) if frame.act < size]
    write_pack(pack, kept)


def change_parts(folder: Path, act: int, change: Callable[[list[Part]], list[Part]]) -> None:
    """Rewrite one act's parts in the pack, the frame's own hash recomputed."""
    pack = folder / "packs/000001"
    wanted = []
    for frame, body in pack_frames(pack):
        if frame.kind == PARTS and frame.act == act:
            body = write_parts(change(read_parts(body)))
        wanted.append((frame.kind, frame.act, body))
    write_pack(pack, wanted)


def remove_object(folder: Path, digest: str) -> None:
    """Take an object out of the pack, or its blob away, as if it had never been."""
    pack = folder / "packs/000001"
    write_pack(pack, [(f.kind, f.act, body) for f, body in pack_frames(pack) if f.digest.hex() != digest])
    (folder / "blobs" / digest[:2] / digest).unlink(missing_ok=True)


def parts_at(folder: Path, act: int) -> list[Part]:
    """An act's parts as the pack has them."""
    return next(
        read_parts(body)
        for frame, body in pack_frames(folder / "packs/000001")
        if frame.kind == PARTS and frame.act == act
    )


def newest_authority(vault: Path) -> str:
    """The leaf hash that the next authority entry must name."""
    entries = [e for e in entries_of(vault) if parse(e).payload["act"] in ("charter", "authority")]
    return b64url(leaf_hash(entries[-1]))
