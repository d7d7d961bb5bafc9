"""Signatures: Ed25519 for acts and checkpoints; RSA and ECDSA for those who stamp the time."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .ed25519 import verify_ed25519 as verify_ed25519
    from .ed25519 import well_formed as well_formed
    from .keys import EcKey as EcKey
    from .keys import RsaKey as RsaKey
    from .keys import Scheme as Scheme
    from .keys import read_digest as read_digest
    from .keys import read_public_key as read_public_key
    from .keys import read_scheme as read_scheme
    from .keys import signed_by as signed_by

_NAMES = {
    "EcKey": "keys",
    "RsaKey": "keys",
    "Scheme": "keys",
    "read_digest": "keys",
    "read_public_key": "keys",
    "read_scheme": "keys",
    "signed_by": "keys",
    "verify_ed25519": "ed25519",
    "well_formed": "ed25519",
}
__all__ = tuple(_NAMES)
__getattr__ = door(__name__, _NAMES)
