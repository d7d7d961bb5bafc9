"""Which document speaks of which: where its links lead, whose title it names. Nobody is asked."""

from .naming import named as named
from .targets import LinkRow as LinkRow
from .targets import address as address
from .targets import links as links
