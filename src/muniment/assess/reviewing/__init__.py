"""Reviews by a second person, and whether a judgement stands."""

from .reviewing import may_review as may_review
from .reviewing import review as review
from .reviewing import waiting as waiting
from .reviews import DECISIONS as DECISIONS
from .reviews import Review as Review
from .reviews import review_json as review_json
from .state import Standing as Standing
from .state import require_standing as require_standing
from .state import standing as standing
