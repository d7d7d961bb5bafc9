"""A reading's text as sentences and words, the same in every language and script. Knows no meaning."""

from .sentences import Sentence as Sentence
from .sentences import sentences as sentences
from .words import Word as Word
from .words import fold as fold
from .words import pieces as pieces
from .words import words as words
