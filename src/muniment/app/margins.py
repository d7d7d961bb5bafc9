"""The margins of documents for people: each document once, then mark by mark who says it, the words, what they say.

Words of a text stand in «», what a program made of them before those: so that a line of Arabic or Hebrew beside
a number reads one way on every terminal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from muniment.model.claims import Act, Count, Place, Span, Speaker, Suggestion, Time
from muniment.model.counting import bounds, counted
from muniment.model.records import ItemRow, Record

from .line import Line

TAKE = "muniment claims take"
_POLARITY = {"affirmed": "", "denied": "denies that it happened", "unknown": "leaves open whether it happened"}
_TELLS = {"author": "the author", "quoted": "quotes", "reported": "reports"}
_BASIS = {
    "saw": "saw it", "heard": "heard it", "told": "was told it", "inferred": "inferred it",
    "document": "has it from a document", "unknown": "",
}  # fmt: skip


def taken_marks(claims: Sequence[Record]) -> dict[str, str]:
    """Suggestion → the claim on record that began as it."""
    return {mark: record.label for record in claims if (mark := _began_as(record))}


def marks_on_record(marks: Sequence[Suggestion], claims: Sequence[Record]) -> dict[str, str]:
    """Suggestion → the claim that began as it, or that stands in the very passage and began as no other mark here.

    A newer program gives its marks other names; a claim by hand never had one.
    """
    names = {mark.suggestion for mark in marks}
    loose = {_stands(record): record.label for record in claims if _began_as(record) not in names}
    taken = taken_marks(claims)
    found = {
        mark.suggestion: taken.get(mark.suggestion) or loose.get((mark.item, mark.passage.start, mark.passage.end), "")
        for mark in marks
    }
    return {mark: claim for mark, claim in found.items() if claim}


def _began_as(record: Record) -> str:
    return str(record.fields.get("began_as", {}).get("suggestion", ""))


def _stands(record: Record) -> tuple[object, ...]:
    passage = record.fields["passage"]
    return record.fields["item"], passage.get("start"), passage.get("end")


def margin_lines(
    marks: Sequence[Suggestion], items: Sequence[ItemRow], taken: Mapping[str, str] = {}
) -> Iterator[Line]:
    """All margins, and how one makes a mark one's own. `items` are those that were asked about."""
    titles = {row.item: row.title or (row.names[0] if row.names else "") for row in items}
    item = ""
    for mark in marks:
        if mark.item != item:
            if item:
                yield Line("")
            item = mark.item
            yield Line(f"{item}  {titles.get(item, '')}".rstrip(), kind="head")
            yield Line(f"author: {mark.chain[0].name or 'not known; you can say it when you take a mark (--asserter)'}")
        yield from mark_lines(mark, taken.get(mark.suggestion, ""))
    yield Line("")
    yield from _what_next(marks, len(items), taken)


def mark_lines(mark: Suggestion, claim: str = "") -> Iterator[Line]:
    """One mark: who says it and how, the passage, what it says. `claim` is what it became."""
    page = f"page {mark.passage.page}, " if mark.passage.page else ""
    name = f"{mark.suggestion}{f' (on record: {claim})' if claim else ''}"
    yield Line(f"{name}  {page}{teller_words(mark.chain)}{_manner(mark)}", 2, 4, "who")
    yield Line(f"«{_flat(mark.passage)}»", 6, 1)
    for act in mark.acts:
        yield Line(act_words(act), 6, 4)
    if mark.characterisations:
        yield Line(f"calls it {_quoted(mark.characterisations)}", 6, 4)


def teller_words(chain: Sequence[Speaker]) -> str:
    """Whose words they are, seen from the document: its author's, or of whom that quotes or reports."""
    told = chain[1:]
    if not told:
        return _TELLS["author"]
    names = [_name(one) for one in told]
    return f"{_TELLS[told[0].role if told[0].role != 'author' else 'reported']} {', who cites '.join(names)}"


def _name(one: Speaker) -> str:
    return " ".join(one.name.split()) or "somebody unnamed"


def _manner(mark: Suggestion) -> str:
    """What of it is not a plain statement: denied, left open, held back; and how the speaker knows, where said."""
    held = f"holds back: {_quoted(mark.hedges)}" if mark.hedges else ""
    said = [words for words in (_POLARITY[mark.polarity], _BASIS[mark.basis], held) if words]
    return f" – {'; '.join(said)}" if said else ""


def act_words(act: Act) -> str:
    """An act in a line: its code, then each part as it was resolved, where it was, and as said."""
    parts = [
        f"{name} {_quoted([party.said for party in parties])}"
        for name, parties in (("by", act.perpetrators), ("to", act.victims))
        if parties
    ]
    parts += [f"{name} {_quoted([span])}" for name, span in (("target", act.target), ("with", act.method)) if span]
    parts += [f"at {_place(act.place)}"] if act.place else []
    parts += [f"when {_time(act.time)}"] if act.time else []
    parts += [f"how many {_count(act.count)}"] if act.count else []
    return f"{act.code}: {' · '.join(parts)}" if parts else act.code


def _place(place: Place) -> str:
    resolved = ", ".join(word for word in (place.resolved, place.country) if word)
    return f"{resolved} {_quoted([place.said])}".lstrip()


def _time(time: Time) -> str:
    return f"{time.edtf} {_quoted([time.said])}".lstrip()


def _count(count: Count) -> str:
    said = count.said.text if not count.unit or count.unit in count.said.text else f"{count.said.text} {count.unit}"
    return f"{bounds(count.low, count.high)} «{' '.join(said.split())}»".lstrip()


def _flat(span: Span) -> str:
    return " ".join(span.text.split())


def _quoted(spans: Sequence[Span]) -> str:
    return ", ".join(f"«{_flat(span)}»" for span in spans)


def _what_next(marks: Sequence[Suggestion], asked: int, taken: Collection[str]) -> Iterator[Line]:
    documents = len({mark.item for mark in marks})
    of = f" {asked}" if asked > documents else ""
    where = f"{documents} of{of} documents" if of else counted(documents, "document")
    yield Line(
        f"{counted(len(marks), 'suggestion')} in the {'margin' if where == '1 document' else 'margins'} of {where}."
    )
    free = next((mark.suggestion for mark in marks if mark.suggestion not in taken), "")
    if free:
        record = "The others are not on record" if taken else "None of it is on record"
        yield Line(f"{record}. Read the passage; if it does say so, make it your own claim:")
        yield Line(f"{TAKE} {free}", 4, 4)
        yield Line(f"Say with flags what you would put otherwise, such as --basis saw (`{TAKE} --help`).")
