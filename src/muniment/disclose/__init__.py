"""What leaves a vault: selection by rules, a package that a stranger reads and checks."""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .bag import Payload as Payload
    from .bag import manifest as manifest
    from .bag import tag_files as tag_files
    from .exhibit import Handover as Handover
    from .onrecord import Compiled as Compiled
    from .onrecord import Judged as Judged
    from .packing import Disclosed as Disclosed
    from .packing import PackageBroken as PackageBroken
    from .packing import PackageError as PackageError
    from .packing import disclose as hand_over
    from .rules import DisclosureRefused as DisclosureRefused
    from .safe_names import safe_name as safe_name
    from .selection import Terms as Terms
    from .selection import lacks_basis as lacks_basis
    from .selection import select as select
    from .whitelist import UnknownField as UnknownField

_NAMES = {
    "Compiled": "onrecord",
    "DisclosureRefused": "rules",
    "Judged": "onrecord",
    "PackageBroken": "packing",
    "UnknownField": "whitelist",
    "lacks_basis": "selection",
    "manifest": "bag",
    "safe_name": "safe_names",
    "Disclosed": "packing",
    "Handover": "exhibit",
    "PackageError": "packing",
    "Payload": "bag",
    "Terms": "selection",
    "hand_over": "packing:disclose",
    "select": "selection",
    "tag_files": "bag",
}
__all__ = [
    "Compiled",
    "Disclosed",
    "DisclosureRefused",
    "Handover",
    "Judged",
    "PackageBroken",
    "PackageError",
    "Payload",
    "Terms",
    "UnknownField",
    "hand_over",
    "lacks_basis",
    "manifest",
    "safe_name",
    "select",
    "tag_files",
]
__getattr__ = door(__name__, _NAMES)
