"""Incidents: claims that speak of one happening. Programs suggest, people confirm; what differs stands side by side."""

from .both import Both as Both
from .both import said_by_both as said_by_both
from .contrary import Contrary as Contrary
from .contrary import contrary_to as contrary_to
from .onrecord import IncidentError as IncidentError
from .onrecord import confirm as confirm
from .onrecord import merge as merge
from .onrecord import rename as rename
from .onrecord import split as split
from .side import Said as Said
from .side import side_by_side as side_by_side
from .side import speaker_of as speaker_of
from .suggesting import Candidate as Candidate
from .suggesting import suggest as suggest
