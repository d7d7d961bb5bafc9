"""What an OpenDocument file says about itself (`meta.xml`)."""

from __future__ import annotations

from typing import Any

from muniment.model.reading import Moment
from muniment.read.office.odf.names import DC, HREF, META, OFFICE
from muniment.read.office.properties import About, local, text_in
from muniment.read.text.page import edtf

_MOST = 400
_MOMENTS = {META + "creation-date": "created", DC + "date": "modified"}


def about(root: Any | None, prefix: str) -> About:
    """Title, author, moments, metadata; `dc:creator` is who saved it last."""
    said = About()
    meta = None if root is None else root.find(OFFICE + "meta")
    last = None
    for node in [] if meta is None else meta[:_MOST]:
        value = text_in(node)
        if node.tag == META + "user-defined":
            said.put(f"{prefix}:custom:{node.get(META + 'name') or ''}", value)
            continue
        if node.tag == META + "template":
            value = node.get(HREF) or value
        said.put(f"{prefix}:{local(node)}", value)
        if node.tag in _MOMENTS and value:
            said.moments.append(Moment(_MOMENTS[node.tag], value, edtf(value), f"{prefix}:{local(node)}"))
        elif node.tag == DC + "title":
            said.title = value or None
        elif node.tag == META + "initial-creator":
            said.author = value or None
        elif node.tag == DC + "creator":
            last = value or None
    said.author = said.author or last
    return said
