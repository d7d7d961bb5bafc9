"""The report: well-formed, loads and runs nothing, hides nothing, and says what is not told."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import html5rdf
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.disclose import report_words
from muniment.disclose.exhibit import Exhibit, Handover, Shown
from muniment.disclose.html import element, foreign
from muniment.disclose.report import report_html
from muniment.disclose.report_exhibit import size_words
from muniment.disclose.report_style import STYLE

from .samples import AWKWARD, DOWNLOAD, HANDOVER, PLAIN, REDACTED, exhibit, exhibits

_TAGS = """html head meta title style body header main footer section div span p a h1 h2 h3 h4 ul ol li dl dt dd
code strong time bdi table caption thead tbody tr th td"""
ALLOWED_TAGS = set(_TAGS.split())
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>1</script>",
    "</title><base href=//x.invalid>",
    "' onmouseover='alert(1)",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "\u202egnp.exe",
    "\x1b[2J",
    "\udc80",
)


class Seen(HTMLParser):
    """What a browser would make elements, attributes and text of."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]


def one(*acquisitions: Shown, **fields: object) -> str:
    """The text of a report on one exhibit."""
    each = msgspec.structs.replace(exhibit(1, "statement.md", acquisitions), **fields)
    return Seen(report_html(HANDOVER, [each])).text


def assert_harmless(page: bytes) -> None:
    seen = Seen(page)
    assert set(seen.tags) <= ALLOWED_TAGS
    assert not [name for name in {name for _, name, _ in seen.attributes} if name.startswith("on")]
    assert not {"src", "srcset", "action", "style", "background"} & {name for _, name, _ in seen.attributes}
    assert all(href.startswith("#") for href in seen.named("href"))
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x09\x0b-\x1f\x7f-\x9f]", page.decode())


