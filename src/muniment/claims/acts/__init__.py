"""Coded acts in a sentence, with who is said to have done it to whom: rules and words; unknown rather than wrong."""

from .find import find_acts as find_acts
from .found import FoundAct as FoundAct
from .lexicon import Lexicon as Lexicon
