"""Timestamps: asks outside authorities to witness the checkpoint, and says what is still owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muniment.model.counting import counted
from muniment.preserve.ledger.ledger import Ledger
from muniment.verify.timestamps import StampedSize, StampError, check_stamp

from .authorities import StampRefused, StampUnavailable, request_stamp


@dataclass(frozen=True)
class Stamped:
    """What one authority answered: a stamp, or why there is none."""

    authority: str
    stamp: StampedSize | None
    problem: str = ""


@dataclass(frozen=True)
class Debt:
    """How far the newest stamp reaches: `covered` of `size` entries; who would be asked."""

    size: int
    covered: int
    authorities: list[str]

    @property
    def owed(self) -> int:
        """Entries that no stamp covers; the acts of stamping themselves do not count."""
        return self.size - self.covered

    @property
    def words(self) -> str:
        """What is lacking in proven time, and what to do about it."""
        if not self.owed:
            return "nothing is owed: every entry is under a stamp"
        lacking = f"{counted(self.owed, 'entry', 'entries')} under no stamp"
        if not self.covered:
            lacking = f"no stamp yet, so nothing proves when {counted(self.owed, 'entry', 'entries')} existed"
        if self.authorities:
            return f"{lacking}; run `muniment stamp` when there is a network"
        return f"{lacking}; muniment.toml names no authority: name one there or give `muniment stamp --authority URL`"


def debt(ledger: Ledger) -> Debt:
    """What is owed."""
    covered = 0
    stamps = [row.index for row in ledger.catalogue.acts() if row.act == "stamp"]
    for index in stamps:
        for part in ledger.parts(index):
            covered = max(covered, int(part.fields().get("size", 0)))
    # Stamps are entries too; the ones right behind what is covered owe nothing themselves.
    size = ledger.log.size
    while size > covered and size - 1 in stamps:
        size -= 1
    return Debt(size, min(covered, size), authorities(ledger))


def authorities(ledger: Ledger) -> list[str]:
    """URLs of the authorities that the vault names."""
    named = ledger.store.config.get("stamps", {}).get("authorities", [])
    return [str(url) for url in named] if isinstance(named, list) else []


def stamp(ledger: Ledger, urls: list[str], timeout: float = 20.0) -> list[Stamped]:
    """Ask every authority for a stamp over the checkpoint; log those that answered, in one act."""
    checkpoint = ledger.log.note
    assert checkpoint is not None
    draft = ledger.draft("stamp")
    answers = []
    for url in urls:
        try:
            token = request_stamp(url, checkpoint, timeout)
            stamped, _ = check_stamp(token, checkpoint, (), ())
        except (StampUnavailable, StampRefused, StampError) as error:
            answers.append(Stamped(url, None, str(error)))
            continue
        draft.add(_fields(draft, url, token, checkpoint, ledger.log.size))
        answers.append(Stamped(url, stamped))
    if draft.parts:
        draft.commit()
    return answers


def _fields(draft: Any, url: str, token: bytes, checkpoint: bytes, size: int) -> dict[str, Any]:
    fields: dict[str, Any] = {"size": size, "authority": url}
    for name, data in (("token", token), ("checkpoint", checkpoint)):
        stored = draft.put(data)
        fields[name] = {"object": stored.sha256, "size": stored.size}
    return fields


@dataclass(frozen=True)
class KeptStamp:
    """A stamp as it is kept: the stamped checkpoint's bytes and the token's, and who gave it."""

    size: int
    authority: str
    checkpoint: bytes
    token: bytes


def kept_stamps(ledger: Ledger) -> list[KeptStamp]:
    """Every stamp in the vault, oldest first."""
    kept = []
    for row in ledger.catalogue.acts():
        if row.act != "stamp":
            continue
        for part in ledger.parts(row.index):
            fields = part.fields()
            checkpoint, token = (ledger.read_object(fields[name]) for name in ("checkpoint", "token"))
            kept.append(KeptStamp(int(fields["size"]), str(fields["authority"]), checkpoint, token))
    return kept
