"""The margin of a document for people: the document once, then who says what, as resolved and as said."""

from __future__ import annotations

import pytest

from muniment.app.line import Line
from muniment.app.margins import act_words, margin_lines, marks_on_record, taken_marks, teller_words
from muniment.model.claims import Act, Count, Party, Place, Span, Speaker, Suggestion, Time
from muniment.model.records import Record

AUTHOR = Speaker("The Committee of the Families of the Two Banks of the River at Ostrivka and of Orin", role="author")
COUNCIL = Speaker("the council", role="reported")


def span(text: str, page: int | None = None) -> Span:
    return Span(text, 0, len(text), page)


def mark(
    name: str = "s-one", chain: tuple[Speaker, ...] = (AUTHOR,), item: str = "item-1.0", **more: object
) -> Suggestion:
    return Suggestion(name, item, span("The mill\nburned."), chain, "rules/1", **more)  # type: ignore[arg-type]


def claim(label: str, began: str = "", item: str = "item-1.0", end: int = 16) -> Record:
    fields = {"item": item, "passage": {"text": "The mill\nburned.", "start": 0, "end": end}}
    began_as = {"began_as": {"suggestion": began, "extractor": "rules/1"}} if began else {}
    when = "2031-05-04T00:00:00Z"
    return Record(label, "claim", when, "op-1", fields | began_as, when, "op-1")


def words(*marks: Suggestion, taken: dict[str, str] | None = None) -> list[str]:
    return [line.text for line in margin_lines(marks, [], taken or {})]


def test_the_author_stands_once_at_the_head_and_not_at_every_mark() -> None:
    said = words(mark(), mark("s-two", (AUTHOR, COUNCIL)))
    assert sum(AUTHOR.name in line for line in said) == 1
    assert said[1] == f"author: {AUTHOR.name}"
    assert said[2] == "s-one  the author"
    assert said[4] == "s-two  reports the council"


def test_an_author_who_is_not_known_can_be_said_when_a_mark_is_taken() -> None:
    assert "--asserter" in words(mark(chain=(Speaker("", role="author"),)))[1]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((), "the author"),
        ((COUNCIL,), "reports the council"),
        ((Speaker("Mara\nDovel", role="quoted"),), "quotes Mara Dovel"),
        ((Speaker(""),), "reports somebody unnamed"),
        ((COUNCIL, Speaker("two drivers")), "reports the council, who cites two drivers"),
    ],
)
def test_whose_words_they_are_is_said_from_the_document(told: tuple[Speaker, ...], said: str) -> None:
    assert teller_words((AUTHOR, *told)) == said


def test_a_denial_and_what_holds_back_stand_beside_the_speaker() -> None:
    line = words(mark(polarity="denied", basis="saw", hedges=(span("allegedly"),)))[2]
    assert line == "s-one  the author – denies that it happened; saw it; holds back: «allegedly»"


def test_a_passage_is_one_line_and_its_page_is_named() -> None:
    on_page = Suggestion("s-one", "item-1.0", span("The mill\nburned.", 3), (AUTHOR,), "rules/1")
    assert words(on_page)[2:4] == ["s-one  page 3, the author", "«The mill burned.»"]


def test_an_act_tells_what_was_resolved_from_what_was_said() -> None:
    act = Act(
        "killing",
        perpetrators=(Party(span("the guard")),),
        victims=(Party(span("herders")),),
        target=span("the mill"),
        method=span("shells"),
        place=Place(span("אורין"), "Orin", country="VE"),
        time=Time(span("ב-4 במאי"), "2031-05-04"),
        count=Count(span("more than twelve"), 13, None, "herders"),
    )
    assert act_words(act) == (
        "killing: by «the guard» · to «herders» · target «the mill» · with «shells» · at Orin, VE «אורין» · "
        "when 2031-05-04 «ב-4 במאי» · how many 13 or more «more than twelve herders»"
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(12, 12, "12"), (1300, None, "1,300 or more"), (None, 40, "up to 40"), (5, 8, "5 to 8"), (None, None, "")],
)
def test_bounds_of_a_count_are_in_words(low: int | None, high: int | None, said: str) -> None:
    count = Act("injury", count=Count(span("so many"), low, high))
    assert act_words(count) == f"injury: how many {said}{' ' if said else ''}«so many»"


def test_what_is_not_resolved_stands_as_said_alone() -> None:
    assert act_words(Act("injury", place=Place(span("Orin")), time=Time(span("then")))) == (
        "injury: at «Orin» · when «then»"
    )
    assert act_words(Act("injury")) == "injury"


def test_a_label_of_the_speaker_stays_verbatim() -> None:
    assert "calls it «terror», «a crime»" in words(mark(characterisations=(span("terror"), span("a crime"))))


def test_it_ends_with_the_command_that_takes_a_mark_not_taken_yet() -> None:
    said = words(mark("s-one"), mark("s-two"), taken={"s-one": "claim-4.0"})
    assert said[2] == "s-one (on record: claim-4.0)  the author"
    assert "muniment claims take s-two" in said
    assert not any("None of it is on record" in line for line in said)
    assert any("None of it is on record" in line for line in words(mark()))


def test_with_everything_taken_there_is_no_command() -> None:
    assert not any("muniment claims take" in line for line in words(mark(), taken={"s-one": "claim-4.0"}))


def test_documents_are_parted_and_counted() -> None:
    said = words(mark(), mark("s-two", item="item-1.1"))
    assert said[said.index("item-1.1") - 1] == ""
    assert "2 suggestions in the margins of 2 documents." in said


def test_only_heads_and_speakers_are_told_apart() -> None:
    lines = list(margin_lines([mark()], []))
    assert [line.kind for line in lines][:4] == ["head", "text", "who", "text"]
    assert isinstance(lines[0], Line)


def test_marks_that_were_taken_are_known_by_their_claims() -> None:
    assert taken_marks([claim("claim-4.0", "s-one"), claim("claim-5.0")]) == {"s-one": "claim-4.0"}


def test_a_claim_by_hand_or_from_an_older_mark_is_known_by_its_passage() -> None:
    for record in (claim("claim-4.0"), claim("claim-4.0", "s-of-an-older-program")):
        assert marks_on_record([mark()], [record]) == {"s-one": "claim-4.0"}
    assert marks_on_record([mark()], [claim("claim-4.0", end=5)]) == {}
    assert marks_on_record([mark()], [claim("claim-4.0", item="item-1.1")]) == {}


def test_two_marks_in_one_passage_are_two() -> None:
    marks = [mark("s-one"), mark("s-two", (AUTHOR, COUNCIL))]
    assert marks_on_record(marks, [claim("claim-4.0", "s-two")]) == {"s-two": "claim-4.0"}
