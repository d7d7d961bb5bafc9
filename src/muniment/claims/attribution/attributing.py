"""Whose words each stretch of a reading is: paragraph by paragraph, then who stands in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from muniment.claims.prose import Sentence
from muniment.model.claims import Speaker
from muniment.model.reading import Reading

from .author import author_of
from .blocks import extent, paragraphs_of, sent
from .chains import chained
from .drafts import Draft
from .knowing import known
from .lexicon import lexicon
from .paragraphs import Paragraph, Read, read
from .types import Attribution
from .voice import is_voice_of


def attribute(reading: Reading, prose: Sequence[Sentence], author: Speaker | None = None) -> list[Attribution]:
    """Every stretch that is somebody else's words than the author's, in the order of the text; `prose` are the
    reading's sentences, `author` whose document it is where that is known already. Somebody unnamed is a speaker
    without a name, never left out."""
    author = author_of(reading) if author is None else author
    paragraphs = paragraphs_of(reading, prose)
    drafts = _messages(reading)
    blocks = _Blocks(reading.text, paragraphs)
    before: Read | None = None
    for number, paragraph in enumerate(paragraphs):
        before = read(reading.text, paragraph, before)
        drafts += blocks.seen(number, before)
    return chained([known(reading.text, draft) for draft in drafts if not _is_own(draft, author)])


def _is_own(draft: Draft, author: Speaker) -> bool:
    """`The Osmel Network urges …` in the network's own statement: the author's voice, nobody quoted."""
    return bool(author.name) and is_voice_of(draft.name, author.name, lexicon(draft.language))


def _messages(reading: Reading) -> list[Draft]:
    found = (sent(passage, passage.language or reading.language or "") for passage in reading.passages)
    return [draft for draft in found if draft is not None]


class _Blocks:
    """Block quotations as they open and close from one paragraph to the next."""

    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self.text, self.paragraphs = text, paragraphs
        self.until = 0
        """Number of the first paragraph behind the block that is open."""

    def seen(self, number: int, found: Read) -> list[Draft]:
        """The drafts of a paragraph, and the block that it announces or is."""
        out = list(found.drafts)
        if found.announced is not None:
            out += self._open(found.announced, number + 1)
        elif self.paragraphs[number].kind == "quotation" and number >= self.until:
            head = self._unannounced(number)
            out += self._open(head, number)
        return out

    def _open(self, head: Draft, first: int) -> list[Draft]:
        last = extent(self.text, self.paragraphs, first)
        if last <= first:
            return []
        self.until = max(self.until, last)
        start, end = self.paragraphs[first].start, self.paragraphs[last - 1].end
        while start < end and self.text[start].isspace():
            start += 1
        return [replace(head, start=start, end=end, kind="block")]

    def _unannounced(self, number: int) -> Draft:
        """A passage marked as a quotation that nothing announces: somebody unnamed says it."""
        paragraph = self.paragraphs[number]
        return Draft(0, 0, "", None, None, "block", paragraph.language, anchor=-1, page=paragraph.page)
