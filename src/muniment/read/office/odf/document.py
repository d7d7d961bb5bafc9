"""A whole .odt or .odp: text, headers and footers, slides, and what their stories share."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from muniment.read.office.odf.changes import Changes
from muniment.read.office.odf.lists import Lists
from muniment.read.office.odf.names import DRAW, MANIFEST, OFFICE, PRESENTATION, STYLE
from muniment.read.office.odf.story import Story
from muniment.read.office.parts import Parts
from muniment.read.text.blocks import Block

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MARGINS = ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")
_NOT_HANDED_OUT = re.compile(r"(?:.*\.(?:xml|rdf)|mimetype|layout-cache|Configurations2/.*|META-INF/.*)\Z", re.DOTALL)
_MACROS = re.compile(r"(?:Basic|Scripts)/.+\Z", re.DOTALL)


class Document:
    """Reads one document; afterwards `body` and `blocks` are filled."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.hidden = 0
        self.slides = 0
        self.body: list[Block] = []
        self.blocks: list[Block] = []
        self._tables = 0
        self._objects: set[str] = set()
        self.locked = self._is_locked()
        self._content = None if self.locked else parts.xml("content.xml", missing_matters=True)
        self._styles = None if self.locked else parts.xml("styles.xml")
        roots = [root for root in (self._content, self._styles) if root is not None]
        self.lists = Lists(roots)
        self._parents = _parents(roots)
        self.changes = Changes(self._content)

    def read(self) -> None:
        """The headers, the body, the footers."""
        if self.locked:
            text = "it is locked with a password and was not read; ask for an open copy or the password"
            self.parts.findings.add("encrypted", text, "error")
            return
        body = None if self._content is None else self._content.find(OFFICE + "body")
        if body is not None:
            self.body = Story(self).walk(body)
        margins = self._margins()
        heads = [block for block in margins if block.where.startswith("header")]
        feet = [block for block in margins if not block.where.startswith("header")]
        self.blocks = heads + self.body + feet
        self._report()

    def hand_out_files(self) -> None:
        """Pictures, recordings, objects, earlier versions."""
        if self.locked:
            return
        names = self.parts.archive.names
        if any(_MACROS.match(name) for name in names):
            text = "it carries macros (programs); they were not run, and should not be: open it only in a safe place"
            self.parts.findings.add("macros", text)
        self.parts.hand_out([name for name in names if not _NOT_HANDED_OUT.match(name)])

    # what stories ask -----------------------------------------------------------------------------------------

    def next_table(self) -> int:
        """Tables are counted through the document."""
        self._tables += 1
        return self._tables

    def is_title(self, style: str) -> bool:
        """Whether a paragraph's style is that of the document's title, or made from it."""
        return style == "Title" or self._parents.get(style) == "Title"

    def inside(self, href: str) -> str:
        """The path of a file in the document, or "" where `href` is no such file."""
        if _SCHEME.match(href):
            return ""
        return self.parts.archive.find(posixpath.normpath(href)) or ""

    def outside(self, node: Any, href: str) -> None:
        """Something that would be loaded from elsewhere."""
        text = (
            f"it refers to something outside the document ({str(node.tag).rpartition('}')[2]}): {href[:500]}; "
            "nothing was loaded, and whoever opens it may be seen doing so"
        )
        if href and not href.startswith("#"):
            self.parts.findings.add("external-reference", text)

    def object(self, href: str) -> list[Block]:
        """The words in an embedded chart, formula or text, which has parts of its own."""
        folder = posixpath.normpath(href)
        name = self.parts.archive.find(f"{folder}/content.xml") if not _SCHEME.match(href) else None
        if name is None or name in self._objects:
            return []
        self._objects.add(name)
        root = self.parts.xml(name)
        return [] if root is None else Story(self, f"object {posixpath.basename(folder)}").walk(root)

    def slide(self, node: Any, _around: Story) -> None:
        """One slide with its notes; called by the story that meets it."""
        self.slides += 1
        where = f"slide {self.slides}"
        blocks: list[Block] = []
        for child in node:
            if isinstance(child.tag, str) and child.tag != PRESENTATION + "notes":
                blocks += self._on_slide(child, where)
        for notes in node.findall(PRESENTATION + "notes"):
            found = Story(self, where).walk_as(notes, "note")
            for block in found:
                block.notes, block.where = ("speaker's notes",), where
            blocks += found
        _around.blocks += blocks

    # parts ----------------------------------------------------------------------------------------------------

    def _on_slide(self, node: Any, where: str) -> list[Block]:
        blocks = Story(self, where).walk([node])
        kind = node.get(PRESENTATION + "class") or ""
        for block in blocks:
            block.where = block.where.replace(", text box", "")
            if kind == "title" and block.kind == "paragraph":
                block.kind = "heading"
            if block.where == "picture":
                block.where = where
        return blocks

    def _margins(self) -> list[Block]:
        """Headers and footers, and what stands on the masters of slides; the same words once."""
        if self._styles is None:
            return []
        blocks: list[Block] = []
        seen: set[tuple[str, ...]] = set()
        for master in self._styles.iter(STYLE + "master-page"):
            pieces = [(name.partition("-")[0], master.find(STYLE + name)) for name in _MARGINS]
            if self.slides:
                shapes = [one for one in master if one.get(PRESENTATION + "placeholder") is None]
                frames = [
                    one for one in shapes if str(one.tag).startswith(DRAW) and not one.get(PRESENTATION + "class")
                ]
                pieces += [("slide master", [frame]) for frame in frames]
            for where, node in pieces:
                if node is None or (hasattr(node, "get") and node.get(STYLE + "display") == "false"):
                    continue
                found = Story(self, where).walk(node)
                words = tuple(block.text for block in found)
                if words not in seen:
                    seen.add(words)
                    blocks += found
        return blocks

    def _is_locked(self) -> bool:
        root = self.parts.xml("META-INF/manifest.xml")
        if root is None:
            return False
        return next(root.iter(MANIFEST + "encryption-data"), None) is not None

    def _report(self) -> None:
        inserted, deleted = self.changes.count("insertion"), self.changes.count("deletion")
        if inserted or deleted:
            text = (
                f"it holds changes that nobody accepted or rejected: {inserted:,} insertions, {deleted:,} deletions; "
                "they are passages of their own, and what follows them is marked as continued"
            )
            self.parts.findings.add("tracked-changes", text, "note")
        if self.hidden:
            text = f"{self.hidden:,} stretches are hidden: a word processor may not show them, this text does"
            self.parts.findings.add("hidden-text", text)


def _parents(roots: list[Any]) -> dict[str, str]:
    """Style → the style it is made from; those made by hand on a paragraph have no name a person would know."""
    found: dict[str, str] = {}
    for root in roots:
        for node in root.iter(STYLE + "style"):
            if node.get(STYLE + "family") == "paragraph":
                found[node.get(STYLE + "name") or ""] = node.get(STYLE + "parent-style-name") or ""
    return found
