"""The signed entry: envelope, payload, parts with their fields, and who may sign."""

from . import jws as jws
from .act import Act as Act
from .act import Seen as Seen
from .act import parse_act as parse_act
from .authority import Authority as Authority
from .authority import AuthorityError as AuthorityError
from .authority import KeySet as KeySet
from .authority import recovery_commitment as recovery_commitment
from .jws import key_id as key_id
from .parts import Part as Part
from .parts import make_part as make_part
from .parts import object_reference as object_reference
from .parts import read_parts as read_parts
from .parts import write_parts as write_parts
from .policy import POLICY_DEFAULTS as POLICY_DEFAULTS
from .policy import loosened as loosened
from .policy import policy_value as policy_value
from .policy import same_policy as same_policy
from .policy import why_not_proposed as why_not_proposed
from .shownparts import ShownPart as ShownPart
from .shownparts import read_shown as read_shown
from .shownparts import write_shown as write_shown
