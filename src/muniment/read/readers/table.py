"""CSV and TSV: each row a passage, its cells parted by tabs; separator and encoding are said, guesses are findings."""

from __future__ import annotations

import codecs

from msgspec import structs

from muniment.model.reading import Finding, Reading
from muniment.read.exports.gathered import Gathered
from muniment.read.interface import Source
from muniment.read.office.findings import Findings
from muniment.read.table.rows import Rows
from muniment.read.table.separated import SEPARATORS, Records, shape_of
from muniment.read.table.tabled import Table
from muniment.read.text.blocks import compose
from muniment.read.text.decode import Decoded, decode
from muniment.read.text.language import model

LONGEST = 64 << 20
"""So many bytes of a file are looked at; more rows than these hold would not fit in a reading."""
_LONGEST_HEADER = 2_000
_USUAL = {"text/tab-separated-values": "\t"}


class TableReader:
    """Reads `text/csv` and `text/tab-separated-values`, and knows the exports that come as such."""

    name = "table"
    version = "2"
    media_types = frozenset({"text/csv", "text/tab-separated-values"})

    def warm(self) -> None:
        """Load the language model, and the code pages that may be guessed."""
        model()
        for name in ("cp1251", "cp1252", "cp1255", "cp1256", "koi8-r", "koi8-u", "cp866", "utf-16", "utf-32"):
            codecs.lookup(name)

    def read(self, source: Source) -> Reading:
        """Rows in order; never raises for any bytes."""
        decoded, cut = _decoded(source)
        shape = shape_of(decoded.text, _USUAL.get(source.media_type, ","))
        records = Records(decoded.text, shape.separator, shape.start)
        rows, gathered = Rows(formulas_possible=True), Gathered(source, Findings())
        table = Table(rows, gathered)
        for number, cells in enumerate(records, 1):
            if not table.add(cells, number):
                break
        table.close()
        gathered.close()
        rows.full = rows.full or cut
        metadata = {
            "table:encoding": decoded.encoding,
            "table:separator": SEPARATORS.get(shape.separator, shape.separator),
            "table:rows": str(rows.count),
            "table:columns": str(rows.widest),
            "table:header": "\t".join(table.header)[:_LONGEST_HEADER],
            **gathered.metadata,
        }
        findings = (*decoded.findings, *_oddities(decoded.text), *((shape.finding,) if shape.finding else ()))
        reading = compose(
            f"{self.name}/{self.version}",
            rows.blocks,
            findings=(*findings, *records.findings(), *rows.findings(), *gathered.findings.all()),
            metadata={name: value for name, value in metadata.items() if value},
        )
        return structs.replace(reading, positions=tuple(gathered.positions))


def _decoded(source: Source) -> tuple[Decoded, bool]:
    """The text, or as much as is read of it, up to a line's end."""
    if source.size <= LONGEST:
        return decode(source.data), False
    decoded = decode(source.head(LONGEST))
    end = decoded.text.rfind("\n")
    whole = decoded.text[: end + 1] if end > 0 else decoded.text
    return Decoded(whole, decoded.encoding, decoded.findings), True


def _oddities(text: str) -> tuple[Finding, ...]:
    count = text.count("\x00")
    if not count:
        return ()
    said = f"{count:,} zero bytes stand in the text, which no table has; the file may be damaged, or made so on purpose"
    return (Finding("null-bytes", said),)
