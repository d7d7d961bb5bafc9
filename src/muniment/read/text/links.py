"""Links as an item has them: what can be known of a target without ever asking the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from muniment.model.reading import Link, LinkState

_BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”«»\\^`{|}]{2,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?…،؛؟。"
_PAIRS = {")": "(", "]": "["}


def state(target: str, has_base: bool = False) -> LinkState:
    """What is plain from the target itself; `has_base`: the item says what relative ones start from."""
    bare = target.strip()
    if bare in ("", "#"):
        return "no-target"
    try:
        parts = urlsplit(bare)
        _ = parts.port
    except ValueError:
        return "malformed"
    if parts.scheme in ("http", "https"):
        host = parts.hostname or ""
        return "ok" if host and not re.search(r"\s", bare) else "malformed"
    if parts.scheme:
        return "ok" if parts.path or parts.netloc else "malformed"
    if bare.startswith(("#", "/", ".", "?")) or "/" in bare or "." in bare or parts.path:
        return "ok" if has_base or bare.startswith("www.") else "relative"
    return "malformed"


def bare_links(text: str) -> Iterator[Link]:
    """Addresses written out in running text, without the punctuation that closes a sentence."""
    if "://" not in text and "www." not in text.lower():
        return  # the common case, at a tenth of the cost
    for match in _BARE.finditer(text):
        target = _trim(match.group())
        start = match.start()
        yield Link(target, target, start, start + len(target), state(target))


def _trim(target: str) -> str:
    while target:
        last = target[-1]
        if last in _TRAILING or (last in _PAIRS and target.count(last) > target.count(_PAIRS[last])):
            target = target[:-1]
        else:
            break
    return target
