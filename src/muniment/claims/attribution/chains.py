"""Which attribution lies in whose words: from single links to chains, outermost first."""

from __future__ import annotations

from muniment.model.claims import Speaker

from .drafts import Draft
from .types import Attribution


def chained(drafts: list[Draft]) -> list[Attribution]:
    """The attributions in the order of the text; a link whose cue stands in another's words has that one before it."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.start <= draft.anchor < draft.end))
    made: list[Attribution] = []
    open_: list[Draft] = []
    for draft in ordered:
        open_ = [outer for outer in open_ if outer.end > draft.start]
        outer = [one for one in open_ if _holds(one, draft)]
        chain = tuple(_speaker(one) for one in [*_without_twins(outer), draft])
        made.append(
            Attribution(draft.start, draft.end, chain, draft.cue, draft.kind, draft.hedges, draft.basis, draft.polarity)
        )
        open_.append(draft)
    return made


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the inner one's cue stands in the outer one's words."""
    if outer.cue == inner.cue and outer.said == inner.said:
        return False
    return outer.start <= inner.anchor < outer.end and inner.end <= outer.end


def _without_twins(outer: list[Draft]) -> list[Draft]:
    """One link for each speaker: two stretches of the same cue are one."""
    out: list[Draft] = []
    for one in outer:
        if not out or (out[-1].name, out[-1].said) != (one.name, one.said):
            out.append(one)
    return out


def _speaker(draft: Draft) -> Speaker:
    role = "reported" if draft.kind == "indirect" else "quoted"
    return Speaker(draft.name, draft.said, role, draft.cue)  # type: ignore[arg-type]  # one of the two words
