"""Dossiers: an ordered, annotated selection for somebody, which says what was linked to it and left out."""

from .inside import Inside as Inside
from .inside import find_dossier as find_dossier
from .inside import inside as inside
from .leaving import LeftOut as LeftOut
from .leaving import Weighing as Weighing
from .leaving import Why as Why
from .leaving import left_out as left_out
from .leaving import require_explained as require_explained
from .leaving import unexplained as unexplained
from .making import add_to as add_to
from .making import annotate as annotate
from .making import dossiers as dossiers
from .making import explain as explain
from .making import make as make
from .making import move as move
from .making import remove_from as remove_from
from .stating import Statement as Statement
from .stating import state as state
