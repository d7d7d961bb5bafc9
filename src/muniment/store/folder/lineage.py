"""What came out of what: files found inside items, and what readings made of items beside text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from muniment.model.records import ChildRow, DerivativeRow, label, parse_label

from .asking import Asking


class Lineage(Asking):
    """The part of a `Catalogue` that knows children and derivatives."""

    def derivatives(self, item: str) -> list[DerivativeRow]:
        """What its newest reading made from an item beside text."""
        sql = (
            "SELECT sha, size, fields FROM derivatives WHERE item = "
            "(SELECT id FROM items WHERE act = ? AND part = ?) ORDER BY act, part"
        )
        return self.made(
            sql, parse_label(item), lambda row: DerivativeRow(item, row[0].hex(), row[1], json.loads(row[2]))
        )

    def children(self, sha256: str) -> list[ChildRow]:
        """Files found inside an item."""
        sql = (
            "SELECT a.act, a.part, i.act, i.part, i.sha, i.size, a.fields FROM acquisitions a "
            "JOIN items i ON i.id = a.item WHERE a.parent = ? ORDER BY a.act, a.part"
        )

        def made(row: tuple[Any, ...]) -> ChildRow:
            act, part, of_act, of_part, sha, size, fields = row
            item = label("item", of_act, of_part)
            return ChildRow(label("acquisition", act, part), item, sha.hex(), size, json.loads(fields))

        return self.made(sql, (bytes.fromhex(sha256),), made)

    def below(self, sha256: str) -> tuple[int, int]:
        """How many files, and of how many bytes, came out of an item at any depth."""
        joined = "acquisitions a JOIN items i ON i.id = a.item"
        sql = f"SELECT count(*), coalesce(sum(i.size), 0) FROM {joined} WHERE a.root = ?"
        count, size = self.all(sql, (bytes.fromhex(sha256),))[0]
        return count, size

    def brought_as(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Fields and SHA-256 of every acquisition, oldest first."""
        sql = "SELECT a.fields, i.sha FROM acquisitions a JOIN items i ON i.id = a.item ORDER BY a.act, a.part"
        for fields, sha in self.all(sql):
            yield json.loads(fields), sha.hex()
