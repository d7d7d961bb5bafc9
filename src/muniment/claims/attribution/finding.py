"""All cues of one sentence, in order."""

from __future__ import annotations

from .cues import Cue, is_quotation, text_at
from .frames import frame_cues, heard_cues, noun_cues
from .lexicon import Hit, Lexicon, Verb
from .owners import owner
from .scope import bounded, contents_of
from .speakers import OWN, Said, speaker_of
from .tokens import Token


def cues_of(sentence: list[Token], hits: list[Hit], lex: Lexicon) -> list[Cue]:
    """Verbs, frames and nouns of saying with their speakers and what was said."""
    found = frame_cues(sentence, hits, lex)
    taken = {place for cue in found for place in range(cue.first, cue.last)}
    heard = heard_cues(sentence, lex)
    taken |= {place for cue in heard for place in range(cue.first, cue.last)}
    taken |= {place for hit in hits if hit.kind == "anonymous" for place in range(hit.first, hit.last)}
    embedded: set[int] = set()
    verbs: list[Cue] = []
    for at, token in enumerate(sentence):
        verb = lex.verb(token.key) if at not in taken else None
        if verb is None or any(lex.has("not_said", near.key) for near in sentence[at + 1 : at + 4]):
            continue
        said = speaker_of(sentence, at, verb, lex, verbs)
        cue = None if said is None else _verb_cue(sentence, at, verb, said, lex)
        if cue is None or said is None:
            continue
        verbs.append(cue)
        if said.embedded:
            embedded.add(cue.first)
    found = sorted([*found, *verbs, *noun_cues(sentence, lex), *heard], key=lambda cue: cue.first)
    found = _cited(_clipped(bounded(sentence, _without_doubles(found), embedded, lex)), sentence, lex)
    return [cue._replace(speaker=owner(sentence, cue.speaker, lex)) for cue in found]


def _verb_cue(sentence: list[Token], at: int, verb: Verb, said: Said, lex: Lexicon) -> Cue | None:
    if lex.has("naming", sentence[at].key) and _is_name_given(sentence, at, said, lex):
        return None
    contents = contents_of(sentence, at, verb, said, lex)
    if not contents and verb.takes == "clause" and _is_paper(sentence, said, lex):
        contents = contents_of(sentence, at, verb._replace(takes="any"), said, lex)
    ends = text_at(sentence, len(sentence) - 1)
    if not contents and ends not in (":", "") and not _quotes_about(sentence):
        if (said.hidden and said.hidden != OWN) or len(sentence) > 14:
            return None
    polarity = verb.polarity
    if any(lex.has("negations", token.key) for token in sentence[max(0, at - 3) : at]):
        polarity = "unknown"
    return Cue(at, at + 1, said.clause, max(said.after, at + 1), said.speaker, contents, polarity, said.hidden)


def _is_paper(sentence: list[Token], said: Said, lex: Lexicon) -> bool:
    """Whether a report, a survey or pictures are the subject: what they show is what they say."""
    words = [] if said.speaker is None else sentence[said.speaker.first : said.speaker.last]
    return any(lex.has("papers", token.key) for token in words)


def _is_name_given(sentence: list[Token], at: int, said: Said, lex: Lexicon) -> bool:
    """`whom they call the Sparrow`: a name, not something said."""
    if said.embedded:
        return False  # `who called it a lie`: nobody names anybody
    return any(lex.has("relatives", token.key) for token in sentence[max(0, said.clause - 2) : said.clause])


def _clipped(cues: list[Cue]) -> list[Cue]:
    """`Tarn said the men allegedly fled`: what is alleged begins where Tarn's words do."""
    said = [one for cue in cues if cue.origin == "verb" for one in cue.contents]
    out = []
    for cue in cues:
        around = [one for one in said if one[0] <= cue.first < one[1]] if cue.origin == "impersonal" else []
        low = max((first for first, _ in around), default=0)
        kept = tuple((max(first, low), last) for first, last in cue.contents if last > low)
        out.append(cue._replace(contents=kept) if kept else cue)
    return out


def _cited(cues: list[Cue], sentence: list[Token], lex: Lexicon) -> list[Cue]:
    """`Citing the police, the ministry said …`: the police say what the ministry says they say."""
    said = next((cue for cue in cues if cue.origin == "verb" and cue.speaker is not None and cue.contents), None)
    if said is None:
        return cues
    return [
        cue._replace(contents=said.contents, clause=said.contents[0][0])
        if cue.origin == "frame" and any(lex.has("citing", one.key) for one in sentence[cue.first : cue.last])
        else cue
        for cue in cues
    ]


def _quotes_about(sentence: list[Token]) -> bool:
    return any(is_quotation(sentence, place) for place in range(len(sentence)))


def _without_doubles(cues: list[Cue]) -> list[Cue]:
    """Nobody named is dropped where somebody named says the very same words."""
    named = {content for cue in cues if cue.speaker is not None for content in cue.contents}
    return [
        cue
        for cue in cues
        if cue.origin != "impersonal" or not any(_same(content, other) for content in cue.contents for other in named)
    ]


def _same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] - 2 <= other[0] <= one[0] and other[1] == one[1]
