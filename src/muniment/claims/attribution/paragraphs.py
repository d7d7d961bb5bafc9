"""One paragraph: its quotations and sentences, the cues in them, and whose words each stretch is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from muniment.model.claims import Span

from .cues import Cue, Stretch, is_comma, is_dash, is_end, is_quotation
from .drafts import Draft
from .finding import cues_of
from .labels import Label, labels
from .lexicon import Hit, Lexicon, lexicon
from .owners import owner
from .people import People, Person
from .phrases import is_named, phrase_at
from .quotations import Quotation
from .speakers import OWN
from .speech import speech_in, trimmed
from .subjects import subject_of
from .tokens import QUOTATION, Token, folded, is_word, tokens

_DEEPEST = 4
"""Quotations within quotations that are read."""
_LONGEST = 250
"""Tokens of a sentence; a longer one, a table or no prose at all, is read in parts."""
_REMEMBERED = 3
"""Speakers of a paragraph that a pronoun in the next one may stand for."""
_MARKS = re.compile(r"[“”«»„\"״‹›]")


class Paragraph(NamedTuple):
    """A stretch of text read by itself, with its sentences."""

    start: int
    end: int
    language: str
    sentences: tuple[tuple[int, int], ...]
    page: int | None = None
    kind: str = "paragraph"
    passage: int = 0


class Read(NamedTuple):
    """What a paragraph gave: its attributions, and who is quoted in what follows it, if it ends in a colon."""

    drafts: list[Draft]
    announced: Draft | None
    continued: Draft | None
    """Who spoke last: a next paragraph that is a quotation without a cue goes on with them."""
    people: tuple[Person, ...] = ()
    """Who spoke by name, or else in the paragraph before: a pronoun in the next one may stand for them."""


def read(text: str, paragraph: Paragraph, before: Read | None = None) -> Read:
    """Every attribution in a paragraph; `before` is what the one before it gave."""
    reader = _Reader(text, paragraph, before.continued if before is not None else None)
    if before is not None:
        reader.people.before = before.people
    return reader.read()


class _Sentence(NamedTuple):
    tokens: list[Token]
    hits: list[Hit]
    cues: list[Cue]


class _Reader:
    """Reads one paragraph from its beginning to its end; remembers the people named so far."""

    def __init__(self, text: str, paragraph: Paragraph, going_on: Draft | None, depth: int = 0) -> None:
        self.depth = depth
        self.text, self.paragraph = text, paragraph
        self.lex: Lexicon = lexicon(paragraph.language)
        self.people = People(self.lex)
        self.drafts: list[Draft] = []
        self.announced: Draft | None = None
        self.last_direct: Draft | None = None
        self.going_on = going_on
        self.claimed: set[int] = set()

    def read(self) -> Read:
        text, paragraph = self.text, self.paragraph
        found = labels(text, paragraph.start, paragraph.end, self.lex)
        self.speech = speech_in(text, paragraph.start, paragraph.end, self.lex)
        for label in found:
            self._label(label)
        bounds = _merged(paragraph.sentences, self.speech)
        for start, end in bounds:
            self._sentence(start, end, found)
        self._left_quotations(found)
        for one in self.speech:
            self._inside(one)
        spoke = [draft for draft in self.drafts if draft.name or draft.said] or []
        return Read(
            self.drafts, self.announced, self.announced or (spoke[-1] if spoke else self.going_on), self._spoke()
        )

    def _spoke(self) -> tuple[Person, ...]:
        return tuple(self.people.spoke[-_REMEMBERED:]) or self.people.before

    def _label(self, label: Label) -> None:
        said = self._span(label.start, label.end)
        mark = self._span(label.colon, label.colon + 1)
        start, end = trimmed(self.text, label.colon + 1, label.stop)
        if end > start:
            whole = next((one for one in self.speech if one.start == start and one.end >= end), None)
            if whole is not None:
                start, end = whole.inner, whole.close
                self.claimed.add(whole.start)
            self._add(start, end, said.text, said, mark, "direct", label.start)

    def _sentence(self, start: int, end: int, found: list[Label]) -> None:
        whole = tokens(self.text, start, end, self.paragraph.language)
        sentence = folded(whole, [(one.start, one.end) for one in self.speech if start <= one.start < end])
        label = next((one for one in found if one.start <= start <= one.colon), None)
        if label is not None:
            sentence = [token for token in sentence if token.start > label.colon]
        for low in range(0, len(sentence), _LONGEST):
            self._part(sentence[low : low + _LONGEST])

    def _part(self, sentence: list[Token]) -> None:
        hits = self.lex.hits(sentence)
        cues = cues_of(sentence, hits, self.lex)
        for cue in cues:
            self._cue(_Sentence(sentence, hits, cues), cue)
        self.people.end(sentence, self.text, cues)

    def _cue(self, sentence: _Sentence, cue: Cue) -> None:
        if cue.hidden == OWN:
            self._claim_own(sentence.tokens, cue)
            return
        person = self.people.who(sentence.tokens, self.text, cue)
        said = None if person.said is None else self._span(*person.said)
        name = "" if self._is_anonymous(sentence, cue) else person.name
        words = self._span(sentence.tokens[cue.first].start, sentence.tokens[cue.last - 1].end)
        anchor = sentence.tokens[cue.clause].start if cue.clause < len(sentence.tokens) else words.start
        contents = cue.contents or self._quotation_before(sentence.tokens)
        for stretch in contents:
            self._content(sentence.tokens, stretch, cue, name, said, words, anchor)
        if not contents and sentence.tokens[-1].text == ":" and sentence.tokens[-1].end >= self.paragraph.end - 1:
            self.announced = self._draft(0, 0, name, said, words, "block", anchor)

    def _claim_own(self, sentence: list[Token], cue: Cue) -> None:
        """The author's own words: nobody else is looked for."""
        for first, last in cue.contents or self._quotation_before(sentence):
            own = [-first - 1] if last < 0 else [one.start for one in sentence[first:last] if one.key == QUOTATION]
            self.claimed.update(own)

    def _is_anonymous(self, sentence: _Sentence, cue: Cue) -> bool:
        """`a witness who asked not to be named`."""
        if cue.speaker is None:
            return False
        return any(
            hit.kind == "anonymous" and abs(hit.first - cue.speaker.last) < 16 and not cue.speaker.pronoun
            for hit in sentence.hits
        )

    def _quotation_before(self, sentence: list[Token]) -> tuple[Stretch, ...]:
        """A short sentence of saying behind a quotation that ended with a mark of its own (`«…؟» قالت المعلمة`)."""
        before = [one for one in self.speech if one.end <= sentence[0].start]
        if not before or len(sentence) > 8 or before[-1].start in self.claimed:
            return ()
        if self.text[before[-1].end : sentence[0].start].strip(" \n,،—–."):
            return ()
        return ((-before[-1].start - 1, -1),)

    def _content(
        self, sentence: list[Token], stretch: Stretch, cue: Cue, name: str, said: Span | None, words: Span, anchor: int
    ) -> None:
        first, last = stretch
        at = -first - 1 if last < 0 else sentence[first].start if first < len(sentence) else -1
        alone = (
            last < 0 or (last - first == 1 and is_quotation(sentence, first)) or self._rest_is_marks(sentence, stretch)
        )
        quotation = next((one for one in self.speech if one.start == at), None) if alone else None
        if quotation is not None:
            self._quoted(quotation, name, said, words, anchor, cue)
            return
        if first >= last:
            return
        start, end = trimmed(self.text, sentence[first].start, sentence[last - 1].end)
        if end - start < 2:
            return
        self.claimed |= {token.start for token in sentence[first:last] if token.key == QUOTATION}
        mixed = bool(_MARKS.search(self.text, start, end))
        self._add(start, end, name, said, words, "mixed" if mixed else "indirect", anchor, cue)

    def _rest_is_marks(self, sentence: list[Token], stretch: Stretch) -> bool:
        first, last = stretch
        return is_quotation(sentence, first) and all(
            not is_word(token) and token.key != QUOTATION for token in sentence[first + 1 : last]
        )

    def _quoted(
        self,
        quotation: Quotation,
        name: str,
        said: Span | None,
        words: Span | None,
        anchor: int,
        cue: Cue | None = None,
    ) -> None:
        self.claimed.add(quotation.start)
        start, end = trimmed(self.text, quotation.inner, quotation.close)
        if end > start:
            self._add(start, end, name, said, words, "direct", anchor, cue)
            self.last_direct = self.drafts[-1]

    def _left_quotations(self, found: list[Label]) -> None:
        """Quotations that no cue has claimed: the same speaker goes on, or somebody unnamed."""
        for one in self.speech:
            if one.start in self.claimed or any(label.start - 1 <= one.start < label.stop for label in found):
                continue
            before = self._last_before(one)
            if one.dash:
                dash = self._span(one.start, one.start + 1)
                if before is not None and before.cue is not None and before.start >= self._line(one.start):
                    self._quoted(one, before.name, before.said, before.cue, before.anchor)
                else:
                    self._quoted(one, "", None, dash, one.start)
            elif self._behind_colon(one) or self._signed(one):
                pass
            elif before is not None:
                self._quoted(one, before.name, before.said, self._cue_of(before, one), one.start)
            elif self.going_on is not None and one.start <= self.paragraph.start + 1:
                self._quoted(one, self.going_on.name, self.going_on.said, None, one.start)
            elif self._stands_alone(one):
                self._quoted(one, "", None, None, one.start)

    def _line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _last_before(self, one: Quotation) -> Draft | None:
        """Who spoke last: in a quotation, or in other words right before it (`…, the mayor said. “…”`)."""
        for draft in reversed(self.drafts):
            if draft.end <= one.start and (draft.kind == "direct" or self._adjoins(draft, one)):
                return draft
        return None

    def _adjoins(self, draft: Draft, one: Quotation) -> bool:
        if draft.said is None or draft.cue is None or draft.cue.end > one.start:
            return False
        return not self.text[max(draft.end, draft.cue.end, draft.said.end) : one.start].strip(" .\n\t\u00a0")

    def _cue_of(self, before: Draft, one: Quotation) -> Span | None:
        """The cue of the quotation before where only the rest of its sentence stands between them."""
        ends = [before.end, *(span.end for span in (before.cue, before.said) if span is not None)]
        between = self.text[max(ends) : one.start]
        return before.cue if len(between) < 80 and len(re.findall(r"[.!?؟]\s", between)) < 2 else None

    def _behind_colon(self, one: Quotation) -> bool:
        """`The teacher shrugged: “…”`: whoever the sentence begins with says it."""
        colon = self.text.rfind(":", self.paragraph.start, one.start)
        if colon < 0 or self.text[colon + 1 : one.start].strip():
            return False
        start = max((low for low, _ in self.paragraph.sentences if low <= colon), default=self.paragraph.start)
        before = tokens(self.text, start, colon, self.paragraph.language)
        if any(self.lex.has("same", token.key) for token in before[:2]):
            return False  # `The same goes for the mayor: “…”`
        subject = owner(before, subject_of(before, self.lex), self.lex)
        if subject is None or len(before) > 30 or not (subject.pronoun or is_named(before, subject, self.lex)):
            return False
        cue = Cue(subject.first, subject.last, subject.first, subject.last, subject, ())
        person = self.people.who(before, self.text, cue)
        said = None if person.said is None else self._span(*person.said)
        self._quoted(one, person.name, said, self._span(colon, colon + 1), start)
        return True

    def _signed(self, one: Quotation) -> bool:
        """`“…” — Osk Tarn, baker`: a name behind a dash and nothing else in its line."""
        line = self.text.find("\n", one.end)
        behind = tokens(self.text, one.end, line if line >= 0 else len(self.text), self.paragraph.language)[:20]
        if len(behind) < 2 or not is_dash(behind, 0) or one.dash:
            return False
        name = phrase_at(behind, 1, self.lex)
        if name is None or name.pronoun or not (is_end(behind, name.last) or is_comma(behind, name.last)):
            return False
        said = self._span(behind[1].start, behind[name.last - 1].end)
        self._quoted(one, said.text, said, self._span(behind[0].start, behind[0].end), one.start)
        return True

    def _only_quotations(self) -> bool:
        """Whether the paragraph has no word outside quotation marks: two people talk."""
        at = self.paragraph.start
        for one in self.speech:
            if any(char.isalnum() for char in self.text[at : one.start]):
                return False
            at = one.end
        return not any(char.isalnum() for char in self.text[at : self.paragraph.end])

    def _stands_alone(self, one: Quotation) -> bool:
        inner = self.text[one.inner : one.close].rstrip()
        if self._only_quotations():
            return True
        before = self.text[self.paragraph.start : one.start].rstrip()[-1:]
        return (
            len(inner.split()) >= 8
            and before in ".!?…؟:"
            and inner[-1:] in ".!?…؟"
            and not _is_within(self.drafts, one)
        )

    def _inside(self, one: Quotation) -> None:
        """What is said inside a quotation: read like a paragraph of its own."""
        if one.close - one.inner < 12 or one.start not in self.claimed or self.depth >= _DEEPEST:
            return
        start, end = trimmed(self.text, one.inner, one.close)
        cut = _sentences_within(self.paragraph.sentences, start, end)
        inner = Paragraph(start, end, self.paragraph.language, cut, self.paragraph.page)
        self.drafts += _inserted(_Reader(self.text, inner, None, self.depth + 1).read().drafts, self.drafts, start, end)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.text[start:end], start, end, self.paragraph.page)

    def _draft(
        self, start: int, end: int, name: str, said: Span | None, cue: Span | None, kind: str, anchor: int
    ) -> Draft:
        page = self.paragraph.page
        return Draft(start, end, name, said, cue, kind, self.paragraph.language, anchor=anchor, page=page)  # type: ignore[arg-type]

    def _add(
        self,
        start: int,
        end: int,
        name: str,
        said: Span | None,
        words: Span | None,
        kind: str,
        anchor: int,
        cue: Cue | None = None,
    ) -> None:
        draft = self._draft(start, end, name, said, words, kind, anchor)
        if cue is not None and cue.polarity != "affirmed":
            draft = Draft(**{**draft.__dict__, "polarity": cue.polarity})
        self.drafts.append(draft)


def _is_within(drafts: list[Draft], one: Quotation) -> bool:
    return any(draft.start <= one.start and one.close <= draft.end for draft in drafts)


def _inserted(found: list[Draft], outer: list[Draft], start: int, end: int) -> list[Draft]:
    """Without doubles: what says again that the whole quotation is said by somebody is the outer one."""
    return [draft for draft in found if not (draft.start <= start and draft.end >= end)]


def _merged(sentences: Sequence[tuple[int, int]], speech: list[Quotation]) -> list[tuple[int, int]]:
    """The sentences, those joined that a quotation reaches across."""
    out: list[tuple[int, int]] = []
    for start, end in sentences:
        inside = any(one.start < start < one.end for one in speech)
        if out and inside:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _sentences_within(sentences: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    cut = [(max(low, start), min(high, end)) for low, high in sentences if low < end and high > start]
    return tuple(cut)
