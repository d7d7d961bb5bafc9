"""Groups of documents as an SVG: one box a group, a line a tie. Readable without it: the same is said in words."""

from __future__ import annotations

from html import escape

from muniment.model.safe_text import safe_text

from .known import Document, Origins, sentence

ROW, WIDTH, PAD, HEAD = 44, 900, 16, 64
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
    parts, y, number = [], HEAD, 0
    for number, of in enumerate(found.groups, 1):
        height = ROW * len(of.items) + ROW // 2 + 18 * len(of.ties)
        parts.append(f'<rect class="g" x="{PAD}" y="{y}" width="{WIDTH - 2 * PAD}" height="{height}" rx="8"/>')
        parts.append(_text(PAD + 12, y + 20, f"group {number}", "h"))
        for row, item in enumerate(of.items):
            parts += _document(documents[item], y + 30 + row * ROW)
        for row, tie in enumerate(of.ties):
            line = y + 30 + len(of.items) * ROW + 12 + row * 18
            parts.append(f'<path class="t" stroke-dasharray="{_DASHES[tie.kind]}" d="M{PAD + 12} {line - 4}h28"/>')
            parts.append(_text(PAD + 48, line, f"{tie.a} – {tie.b}: {tie.why}", "w"))
        y += height + PAD
    title = sentence(found)
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{_STYLE}{_text(PAD, 28, title.split('. ')[0] + '.', 'h')}"
        f"{_text(PAD, 48, '. '.join(title.split('. ')[1:]), 'w')}{body}</svg>\n"
    )


_STYLE = (
    "<style>svg{background:#fdfcf8;color:#22303c;font:13px system-ui,sans-serif}.g{fill:none;stroke:#7a8794}"
    ".t{stroke:currentColor;fill:none;stroke-width:2}.h{font-weight:600;fill:currentColor}.w{font-size:12px;"
    "fill:currentColor}@media(prefers-color-scheme:dark){svg{background:#161b20;color:#d6dde3}}</style>"
)


def _document(one: Document, y: int) -> list[str]:
    return [
        _text(PAD + 24, y + 14, f"{one.item}  {one.title}"[:110], "h"),
        _text(PAD + 24, y + 30, f"{one.when_is} {one.when}", "w"),
    ]


def _text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}" unicode-bidi="plaintext">{escape(safe_text(words))}</text>'
