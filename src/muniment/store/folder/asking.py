"""Questions to the catalogue's file; whatever goes wrong is a catalogue that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import apsw

from muniment.store.ports import CatalogueUnusable

T = TypeVar("T")
AT_ONCE = 500
"""Keys in one question: SQLite takes 32,766 values, and compiles the text anew for each length."""


class Asking:
    """Rows of one file."""

    _db: apsw.Connection

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows."""
        return self.made(sql, values, tuple)

    def all_of(self, sql: str, keys: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
        """Rows whose column, with which `sql` ends, is one of the keys; some hundreds in one question."""
        for start in range(0, len(keys), AT_ONCE):
            asked = keys[start : start + AT_ONCE]
            yield from self.all(f"{sql} IN ({','.join('?' * len(asked))})", asked)

    def made(self, sql: str, values: Sequence[Any], make: Callable[[tuple[Any, ...]], T]) -> list[T]:
        """What `make` makes of each row; a row that is no such thing is damage like any other."""
        try:
            return [make(row) for row in self._db.execute(sql, tuple(values))]
        except (apsw.Error, ValueError, TypeError, AttributeError) as error:
            raise unusable(error) from error


def unusable(error: Exception) -> CatalogueUnusable:
    """What went wrong, as the port says it."""
    if isinstance(error, CatalogueUnusable):
        return error
    return CatalogueUnusable(f"The catalogue cannot be used ({error}). Run `muniment rebuild`.")
