"""Parts as a package shows them: all digests, some disclosures, and the path to the act's root."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from muniment.verify.log import root_from_inclusion
from muniment.verify.strict import StrictError, b64url, dumps, from_b64url, loads

from .act import Act
from .parts import Part, digest_of, part_leaf


class ShownPart(NamedTuple):
    """A part, as far as it is shown. `hidden` is how many fields at most are not."""

    number: int
    fields: dict[str, Any]
    hidden: int


def write_shown(act: int, parts: Iterable[tuple[int, Part, Iterable[str], list[bytes]]]) -> bytes:
    """The file of an act's shown parts, from (number, part, names of shown fields, path to the root)."""
    shown = []
    for number, part, names, path in parts:
        wanted = set(names)
        disclosures = [text for text in part.disclosures if Part((text,)).fields().keys() <= wanted]
        shown.append(
            {
                "part": number,
                "digests": part.digests(),
                "shown": disclosures,
                "path": [b64url(hash_) for hash_ in path],
            }
        )
    return dumps({"act": act, "parts": shown}) + b"\n"


def read_shown(data: bytes, act: Act) -> list[ShownPart]:
    """The parts shown of an act. Raises StrictError or ProofError unless each is what the act signed."""
    value = loads(data)
    if (
        not isinstance(value, dict)
        or type(value.get("act")) is not int
        or value["act"] != act.index
        or not isinstance(value.get("parts"), list)
    ):
        raise StrictError("it does not show parts of this act")
    found = [_read(part, act) for part in value["parts"]]
    if len({part.number for part in found}) != len(found):
        raise StrictError("it shows one part twice")
    return found


def _is_ascii(text: Any) -> bool:
    return isinstance(text, str) and text.isascii()


def _read(value: Any, act: Act) -> ShownPart:
    try:
        number, digests, shown, path = value["part"], value["digests"], value["shown"], value["path"]
        lists = all(isinstance(texts, list) for texts in (digests, shown, path))
        texts = [*digests, *shown, *path] if lists else [None]
    except (KeyError, TypeError) as error:
        raise StrictError("a shown part is malformed") from error
    if type(number) is not int or not all(map(_is_ascii, texts)):
        raise StrictError("a shown part is malformed")
    if not {digest_of(disclosure) for disclosure in shown} <= set(digests):
        raise StrictError(f"part {number}: a field is shown that was not signed")
    leaf = part_leaf(digests)
    root = root_from_inclusion(number, act.parts_count, leaf, [from_b64url(hash_) for hash_ in path])
    if root != act.parts_root:
        raise StrictError(f"part {number} is not what the act signed")
    return ShownPart(number, Part(tuple(shown)).fields(), len(digests) - len(shown))
