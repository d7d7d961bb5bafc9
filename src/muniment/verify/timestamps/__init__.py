"""RFC 3161: a stamp, its signature, and the certificates up to an authority. Loaded only for a stamp."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .rfc3161 import Stamp as Stamp
    from .rfc3161 import pem_certificates as pem_certificates
    from .stamps import StampedSize as StampedSize
    from .stamps import StampError as StampError
    from .stamps import check_stamp as check_stamp
    from .stamps import covers as covers
    from .stamps import time_in_words as time_in_words

_NAMES = {
    "Stamp": "rfc3161",
    "StampError": "stamps",
    "StampedSize": "stamps",
    "check_stamp": "stamps",
    "covers": "stamps",
    "pem_certificates": "rfc3161",
    "time_in_words": "stamps",
}
__all__ = tuple(_NAMES)
__getattr__ = door(__name__, _NAMES)
