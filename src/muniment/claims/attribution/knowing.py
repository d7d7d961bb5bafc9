"""How the speaker says they know, and which words hold back."""

from __future__ import annotations

from dataclasses import replace

from muniment.model.claims import Basis, Span

from .drafts import Draft
from .lexicon import Hit, Lexicon, lexicon
from .tokens import Token, key_of, tokens

_READ = 2000
"""Characters from its beginning in which a stretch is looked through: a block may be a whole document."""
_BASES: dict[str, Basis] = {
    "saw": "saw", "heard": "heard", "told": "told", "document": "document", "inferred": "inferred",
}  # fmt: skip


def known(text: str, draft: Draft) -> Draft:
    """The draft with its basis and hedges, from its own words and those of its cue."""
    lex = lexicon(draft.language)
    within = tokens(text, draft.start, min(draft.end, draft.start + _READ), draft.language)
    hits = lex.hits(within)
    around = _around(text, draft, lex)
    return replace(
        draft,
        basis=_basis(draft, hits, around, lex),
        hedges=_hedges(text, draft, within, hits),
    )


def _around(text: str, draft: Draft, lex: Lexicon) -> list[Hit]:
    """Phrases in the cue and its speaker together: `according to the records`."""
    if draft.cue is None:
        return []
    ends = [draft.cue] if draft.said is None else [draft.cue, draft.said]
    low, high = min(one.start for one in ends), max(one.end for one in ends)
    if high - low > 120:
        return []
    return [hit for hit in lex.hits(tokens(text, low, high, draft.language)) if hit.kind == "document"]


def _basis(draft: Draft, hits: list[Hit], around: list[Hit], lex: Lexicon) -> Basis:
    for hit in [*around, *hits]:
        if hit.kind in _BASES:
            return _BASES[hit.kind]
    cue = key_of(draft.cue.text) if draft.cue else ""
    return next((basis for basis, words in lex.perceive.items() if cue in words), "unknown")


def _hedges(text: str, draft: Draft, within: list[Token], hits: list[Hit]) -> tuple[Span, ...]:
    found: list[Span] = []
    for hit in hits:
        if (
            hit.kind == "hedge"
            and within[hit.first].text != "May"
            and (not found or within[hit.first].start >= found[-1].end)
        ):
            start, end = within[hit.first].start, within[hit.last - 1].end
            found.append(Span(text[start:end], start, end, draft.page))
    if draft.cue is not None and not draft.name and draft.said is None and draft.kind != "direct":
        own = lexicon(draft.language).hits(tokens(text, draft.cue.start, draft.cue.end, draft.language))
        if any(hit.kind == "hedge" for hit in own):
            found.insert(0, draft.cue)
    return tuple(found)
