"""Passages that say the same in two languages. Needs the extra `semantic`, a small model that runs here, offline."""

from .passages import Piece as Piece
from .passages import pieces as pieces
from .ties import NotInstalled as NotInstalled
from .ties import is_installed as is_installed
from .ties import translation_ties as translation_ties
from .vectors import Vectors as Vectors
