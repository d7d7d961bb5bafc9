"""What is told about an acquisition: taken as it is given, or refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.acquire import DetailsError, details, restriction

HASH = "0123456789abcdef" * 4

GOOD: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({}, {"basis": "unstated"}),
    ({"source": "  source-1  ", "role": ""}, {"basis": "unstated", "source": "source-1"}),
    ({"basis": "Person"}, {"basis": "person"}),
    ({"basis": "PUBLIC", "method": "Own Capture"}, {"basis": "public", "method": "own capture"}),
    ({"obtained": "2031-03-14"}, {"basis": "unstated", "obtained": "2031-03-14"}),
    ({"hash": HASH}, {"basis": "unstated", "given_hash": HASH}),
    ({"hash": f"SHA-256:{HASH.upper()}"}, {"basis": "unstated", "given_hash": HASH}),
    ({"hash": f"sha256:{HASH}"}, {"basis": "unstated", "given_hash": HASH}),
    (
        {"obtained_by": "person-1", "tool": "scanner 2", "reference": "box 7", "note": "blurred", "role": "clerk"},
        {
            "basis": "unstated",
            "obtained_by": "person-1",
            "tool": "scanner 2",
            "reference": "box 7",
            "note": "blurred",
            "role": "clerk",
        },
    ),
    (
        {"custody": "2031-01 kept by the mill | 2031-02/2031-03 gap: nobody knows | 2031-04-01 brought by post"},
        {
            "basis": "unstated",
            "custody": [
                {"date": "2031-01", "gap": False, "holder": "kept by the mill"},
                {"date": "2031-02/2031-03", "gap": True, "note": "nobody knows"},
                {"date": "2031-04-01", "gap": False, "holder": "brought by post"},
            ],
        },
    ),
    (
        {"custody": "2031/2032 GAP"},
        {"basis": "unstated", "custody": [{"date": "2031/2032", "gap": True, "note": "not known where it was"}]},
    ),
    (
        {"consent": "UN-Inquiry; court until 2032-12-31"},
        {"basis": "unstated", "consent": {"purposes": ["un-inquiry", "court"], "until": "2032-12-31"}},
    ),
    ({"consent": "press"}, {"basis": "unstated", "consent": {"purposes": ["press"]}}),
    (
        {"restrictions": "never; not-for: Press ;only-for:court; until: 2033-01"},
        {
            "basis": "unstated",
            "restrictions": [
                {"rule": "never"},
                {"rule": "not-for", "purpose": "press"},
                {"rule": "only-for", "purpose": "court"},
                {"rule": "until", "date": "2033-01"},
            ],
        },
    ),
]


@pytest.mark.parametrize(("given", "fields"), GOOD)
def test_taken(given: dict[str, str], fields: dict[str, Any]) -> None:
    assert details(given) == fields


DATES_GOOD = (
    "2031", "2031-03", "2031-03-14", "2031?", "2031-03~", "2031-03-14%", "203X", "20XX", "2031-XX", "2031-03-XX",
    "2031-XX-XX", "2031-21", "2031-24", "-0044", "0000", "2032-02-29", "2031-03-14T10:20:30", "2031-03-14T10:20:30Z",
    "2031-03-14T23:59:60+02:00", "2031/2032", "2031-03/2031-04-01", "../2031", "2031/..", "/2031", "2031/",
)  # fmt: skip
DATES_BAD = (
    "14.03.2031", "2031-13", "2031-00", "2031-02-30", "2031-02-29", "2031-3-14", "31-03-14", "yesterday",
    "2031-03-14T25:00:00",
    "2031-03-14T10:20", "2031-20", "2031-25", "2031-21-01", "2031-XX-14", "2031/2032/2033", "/", "2X31", "XXXX",
    "2031 03 14", "2031-03-14T10:60:00", "2031/13", "2031-04-31", "..",
)  # fmt: skip


@pytest.mark.parametrize("date", DATES_GOOD)
def test_a_date(date: str) -> None:
    assert details({"obtained": date})["obtained"] == date


@pytest.mark.parametrize("date", DATES_BAD)
def test_no_date(date: str) -> None:
    with pytest.raises(DetailsError, match=r"obtained is .* not an EDTF date"):
        details({"obtained": date})


@pytest.mark.parametrize(
    "given", [{"obtained": "٢٠٣١"}, {"consent": "court until ٢٠٣١"}, {"restrictions": "until: २०३१"}]
)
def test_dates_are_written_in_the_digits_they_are_compared_in(given: dict[str, str]) -> None:
    with pytest.raises(DetailsError):
        details(given)


BAD: list[tuple[dict[str, str], str]] = [
    ({"basis": "rumour"}, "basis is 'rumour'; it must be one of: public, person, organisation, unstated"),
    ({"method": "stolen"}, "method is 'stolen'"),
    ({"hash": HASH[:-1]}, "hash is .* 64 hexadecimal digits"),
    ({"hash": HASH + "0"}, "hash is"),
    ({"hash": f"md5:{HASH}"}, "hash is"),
    ({"hash": HASH[:-1] + "g"}, "hash is"),
    ({"custody": "somebody kept it"}, "custody step 'somebody kept it' does not begin with a date"),
    ({"custody": "2031 kept | later lost"}, "custody step 'later lost'"),
    ({"custody": "2031 kept |"}, "custody step ''"),
    ({"custody": "2031"}, "custody step '2031'"),
    ({"consent": "court until soon"}, "consent until is 'soon'"),
    ({"restrictions": "sometimes"}, "restriction 'sometimes' is not one of"),
    ({"restrictions": "never: ever"}, "restriction 'never: ever'"),
    ({"restrictions": "not-for"}, "restriction 'not-for'"),
    ({"restrictions": "not-for:"}, "restriction 'not-for:'"),
    ({"restrictions": "until: soon"}, "restriction until is 'soon'"),
    ({"restrictions": "until"}, "restriction 'until'"),
]


@pytest.mark.parametrize(("given", "words"), BAD)
def test_refused_by_name(given: dict[str, str], words: str) -> None:
    with pytest.raises(DetailsError, match=words):
        details(given)


@pytest.mark.parametrize("text", ["never", "not-for: press", " only-for: court ", "until: 2031"])
def test_one_restriction(text: str) -> None:
    assert restriction(text) == details({"restrictions": text})["restrictions"][0]


@pytest.mark.parametrize("words", ["gapped fence stood here", "Gapur kept it"])
def test_words_that_only_begin_like_a_gap(words: str) -> None:
    (step,) = details({"custody": f"2031-05 {words}"})["custody"]
    assert step == {"date": "2031-05", "gap": False, "holder": words}


def test_a_custody_step_that_holds_a_date_only_later() -> None:
    with pytest.raises(DetailsError):
        details({"custody": "kept since 2031"})
