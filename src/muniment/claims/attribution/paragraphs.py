"""One paragraph: its quotations and sentences, the cues in them, and whose words each stretch is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from muniment.model.claims import Span

from .cues import Cue, Stretch, is_quotation
from .drafts import Draft
from .finding import cues_of
from .labels import Label, labels
from .lexicon import Hit, Lexicon, lexicon
from .people import People
from .phrases import is_named, subject_of
from .quotations import Quotation, dialogue, inserts, is_speech, mailed, quotations
from .speakers import OWN
from .tokens import QUOTATION, Token, folded, is_capital, is_word, tokens

_EDGES = " \t\n\u00a0\u202f,;:،؛—–-"
_DEEPEST = 4
"""Quotations within quotations that are read."""
_LONGEST = 250
"""Tokens of a sentence; a longer one, a table or no prose at all, is read in parts."""
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


def read(text: str, paragraph: Paragraph, going_on: Draft | None = None) -> Read:
    """Every attribution in a paragraph; `going_on` is the speaker of a quotation that the one before left open."""
    return _Reader(text, paragraph, going_on).read()


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
        self.speech = _speech(text, paragraph.start, paragraph.end, self.lex)
        for label in found:
            self._label(label)
        bounds = _merged(paragraph.sentences, self.speech)
        for start, end in bounds:
            self._sentence(start, end, found)
        self._left_quotations(found)
        for one in self.speech:
            self._inside(one)
        spoke = [draft for draft in self.drafts if draft.name or draft.said] or []
        return Read(self.drafts, self.announced, self.announced or (spoke[-1] if spoke else self.going_on))

    def _label(self, label: Label) -> None:
        said = self._span(label.start, label.end)
        mark = self._span(label.colon, label.colon + 1)
        start, end = _trimmed(self.text, label.colon + 1, label.stop)
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
            self.claimed |= {
                token.start for one in cue.contents for token in sentence.tokens[slice(*one)] if token.key == QUOTATION
            }
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
        start, end = _trimmed(self.text, sentence[first].start, sentence[last - 1].end)
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
        start, end = _trimmed(self.text, quotation.inner, quotation.close)
        if end > start:
            self._add(start, end, name, said, words, "direct", anchor, cue)
            self.last_direct = self.drafts[-1]

    def _left_quotations(self, found: list[Label]) -> None:
        """Quotations that no cue has claimed: the same speaker goes on, or somebody unnamed."""
        for one in self.speech:
            if one.start in self.claimed or any(label.colon <= one.start < label.stop for label in found):
                continue
            before = self._last_before(one)
            if one.dash:
                dash = self._span(one.start, one.start + 1)
                if before is not None and before.cue is not None and before.start >= self._line(one.start):
                    self._quoted(one, before.name, before.said, before.cue, before.anchor)
                else:
                    self._quoted(one, "", None, dash, one.start)
            elif self._behind_colon(one):
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
        before = (draft for draft in reversed(self.drafts) if draft.kind == "direct" and draft.end <= one.start)
        return next(before, None)

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
        subject = subject_of(before, self.lex)
        if subject is None or len(before) > 30 or not (subject.pronoun or is_named(before, subject, self.lex)):
            return False
        cue = Cue(subject.first, subject.last, subject.first, subject.last, subject, ())
        person = self.people.who(before, self.text, cue)
        said = None if person.said is None else self._span(*person.said)
        self._quoted(one, person.name, said, self._span(colon, colon + 1), start)
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
        start, end = _trimmed(self.text, one.inner, one.close)
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


def _speech(text: str, start: int, end: int, lex: Lexicon) -> list[Quotation]:
    """Quotations that are speech, and the stretches of speech behind dialogue dashes."""
    found = mailed(text, start, end)
    for one in quotations(text, start, end):
        if any(other.start <= one.start < other.end for other in found):
            continue
        if is_speech(text, one, start) or _follows_verb(text, one.start, start, lex):
            found += _without_inserts(text, one, lex)
    for dash, stretches in dialogue(text, start, end):
        if any(_is_own(text, low, lex) for low, _ in stretches[1::2]):
            continue
        spoken = [one for number, one in enumerate(stretches) if not (number % 2 and _is_narrated(text, *one, lex))]
        for number, (low, high) in enumerate(spoken):
            low, high = _trimmed(text, low, high)
            if high > low and not any(one.start < high and low < one.end for one in found):
                first = dash if number == 0 else low
                found.append(Quotation(first, high, low, high, dash=True))
    return sorted(found)


def _is_own(text: str, low: int, lex: Lexicon) -> bool:
    """`—preguntó` in the first person: the author's own words."""
    first = tokens(text, low, min(len(text), low + 20), lex.language)[:1]
    return bool(first) and lex.has("own_verbs", first[0].key)


