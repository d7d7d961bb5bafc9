"""`data/report.html`: what a person opens first.

One file for screen and paper that loads nothing and runs nothing. Never shows an exhibit's content,
never links into one (a stranger's page would open in the reader's browser), and never says more
than the exhibits and the hand-over say.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.disclose import fields
from muniment.disclose import report_words as words
from muniment.disclose.exhibit import Exhibit, Handover
from muniment.disclose.html import Html, element, foreign, join
from muniment.disclose.onrecord.report_records import records_sections
from muniment.disclose.onrecord.shown import DossierShown
from muniment.disclose.report_exhibit import definitions, exhibit_section
from muniment.disclose.report_style import STYLE
from muniment.model.counting import counted
from muniment.model.safe_text import safe_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Should escaping ever fail, the browser still loads and runs nothing."""


def report_html(handover: Handover, exhibits: Sequence[Exhibit], dossier: DossierShown | None = None) -> bytes:
    """The whole report, UTF-8. The same input gives the same bytes."""
    body = join(
        element("a", "Skip to the exhibits", href="#exhibits", class_="skip"),
        _front(handover, _contains(exhibits, dossier)),
        element(
            "main",
            _checking(handover),
            _meaning(),
            _left_out(handover),
            records_sections(dossier) if dossier else None,
            _list(exhibits),
            _sections(exhibits),
        ),
        _footer(handover),
    )
    page = f'<!DOCTYPE html>\n<html lang="en">\n{_head(handover)}\n{element("body", body)}\n</html>\n'
    return page.encode("utf-8", errors="replace")


def _head(handover: Handover) -> Html:
    title = f"Evidence package from {safe_text(handover.vault_name)} for {safe_text(handover.to)}"
    return element(
        "head",
        Html('<meta charset="utf-8">\n'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'),
        Html('<meta name="referrer" content="no-referrer">\n'),
        element("title", title),
        element("style", Html(STYLE)),
    )


def _contains(exhibits: Sequence[Exhibit], dossier: DossierShown | None) -> str:
    records = ((dossier.claims, "claim"), (dossier.judgements, "judgement")) if dossier else ()
    counts = [counted(len(exhibits), "exhibit"), *(counted(len(many), word) for many, word in records if many)]
    return f"{', '.join(counts)}, with what is recorded of each"


def _front(handover: Handover, contains: str) -> Html:
    return element(
        "header",
        element("p", "Evidence package", class_="label"),
        element("h1", "Evidence handed over to ", foreign(safe_text(handover.to))),
        definitions(
            [
                ("Purpose", foreign(safe_text(handover.purpose, lines=True))),
                ("Contains", contains),
                ("Prepared", _time(handover.prepared)),
                ("Prepared by", foreign(safe_text(handover.prepared_by))),
                ("From", join(foreign(safe_text(handover.vault_name)), " (", _mark(handover), ")")),
            ]
        ),
        element(
            "p",
            "This report lists the files that were handed over and says what is recorded of each: where "
            "it came from, who held it, and what is not known or not shown. The files themselves lie in ",
            element("code", "data/items/"),
            ".",
        ),
        *(element("p", foreign(safe_text(note, lines=True))) for note in handover.notes),
    )


def _mark(handover: Handover) -> Html:
    return join("vault ", element("code", safe_text(handover.mark)))


def _time(moment: str) -> Html:
    """RFC 3339 as people read it: date and minute, and that it is UTC."""
    date, _, clock = safe_text(moment).partition("T")
    shown = f"{date}, {clock[:5]} UTC" if clock.endswith("Z") else safe_text(moment)
    return element("time", shown, datetime=safe_text(moment))


def _checking(handover: Handover) -> Html:
    return element(
        "section",
        element("h2", "How to check it", id="check"),
        element("ol", *(element("li", step) for step in words.CHECK_STEPS)),
        element("p", "The command:", class_="label"),
        element("code", words.COMMAND, class_="code"),
        element("p", "The fingerprint to compare by another channel:", class_="label"),
        element("code", safe_text(handover.fingerprint), class_="code fingerprint"),
        element("p", words.CHECK_AFTER),
        aria_labelledby="check",
    )


def _meaning() -> Html:
    return element(
        "section",
        element("h2", "What the check proves, and what it does not", id="meaning"),
        element(
            "div",
            _points("A check that passes proves", words.PROVES),
            _points("It does not prove", words.PROVES_NOT),
            class_="facing",
        ),
        element("p", words.LEGEND),
        aria_labelledby="meaning",
    )


def _points(heading: str, sentences: Sequence[str]) -> Html:
    points = element("ul", *(element("li", each) for each in sentences))
    return element("section", element("h3", heading), points)


def _left_out(handover: Handover) -> Html:
    if handover.left_out:
        told = element("ul", *(element("li", foreign(safe_text(each))) for each in handover.left_out))
    else:
        told = element("p", words.NOTHING_LEFT_OUT)
    heading = element("h2", "What was left out", id="left-out")
    return element("section", heading, told, aria_labelledby="left-out")


_COLUMNS = ("Annex", "Description", "Date", "Language", "Source", "Type")


def _list(exhibits: Sequence[Exhibit]) -> Html:
    head = element("tr", *(element("th", name, scope="col") for name in _COLUMNS))
    count = len(exhibits)
    table = element(
        "table",
        element("caption", f"{counted(count, 'exhibit')}, in the order of the annex numbers"),
        element("thead", head),
        element("tbody", *(_row(exhibit) for exhibit in exhibits)),
    )
    return element(
        "section",
        element("h2", "Exhibits", id="exhibits"),
        element("p", words.CARE),
        # A region that scrolls must be reachable by keyboard.
        element("div", table, class_="scroll", tabindex="0", role="region", aria_labelledby="exhibits"),
        aria_labelledby="exhibits",
    )


def _row(exhibit: Exhibit) -> Html:
    return element(
        "tr",
        element("th", element("a", exhibit.annex, href=f"#{exhibit.annex}"), scope="row"),
        element("td", foreign(fields.title_words(exhibit), exhibit.language), class_="title"),
        element("td", foreign(fields.date_words(exhibit))),
        element("td", safe_text(exhibit.language or fields.UNKNOWN)),
        element("td", foreign(fields.exhibit_words(exhibit, "source")), class_="long"),
        element("td", safe_text(exhibit.media_type)),
    )


def _sections(exhibits: Sequence[Exhibit]) -> Html:
    return element(
        "section",
        element("h2", "Each exhibit", id="each"),
        *(join("\n", exhibit_section(exhibit)) for exhibit in exhibits),
        aria_labelledby="each",
    )


def _footer(handover: Handover) -> Html:
    return element(
        "footer",
        element(
            "p",
            "Made by ",
            foreign(safe_text(handover.program)),
            " from vault ",
            element("code", safe_text(handover.vault)),
            ". The signed statements in this package, not this page, are the record.",
        ),
    )
