"""Deposit, log, sign, stamp, check. Deletes nothing, except by an erasure of two people."""

from .deposit import Deposit, Deposited, Sniff
from .founding import CannotFound, Founded, found
from .keyring import Identity, Keyring, NoKey, fast_check
from .ledger import Draft, Ledger, VaultUnusable, Written
from .refusal import Refused

__all__ = [
    "CannotFound",
    "Deposit",
    "Deposited",
    "Draft",
    "Founded",
    "Identity",
    "Keyring",
    "Ledger",
    "NoKey",
    "Refused",
    "Sniff",
    "VaultUnusable",
    "Written",
    "fast_check",
    "found",
]
