"""People's judgements: review, the rule of two people, policy. No machine decides."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .coding import Agreement as Agreement
    from .coding import agreement_of as agreement_of
    from .coding import codes_given as codes_given
    from .coding import find_round as find_round
    from .coding import give as give_codes
    from .coding import is_done as is_done
    from .coding import progress as progress
    from .coding import rounds as rounds
    from .coding import start as start_coding
    from .dossier import Inside as Inside
    from .dossier import LeftOut as LeftOut
    from .dossier import Statement as Statement
    from .dossier import Weighing as Weighing
    from .dossier import Why as Why
    from .dossier import add_to as add_to_dossier
    from .dossier import annotate as annotate_dossier
    from .dossier import dossiers as dossiers
    from .dossier import explain as explain_dossier
    from .dossier import find_dossier as find_dossier
    from .dossier import inside as inside_dossier
    from .dossier import left_out as left_out_of
    from .dossier import make as make_dossier
    from .dossier import move as move_in_dossier
    from .dossier import remove_from as remove_from_dossier
    from .dossier import require_explained as require_explained
    from .dossier import state as state_left_out
    from .dossier import unexplained as unexplained
    from .elements import legal_elements as legal_elements
    from .elements import map_element as map_element
    from .elements import mappings as mappings
    from .elements import withdraw_mapping as withdraw_mapping
    from .errors import AssessError as AssessError
    from .judgement import OUTCOMES as OUTCOMES
    from .judgement import PROPOSITIONS as PROPOSITIONS
    from .judgement import Asked as Asked
    from .judgement import changed_since as changed_since
    from .judgement import find_judgement as find_judgement
    from .judgement import is_single_account as is_single_account
    from .judgement import judge as judge
    from .judgement import judgements_on as judgements_on
    from .judgement import standards as standards
    from .judgement import withdraw_judgement as withdraw_judgement
    from .origins import OriginCheck as OriginCheck
    from .reviewing import Review as Review
    from .reviewing import Standing as Standing
    from .reviewing import may_review as may_review
    from .reviewing import require_standing as require_standing
    from .reviewing import review as review
    from .reviewing import review_json as review_json
    from .reviewing import standing as standing
    from .reviewing import waiting as waiting

_NAMES = {
    "Agreement": "coding",
    "agreement_of": "coding",
    "Asked": "judgement",
    "AssessError": "errors",
    "changed_since": "judgement",
    "codes_given": "coding",
    "find_judgement": "judgement",
    "find_round": "coding",
    "give_codes": "coding:give",
    "is_done": "coding",
    "is_single_account": "judgement",
    "judge": "judgement",
    "judgements_on": "judgement",
    "legal_elements": "elements",
    "map_element": "elements",
    "mappings": "elements",
    "may_review": "reviewing",
    "OriginCheck": "origins",
    "OUTCOMES": "judgement",
    "progress": "coding",
    "PROPOSITIONS": "judgement",
    "require_standing": "reviewing",
    "Review": "reviewing",
    "review": "reviewing",
    "review_json": "reviewing",
    "rounds": "coding",
    "standards": "judgement",
    "Standing": "reviewing",
    "standing": "reviewing",
    "start_coding": "coding:start",
    "waiting": "reviewing",
    "withdraw_judgement": "judgement",
    "withdraw_mapping": "elements",
    "Inside": "dossier",
    "LeftOut": "dossier",
    "Statement": "dossier",
    "Weighing": "dossier",
    "Why": "dossier",
    "add_to_dossier": "dossier:add_to",
    "annotate_dossier": "dossier:annotate",
    "dossiers": "dossier",
    "explain_dossier": "dossier:explain",
    "find_dossier": "dossier",
    "inside_dossier": "dossier:inside",
    "left_out_of": "dossier:left_out",
    "make_dossier": "dossier:make",
    "move_in_dossier": "dossier:move",
    "remove_from_dossier": "dossier:remove_from",
    "require_explained": "dossier",
    "state_left_out": "dossier:state",
    "unexplained": "dossier",
}
__all__ = [
    "OUTCOMES",
    "PROPOSITIONS",
    "Agreement",
    "Asked",
    "AssessError",
    "Inside",
    "LeftOut",
    "OriginCheck",
    "Review",
    "Standing",
    "Statement",
    "Weighing",
    "Why",
    "add_to_dossier",
    "agreement_of",
    "annotate_dossier",
    "changed_since",
    "codes_given",
    "dossiers",
    "explain_dossier",
    "find_dossier",
    "find_judgement",
    "find_round",
    "give_codes",
    "inside_dossier",
    "is_done",
    "is_single_account",
    "judge",
    "judgements_on",
    "left_out_of",
    "legal_elements",
    "make_dossier",
    "map_element",
    "mappings",
    "may_review",
    "move_in_dossier",
    "progress",
    "remove_from_dossier",
    "require_explained",
    "require_standing",
    "review",
    "review_json",
    "rounds",
    "standards",
    "standing",
    "start_coding",
    "state_left_out",
    "unexplained",
    "waiting",
    "withdraw_judgement",
    "withdraw_mapping",
]
__getattr__ = door(__name__, _NAMES)