def _follows_verb(text: str, at: int, start: int, lex: Lexicon) -> bool:
    """`he told me 'go home'`: right behind a verb of saying, and perhaps to whom; not behind one of naming."""
    before = tokens(text, max(start, at - 40), at, lex.language)[-3:]
    if not before or not is_word(before[-1]):
        return False
    if any(lex.has("as_words", token.key) or lex.has("relatives", token.key) for token in before[:-1]):
        return False  # `as «The Courier» writes`: a name
    if len(before) > 1 and (lex.has("addressees", before[-1].key) or lex.has("own", before[-1].key)):
        before = before[:-1]
    return lex.verb(before[-1].key) is not None and not lex.has("naming", before[-1].key)


def _without_inserts(text: str, one: Quotation, lex: Lexicon) -> list[Quotation]:
    """A quotation in the pieces between what is put into it without closing it (`«…, — said she. — …»`)."""
    stretches = inserts(text, one)
    narrated = [
        place
        for place in range(1, len(stretches), 2)
        if _is_narrated(text, *stretches[place], lex) and stretches[place][1] - stretches[place][0] < 120
    ]
    if lex.language == "fr" and not narrated:
        stretches, narrated = incises(text, one, lex)
    if not narrated:
        return [one]
    out, low = [], one.inner
    for place in narrated:
        out.append(_piece(text, low, stretches[place][0], one))
        low = stretches[place][1]
    return [piece for piece in [*out, _piece(text, low, one.close, one)] if piece.close > piece.inner]


def _piece(text: str, low: int, high: int, one: Quotation) -> Quotation:
    """A piece of a quotation; the first and the last have its marks."""
    start, end = _trimmed(text, low, high)
    return Quotation(one.start if low == one.inner else start, one.end if high == one.close else end, start, end)


def incises(text: str, one: Quotation, lex: Lexicon) -> tuple[list[tuple[int, int]], list[int]]:
    """The stretches between commas in a French quotation, and which are `dit-il` or `a déclaré le maire`."""
    cuts = [one.inner, *(place for place in range(one.inner, one.close) if text[place] == ","), one.close]
    stretches = list(pairwise(cuts))
    return stretches, [
        place for place, (low, high) in enumerate(stretches) if place and _is_incise(text, low, high, lex)
    ]


def _is_incise(text: str, low: int, high: int, lex: Lexicon) -> bool:
    words = [token for token in tokens(text, low, min(high, low + 80), lex.language) if is_word(token)]
    if len(words) < 2 or high - low > 90:
        return False
    verb = lex.verb(words[0].key)
    if verb is not None and "finite" in verb.forms:
        return words[1].key in lex.pronouns or lex.has("determiners", words[1].key) or is_capital(words[1])
    participle = lex.verb(words[min(2, len(words) - 1)].key) or lex.verb(words[1].key)
    return words[0].key in ("a", "ont", "avait") and participle is not None and "participle" in participle.forms


def _is_narrated(text: str, low: int, high: int, lex: Lexicon) -> bool:
    """Whether a stretch between two dashes tells who speaks: a verb of saying is among its first words."""
    found = [token for token in tokens(text, low, min(high, low + 60), lex.language) if is_word(token)][:4]
    return any(lex.verb(token.key) for token in found)


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


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGES or (text[start] == "." and text[start + 1 : start + 2] == " ")):
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
