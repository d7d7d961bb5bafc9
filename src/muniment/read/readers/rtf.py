"""RTF: text in its many encodings, tables, notes, remarks, tracked changes, links, pictures and facts."""

from __future__ import annotations

from muniment.model.reading import Reading, Told
from muniment.read.interface import Source
from muniment.read.office.findings import Findings
from muniment.read.office.rtf import charsets
from muniment.read.office.rtf.walk import Walk
from muniment.read.text.blocks import compose, title_of
from muniment.read.text.language import model


class RtfReader:
    """Reads Rich Text Format."""

    name = "rtf"
    version = "2"
    media_types = frozenset({"text/rtf"})

    def warm(self) -> None:
        """Load the codecs and the language model."""
        charsets.warm()
        model()

    def read(self, source: Source) -> Reading:
        """Text, passages, links, children and metadata; never raises for any bytes."""
        findings = Findings()
        walk = Walk(findings)
        walk.read(source.mapped())
        _report(walk, findings)
        for path, data in walk.files:
            if not source.give(path, [data], Told(details={"rtf:name": "made up: files in RTF have none"})):
                break
        said = walk.facts.about
        return compose(
            f"{self.name}/{self.version}",
            walk.heads + walk.body + walk.feet,
            findings=findings.all(),
            title=said.title or title_of([block.trimmed() for block in walk.body[:200]]),
            author=said.author,
            moments=tuple(said.moments),
            metadata=said.metadata,
        )


def _report(walk: Walk, findings: Findings) -> None:
    texts = (block.text for block in (*walk.heads, *walk.body, *walk.feet))
    if any("\ufffd" in text for text in (*texts, *walk.facts.about.metadata.values())):
        findings.add("encoding-broken", "some of its letters are broken or cannot be told; they stand as \ufffd")
    inserted, deleted = walk.changes["insertion"], walk.changes["deletion"]
    if inserted or deleted:
        text = (
            f"it holds changes that nobody accepted or rejected: {inserted:,} insertions, {deleted:,} deletions; "
            "they are passages of their own, and what follows them is marked as continued"
        )
        findings.add("tracked-changes", text, "note")
    if walk.hidden:
        text = f"{walk.hidden:,} stretches are formatted as hidden: a word processor does not show them, this does"
        findings.add("hidden-text", text)
