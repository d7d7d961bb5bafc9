"""The sections of a report on a dossier: its entries in order, its claims, its judgements.

Side by side, as said: nothing is averaged, and a denial is no vote. Shows what was chosen for showing and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from muniment.disclose.fields import WITHHELD, words
from muniment.disclose.html import Html, Node, element, foreign, join
from muniment.disclose.report_exhibit import definitions
from muniment.model.counting import counted
from muniment.model.safe_text import safe_text

from .shown import ClaimShown, DossierShown, Ground, JudgementShown, RecordShown, ReviewShown
from .wording import (
    BASES,
    POLARITIES,
    act_lines,
    began_words,
    page_words,
    passage_words,
    said_by_words,
    value_words,
)

CLAIMS = (
    "A claim is what somebody says, as a person here has read and coded it: it is theirs, and nobody here says that it "
    "is true. Claims that differ stand side by side. The passage can be found in the file named."
)
JUDGEMENTS = (
    "A judgement is of the people who stand behind it, under the standard that it names, on what they had. It is no "
    "finding of a court, and no program judges."
)
SINGLE = "It rests on a single account: a description, not a fault."


def records_sections(dossier: DossierShown) -> Html:
    """The sections, in the order in which they are read."""
    return join(_dossier(dossier), _judgements(dossier), _claims(dossier))


def _section(name: str, heading: str, *inside: Node) -> Html:
    return element("section", element("h2", heading, id=name), *inside, aria_labelledby=name)


def _link(annex: str) -> Html:
    return element("a", annex, href=f"#{annex}") if annex[1:].isdigit() else join(annex)


def _dossier(dossier: DossierShown) -> Html:
    one = dossier.dossier
    told = definitions(
        [
            ("Dossier", foreign(value_words(one, "name"))),
            ("Made for", foreign(value_words(one, "purpose"))),
            ("Version", f"{one.versions}, stated {safe_text(one.now_at)} by {safe_text(one.now_by)}"),
            ("Record", element("code", safe_text(one.label))),
            *([("Incidents", _incidents(dossier.incidents))] if dossier.incidents else []),
        ]
    )
    rows = [
        element(
            "tr",
            element("th", str(number), scope="row"),
            element("td", _link(entry.annex)),
            element("td", _what(dossier, entry.annex), class_="long"),
            element("td", foreign(words(entry.note)), class_="long"),
        )
        for number, entry in enumerate(dossier.entries, 1)
    ]
    head = element("tr", *(element("th", name, scope="col") for name in ("No.", "Annex", "What it is", "Note")))
    count = counted(len(dossier.entries), "entry", "entries")
    table = element(
        "table",
        element("caption", f"{count}, in the order of the dossier"),
        element("thead", head),
        element("tbody", *rows),
    )
    scroll = element("div", table, class_="scroll", tabindex="0", role="region", aria_labelledby="dossier")
    return _section("dossier", "The dossier", told, scroll)


def _what(dossier: DossierShown, annex: str) -> Html:
    """An entry in a few words; a file's own section says what it is."""
    for claim in dossier.claims:
        if claim.annex == annex:
            return join("Claim of ", foreign(said_by_words(claim)))
    for one in dossier.judgements:
        if one.annex == annex:
            labels = dossier.words
            return join("Judgement ", _worded(one, "proposition", labels), ": ", _worded(one, "outcome", labels))
    for incident in dossier.incidents:
        if incident.annex == annex:
            return join("Incident ", foreign(value_words(incident, "name")))
    return join("File")


def _incidents(incidents: Sequence[RecordShown]) -> Html:
    """Each with its annex as an anchor: judgements and entries lead here."""
    return element(
        "ul",
        *(
            element("li", element("span", one.annex, class_="number"), foreign(value_words(one, "name")), id=one.annex)
            for one in incidents
        ),
    )


# Claims


def _claims(dossier: DossierShown) -> Html | None:
    if not dossier.claims:
        return None
    each = (join("\n", _claim(claim, dossier.words)) for claim in dossier.claims)
    return _section("claims", "Claims", element("p", CLAIMS), *each)


def _claim(claim: ClaimShown, labels: Mapping[str, str]) -> Html:
    language = claim.fields.get("language")
    text = passage_words(claim)
    passage = element("blockquote", foreign(text, str(language) if language else None)) if text else None
    page = page_words(claim)
    pairs: list[tuple[str, Node]] = [
        ("Said by", foreign(said_by_words(claim))),
        ("Stands in", join(_link(claim.item) if claim.item else _state(WITHHELD), f", {page}" if page else "")),
        ("How they know", _worded(claim, "basis", BASES)),
        ("Polarity", _worded(claim, "polarity", POLARITIES)),
    ]
    pairs += [
        (label, foreign(value_words(claim, name)))
        for name, label in (("hedges", "Hedged by"), ("characterisations", "Their own words for it"))
        if claim.fields.get(name) or name in claim.withheld
    ]
    acts = element("ul", *(element("li", foreign(line)) for line in act_lines(claim, labels)))
    pairs.append(("What is said to have happened", acts))
    pairs += [("Began as", foreign(began))] if (began := began_words(claim)) else []
    pairs += [("Put on record", _on_record(claim)), ("Record", element("code", safe_text(claim.label)))]
    return _card(claim, "Claim", passage, definitions(pairs))


