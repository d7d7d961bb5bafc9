"""Deposit, log, sign, stamp, check. Deletes nothing, except by an erasure of two people."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .branching import branch as branch
    from .clock import now as now
    from .copying import CopyError as CopyError
    from .copying import copy_vault as copy_vault
    from .deposit import Deposit as Deposit
    from .deposit import Deposited as Deposited
    from .deposit import Sniff as Sniff
    from .draft import Draft as Draft
    from .erasing import EraseError as EraseError
    from .erasing import Plan as Plan
    from .erasing import confirm as confirm_erasure
    from .erasing import finish as finish_erasure
    from .erasing import plan as plan_erasure
    from .erasing import propose as propose_erasure
    from .founding import CannotFound as CannotFound
    from .founding import Founded as Founded
    from .founding import found as found
    from .keyring import Identity as Identity
    from .keyring import Keyring as Keyring
    from .keyring import NoKey as NoKey
    from .keyring import SigningKey as SigningKey
    from .keyring import fast_check as fast_check
    from .ledger import Ledger as Ledger
    from .ledger import VaultUnusable as VaultUnusable
    from .ledger import Written as Written
    from .operators import OperatorError as OperatorError
    from .operators import add as admit_operator
    from .operators import operators as list_operators
    from .operators import recover as recover_vault
    from .operators import request as request_admission
    from .operators import revoke as revoke_operator
    from .operators import rotate as rotate_keys
    from .readings import keep_reading as keep_reading
    from .readings import load_reading as load_reading
    from .refusal import Refused as Refused
    from .restoring import Restored as Restored
    from .restoring import restore as restore
    from .stamping import authorities as time_authorities
    from .stamping import debt as debt
    from .stamping import kept_stamps as kept_stamps
    from .stamping import stamp as stamp
    from .statements import CHAINED as CHAINED
    from .statements import NoSuchItem as NoSuchItem
    from .statements import amend as amend
    from .statements import find_item as find_item
    from .statements import hold as hold
    from .statements import newest_statement as newest_statement
    from .statements import restrict as restrict

_NAMES = {
    "amend": "statements",
    "CHAINED": "statements",
    "CannotFound": "founding",
    "CopyError": "copying",
    "Deposit": "deposit",
    "Deposited": "deposit",
    "Draft": "draft",
    "EraseError": "erasing",
    "Founded": "founding",
    "Identity": "keyring",
    "Keyring": "keyring",
    "Ledger": "ledger",
    "NoKey": "keyring",
    "NoSuchItem": "statements",
    "OperatorError": "operators",
    "Plan": "erasing",
    "Refused": "refusal",
    "SigningKey": "keyring",
    "Sniff": "deposit",
    "VaultUnusable": "ledger",
    "Written": "ledger",
    "admit_operator": "operators:add",
    "branch": "branching",
    "confirm_erasure": "erasing:confirm",
    "copy_vault": "copying",
    "debt": "stamping",
    "fast_check": "keyring",
    "find_item": "statements",
    "finish_erasure": "erasing:finish",
    "found": "founding",
    "hold": "statements",
    "keep_reading": "readings",
    "kept_stamps": "stamping",
    "list_operators": "operators:operators",
    "load_reading": "readings",
    "newest_statement": "statements",
    "now": "clock",
    "plan_erasure": "erasing:plan",
    "propose_erasure": "erasing:propose",
    "recover_vault": "operators:recover",
    "request_admission": "operators:request",
    "Restored": "restoring",
    "restore": "restoring",
    "restrict": "statements",
    "revoke_operator": "operators:revoke",
    "rotate_keys": "operators:rotate",
    "stamp": "stamping",
    "time_authorities": "stamping:authorities",
}
__all__ = [
    "CHAINED",
    "CannotFound",
    "CopyError",
    "Deposit",
    "Deposited",
    "Draft",
    "EraseError",
    "Founded",
    "Identity",
    "Keyring",
    "Ledger",
    "NoKey",
    "NoSuchItem",
    "OperatorError",
    "Plan",
    "Refused",
    "SigningKey",
    "Sniff",
    "VaultUnusable",
    "Written",
    "admit_operator",
    "amend",
    "branch",
    "confirm_erasure",
    "copy_vault",
    "debt",
    "fast_check",
    "find_item",
    "finish_erasure",
    "found",
    "hold",
    "keep_reading",
    "kept_stamps",
    "list_operators",
    "load_reading",
    "newest_statement",
    "now",
    "plan_erasure",
    "propose_erasure",
    "recover_vault",
    "request_admission",
    "restore",
    "restrict",
    "revoke_operator",
    "rotate_keys",
    "stamp",
    "time_authorities",
]
__getattr__ = door(__name__, _NAMES)
