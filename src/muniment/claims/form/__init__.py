"""A claim as a person puts it down: from a form, from a table, from a suggestion; checked before it is on record."""

from .claim import KEYS as CLAIM_KEYS
from .claim import claim_fields as claim_fields
from .one_act import with_act as with_act
from .refusing import ClaimError as ClaimError
from .sheet import COLUMNS as COLUMNS
from .sheet import Row as Row
from .sheet import read_sheet as read_sheet
from .taken import form_of as form_of

__all__ = ["CLAIM_KEYS", "COLUMNS", "ClaimError", "Row", "claim_fields", "form_of", "read_sheet", "with_act"]
