"""The opened vault: one log, its packs and blobs, who may sign, and the catalogue derived from them.

Writing rules:
1. One writer at a time holds the lock. Opening for writing cuts off what no checkpoint covers.
2. An act is drafted (objects, then parts), then committed: objects and parts durable, then tiles, then
   the checkpoint. Only then is it acknowledged, and only then does the catalogue learn of it.
3. After any error while committing, the ledger refuses to write until it is opened again.
4. A vault that is behind or beside what this person has seen of it opens for reading only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from muniment.model.counting import counted
from muniment.model.records import ActRow, Place
from muniment.preserve.keyring import Identity, Keyring, fast_check
from muniment.store.ports import Catalogue, CatalogueUnusable, Change, Objects, StoreError
from muniment.store.vault import VaultStore
from muniment.verify.acts import Act, Authority, AuthorityError, Part, jws, parse_act, read_parts, write_parts
from muniment.verify.log import NoteError, TileError, parse_checkpoint, parse_note
from muniment.verify.strict import StrictError

from .draft import Draft, act_payload
from .log import Log, LogBroken
from .margins import margins, put_back
from .projection import project

ERASING = "erasing"
"""Name of the marker that stands while an erasure is carried out."""


CHECK_IT = "Run `muniment verify` to see what is lost."


class VaultUnusable(Exception):
    """The vault cannot be opened, or not for writing; the message says why and what to do."""


@dataclass(frozen=True)
class Written:
    """An act that is in the log for good: its index, its parts' field values in order."""

    index: int
    fields: list[dict[str, Any]]


Guard = Callable[[str, Mapping[str, Any]], None]
"""`guard(kind of act, fields of a part)`."""


