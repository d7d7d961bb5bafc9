"""An act being put together: objects first, then parts that refer to them, then the signature."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from muniment import __version__
from muniment.model.records import Place
from muniment.store.ports import Stored, StoreError, Stream
from muniment.verify.acts import Part, make_part
from muniment.verify.acts import act as acts
from muniment.verify.log import root_of
from muniment.verify.strict import b64url

from .clock import claim

if TYPE_CHECKING:
    from .ledger import Ledger, Written


class Draft:
    """An act being put together: objects first, then parts that refer to them."""

    def __init__(self, ledger: Ledger, kind: str, index: int) -> None:
        self._ledger = ledger
        self.kind, self.index = kind, index
        self.parts: list[Part] = []
        self.fields: list[dict[str, Any]] = []
        self.places: list[tuple[str, Place]] = []
        self._here: dict[str, Stored] = {}
        self._asked: dict[str, Place | None] = {}

    def put(self, body: bytes, digest: str | None = None) -> Stored:
        """Keep bytes as an object, unless they are here already."""
        digest = digest or sha256(body).hexdigest()
        try:
            return self._known(digest) or self._new(self._ledger.objects.put(self.index, body, digest))
        except (OSError, StoreError):
            self._ledger.fail()
            raise

    def put_stream(self, source: Stream, head: bytes = b"") -> Stored:
        """Keep a large stream as an object, unless its bytes are here already."""
        try:
            stored = self._ledger.objects.put_stream(self.index, source, head)
            known = self._known(stored.sha256)
            if known is None:
                return self._new(stored)
            self._ledger.objects.drop_stream(stored)
        except (OSError, StoreError):
            self._ledger.fail()
            raise
        return known

    def ask(self, digests: Iterable[str]) -> None:
        """Look up at once whether these are here already: they will be put next."""
        asked = list(digests)
        self._asked = dict.fromkeys(asked) | self._ledger.catalogue.objects(asked)

    def _known(self, digest: str) -> Stored | None:
        if digest in self._here:
            return self._here[digest]
        if digest not in self._asked:
            self.ask([digest])
        place = self._asked[digest]
        return Stored(digest, place.size, place) if place else None

    def _new(self, stored: Stored) -> Stored:
        self._here[stored.sha256] = stored
        self.places.append((stored.sha256, stored.place))
        return stored

    def keep_known(self, fields: Mapping[str, Any]) -> None:
        """Refer to blobs that are in place already, though the catalogue has not heard of them."""
        self.places += self._ledger.store.blob_places([dict(fields)])

    def is_new(self, digest: str) -> bool:
        """Whether an object came with this very act."""
        return digest in self._here

    def add(self, fields: Mapping[str, Any]) -> int:
        """Add a part; returns its number. Raises StrictError for values that cannot be signed, and whatever the
        ledger's guard raises."""
        if self._ledger.guard is not None:
            self._ledger.guard(self.kind, fields)
        self.parts.append(make_part(fields))
        self.fields.append(dict(fields))
        return len(self.parts) - 1

    def commit(self, signer: tuple[bytes, Any] | None = None, **extra: Any) -> Written:
        """Sign and append; when this returns the act is in the log for good."""
        return self._ledger.commit(self, extra, signer)


def act_payload(
    kind: str, vault: str, seen: tuple[int, bytes], authority: int, by: str, parts: list[Part]
) -> dict[str, Any]:
    """The fields that every act has."""
    return {
        "v": acts.FORMAT,
        "typ": acts.TYPE,
        "act": kind,
        "log": vault,
        "seen": {"size": seen[0], "root": b64url(seen[1])},
        "authority": authority,
        "by": by,
        "program": {"name": "muniment", "version": __version__},
        "clock": claim(),
        "parts": {"root": b64url(root_of(part.leaf_hash() for part in parts)), "count": len(parts)},
        "nonce": b64url(os.urandom(16)),
    }
