"""A few lines that build HTML in which nothing a stranger wrote can become markup.

Text that is not `Html` is escaped, always. Knows nothing of packages or exhibits.
"""

from __future__ import annotations

import html
import unicodedata


class Html(str):
    """Markup that was made here, as opposed to text from outside."""

    __slots__ = ()


Node = Html | str | None
"""What may stand inside an element: markup, text (which is escaped), or nothing."""


def join(*children: Node) -> Html:
    """The children one after another; text is escaped, None is nothing."""
    return Html("".join(_escaped(child) for child in children if child is not None))


def element(tag: str, *children: Node, **attributes: str | None) -> Html:
    """`<tag …>children</tag>`. An attribute's trailing underscore is dropped and others become
    hyphens (`class_`, `aria_label`); one that is None is left out."""
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{shown}>{join(*children)}</{tag}>")


def foreign(text: str, language: str | None = None) -> Html:
    """Text from a record: isolated, with its own direction, so that Arabic inside English reads right.

    `language` (BCP 47) is set only where the text has letters that are not Latin: a title may
    well be an English description of a document in another language.
    """
    lang = language if language and _beyond_latin(text) else None
    return element("bdi", text, dir="auto", lang=lang)


def _beyond_latin(text: str) -> bool:
    return any(each.isalpha() and not unicodedata.name(each, "").startswith("LATIN") for each in text)


def _escaped(child: Html | str) -> str:
    return str(child) if isinstance(child, Html) else html.escape(child)
