"""Who says what in each sentence: attributions, acts, places, times and counts put together as suggestions."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby

from muniment.claims.acts import FoundAct, Lexicon, find_acts
from muniment.claims.attribution import Attribution, attribute, author_of
from muniment.claims.counts import find_counts
from muniment.claims.extractor import Background
from muniment.claims.places import Context, find_places
from muniment.claims.prose import Sentence, sentences
from muniment.claims.times import Clock, find_times
from muniment.codes import LANGUAGES
from muniment.model.claims import Act, Basis, Polarity, Span, Speaker, Suggestion
from muniment.model.reading import Reading

from .attaching import Circumstances, attached
from .characterising import characterisations
from .dating import document_date
from .voices import Voices

LABEL = "rules/1"


class RulesExtractor:
    """Suggests claims by rules. Deterministic: the same reading gets the same marks under the same names."""

    label = LABEL
    works_apart = True
    """It needs nothing but the text: many texts may be marked at once, in other processes."""

    def suggest(self, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
        """Marks for one reading, in the order of its text."""
        yield from _Margin(item, reading, known).marks()


class _Margin:
    """One document's margin."""

    def __init__(self, item: str, reading: Reading, known: Background) -> None:
        self._item, self._reading, self._known = item, reading, known
        self._text = reading.text
        self._prose = [one for one in sentences(reading) if one.language in LANGUAGES]
        self._clock = Clock(document_date(reading), known.dates)
        self._context = Context()

    def marks(self) -> Iterator[Suggestion]:
        """Marks, sentence by sentence."""
        acts = [(sentence, self._acts(sentence)) for sentence in self._prose]
        if not any(found for _, found in acts):
            return
        author = author_of(self._reading)
        voices = Voices(author, attribute(self._reading, self._prose, author))
        for sentence, found in acts:
            if found:
                yield from self._of(sentence, found, voices)

    def _acts(self, sentence: Sentence) -> list[FoundAct]:
        """Acts of every list in use."""
        lists = self._known.vocabulary.lists
        return [act for one in lists for act in find_acts(self._text, sentence, Lexicon.of(one, sentence.language))]

    def _of(self, sentence: Sentence, found: Sequence[FoundAct], voices: Voices) -> Iterator[Suggestion]:
        """One suggestion for each voice and polarity in a sentence."""
        around = self._circumstances(sentence)
        said = [(voices.of(one.act.trigger or sentence), one) for one in found]
        keyed = [(voice, _polarity(voice, one), one) for voice, one in said]
        keyed.sort(key=lambda one: (one[0].start if one[0] else -1, one[1]))  # stable: acts stay in their order
        for (voice, polarity), group in groupby(keyed, key=lambda one: (one[0], one[1])):
            yield self._mark(sentence, voice, polarity, [one for _, _, one in group], around, voices)

    def _circumstances(self, sentence: Sentence) -> Circumstances:
        text, start, end, language = self._text, sentence.start, sentence.end, sentence.language
        places = find_places(text, start, end, language, self._context)
        self._context = self._context.with_places(places)
        times = find_times(text, start, end, language, self._clock)
        return Circumstances(places, times, find_counts(text, start, end, language))

    def _mark(
        self,
        sentence: Sentence,
        voice: Attribution | None,
        polarity: Polarity,
        found: Sequence[FoundAct],
        around: Circumstances,
        voices: Voices,
    ) -> Suggestion:
        passage = self._passage(sentence, found)
        chain = voices.chain(voice)
        hedges = [span for one in found for span in one.hedges] + list(voice.hedges if voice else ())
        acts = tuple(attached(self._text, one.act, around) for one in found)
        basis: Basis = voice.basis if voice else "unknown"
        within = sorted(
            {span.start: span for span in hedges if _inside(span, sentence)}.values(), key=lambda one: one.start
        )
        return Suggestion(
            _name(self._item, passage, chain, acts),
            self._item,
            passage,
            chain,
            LABEL,
            sentence.language,
            basis,
            polarity,
            tuple(within),
            acts,
            characterisations(self._text, sentence),
            tuple(self._links(sentence)),
            _confidence(acts, voice),
        )

    def _passage(self, sentence: Sentence, found: Sequence[FoundAct]) -> Span:
        passages = self._reading.passages
        page = passages[sentence.passage].page if passages else None
        return Span(self._text[sentence.start : sentence.end], sentence.start, sentence.end, page)

    def _links(self, sentence: Sentence) -> Iterator[Span]:
        for link in self._reading.links:
            if sentence.start <= link.start < link.end <= sentence.end:
                yield Span(self._text[link.start : link.end], link.start, link.end)


def _polarity(voice: Attribution | None, found: FoundAct) -> Polarity:
    """What the speaker says of it: a cue that denies (`rejects the claim that`) denies all that it introduces."""
    if voice is None or voice.polarity_of_content == "affirmed":
        return found.polarity
    return voice.polarity_of_content if found.polarity == "affirmed" else found.polarity


def _inside(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start < sentence.end


def _name(item: str, passage: Span, chain: Sequence[Speaker], acts: Sequence[Act]) -> str:
    """A short name, the same every time the same is suggested."""
    told = [item, str(passage.start), passage.text, *(one.name for one in chain)]
    told += [f"{act.code} {act.trigger.start if act.trigger else ''}" for act in acts]
    return "s-" + b32encode(sha256("\n".join((LABEL, *told)).encode()).digest()).decode().lower()[:10]


def _confidence(acts: Sequence[Act], voice: Attribution | None) -> int:
    """How much of what the rules look for was there; no probability that it is true."""
    parts = [
        bool(voice is not None and voice.chain and voice.chain[-1].name),
        any(act.perpetrators for act in acts),
        any(act.victims or act.target for act in acts),
        any(act.place for act in acts),
        any(act.time for act in acts),
    ]
    return 40 + 12 * sum(parts)
