"""Who did it to whom: from the kind of cue and its voice to where the parties stand in the clause."""

from .casting import cast as cast
from .site import Cast as Cast
from .site import Site as Site
