"""Persons by codes, who they are for keepers alone, their accounts and consents; and objects, which are no bytes."""

from .accounts import METHODS as METHODS
from .accounts import accounts_on_record as accounts_on_record
from .accounts import add_account as add_account
from .accounts import edit_account as edit_account
from .accounts import known_before as known_before
from .checks import YES_NO as YES_NO
from .checks import person_of as person_of
from .consents import BY as GIVEN_BY
from .consents import GIVEN as GIVEN
from .consents import USES as USES
from .consents import add_consent as add_consent
from .consents import consents_on_record as consents_on_record
from .consents import meets as meets
from .consents import retract_consent as retract_consent
from .consents import take_back as take_back
from .earlier import MANY as MANY
from .earlier import Earlier as Earlier
from .guarding import NamesGuard as NamesGuard
from .identity import KEYS as IDENTITY_KEYS
from .identity import identity_of as identity_of
from .identity import read_identity as read_identity
from .identity import reseal as reseal
from .identity import sealed_for as sealed_for
from .keepers import Keeper as Keeper
from .keepers import admit as admit_keeper
from .keepers import ask as ask_to_keep
from .keepers import end as end_keeper
from .keepers import everybody as keepers_and_asking
from .keepers import keepers as keepers
from .objects import add_object as add_object
from .objects import edit_object as edit_object
from .objects import gaps as gaps
from .objects import objects_on_record as objects_on_record
from .objects import transfer as transfer
from .persons import add_person as add_person
from .persons import edit_person as edit_person
from .persons import persons_on_record as persons_on_record

__all__ = [
    "GIVEN", "GIVEN_BY", "IDENTITY_KEYS", "MANY", "METHODS", "USES", "YES_NO", "Earlier", "Keeper",
    "accounts_on_record", "add_account", "add_consent", "add_object", "add_person", "admit_keeper", "ask_to_keep",
    "consents_on_record", "edit_account", "edit_object", "edit_person", "end_keeper", "gaps", "identity_of", "keepers",
    "keepers_and_asking", "known_before", "meets", "objects_on_record", "person_of", "persons_on_record",
    "read_identity", "reseal", "retract_consent", "sealed_for", "take_back", "transfer",
]  # fmt: skip
