"""The one place where PDFium comes in; untyped, and loaded only when first used.

Nothing else may import pypdfium2.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def pypdfium2() -> Any:
    """The helpers module: `PdfDocument`, `PdfiumError` and so on."""
    return import_module("pypdfium2")


def raw() -> Any:
    """PDFium's C functions, by their own names (see its public headers)."""
    return import_module("pypdfium2.raw")
