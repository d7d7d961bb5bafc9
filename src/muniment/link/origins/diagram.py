"""Groups of documents as an SVG: one box a group, a line a tie. Readable without it: the same is said in words."""

from __future__ import annotations

import textwrap
from html import escape

from muniment.link.ties import Tie
from muniment.model.safe_text import safe_text

from .groups import Group
from .known import Document, Origins, sentence

ROW, LINE, WIDTH, PAD = 44, 18, 900, 16
"""Pixels: a document, a line of text, the drawing, around everything."""
LETTERS = 120
"""Of a line, so that it ends inside its box."""
_DASHES = {
    "text": "",
    "picture": "2 3",
    "citation": "8 4",
    "same-informant": "1 5",
    "translation": "10 3 2 3",
    "upstream": "4 4",
}


def origins_svg(found: Origins) -> str:
    """A self-contained SVG, light or dark as the reader prefers. Its text is that of `sentence` and the ties."""
    documents = {one.item: one for one in found.documents}
    title = sentence(found)
    first, _, rest = title.partition(". ")
    parts = [_text(PAD, 28, f"{first}.", "h")]
    parts += [_text(PAD, 48 + LINE * row, words, "w") for row, words in enumerate(_lines(rest))]
    y = 48 + LINE * len(parts)
    for number, of in enumerate(found.groups, 1):
        inside, height = _group(number, of, documents, y)
        parts += inside
        y += height + PAD
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{_STYLE}{''.join(parts)}</svg>\n"
    )


_STYLE = (
    "<style>svg{background:#fdfcf8;color:#22303c;font:13px system-ui,sans-serif}.g{fill:none;stroke:#7a8794}"
    ".t{stroke:currentColor;fill:none;stroke-width:2}.h{font-weight:600;fill:currentColor}.w{font-size:12px;"
    "fill:currentColor}@media(prefers-color-scheme:dark){svg{background:#161b20;color:#d6dde3}}</style>"
)


def _group(number: int, of: Group, documents: dict[str, Document], y: int) -> tuple[list[str], int]:
    """A group's box from `y` down, and how high it is."""
    parts = [_text(PAD + 12, y + 20, f"group {number}", "h")]
    for row, item in enumerate(of.items):
        parts += _document(documents[item], y + 30 + row * ROW)
    line = y + 42 + len(of.items) * ROW
    for tie in of.ties:
        told = _tie(tie, line)
        parts += told
        line += LINE * (len(told) - 1)
    height = line - LINE + PAD - y
    return [f'<rect class="g" x="{PAD}" y="{y}" width="{WIDTH - 2 * PAD}" height="{height}" rx="8"/>', *parts], height


def _document(one: Document, y: int) -> list[str]:
    return [
        _text(PAD + 24, y + 14, f"{one.item}  {one.title}"[:110], "h"),
        _text(PAD + 24, y + 30, f"{one.when_is} {one.when}", "w"),
    ]


def _tie(tie: Tie, y: int) -> list[str]:
    """The line of its kind, and beside it why, in as many lines as that takes."""
    drawn = f'<path class="t" stroke-dasharray="{_DASHES[tie.kind]}" d="M{PAD + 12} {y - 4}h28"/>'
    words = _lines(f"{tie.a} – {tie.b}: {tie.why}")
    return [drawn, *(_text(PAD + 48, y + LINE * row, line, "w") for row, line in enumerate(words))]


def _lines(words: str) -> list[str]:
    return textwrap.wrap(words, LETTERS)


def _text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}" unicode-bidi="plaintext">{escape(safe_text(words))}</text>'
