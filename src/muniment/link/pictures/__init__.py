"""Copied pictures: which look the same, whatever their size, compression or turn.

Compares PDQ hashes only, and never opens a picture. It finds that two look the same, never which was first, and never
that two pictures are independent: what was cropped much, or photographed anew from another side, is not found.
"""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .index import PictureIndex as PictureIndex
    from .seen import Alike as Alike
    from .seen import Found as Found
    from .seen import Seen as Seen

_NAMES = {"Alike": "seen", "Found": "seen", "PictureIndex": "index", "Seen": "seen"}
__all__ = ["Alike", "Found", "PictureIndex", "Seen"]
__getattr__ = door(__name__, _NAMES)
