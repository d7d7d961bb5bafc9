"""Why a list or a code cannot be used, in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Collection

from muniment.model.spelling import did_you_mean


class ListRefused(ValueError):
    """A code list is not as it must be. The message names the list and the line."""

    def __init__(self, source: str, line: int, words: str) -> None:
        super().__init__(f"{source}, line {line}: {words}" if line else f"{source}: {words}")
        self.source, self.line = source, line


class UnknownList(LookupError):
    """No list of this name is shipped."""

    def __init__(self, name: str, names: Collection[str]) -> None:
        super().__init__(f"There is no code list {name!r}{did_you_mean(name, names)}; there are {', '.join(names)}.")


class UnknownCode(LookupError):
    """No code of this id is in the list; the message names those spelt like it."""

    def __init__(self, code: str, name: str, codes: Collection[str]) -> None:
        super().__init__(f"There is no code {code!r} in the list {name!r}{did_you_mean(code, codes)}.")
