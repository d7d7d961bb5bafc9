"""Judgements: one proposition, one standard, what is for and against, by a person."""

from .entering import KIND as KIND
from .entering import Asked as Asked
from .entering import find_judgement as find_judgement
from .entering import judge as judge
from .entering import judgements_on as judgements_on
from .entering import withdraw_judgement as withdraw_judgement
from .grounds import changed_since as changed_since
from .grounds import is_single_account as is_single_account
from .grounds import items_behind as items_behind
from .grounds import named as named
from .grounds import rests_on as rests_on
from .proposition import OUTCOMES as OUTCOMES
from .proposition import PROPOSITIONS as PROPOSITIONS
from .proposition import standards as standards
