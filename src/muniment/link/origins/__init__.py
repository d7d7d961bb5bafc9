"""How many separate origins are known of some documents: groups, the ties that make them, what was not checked."""

from .diagram import origins_svg as origins_svg
from .groups import Group as Group
from .groups import group as group
from .known import NOTHING_FOUND as NOTHING_FOUND
from .known import Document as Document
from .known import Origins as Origins
from .known import origins_of as origins_of
from .known import sentence as sentence