@pytest.mark.parametrize("count", [0, 1, 3, 300])
def test_it_is_well_formed(count: int) -> None:
    page = report_html(HANDOVER, exhibits(count))
    parser = html5rdf.HTMLParser(strict=True)
    parser.parse(page.decode())
    seen = Seen(page)
    ids = seen.named("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in seen.named("href")} | set(seen.named("aria-labelledby")) <= set(ids)
    assert_harmless(page)


def test_it_loads_nothing() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert b"default-src 'none'" in report_html(HANDOVER, [])


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_in_every_place(text: str) -> None:
    fields = dict.fromkeys([*PLAIN.fields, "item", "size", "path", "consent", text], text)
    nested = {"custody": [{"date": text, "holder": text, "note": text, "gap": False}, {"gap": True, "note": text}]}
    shown = Shown(label=text, fields={**fields, **nested, "tool": {text: [text, True, 3]}})
    strings = dict.fromkeys(("path", "media_type", "title", "language", "date", "label"), text)
    hostile = msgspec.structs.replace(exhibit(1, "a"), acquisitions=(shown, shown), findings=(text,), **strings)
    everywhere = dict.fromkeys(("vault", "mark", "vault_name", "to", "purpose", "prepared_by"), text)
    handover = msgspec.structs.replace(
        HANDOVER, prepared=text, program=text, fingerprint=text, notes=(text,), left_out=(text,), **everywhere
    )
    page = report_html(handover, [hostile])
    assert_harmless(page)
    plain = report_html(HANDOVER, [exhibit(1, "a", (PLAIN, PLAIN))])
    assert Seen(page).tags.count("script") == Seen(plain).tags.count("script") == 0


@given(st.text(st.characters(), max_size=40))
def test_no_text_becomes_markup(text: str) -> None:
    made = str(element("p", text, title=text))
    seen = Seen(made.encode(errors="replace"))
    assert seen.tags == ["p"]
    assert [name for _, name, _ in seen.attributes] == ["title"]


def test_direction_and_language() -> None:
    assert foreign("قرية", "ar") == '<bdi dir="auto" lang="ar">قرية</bdi>'
    assert foreign("A statement", "ar") == '<bdi dir="auto">A statement</bdi>'
    page = report_html(HANDOVER, exhibits()).decode()
    assert '<html lang="en">' in page
    for name, language in zip(AWKWARD[1:4], ("ar", "uk", "he"), strict=True):
        assert f'<bdi dir="auto" lang="{language}">{name}</bdi>' in page


def test_a_turned_name_is_shown_as_it_is() -> None:
    assert "invoice⟨U+202E⟩fdp.exe" in one(PLAIN, title="invoice\u202efdp.exe")


def test_first_things_first() -> None:
    text = Seen(report_html(HANDOVER, exhibits(3))).text
    order = [
        HANDOVER.to,
        HANDOVER.purpose,
        "3 exhibits",
        "How to check it",
        "python3 data/verify.py .",
        HANDOVER.fingerprint,
        "It does not prove",
        "That what a file says or shows is true.",
        "What was left out",
        HANDOVER.left_out[0],
        "in the order of the annex numbers",
        "Custody before intake",
    ]
    places = [text.index(each, 300) if each == HANDOVER.to else text.index(each) for each in order]
    assert places == sorted(places)


def test_every_fixed_sentence_is_there() -> None:
    text = Seen(report_html(HANDOVER, [])).text
    for sentence in (*report_words.PROVES, *report_words.PROVES_NOT, *report_words.CHECK_STEPS):
        assert sentence in text


def test_saying_nothing_of_what_was_left_out_is_said() -> None:
    silent: Handover = msgspec.structs.replace(HANDOVER, left_out=())
    assert report_words.NOTHING_LEFT_OUT in Seen(report_html(silent, [])).text


def test_a_gap_in_custody_is_seen() -> None:
    page = report_html(HANDOVER, [exhibit(1, "a", (PLAIN,))]).decode()
    assert page.count('<li class="gap">') == 1
    assert "2031-03-30/2031-04-02" in page
    assert "Gap: nobody is known to have held it." in page
    assert "left in the clinic, unlocked" in page


def test_withheld_and_unknown_are_told_apart() -> None:
    text = one(REDACTED)
    assert "Obtained bywithheld" in text
    assert "Methodunknown" in text
    assert "Custody before intakeunknown" in text
    assert "Withheld here: role of the source" in text
    assert "Not recorded: tool or device, hash given by the bringer." in one(PLAIN)


def test_what_was_stated_later_says_when_and_by_which_act() -> None:
    later = {"basis": "entry 7, amend, 2031-05-01T08:00:00Z, by op-2", "restrictions": "entry 9, restrict, …"}
    text = one(Shown(label="a", fields={"basis": "public", "restrictions": []}, stated_later=later))
    assert "Basispublic\nstated later: entry 7, amend, 2031-05-01T08:00:00Z, by op-2" in text
    assert "Restrictionsnone\nstated later: entry 9" in text
    assert one(PLAIN).count("stated later") == 0


def test_custody_withheld_is_not_custody_empty() -> None:
    assert "Custody before intakewithheld" in one(Shown(label="a", fields={}))
    assert "No step before intake is recorded." in one(DOWNLOAD)


def test_an_exhibit_without_acquisition_says_so() -> None:
    assert "How it was obtained is withheld." in one()


def test_fields_of_a_later_version_are_shown() -> None:
    assert "weatherfog" in one(DOWNLOAD)


def test_findings_are_shown_and_otherwise_not_spoken_of() -> None:
    found = one(PLAIN, findings=("The file ends early.",))
    assert "Noticed on this fileThe file ends early." in found
    assert "Noticed" not in one(PLAIN, findings=())


def test_two_acquisitions_are_both_shown() -> None:
    text = one(PLAIN, DOWNLOAD)
    assert "How it was obtained (1 of 2)" in text
    assert "How it was obtained (2 of 2)" in text


def test_table_headers_are_marked() -> None:
    page = report_html(HANDOVER, exhibits(2)).decode()
    assert page.count('scope="col"') == 6
    assert page.count('scope="row"') == 2
    assert page.count("<caption>") == 1


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (48213, "48,213 bytes (about 48.2 kB)"),
        (999999, "999,999 bytes (about 1,000.0 kB)"),
        (5 * 10**9, "5,000,000,000 bytes (about 5.0 GB)"),
        (3 * 10**16, "30,000,000,000,000,000 bytes (about 30,000.0 TB)"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size) == words


def _luminance(colour: str) -> float:
    full = "".join(each * 2 for each in colour) if len(colour) == 3 else colour
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_aa(scheme: int) -> None:
    block = re.findall(r":root\{([^}]*)\}", STYLE)[scheme]
    colour = {name: _luminance(value) for name, value in re.findall(r"--([a-z-]+):#([0-9a-f]+)", block)}
    for ink in ("ink", "soft", "mark", "gap"):
        for ground in ("paper", "card", "tint", "gap-tint"):
            light, dark = sorted((colour[ink], colour[ground]), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_the_same_input_gives_the_same_bytes() -> None:
    shown: list[Exhibit] = exhibits(3)
    assert report_html(HANDOVER, shown) == report_html(HANDOVER, list(shown))
