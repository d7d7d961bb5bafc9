"""An XML tree → blocks: one for each element that has text of its own, in document order.

An element whose text runs on around others (mixed content) is one passage as long as those are leaves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from muniment.read.text.blocks import Block, Mark

MOST = 300_000
"""So many passages are made; what comes after is put together into a last one."""
_SPACE = re.compile(r"\s+")
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href", "src", "url")
_SILENT = ("script", "style")
_DEEPEST_PATH = 12
_LONGEST_PATH = 300


@dataclass
class Found:
    """Blocks, and how many of them were put together at the end."""

    blocks: list[Block] = field(default_factory=list)
    left: int = 0
    scripts: int = 0


def local(node: Any) -> str:
    """An element's name without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def walk(root: Any) -> Found:
    """All text below `root`; never by recursion, for depth is the item's to choose."""
    found = Found()
    rest: list[str] = []
    path = [local(root)]
    stack = [(root, 0)]
    _element(root, path, found, rest)
    while stack:
        node, position = stack.pop()
        if position >= len(node) or _is_running(node):
            path.pop()
            _loose(node.tail, path, found, rest)
            continue
        child = node[position]
        stack.append((node, position + 1))
        if not isinstance(child.tag, str):
            _loose((child.text or "") + (child.tail or ""), path, found, rest)
            continue
        if _is_program(child):
            found.scripts += 1
            _loose(child.tail, path, found, rest)
            continue
        path.append(local(child))
        _element(child, path, found, rest)
        stack.append((child, 0))
    if rest:
        found.left = len(rest)
        found.blocks.append(Block("\n".join(rest)))
    return found


def _element(node: Any, path: list[str], found: Found, rest: list[str]) -> None:
    text = _running(node) if _is_running(node) else _even(node.text)
    target = next((node.get(name) for name in _LINKS if node.get(name)), None)
    marks = [] if target is None else [Mark(0, len(text), target)]
    _put(text, marks, path, found, rest)


def _loose(text: str | None, path: list[str], found: Found, rest: list[str]) -> None:
    if text and path:
        _put(_even(text), [], path, found, rest)


def _put(text: str, marks: list[Mark], path: list[str], found: Found, rest: list[str]) -> None:
    if not text and not marks:
        return
    if len(found.blocks) >= MOST:
        rest.append(text)
        return
    kind = "heading" if path[-1] == "title" and len(path) <= 2 else "paragraph"
    found.blocks.append(Block(text, kind, marks=marks, where=_place(path)))  # type: ignore[arg-type]


def _place(path: list[str]) -> str:
    shown = path if len(path) <= _DEEPEST_PATH else [*path[:4], "…", *path[-7:]]
    return "/" + "/".join(shown)[:_LONGEST_PATH]


def _is_running(node: Any) -> bool:
    """Whether words stand around children that are all leaves: a sentence with words marked in it."""
    if not len(node) or len(node) > 1000:
        return False
    if not (_has_words(node.text) or any(_has_words(child.tail) for child in node)):
        return False
    return all(
        not isinstance(child.tag, str) or (not len(child) and not any(child.get(name) for name in _LINKS)
                                           and not _is_program(child))
        for child in node
    )  # fmt: skip


def _is_program(node: Any) -> bool:
    """Scripts and style sheets are no words; `style` in other vocabularies may be."""
    return local(node) in _SILENT and (node.tag.startswith("{http://www.w3.org/") or node.tag == "script")


def _running(node: Any) -> str:
    pieces = [node.text or ""]
    for child in node:
        pieces += (child.text or "", child.tail or "")
    return _even("".join(pieces))


def _has_words(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _even(text: str | None) -> str:
    return _SPACE.sub(" ", text).strip() if text else ""
