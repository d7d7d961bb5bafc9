"""Copied text: which documents share a passage, verbatim or edited, whole or inside longer texts, in any script.

Numbers only: no file, no vault, no language. It finds that two texts agree, never who copied from whom, and never
that two texts are independent: what was reworded throughout or translated is not found.
"""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .index import CopyIndex as CopyIndex
    from .index import copies as copies
    from .shared import Found as Found
    from .shared import Frequent as Frequent
    from .shared import Shared as Shared
    from .signature import Signature as Signature
    from .signature import signatures as signatures
    from .signature import unpack as unpack

_NAMES = {
    "CopyIndex": "index",
    "Found": "shared",
    "Frequent": "shared",
    "Shared": "shared",
    "Signature": "signature",
    "copies": "index",
    "signatures": "signature",
    "unpack": "signature",
}
__all__ = ["CopyIndex", "Found", "Frequent", "Shared", "Signature", "copies", "signatures", "unpack"]
__getattr__ = door(__name__, _NAMES)
