"""XML and SVG: the words of the elements in order, with their paths; nothing is expanded or fetched."""

from __future__ import annotations

from typing import Any

from muniment.model.reading import Finding, Reading
from muniment.read.interface import Source
from muniment.read.markup import declared
from muniment.read.markup.walk import local, walk
from muniment.read.text.blocks import Block, compose
from muniment.read.text.decode import Decoded, decode
from muniment.read.text.hypertext import without_tags
from muniment.read.text.language import model
from muniment.read.text.wrapped import blocks_of
from muniment.read.text.xml import NotXml, parse_and_tell

_LONGEST = 64 << 20
_MOST_MARKUP = 6_000_000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_INSIDE = ("href", "{http://www.w3.org/1999/xlink}href")


class XmlReader:
    """Reads `text/xml` and `image/svg+xml`."""

    name = "xml"
    version = "2"
    media_types = frozenset({"text/xml", "application/xml", "image/svg+xml"})

    def warm(self) -> None:
        """Import the parser and load the language model."""
        import lxml.etree  # type: ignore[import-untyped]  # noqa: F401

        model()

    def read(self, source: Source) -> Reading:
        """Text, passages, links and findings of `source`; never raises for any bytes."""
        data, made = _bounded(source)
        made += declared.findings(data)
        try:
            root, fault = parse_and_tell(declared.without_entities(data))
        except NotXml as error:
            return self._as_text(data, [*made, _damaged(f"it is no readable XML ({str(error)[:200]})")])
        if not data.rstrip(b"\0 \r\n\t").endswith(b">"):
            made.append(_damaged("it breaks off before its end"))
        elif fault:
            made.append(_damaged(f"it is not well formed ({fault})"))
        found = walk(root)
        if found.left:
            text = f"it has more than is told apart; the last {found.left:,} pieces of text are one passage"
            made.append(Finding("too-many-passages", text, "note"))
        if found.scripts:
            text = f"it carries {found.scripts:,} scripts or style sheets; they were not run and are not in the text"
            made.append(Finding("scripts-inside", text, "note"))
        if local(root) == "svg":
            made += _loaded(root)
        return compose(
            f"{self.name}/{self.version}",
            found.blocks,
            findings=tuple(made),
            title=_title(root) or next((block.text for block in found.blocks if block.kind == "heading"), None),
            language=(root.get(_LANGUAGE) or "")[:2].lower() or None,
            metadata={"xml:root": str(root.tag)[:500], "xml:encoding": declared.encoding(data) or "utf-8"},
        )

    def _as_text(self, data: bytes, made: list[Finding]) -> Reading:
        decoded: Decoded = decode(data, declared.encoding(data))
        blocks: list[Block] = blocks_of(without_tags(decoded.text))
        metadata = {"text:encoding": decoded.encoding}
        return compose(f"{self.name}/{self.version}", blocks, findings=(*made, *decoded.findings), metadata=metadata)


def _bounded(source: Source) -> tuple[bytes, list[Finding]]:
    data = source.head(_LONGEST)
    while len(data) > _MOST_MARKUP and data.count(b"<") + data.count(b"=") > _MOST_MARKUP:
        data = data[: len(data) * 3 // 4]
    if len(data) == source.size:
        return data, []
    text = f"it is larger than is read; only the first {len(data):,} bytes were"
    return data, [Finding("part-too-large", text, "error")]


def _damaged(text: str) -> Finding:
    return Finding("part-damaged", f"{text}; what could be read is here", "error")


def _title(root: Any) -> str | None:
    """A title right below the root, as SVG, Atom and RSS have it."""
    for node in root[:100]:
        if local(node) == "title":
            return " ".join("".join(node.itertext()).split())[:500] or None
        if local(node) == "channel":
            return _title(node)
    return None


def _loaded(root: Any) -> list[Finding]:
    """Pictures and the like that a drawing would load when it is shown."""
    targets: dict[str, None] = {}
    for node in root.iter():
        if local(node) in ("image", "use", "feImage", "script", "foreignObject", "tref"):
            for name in _INSIDE:
                target = node.get(name) or ""
                if target and not target.startswith(("#", "data:")):
                    targets[target] = None
    return [
        Finding("external-reference", f"it would load {target[:500]} when it is shown; nothing was loaded")
        for target in list(targets)[:20]
    ]
