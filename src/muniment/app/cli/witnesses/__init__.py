"""`persons`, `accounts`, `consents`, `objects`: who is spoken of by codes, and things that are no bytes."""

from __future__ import annotations

from .accounts import accounts_command
from .consents import consents_command
from .identities import identity, reseal
from .keepers import keeper, keepers_
from .objects import objects_command
from .persons import persons_command

__all__ = [
    "accounts_command", "consents_command", "identity", "keeper", "keepers_", "objects_command", "persons_command",
    "reseal",
]  # fmt: skip
