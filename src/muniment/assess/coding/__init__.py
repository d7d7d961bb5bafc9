"""Blind double coding of a sample, and how far two people agree."""

from .agreement import Agreement as Agreement
from .agreement import cohen_kappa as cohen_kappa
from .agreement import krippendorff_alpha as krippendorff_alpha
from .agreement import percent as percent
from .rounds import agreement_of as agreement_of
from .rounds import codes_given as codes_given
from .rounds import find_round as find_round
from .rounds import give as give
from .rounds import is_done as is_done
from .rounds import progress as progress
from .rounds import rounds as rounds
from .rounds import start as start
