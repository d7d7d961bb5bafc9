"""The date of publication where the item itself says so, under a clear label, in seven languages.

Only a label at the start of a passage counts: a date in running text is somebody's claim about
something, and none of this module's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from muniment.model.reading import Moment

_LABELS = (
    r"(?:first\s+)?(?:released|published|issued|posted|date\s+of\s+publication|publication\s+date)(?:\s+on)?",
    "(?:опубліковано|оприлюднено|дата\\s+публікації|дата\\s+оприлюднення)",
    "(?:опубликовано|обнародовано|дата\\s+публикации)",
    "(?:نُ?شر(?:ت)?(?:\\s+(?:في|بتاريخ|يوم))?|تاريخ\\s+النشر|صدر\\s+(?:في|بتاريخ))",
    "(?:פורסם(?:\\s+ביום|\\s+בתאריך)?|תאריך\\s+(?:ה)?פרסום)(?:\\s+ב[-־]?(?=\\d))?",
    "(?:publicado|difundido|fecha\\s+de\\s+publicaci[óo]n)(?:\\s+el)?",
    "(?:publi[ée]e?|paru|diffus[ée]e?|date\\s+de\\s+publication)(?:\\s+le)?",
)
_LABEL = re.compile(rf"\W*(?:{'|'.join(_LABELS)})\s*[:：–—-]?\s*", re.IGNORECASE)
_MONTHS = (
    "january jan січня января يناير|كانون الثاني ינואר enero janvier",
    "february feb лютого февраля فبراير|شباط פברואר febrero février",
    "march mar березня марта مارس|آذار מרץ|מרס marzo mars",
    "april apr квітня апреля أبريل|إبريل|نيسان אפריל abril avril",
    "may may травня мая مايو|أيار מאי mayo mai",
    "june jun червня июня يونيو|حزيران יוני junio juin",
    "july jul липня июля يوليو|تموز יולי julio juillet",
    "august aug серпня августа أغسطس|آب אוגוסט agosto août",
    "september sep|sept вересня сентября سبتمبر|أيلول ספטמבר septiembre septembre",
    "october oct жовтня октября أكتوبر|تشرين الأول אוקטובר octubre octobre",
    "november nov листопада ноября نوفمبر|تشرين الثاني נובמבר noviembre novembre",
    "december dec грудня декабря ديسمبر|كانون الأول דצמבר diciembre décembre",
)


def _month_names() -> dict[str, int]:
    names: dict[str, int] = {}
    for number, line in enumerate(_MONTHS, 1):
        two_words = re.findall(r"(?:كانون|تشرين) \w+", line)
        for name in [*two_words, *re.split(r"[ |]", line)]:
            names[name] = number
    for part in ("كانون", "تشرين", "الثاني", "الأول"):
        names.pop(part, None)
    return names


_MONTH = _month_names()
_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|-?го|\.)?\s+(?:de\s+|ב)?(?P<m>{_NAMES})\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"(?P<m>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.IGNORECASE)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?P<d>\d{1,2})(?P<s>[./])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)")


def published(passages: Iterable[str]) -> Iterator[Moment]:
    """The first labelled date of publication, as written beside as resolved; at most one."""
    for passage in passages:
        label = _LABEL.match(passage)
        if label is None or not label.group().strip():
            continue
        rest = passage[label.end() : label.end() + 60]
        match = next((found for form in _FORMS if (found := form.match(rest))), None)
        if match is not None:
            said = passage[: label.end()].strip(" :–—-*_")
            yield Moment("published", match.group(), _resolved(match), f"text: “{said}”")
            return


_FORMS = (_DAY_FIRST, _MONTH_FIRST, _ISO, _NUMERIC)


def _resolved(match: re.Match[str]) -> str | None:
    """EDTF, or None where day and month could be either way round, or the date does not exist."""
    parts = match.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    name = parts["m"].lower()
    month = int(name) if name.isdecimal() else _MONTH[name]
    if parts.get("s") == "/" and day <= 12 and month <= 12 and day != month:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