class Ledger:
    """An opened vault. Use as a context manager; `write=True` takes the lock."""

    def __init__(self, store: VaultStore, keyring: Keyring, write: bool = False, code: str | None = None) -> None:
        self.store, self.keyring = store, keyring
        self._code = code
        self._identity: Identity | None = None
        self._writing = False
        self._broken = False
        self._drafting: Draft | None = None
        self.guard: Guard | None = None
        """Looks at every part before it is put on record, and raises for what must not be."""
        self.objects: Objects = store.objects
        self.catalogue: Catalogue
        if write:
            store.lock()
        try:
            self._open(write)
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Release lock and files."""
        self.store.close()

    # Opening

    def _open(self, write: bool) -> None:
        # In this order: what is remembered or derived cannot be ahead of a log that is read after it,
        # also where somebody writes meanwhile.
        try:
            self.store.settle()
            remembered = self.keyring.remembered(str(self.store.config["id"]))
            position = self._open_catalogue(write)
            self._open_log()
            self.stale = self._compare_with_seen(remembered)
            self._remember_seen()
            if write and self.stale:
                raise VaultUnusable(f"Opened for reading only. {self.stale}")
            self._catch_up_as_far(position, write)
        except (LogBroken, NoteError, StrictError, AuthorityError, TileError, OSError) as error:
            raise VaultUnusable(
                f"This vault cannot be used: {str(error).rstrip('.')}. Run `muniment verify` to see what is damaged; "
                "`muniment restore --from COPY` puts it back from a copy."
            ) from error
        if write:
            self._start_writing()

    def _open_log(self) -> None:
        self.log = Log(self.store.log, self.store.origin)
        if not self.log.size:
            raise LogBroken("There is no log here.")
        self.authority = read_authority(self.log)
        if self.authority.origin != self.store.origin:
            raise LogBroken("muniment.toml names another vault than the log does.")
        self._check_head()

    def _open_catalogue(self, write: bool) -> tuple[int, bytes]:
        """Open the catalogue; returns how far it goes."""
        if self.store.read_marker(ERASING) is not None:
            # An erasure is under way or was interrupted: places in the packs may not be where they were.
            self.catalogue = self.store.new_catalogue() if write else self.store.catalogue_in_memory()
            return 0, b""
        self.catalogue = self.store.catalogue()
        try:
            return self.catalogue.position()
        except CatalogueUnusable:
            self.catalogue = self.store.new_catalogue()
            return 0, b""

    def _check_head(self) -> None:
        assert self.log.note is not None
        note = parse_note(self.log.note)
        if parse_checkpoint(note.text).origin != self.authority.origin:
            raise LogBroken("The checkpoint is of another log.")
        if note.signed_by(self.authority.log_keys(self.log.size), fast_check) is None:
            raise LogBroken("The checkpoint is not signed by a key in force.")

    def _compare_with_seen(self, remembered: bytes | None) -> str | None:
        """A sentence where this folder is behind or beside what this person saw of the vault."""
        if remembered is None or remembered == self.log.note:
            return None
        seen = parse_checkpoint(parse_note(remembered).text)
        if seen.size > self.log.size:
            return (
                f"This folder has {_entries(self.log.size)}, but you have seen {seen.size} of this vault: it is an "
                "older copy. If you have the newer one, use it or run `muniment restore --from NEWER`; if it is lost, "
                "`muniment branch` goes on from here and says so."
            )
        if self.log.tree.root(seen.size) != seen.root:
            return (
                f"The first {_entries(seen.size)} of this folder are not those you have seen: two copies of this vault "
                "went on separately. Keep both folders; `muniment branch` goes on from one of them and says so."
            )
        return None

    def _remember_seen(self) -> None:
        """What was only looked at is seen too: from now on this folder must not fall behind it."""
        remembered = self.keyring.remembered(self.vault)
        # Read again: somebody who writes meanwhile may have seen more, and that is never forgotten.
        seen = parse_checkpoint(parse_note(remembered).text).size if remembered else 0
        if self.stale or seen >= self.log.size or self.log.note is None:
            return
        # Settings that cannot be written (a borrowed machine) must not keep anybody from looking.
        with contextlib.suppress(OSError):
            self.keyring.remember(self.vault, self.log.note)

    def _start_writing(self) -> None:
        self.log.recover()
        self.objects.recover(self.log.size, self._knows)
        self._writing = True

    def _knows(self, digest: str) -> bool:
        try:
            return bool(self.catalogue.objects([digest]))
        except CatalogueUnusable:
            self.start_anew()
            return bool(self.catalogue.objects([digest]))

    def _catch_up(self, applied: int, leaf: bytes) -> None:
        """Apply to the catalogue what it has not seen; start it anew where it cannot be of this log."""
        if applied > self.log.size or (applied and self.log.tree.leaf(applied - 1) != leaf):
            self.start_anew()
            return
        try:
            if applied < self.log.size:
                self._project(applied)
        except CatalogueUnusable:
            self.start_anew()

    def _catch_up_as_far(self, position: tuple[int, bytes], write: bool) -> None:
        """Catch up. Where parts are damaged, what is whole can still be looked at, and nothing be written."""
        try:
            self._catch_up(*position)
        except (StoreError, StrictError) as error:
            if write:
                raise VaultUnusable(
                    f"{error} Nothing can be written until `muniment restore --from COPY` puts it back."
                ) from error
            self.catalogue = self.store.catalogue_in_memory()
            damaged = self._project(0, leave_out_damaged=True)
            self.stale = (
                f"Opened for reading only, without what the damaged entries {', '.join(map(str, damaged))} brought. "
                f"{CHECK_IT} `muniment restore --from COPY` puts it back."
            )

    def start_anew(self) -> None:
        """Throw the catalogue away and derive it again from the log; likewise the search index.

        What programs suggest stands nowhere else: it is carried over, as far as it can still be read.
        """
        suggested = margins(self.catalogue)
        self.catalogue = self.store.new_catalogue()
        self._project(0)
        put_back(self.catalogue, suggested)

    def _project(self, start: int, leave_out_damaged: bool = False) -> list[int]:
        """Apply the acts from `start` on to the catalogue. Returns those left out; else raises StoreError."""
        damaged = []
        places: dict[int, list[tuple[str, Place]]] = {}
        if start == 0:
            # What earlier logs kept is still referred to: it belongs to the first act's places.
            places[0] = list(self.objects.earlier())
        parts_at: dict[int, Place] = {}
        for index, digest, place in self.objects.scan(self.log.size):
            if index >= start:
                if digest:
                    places.setdefault(index, []).append((digest, place))
                else:
                    parts_at[index] = place
        batch: list[Change] = []
        for index in range(start, self.log.size):
            try:
                batch.append(self._change(index, parts_at.get(index), places.get(index, [])))
            except (StoreError, StrictError):
                if not leave_out_damaged:
                    raise
                damaged.append(index)
                batch.append(_without_parts(self.act(index), places.get(index, [])))
            if len(batch) >= 256 or index == self.log.size - 1:
                self.catalogue.apply(batch, self.log.tree.leaf(index))
                batch = []
        if self.store.private_catalogue:
            # The search index keeps account of itself in the folder's catalogue, not in this one.
            self.catalogue.set_indexed([row.item for row in self.catalogue.items()])
        return damaged

    def _change(self, index: int, where: Place | None, places: list[tuple[str, Place]]) -> Change:
        if where is None:
            raise StoreError(f"The parts of entry {index} are gone. {CHECK_IT}")
        return self._change_of(self.act(index), read_parts(self.objects.read(where)), where, places)

    def _change_of(self, act: Act, parts: list[Part], where: Place, places: list[tuple[str, Place]]) -> Change:
        fields = [part.fields() for part in parts]
        return project(act, parts, fields, where, [*places, *self.store.blob_places(fields)])

    # Reading

    def act(self, index: int) -> Act:
        """An act by its index."""
        return parse_act(index, self.log.entry(index))

    def parts(self, index: int) -> list[Part]:
        """An act's parts as they are kept."""
        return read_parts(self.objects.read(self.parts_place(index)))

    def parts_place(self, index: int) -> Place:
        """Where an act's parts are. Raises StoreError."""
        place = self.catalogue.parts(index)
        if place is None:
            raise StoreError(f"There is no entry {index}.")
        if place.pack == 0:
            raise StoreError(f"The details of entry {index} are damaged. {CHECK_IT}")
        return place

    def read_object(self, reference: Mapping[str, Any]) -> bytes:
        """The bytes that a part's reference (`{"object": …}`) names. Raises StoreError."""
        digest = str(reference["object"])
        return self.objects.read(self.catalogue.objects([digest])[digest], digest)

    @property
    def vault(self) -> str:
        """The vault's id."""
        return self.authority.log

    @property
    def identity(self) -> Identity:
        """Who signs here. Raises NoKey."""
        return self._identity or self.keyring.identity(self.vault, self._code, self._in_force)

    def _in_force(self, identity: Identity) -> bool:
        return self.authority.current.operator(jws.key_id(identity.key.public)) is not None

    def use_identity(self, identity: Identity) -> None:
        """Sign as somebody whom only the next entry puts in force."""
        self._identity = identity

    # Writing

    def draft(self, kind: str) -> Draft:
        """Begin an act. Raises NoKey before anything of it is written."""
        if not self._writing or self._broken:
            raise VaultUnusable("This vault is not open for writing; open it again.")
        _ = self.identity
        if self._drafting is not None and self._drafting.places:
            # Its objects lie in the pack under an index that another act would get.
            raise VaultUnusable("An act was begun and given up; open the vault again.")
        self._drafting = Draft(self, kind, self.log.size)
        return self._drafting

    def commit(self, draft: Draft, extra: Mapping[str, Any], signer: tuple[bytes, Any] | None = None) -> Written:
        """Make a draft an act. Used by `Draft.commit`."""
        if self._broken:
            raise VaultUnusable("A write to this vault failed; open it again.")
        identity = self.identity  # whoever has no key is told so before anything is written
        self._broken = True
        act, note, where = self._commit(draft, extra, signer, identity)
        if act.kind == "authority":
            self.authority.extend(act, fast_check)
        self.keyring.remember(self.vault, note)
        self._learn(project(act, draft.parts, draft.fields, where, draft.places), act.leaf)
        self._broken, self._drafting = False, None
        return Written(act.index, draft.fields)

    def _learn(self, change: Change, leaf: bytes) -> None:
        """Tell the catalogue of an act that is in the log; the act stands, whatever becomes of the catalogue."""
        try:
            self.catalogue.apply([change], leaf)
            applied, _ = self.catalogue.position()
            if applied < self.log.size:  # whoever began it anew is behind
                self._project(applied)
        except CatalogueUnusable:
            self.start_anew()

    def fail(self) -> None:
        """A write failed: what lies beyond the log is not known any more, so nothing more is written."""
        self._broken = True

    def _commit(
        self, draft: Draft, extra: Mapping[str, Any], signer: tuple[bytes, Any] | None, identity: Identity
    ) -> tuple[Act, bytes, Place]:
        where = self.objects.put_parts(draft.index, write_parts(draft.parts))
        self.objects.sync()
        public, sign = signer or (identity.key.public, identity.key.sign)
        payload = act_payload(
            draft.kind,
            self.vault,
            (self.log.size, self.log.root),
            self.authority.current.index,
            identity.code,
            draft.parts,
        )
        entry = jws.seal({**payload, **extra}, public, sign)
        act = parse_act(draft.index, entry)
        note = self.log.append([entry], identity)
        self.objects.committed()
        return act, note, where


def read_authority(log: Log) -> Authority:
    """The authority chain, found backwards from the last entry. Raises LogBroken, AuthorityError, StrictError."""
    act = parse_act(log.size - 1, log.entry(log.size - 1))
    chain = [act] if act.kind in ("authority", "charter") else []
    while act.index:
        if act.authority >= act.index:
            raise LogBroken(f"Entry {act.index} names an authority that comes after it.")
        act = parse_act(act.authority, log.entry(act.authority))
        chain.append(act)
    authority = Authority.from_charter(chain.pop(), fast_check)
    while chain:
        authority.extend(chain.pop(), fast_check)
    return authority


def _entries(count: int) -> str:
    return counted(count, "entry", "entries")


def _without_parts(act: Act, places: list[tuple[str, Place]]) -> Change:
    """All that can be shown of an act whose parts are damaged."""
    row = ActRow(act.index, act.kind, act.at, act.by, act.parts_count, "its details are damaged")
    return Change(row, Place(0, 0, 0), objects=places)
