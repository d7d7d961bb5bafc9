"""A sample that anybody can draw again: the items with the lowest hash of seed and bytes."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from muniment.model.records import ItemRow


def draw(items: Sequence[ItemRow], size: int, seed: str) -> list[ItemRow]:
    """So many of the items, in the order they came; the same ones whatever machine or version draws them."""
    chosen = sorted(items, key=lambda item: sha256(f"{seed}\n{item.sha256}".encode()).digest())[:size]
    kept = {item.item for item in chosen}
    return [item for item in items if item.item in kept]
