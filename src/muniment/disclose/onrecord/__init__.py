"""What people put on record, in a package: a dossier with its claims, judgements and incidents, and what is shown."""

from .choosing import Told as Told
from .choosing import choose as choose
from .claims_csv import claims_csv as claims_csv
from .compiled import Compiled as Compiled
from .compiled import Judged as Judged
from .describing import described as described
from .report_records import records_sections as records_sections
from .shown import DossierShown as DossierShown
