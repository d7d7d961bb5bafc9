"""A package: its bag, its zip file, and what the disclosure act commits to."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .earlier import EARLIER as EARLIER
    from .earlier import write_earlier as write_earlier
    from .leftovers import why_added as why_added
    from .packagecheck import PackageCheck as PackageCheck
    from .zipped import NotAZip as NotAZip
    from .zipped import unpacked as unpacked

_NAMES = {
    "EARLIER": "earlier",
    "NotAZip": "zipped",
    "PackageCheck": "packagecheck",
    "unpacked": "zipped",
    "why_added": "leftovers",
    "write_earlier": "earlier",
}
__all__ = tuple(_NAMES)
__getattr__ = door(__name__, _NAMES)
