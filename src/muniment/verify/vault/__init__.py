"""A vault in a folder: packs, and the checks of log, packs, blobs and erasures."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .packs import HEADER as HEADER
    from .packs import OBJECT as OBJECT
    from .packs import PACK_LIMIT as PACK_LIMIT
    from .packs import PARTS as PARTS
    from .packs import SMALL as SMALL
    from .packs import TOMBSTONE as TOMBSTONE
    from .packs import Damage as Damage
    from .packs import Frame as Frame
    from .packs import frame_at as frame_at
    from .packs import frames as frames
    from .packs import header as header
    from .vaultcheck import VaultCheck as VaultCheck

_NAMES = {
    "Damage": "packs",
    "Frame": "packs",
    "HEADER": "packs",
    "OBJECT": "packs",
    "PACK_LIMIT": "packs",
    "PARTS": "packs",
    "SMALL": "packs",
    "TOMBSTONE": "packs",
    "VaultCheck": "vaultcheck",
    "frame_at": "packs",
    "frames": "packs",
    "header": "packs",
}
__all__ = tuple(_NAMES)
__getattr__ = door(__name__, _NAMES)
