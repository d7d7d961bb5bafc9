"""What an Office document says about itself: core, extended and custom properties (`docProps/`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from muniment.model.reading import Moment
from muniment.read.office.opc import Relation, of_kind
from muniment.read.office.parts import Parts
from muniment.read.text.page import edtf

_LONGEST = 2000
_MOST = 200
_MOMENTS = ("created", "modified")
_NOT_TOLD = frozenset({"TitlesOfParts", "HeadingPairs", "HLinks", "DigSig"})


@dataclass
class About:
    """Title, author, moments and everything else, names prefixed."""

    title: str | None = None
    author: str | None = None
    moments: list[Moment] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        """Keep a value unless there is none, or too many already."""
        if value and len(self.metadata) < _MOST:
            self.metadata.setdefault(name[:200], value)


def about(parts: Parts, package: dict[str, Relation], prefix: str) -> About:
    """Read all three; each may be missing."""
    said = About()
    for kinds, usual, take in (
        (("core-properties",), "docProps/core.xml", _core),
        (("extended-properties", "extendedProperties"), "docProps/app.xml", _extended),
        (("custom-properties", "customProperties"), "docProps/custom.xml", _custom),
    ):
        name = next(iter(of_kind(package, *kinds)), usual)
        root = parts.xml(name)
        if root is not None:
            take(said, root, prefix)
    return said


def text_in(node: Any) -> str:
    """All text below an element, white space evened out."""
    return " ".join("".join(node.itertext()).split())[:_LONGEST]


def local(node: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _core(said: About, root: Any, prefix: str) -> None:
    for node in root[: 2 * _MOST]:
        name, value = local(node), text_in(node)
        if not value:
            continue
        said.put(f"{prefix}:{name}", value)
        if name in _MOMENTS:
            said.moments.append(Moment(name, value, edtf(value), f"{prefix}:{name}"))
        elif name == "title":
            said.title = said.title or value
        elif name == "creator":
            said.author = said.author or value


def _extended(said: About, root: Any, prefix: str) -> None:
    for node in root[: 2 * _MOST]:
        if local(node) not in _NOT_TOLD:
            said.put(f"{prefix}:{local(node)}", text_in(node))


def _custom(said: About, root: Any, prefix: str) -> None:
    for node in root[: 2 * _MOST]:
        said.put(f"{prefix}:custom:{node.get('name') or ''}", text_in(node))