def _worded(record: RecordShown, name: str, known: Mapping[str, str]) -> Html:
    value = value_words(record, name)
    return _state(value) if value == WITHHELD else foreign(known.get(value, value))


def _card(record: RecordShown, what: str, *inside: Node) -> Html:
    heading = element("h3", element("span", record.annex, class_="number"), what, id=f"{record.annex}-title")
    withheld = f"Withheld here: {', '.join(name.replace('_', ' ') for name in record.withheld)}."
    aside = element("p", withheld, class_="aside") if record.withheld else None
    return element(
        "section",
        heading,
        *inside,
        aside,
        id=record.annex,
        class_="exhibit",
        aria_labelledby=f"{record.annex}-title",
    )


def _on_record(record: RecordShown) -> Html:
    first = f"{safe_text(record.at)}, by {safe_text(record.by)}"
    if record.versions == 1:
        return join(first)
    return join(f"{first}; version {record.versions} {safe_text(record.now_at)}, by {safe_text(record.now_by)}")


def _state(how: str) -> Html:
    return element("span", how, class_="state")


# Judgements


def _judgements(dossier: DossierShown) -> Html | None:
    if not dossier.judgements:
        return None
    each = (join("\n", _judgement(one, dossier)) for one in dossier.judgements)
    return _section("judgements", "Judgements", element("p", JUDGEMENTS), *each)


def _judgement(one: JudgementShown, dossier: DossierShown) -> Html:
    about = foreign(value_words(one, "about")) if "about" in one.fields else None
    pairs: list[tuple[str, Node]] = [
        ("Incident", _link(one.incident) if one.incident else _state(WITHHELD)),
        ("Proposition", join(_worded(one, "proposition", dossier.words), ": " if about else None, about)),
        ("Standard of proof", _worded(one, "standard", dossier.words)),
        ("Outcome", element("strong", _worded(one, "outcome", dossier.words))),
        ("For it", _side(one, "for")),
        ("Against it", _side(one, "against")),
        ("Alternatives considered", _list(one, "alternatives")),
        ("Gaps", _list(one, "gaps")),
        ("Read", _read(one.fields)),
        ("Who stands behind it", _behind(one)),
        ("Put on record", _on_record(one)),
        ("Record", element("code", safe_text(one.label))),
    ]
    if "reasons" in one.fields:
        pairs.insert(8, ("Reasons", foreign(value_words(one, "reasons"))))
    single = element("p", SINGLE) if one.single_account else None
    return _card(one, "Judgement", single, definitions(pairs))


def _side(one: JudgementShown, side: str) -> Html:
    """What speaks for or against; where it is withheld, how many records that are."""
    grounds, count = one.sides[side], one.counts[side]
    if grounds is None:
        return join(_state(WITHHELD), f": {counted(count, 'record')}, not all of them in this package or to be named")
    return _bullets(_ground(ground) for ground in grounds) if grounds else join("nothing named")


def _ground(ground: Ground) -> Html:
    return join(
        _link(ground.annex), ": " if ground.words else None, foreign(words(ground.words)) if ground.words else None
    )


def _list(one: JudgementShown, name: str) -> Html:
    if name not in one.fields:
        return _state(WITHHELD)
    value = one.fields[name]
    texts = value if isinstance(value, list) else [value]
    return _bullets(foreign(words(text)) for text in texts) if texts else join("none named")


def _bullets(nodes: Iterable[Node]) -> Html:
    return element("ul", *(element("li", node) for node in nodes))


def _read(fields: Mapping[str, object]) -> Html:
    said = [f"in {words(fields['read_in'])}"] if fields.get("read_in") else []
    translated = fields.get("on_translation")
    said += [f"on the translation {words(translated)}"] if translated else []
    return foreign(", ".join(said)) if said else _state(WITHHELD)


def _behind(one: JudgementShown) -> Html:
    judge = value_words(one, "judge") if "judge" in one.fields else safe_text(one.now_by)
    lines = [join(f"{judge} judged it, {safe_text(one.now_at)}")]
    return _bullets([*lines, *(_review(review) for review in one.reviews)])


def _review(review: ReviewShown) -> Html:
    decided = {"agree": "reviewed it and agrees", "disagree": "reviewed it and disagrees"}
    said = decided.get(str(review.fields.get("decision")), "reviewed it")
    reasons = review.fields.get("reasons")
    return join(
        f"{safe_text(review.by)} {said}, {safe_text(review.at)} (entry {review.entry}), read ",
        _read(review.fields),
        join(": ", foreign(words(reasons))) if reasons else None,
    )
