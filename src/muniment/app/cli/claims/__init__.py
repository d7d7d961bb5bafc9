"""`claims`: who said what in which passage, by hand or taken from the margin."""

from __future__ import annotations

from .checking import check
from .giving import add, edit, import_, retract, take
from .group import claims_command
from .looking import compare, list_, show, suggest

__all__ = [
    "add",
    "check",
    "claims_command",
    "compare",
    "edit",
    "import_",
    "list_",
    "retract",
    "show",
    "suggest",
    "take",
]
