"""Passages to attributed, coded claims. Programs suggest in the margin; people claim. Asserts nothing itself."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .background import background_of as background_of
    from .background import reference_dates as reference_dates
    from .dates import add_date as add_date
    from .dates import dates_on_record as dates_on_record
    from .dates import withdraw_date as withdraw_date
    from .entering import add as add_claim
    from .entering import edit as edit_claim
    from .entering import import_rows as import_claims
    from .entering import retract as retract_claim
    from .entering import take as take_suggestion
    from .extractor import Background as Background
    from .extractor import Extractor as Extractor
    from .extractor import checked_marks as checked_marks
    from .extractor import find_extractor as find_extractor
    from .finding import claim_versions as claim_versions
    from .finding import claims_on_record as claims_on_record
    from .finding import find_claim as find_claim
    from .finding import find_suggestion as find_suggestion
    from .form import ClaimError as ClaimError
    from .form import form_of as form_of
    from .form import read_sheet as read_sheet
    from .margins import Marker as Marker
    from .rules.evenness import uneven as uneven
    from .vocabulary import Vocabulary as Vocabulary
    from .vocabulary import adopt as adopt_codes
    from .vocabulary import in_use as codes_in_use

_NAMES = {
    "Background": "extractor",
    "ClaimError": "form",
    "Extractor": "extractor",
    "Vocabulary": "vocabulary",
    "add_claim": "entering:add",
    "add_date": "dates",
    "adopt_codes": "vocabulary:adopt",
    "background_of": "background",
    "checked_marks": "extractor",
    "claim_versions": "finding",
    "claims_on_record": "finding",
    "dates_on_record": "dates",
    "edit_claim": "entering:edit",
    "find_claim": "finding",
    "find_extractor": "extractor",
    "find_suggestion": "finding",
    "form_of": "form",
    "import_claims": "entering:import_rows",
    "read_sheet": "form",
    "reference_dates": "background",
    "Marker": "margins",
    "retract_claim": "entering:retract",
    "take_suggestion": "entering:take",
    "uneven": "rules.evenness",
    "codes_in_use": "vocabulary:in_use",
    "withdraw_date": "dates",
}
__all__ = [
    "Background",
    "ClaimError",
    "Extractor",
    "Marker",
    "Vocabulary",
    "add_claim",
    "add_date",
    "adopt_codes",
    "background_of",
    "checked_marks",
    "claim_versions",
    "claims_on_record",
    "codes_in_use",
    "dates_on_record",
    "edit_claim",
    "find_claim",
    "find_extractor",
    "find_suggestion",
    "form_of",
    "import_claims",
    "read_sheet",
    "reference_dates",
    "retract_claim",
    "take_suggestion",
    "uneven",
    "withdraw_date",
]
__getattr__ = door(__name__, _NAMES)
