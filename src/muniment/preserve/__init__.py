"""Deposit, log, sign, stamp, check. Deletes nothing, except by an erasure of two people."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .care.branching import branch as branch
    from .care.copying import CopyError as CopyError
    from .care.copying import copy_vault as copy_vault
    from .care.erasing import EraseError as EraseError
    from .care.erasing import Plan as Plan
    from .care.erasing import confirm as confirm_erasure
    from .care.erasing import finish as finish_erasure
    from .care.erasing import plan as plan_erasure
    from .care.erasing import plan_of as plan_of_proposal
    from .care.erasing import proposal as erasure_proposal
    from .care.erasing import propose as propose_erasure
    from .care.pending import pending_erasures as pending_erasures
    from .care.pending import withdraw_erasure as withdraw_erasure
    from .care.restoring import Restored as Restored
    from .care.restoring import restore as restore
    from .deposit import Deposit as Deposit
    from .deposit import Deposited as Deposited
    from .deposit import Sniff as Sniff
    from .keyring import Identity as Identity
    from .keyring import Keyring as Keyring
    from .keyring import NoKey as NoKey
    from .keyring import SigningKey as SigningKey
    from .keyring import fast_check as fast_check
    from .ledger.clock import now as now
    from .ledger.draft import Draft as Draft
    from .ledger.ledger import Ledger as Ledger
    from .ledger.ledger import VaultUnusable as VaultUnusable
    from .ledger.ledger import Written as Written
    from .ledger.projection import HOLDS_BACK as HOLDS_BACK
    from .lineage import as_amended as as_amended
    from .lineage import brought as brought
    from .lineage import came_from as came_from
    from .lineage import stated_of as stated_of
    from .people.founding import CannotFound as CannotFound
    from .people.founding import Founded as Founded
    from .people.founding import found as found
    from .people.operators import OperatorError as OperatorError
    from .people.operators import add as admit_operator
    from .people.operators import operators as list_operators
    from .people.operators import recover as recover_vault
    from .people.operators import request as request_admission
    from .people.operators import revoke as revoke_operator
    from .people.operators import rotate as rotate_keys
    from .people.persons import Recorded as Recorded
    from .people.persons import accounts_of_person as accounts_of_person
    from .people.persons import persons_recorded_in as persons_recorded_in
    from .people.policy import PolicyChange as PolicyChange
    from .people.policy import PolicyError as PolicyError
    from .people.policy import confirm_policy as confirm_policy
    from .people.policy import policy_changes as policy_changes
    from .people.policy import policy_in_force as policy_in_force
    from .people.policy import policy_proposals as policy_proposals
    from .people.policy import propose_policy as propose_policy
    from .people.policy import set_policy as set_policy
    from .people.sealing import CannotOpen as CannotOpen
    from .people.sealing import KeeperKey as KeeperKey
    from .people.sealing import is_usable as is_usable
    from .people.sealing import key_name as key_name
    from .people.sealing import read_sealed as read_sealed
    from .people.sealing import seal as seal
    from .people.sealing import unseal as unseal
    from .readings import keep_reading as keep_reading
    from .readings import load_reading as load_reading
    from .readings import put_body as put_body
    from .readings import status_of as status_of
    from .records import NoSuchRecord as NoSuchRecord
    from .records import carried_over as carried_over
    from .records import enter as enter_records
    from .records import find_record as find_record
    from .records import revise as revise_record
    from .records import state_about as state_about
    from .records import versions as record_versions
    from .records import withdraw as withdraw_record
    from .refusal import Refused as Refused
    from .statements import NoHold as NoHold
    from .statements import NoSuchItem as NoSuchItem
    from .statements import amend as amend
    from .statements import chain as chain
    from .statements import find_item as find_item
    from .statements import hold as hold
    from .statements import is_closed as is_closed
    from .statements import is_held as is_held
    from .statements import newest_statement as newest_statement
    from .statements import restrict as restrict
    from .timestamps.stamping import authorities as time_authorities
    from .timestamps.stamping import debt as debt
    from .timestamps.stamping import kept_stamps as kept_stamps
    from .timestamps.stamping import stamp as stamp

_NAMES = {
    "CannotOpen": "people.sealing",
    "KeeperKey": "people.sealing",
    "Recorded": "people.persons",
    "accounts_of_person": "people.persons",
    "is_usable": "people.sealing",
    "key_name": "people.sealing",
    "persons_recorded_in": "people.persons",
    "read_sealed": "people.sealing",
    "seal": "people.sealing",
    "unseal": "people.sealing",
    "amend": "statements",
    "CannotFound": "people.founding",
    "CopyError": "care.copying",
    "Deposit": "deposit",
    "Deposited": "deposit",
    "Draft": "ledger.draft",
    "EraseError": "care.erasing",
    "Founded": "people.founding",
    "Identity": "keyring",
    "Keyring": "keyring",
    "Ledger": "ledger.ledger",
    "NoKey": "keyring",
    "NoHold": "statements",
    "NoSuchItem": "statements",
    "OperatorError": "people.operators",
    "Plan": "care.erasing",
    "Refused": "refusal",
    "SigningKey": "keyring",
    "Sniff": "deposit",
    "VaultUnusable": "ledger.ledger",
    "Written": "ledger.ledger",
    "admit_operator": "people.operators:add",
    "branch": "care.branching",
    "as_amended": "lineage",
    "brought": "lineage",
    "came_from": "lineage",
    "chain": "statements",
    "confirm_erasure": "care.erasing:confirm",
    "copy_vault": "care.copying",
    "debt": "timestamps.stamping",
    "fast_check": "keyring",
    "find_item": "statements",
    "HOLDS_BACK": "ledger.projection",
    "erasure_proposal": "care.erasing:proposal",
    "finish_erasure": "care.erasing:finish",
    "found": "people.founding",
    "hold": "statements",
    "is_closed": "statements",
    "is_held": "statements",
    "keep_reading": "readings",
    "kept_stamps": "timestamps.stamping",
    "list_operators": "people.operators:operators",
    "load_reading": "readings",
    "newest_statement": "statements",
    "now": "ledger.clock",
    "pending_erasures": "care.pending",
    "plan_erasure": "care.erasing:plan",
    "plan_of_proposal": "care.erasing:plan_of",
    "propose_erasure": "care.erasing:propose",
    "PolicyChange": "people.policy",
    "PolicyError": "people.policy",
    "confirm_policy": "people.policy",
    "policy_changes": "people.policy",
    "policy_in_force": "people.policy",
    "policy_proposals": "people.policy",
    "propose_policy": "people.policy",
    "set_policy": "people.policy",
    "put_body": "readings",
    "recover_vault": "people.operators:recover",
    "request_admission": "people.operators:request",
    "Restored": "care.restoring",
    "restore": "care.restoring",
    "NoSuchRecord": "records",
    "carried_over": "records",
    "enter_records": "records:enter",
    "find_record": "records",
    "record_versions": "records:versions",
    "restrict": "statements",
    "revise_record": "records:revise",
    "state_about": "records",
    "withdraw_erasure": "care.pending",
    "withdraw_record": "records:withdraw",
    "revoke_operator": "people.operators:revoke",
    "rotate_keys": "people.operators:rotate",
    "stamp": "timestamps.stamping",
    "stated_of": "lineage",
    "status_of": "readings",
    "time_authorities": "timestamps.stamping:authorities",
}
__all__ = [
    "HOLDS_BACK",
    "CannotFound",
    "CannotOpen",
    "CopyError",
    "Deposit",
    "Deposited",
    "Draft",
    "EraseError",
    "Founded",
    "Identity",
    "KeeperKey",
    "Keyring",
    "Ledger",
    "NoHold",
    "NoKey",
    "NoSuchItem",
    "NoSuchRecord",
    "OperatorError",
    "Plan",
    "PolicyChange",
    "PolicyError",
    "Recorded",
    "Refused",
    "SigningKey",
    "Sniff",
    "VaultUnusable",
    "Written",
    "accounts_of_person",
    "admit_operator",
    "amend",
    "as_amended",
    "branch",
    "brought",
    "came_from",
    "carried_over",
    "chain",
    "confirm_erasure",
    "confirm_policy",
    "copy_vault",
    "debt",
    "enter_records",
    "erasure_proposal",
    "fast_check",
    "find_item",
    "find_record",
    "finish_erasure",
    "found",
    "hold",
    "is_closed",
    "is_held",
    "is_usable",
    "keep_reading",
    "kept_stamps",
    "key_name",
    "list_operators",
    "load_reading",
    "newest_statement",
    "now",
    "pending_erasures",
    "persons_recorded_in",
    "plan_erasure",
    "plan_of_proposal",
    "policy_changes",
    "policy_in_force",
    "policy_proposals",
    "propose_erasure",
    "propose_policy",
    "put_body",
    "read_sealed",
    "record_versions",
    "recover_vault",
    "request_admission",
    "restore",
    "restrict",
    "revise_record",
    "revoke_operator",
    "rotate_keys",
    "seal",
    "set_policy",
    "stamp",
    "state_about",
    "stated_of",
    "status_of",
    "time_authorities",
    "unseal",
    "withdraw_erasure",
    "withdraw_record",
]
__getattr__ = door(__name__, _NAMES)
