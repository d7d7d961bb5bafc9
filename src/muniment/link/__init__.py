"""Which reports go back to one origin (copies, citations, shared pictures), which claims are one incident.

Reads no files. Finds dependence; not finding it is not independence.
"""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .across import NotInstalled as NotInstalled
    from .across import translation_ties as translation_ties
    from .citations import LinkRow as LinkRow
    from .citations import links as links
    from .declared import RELATIONS as RELATIONS
    from .declared import LinkError as LinkError
    from .declared import declarations as declarations
    from .declared import declare as declare
    from .declared import independence as independence
    from .declared import withdraw_declaration as withdraw_declaration
    from .incidents import Both as Both
    from .incidents import Candidate as Candidate
    from .incidents import Contrary as Contrary
    from .incidents import IncidentError as IncidentError
    from .incidents import Said as Said
    from .incidents import confirm as confirm_incident
    from .incidents import contrary_to as contrary_to
    from .incidents import merge as merge_incidents
    from .incidents import rename as rename_incident
    from .incidents import said_by_both as said_by_both
    from .incidents import side_by_side as side_by_side
    from .incidents import speaker_of as speaker_of
    from .incidents import split as split_incident
    from .incidents import suggest as suggest_incidents
    from .origins import Origins as Origins
    from .origins import origins_of as origins_of
    from .origins import origins_svg as origins_svg
    from .origins import sentence as sentence
    from .origins.upstream import Attributed as Attributed
    from .ties import Tie as Tie

_NAMES = {
    "Both": "incidents",
    "said_by_both": "incidents",
    "NotInstalled": "across",
    "translation_ties": "across",
    "Candidate": "incidents",
    "Contrary": "incidents",
    "IncidentError": "incidents",
    "Said": "incidents",
    "confirm_incident": "incidents:confirm",
    "contrary_to": "incidents",
    "merge_incidents": "incidents:merge",
    "rename_incident": "incidents:rename",
    "side_by_side": "incidents",
    "speaker_of": "incidents",
    "split_incident": "incidents:split",
    "suggest_incidents": "incidents:suggest",
    "RELATIONS": "declared",
    "Attributed": "origins.upstream",
    "LinkError": "declared",
    "LinkRow": "citations",
    "Origins": "origins",
    "Tie": "ties",
    "declare": "declared",
    "declarations": "declared",
    "independence": "declared",
    "links": "citations",
    "origins_of": "origins",
    "origins_svg": "origins",
    "sentence": "origins",
    "withdraw_declaration": "declared",
}
__all__ = [
    "RELATIONS",
    "Attributed",
    "Both",
    "Candidate",
    "Contrary",
    "IncidentError",
    "LinkError",
    "LinkRow",
    "NotInstalled",
    "Origins",
    "Said",
    "Tie",
    "confirm_incident",
    "contrary_to",
    "declarations",
    "declare",
    "independence",
    "links",
    "merge_incidents",
    "origins_of",
    "origins_svg",
    "rename_incident",
    "said_by_both",
    "sentence",
    "side_by_side",
    "speaker_of",
    "split_incident",
    "suggest_incidents",
    "translation_ties",
    "withdraw_declaration",
]
__getattr__ = door(__name__, _NAMES)
