"""What programs made from an item (a thumbnail, frames of a film): working copies, listed and written out."""

from __future__ import annotations

from collections.abc import Iterator
from errno import EEXIST
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muniment.disclose import safe_name
from muniment.model.records import ItemRow
from muniment.read.sniff import sniff

if TYPE_CHECKING:
    from .vault import Vault

_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}
_FIELDS = ("media_type", "where", "pdq", "tool", "settings")


def derivatives_json(vault: Vault, item: ItemRow) -> list[dict[str, Any]]:
    """Each derivative as documented, the thumbnail first."""
    reading = vault.reading_row(item.item)
    made = [
        {"role": row.fields["derivative"], "sha256": row.sha256}
        | {name: row.fields[name] for name in _FIELDS if name in row.fields}
        for row in vault.derivatives(item.item)
    ]
    return [{"role": "thumbnail", "sha256": reading.thumbnail}, *made] if reading and reading.thumbnail else made


def write_derivatives(vault: Vault, item: ItemRow, folder: Path) -> Iterator[dict[str, Any]]:
    """Write them as new files into `folder`, which is made; each as documented, once it is written.

    Raises FileExistsError before anything is written where a file has one of their names.
    """
    rows = derivatives_json(vault, item)
    names: list[str] = []
    for row in rows:
        names.append(safe_name(_name(vault, row), taken=names))
    paths = [folder / name for name in names]
    if there := next((path for path in paths if path.exists()), None):
        raise FileExistsError(EEXIST, "there already", str(there))
    if rows:
        folder.mkdir(parents=True, exist_ok=True)
    for row, path in zip(rows, paths, strict=True):
        data = _bytes(vault, row)
        with path.open("xb") as file:
            file.write(data)
        yield {"item": item.item, "file": str(path), "bytes": len(data), **row}


def _name(vault: Vault, row: dict[str, Any]) -> str:
    kind = row.get("media_type")
    if not kind:
        data = _bytes(vault, row)
        kind = sniff(data, len(data))
    return f"{row['role']} {row.get('where', '')}".strip() + _EXTENSIONS.get(kind, ".bin")


def _bytes(vault: Vault, row: dict[str, Any]) -> bytes:
    sha256 = row["sha256"]
    return vault.ledger.objects.read(vault.ledger.catalogue.objects([sha256])[sha256], sha256)
