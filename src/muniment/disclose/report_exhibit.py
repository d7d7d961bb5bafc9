"""One exhibit's section in a report: the file, how it came, who held it before, what is not told.

Shows what the exhibit shows and no more; a gap in custody is always visible, also in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable

from muniment.disclose import fields
from muniment.disclose.exhibit import JSON, Exhibit, Shown
from muniment.disclose.html import Html, Node, element, foreign, join
from muniment.model.counting import counted
from muniment.model.safe_text import safe_text

_ALWAYS = ("obtained", "obtained_by", "source", "method", "basis")
"""Fields with a line of their own even when they are unknown or withheld."""


_UNITS = ("kB", "MB", "GB", "TB")


def exhibit_section(exhibit: Exhibit) -> Html:
    """`<section>` with the annex number as its id, which is what the list links to."""
    heading = element(
        "h3",
        element("span", exhibit.annex, class_="number"),
        foreign(fields.title_words(exhibit), exhibit.language),
        id=f"{exhibit.annex}-title",
    )
    count = len(exhibit.acquisitions)
    brought = [_acquisition(shown, number, count) for number, shown in enumerate(exhibit.acquisitions, 1)]
    if not brought:
        brought = [element("p", "How it was obtained is ", _state(fields.WITHHELD), ".")]
    return element(
        "section",
        heading,
        definitions(_facts(exhibit)),
        *brought,
        _findings(exhibit),
        id=exhibit.annex,
        class_="exhibit",
        aria_labelledby=f"{exhibit.annex}-title",
    )


def definitions(pairs: Iterable[tuple[str, Node]]) -> Html:
    """A `<dl>` of the pairs, in order."""
    return element("dl", *(join(element("dt", term), element("dd", said)) for term, said in pairs))


def size_words(size: int) -> str:
    """Bytes, and from a kilobyte on what that is about: `48,213 bytes (about 48.2 kB)`."""
    exact = counted(size, "byte")
    if size < 1000:
        return exact
    power = min((len(str(size)) - 1) // 3, len(_UNITS))
    return f"{exact} (about {size / 1000**power:,.1f} {_UNITS[power - 1]})"


def _facts(exhibit: Exhibit) -> list[tuple[str, Node]]:
    language = foreign(safe_text(exhibit.language)) if exhibit.language else _state(fields.UNKNOWN)
    return [
        ("File", element("code", safe_text(exhibit.path))),
        ("Type", safe_text(exhibit.media_type)),
        ("Size", size_words(exhibit.size)),
        ("SHA-256", element("code", exhibit.sha256)),
        ("Date", foreign(fields.date_words(exhibit))),
        ("Language", language),
        ("Record", element("code", safe_text(exhibit.label))),
    ]


def _acquisition(shown: Shown, number: int, count: int) -> Html:
    how = "How it came to be here" if shown.came_from else "How it was obtained"
    return join(
        element("h4", how if count == 1 else f"{how} ({number} of {count})"),
        _came_from(shown),
        definitions([*_told(shown), ("Record", element("code", safe_text(shown.label)))]),
        element("h4", "Custody before intake"),
        _custody(shown),
        # Of what was found inside another item, that item tells how it was obtained.
        None if shown.found else _not_told(shown, "unknown", "Not recorded: "),
        _not_told(shown, "withheld", "Withheld here: "),
    )


def _came_from(shown: Shown) -> Html | None:
    phrase = fields.came_from_words(shown)
    if not phrase:
        return None
    said = element("strong", phrase[0].upper() + phrase[1:], ".")
    if not shown.found:
        return element("p", said)
    what = "file it came out of" if shown.came_from and shown.came_from.how == "inside" else "file that speaks of it"
    return element(
        "p", said, f" Its source, time, tool and reference are what the {what} says, not what a person stated."
    )


def _always(shown: Shown) -> tuple[str, ...]:
    """Of what was found inside another file, that file's record tells the rest."""
    return ("basis",) if shown.found else _ALWAYS


def _told(shown: Shown) -> list[tuple[str, Node]]:
    always = _always(shown)
    known: list[tuple[str, Node]] = [
        (label, _value(shown, name))
        for name, label in fields.FIELDS.items()
        if name in always or fields.state(shown, name) == "shown"
    ]
    others = [(fields.further_label(name), _value(shown, name)) for name in fields.other_fields(shown)]
    return known + others


def _value(shown: Shown, name: str) -> Html:
    how = fields.state(shown, name)
    if how != "shown":
        return _state(how)
    later = shown.stated_later.get(name)
    remark = f"stated later: {safe_text(later)}" if later else fields.whose_words(shown, name)
    said = foreign(fields.words(shown.fields[name]) or "none")
    return join(said, "\n", element("span", remark, class_="state")) if remark else said


def _not_told(shown: Shown, how: str, lead: str) -> Html | None:
    always = _always(shown)
    names = [
        label.lower()
        for name, label in fields.FIELDS.items()
        if name not in always and fields.state(shown, name) == how
    ]
    return element("p", lead, ", ".join(names), ".", class_="aside") if names else None


def _custody(shown: Shown) -> Html:
    steps = fields.custody_steps(shown)
    if steps:
        return element("ol", *(_step(step) for step in steps), class_="custody")
    how = fields.state(shown, "custody")
    if shown.found and how == "unknown":
        return element("p", fields.ABOVE[0].upper() + fields.ABOVE[1:], ".")
    if how != "shown":
        return element("p", _state(how))
    return element("p", "No step before intake is recorded.")


def _step(step: dict[str, JSON]) -> Html:
    date = step.get("date")
    when = foreign(fields.words(date)) if date else "Date unknown"
    holder = foreign(fields.words(step["holder"])) if step.get("holder") else "holder unknown"
    who: Node = holder
    if fields.is_gap(step):
        who = element("strong", "Gap: nobody is known to have held it.")
    note = join("\n", foreign(fields.words(step["note"]))) if step.get("note") else None
    return element(
        "li",
        element("span", when, class_="when"),
        who,
        note,
        class_="gap" if fields.is_gap(step) else None,
    )


def _findings(exhibit: Exhibit) -> Html | None:
    if not exhibit.findings:
        return None
    items = [element("li", foreign(safe_text(each))) for each in exhibit.findings]
    return join(element("h4", "Noticed on this file"), element("ul", *items, class_="findings"))


def _state(how: str) -> Html:
    return element("span", how, class_="state")
