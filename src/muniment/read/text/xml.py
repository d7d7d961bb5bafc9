"""XML from strangers: no entity is expanded, nothing outside is fetched, damage is read around."""

from __future__ import annotations

from typing import Any


class NotXml(ValueError):
    """Nothing of it could be read as XML; the message is the parser's."""


def parse(data: bytes) -> Any:
    """The root element (lxml) of `data`, read as far as it can be. Raises NotXml.

    Comments and processing instructions are left out; text keeps its white space.
    """
    return parse_and_tell(data)[0]


def parse_and_tell(data: bytes) -> tuple[Any, str]:
    """As `parse`, and what of it is not well formed, in the parser's words; "" where all is."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotXml(str(error)) from error
    if root is None:
        raise NotXml("it has no element")
    return root, _fault(parser.error_log, data)


def _fault(errors: Any, data: bytes) -> str:
    """The first error that costs something.

    Entities stand as they are written, and some programs leave zero bytes behind the end: neither costs a word.
    """
    harmless = {"ERR_UNDECLARED_ENTITY", "ERR_DOCUMENT_END" if data.endswith(b"\0\0") else ""}
    for error in errors:
        if error.level_name == "FATAL" and error.type_name not in harmless:
            return f"{error.message[:200]}, line {error.line}"
    return ""
