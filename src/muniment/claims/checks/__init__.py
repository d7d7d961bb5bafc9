"""Observations on a text: what in it does not fit together. They say what stands where; they accuse nobody.

Pure functions. A slip of the pen, a translation and a lie look alike from here, and no observation says which it is.
"""

from .observation import Observation as Observation
from .quotes import Quoted as Quoted
from .quotes import differing as differing
from .quotes import quoted as quoted
from .text import observations as observations
