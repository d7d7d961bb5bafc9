"""Comments of a document: words, author, time, what they answer, whether they are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muniment.read.office.opc import Relation, of_kind
from muniment.read.office.parts import Parts
from muniment.read.office.word.names import W14, W15, W
from muniment.read.text.page import edtf

_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_MOST = 100_000


@dataclass(frozen=True)
class Remark:
    """One comment; `node` holds its paragraphs."""

    node: Any
    part: str
    by: str | None
    at: str | None
    notes: tuple[str, ...]


def remarks(parts: Parts, found: dict[str, Relation]) -> dict[str, Remark]:
    """Id → comment, in the order in which they are stored."""
    name = next(iter(of_kind(found, "comments")), None)
    root = None if name is None else parts.xml(name)
    if name is None or root is None:
        return {}
    nodes = root.findall(W + "comment")[:_MOST]
    keys = {_paragraph_id(node): node.get(W + "id") or "" for node in nodes}
    more, times = _more(parts, found), _times(parts, found)
    return {node.get(W + "id") or "": _remark(node, name, keys, more, times) for node in nodes}


def _remark(
    node: Any, part: str, keys: dict[str, str], more: dict[str, tuple[str, bool]], times: dict[str, str]
) -> Remark:
    own = _paragraph_id(node)
    parent, done = more.get(own, ("", False))
    notes = (f"reply to comment {keys[parent]}",) if parent and parent in keys else ()
    if done:
        notes = (*notes, "resolved")
    at = times.get(own) or node.get(W + "date") or ""
    return Remark(node, part, node.get(W + "author") or None, edtf(at), notes)


def _paragraph_id(node: Any) -> str:
    """The id of a comment's last paragraph, by which newer parts refer to it."""
    paragraphs = node.findall(W + "p")
    return (paragraphs[-1].get(W14 + "paraId") or "") if paragraphs else ""


def _more(parts: Parts, found: dict[str, Relation]) -> dict[str, tuple[str, bool]]:
    """Paragraph id → id of the one it answers, and whether it is resolved."""
    made: dict[str, tuple[str, bool]] = {}
    for name in of_kind(found, "commentsExtended"):
        root = parts.xml(name)
        for node in [] if root is None else root[:_MOST]:
            done = node.get(W15 + "done") in ("1", "true")
            made[node.get(W15 + "paraId") or ""] = (node.get(W15 + "paraIdParent") or "", done)
    made.pop("", None)
    return made


def _times(parts: Parts, found: dict[str, Relation]) -> dict[str, str]:
    """Paragraph id → time in UTC, which newer programs store beside the local one."""
    utc: dict[str, str] = {}
    for name in of_kind(found, "commentsExtensible"):
        root = parts.xml(name)
        for node in [] if root is None else root[:_MOST]:
            utc[node.get(_CEX + "durableId") or ""] = node.get(_CEX + "dateUtc") or ""
    made: dict[str, str] = {}
    for name in of_kind(found, "commentsIds") if utc else []:
        root = parts.xml(name)
        for node in [] if root is None else root[:_MOST]:
            made[node.get(_CID + "paraId") or ""] = utc.get(node.get(_CID + "durableId") or "", "")
    made.pop("", None)
    return made
