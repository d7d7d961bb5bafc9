"""PDFs made by hand for tests: text where a test wants it, links, damage. Standard fonts only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595, 842
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@dataclass(frozen=True)
class Words:
    """A line of text: `x` and `y` of its baseline in points from the top left."""

    text: str
    x: float
    y: float
    size: float = 11
    bold: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page. `links`: target and rectangle (left, top, right, bottom) from the top left."""

    words: Sequence[Words] = field(default_factory=list)
    links: Sequence[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)
    rotate: int = 0
    drawing: str = ""


def lines(
    texts: list[str], top: float, left: float = 72, step: float = 14, size: float = 11, indent: float = 0
) -> list[Words]:
    """Evenly spaced lines of one paragraph; the first may be indented."""
    return [Words(text, left + (indent if not n else 0), top + n * step, size) for n, text in enumerate(texts)]


def build(sheets: list[Sheet], info: dict[str, str] | None = None) -> bytes:
    """A PDF 1.4 file with a correct table of objects."""
    objects: list[bytes] = [b"", b"", _font("Helvetica"), _font("Helvetica-Bold")]
    kids: list[int] = []
    for sheet in sheets:
        notes = [len(objects) + 1 + n for n in range(len(sheet.links))]
        objects += [_link(*link) for link in sheet.links]
        stream = _content(sheet)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(_page(sheet, len(objects), notes))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (en-LR) >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), _refs(kids))
    entries = "".join(f"/{key} ({value})" for key, value in (info or {}).items())
    objects.append(f"<< {entries} >>".encode("latin-1"))
    return _file(objects)


def _font(name: str) -> bytes:
    encoding = "/Encoding /WinAnsiEncoding"
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} {encoding} >>".encode()


def _refs(numbers: list[int]) -> bytes:
    return " ".join(f"{number} 0 R" for number in numbers).encode()


def _page(sheet: Sheet, content: int, notes: list[int]) -> bytes:
    fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
    annotations = f"/Annots [{_refs(notes).decode()}]" if notes else ""
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {sheet.rotate} {fonts}"
        f" /Contents {content} 0 R {annotations} >>"
    ).encode()


def _link(target: str, box: tuple[float, float, float, float]) -> bytes:
    left, top, right, bottom = box
    action = f"/A << /S /URI /URI ({target}) >>"
    return (
        f"<< /Type /Annot /Subtype /Link /Border [0 0 0] {action}"
        f" /Rect [{left} {HEIGHT - bottom} {right} {HEIGHT - top}] >>"
    ).encode()


def _content(sheet: Sheet) -> bytes:
    parts = [sheet.drawing]
    for words in sheet.words:
        text = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if words.bold else "F1"
        parts.append(f"BT /{font} {words.size} Tf {words.x} {HEIGHT - words.y} Td ({text}) Tj ET")
    return "\n".join(parts).encode("cp1252")


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def shaped(text: str, width: float = 0, columns: int = 1) -> bytes:
    """Right-to-left text set with a shaping engine, as word processors do it (needs fpdf2, uharfbuzz)."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.add_font("dejavu", "", DEJAVU)
    pdf.set_font("dejavu", size=12)
    pdf.set_text_shaping(True, direction="rtl")
    if columns == 1:
        pdf.multi_cell(width, 8, text, align="R")
        return bytes(pdf.output())
    for x in (110, 15):  # the right-hand column is the first
        pdf.set_xy(x, 20)
        pdf.multi_cell(80, 8, text if x == 110 else "\u05d5\u05e2\u05d5\u05d3 " + text, align="R")
    return bytes(pdf.output())
