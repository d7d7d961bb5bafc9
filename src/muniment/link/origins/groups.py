"""Documents that are tied, directly or through others, are one group: one origin, as far as is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from muniment.link.ties import Tie


class Group(msgspec.Struct, frozen=True):
    """Documents that go back to one origin, earliest first, and why."""

    items: tuple[str, ...]
    ties: tuple[Tie, ...]


def group(items: Sequence[str], ties: Iterable[Tie]) -> tuple[Group, ...]:
    """The groups of some documents, in the order of their first ones. `items` are in order, earliest first.

    A tie to a document that is not among them ties those that it is tied to as well, and is kept.
    """
    leader: dict[str, str] = {}

    def find(item: str) -> str:
        leader.setdefault(item, item)
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    kept = list(ties)
    for tie in kept:
        leader[find(tie.a)] = find(tie.b)
    members: dict[str, list[str]] = {}
    for item in dict.fromkeys(items):
        members.setdefault(find(item), []).append(item)
    return tuple(Group(tuple(of), tuple(tie for tie in kept if find(tie.a) == head)) for head, of in members.items())
