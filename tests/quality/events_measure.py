"""Who did what to whom, on 78 news sentences of the PETRARCH-2 validation file (needs `../shared/corpus/events`).

    python -m tests.quality.events_measure [show]     `show` prints what went wrong in the first half only

Rules were developed on the first half of the records, in their order; both halves are reported.
The code list is `codes/data/politics.json`: its codes stand for the twenty roots of CAMEO in their order (01 statement
to 20 massacre). Coarse classes are the four of the quad count: 01–05 words of cooperation, 06–08 deeds of cooperation,
09–13 words of conflict, 14–20 deeds of conflict. Actors and targets are countries: the first three letters of CAMEO's
actor code (`USAGOV` is `USA`), `IGO` for organisations of states, `---` where the file names no country; which country
a party is of is told by the place names and names of peoples in its words, and by a table of heads of state.
Records without an event are left out of the figures; for each event that the file has, the found act that agrees in
most of the three is compared. An event whose actor the words do not give counts as wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.core import get_global

from muniment import codes
from muniment.claims.acts import FoundAct, Lexicon, find_acts
from muniment.claims.places import Context, find_places
from muniment.claims.prose import Sentence
from muniment.claims.prose.sentences import split
from muniment.model.claims import Span

FILE = Path(__file__).parents[3] / "shared" / "corpus" / "events" / "petr2_gsr_validation.xml"
LIST = Path(codes.__file__).parent / "data" / "politics.json"
REACH = 0.75
LEADERS = {
    "obama": "US", "bush": "US", "trump": "US", "clinton": "US", "petraeus": "US", "putin": "RU", "medvedev": "RU",
    "sarkozy": "FR", "hollande": "FR", "macron": "FR", "merkel": "DE", "cameron": "GB", "assad": "SY", "mubarak": "EG",
    "erdogan": "TR", "abbas": "PS", "netanyahu": "IL", "olmert": "IL", "ahmadinejad": "IR", "rouhani": "IR",
    "karzai": "AF", "maliki": "IQ", "chavez": "VE", "maduro": "VE", "castro": "CU", "mugabe": "ZW", "kagame": "RW",
    "suleiman": "LB", "hariri": "LB", "poroshenko": "UA", "yanukovych": "UA", "lula": "BR", "jinping": "CN",
    "jintao": "CN", "modi": "IN", "singh": "IN", "abe": "JP", "morsi": "EG", "sisi": "EG", "gaddafi": "LY",
}  # fmt: skip
MUTUAL = frozenset({"promise", "consult", "agree", "cooperate"})
"""Codes of what both sides do: the file has such events both ways."""
UNIONS = frozenset(
    {"un", "u.n", "united nations", "eu", "european union", "nato", "interpol", "asean", "opec", "african union"}
)


class Event(NamedTuple):
    """One event of the file, coarse."""

    quad: int
    actor: str
    target: str


class Record(NamedTuple):
    """One sentence with its events."""

    name: str
    text: str
    events: tuple[Event, ...]


def records() -> list[Record]:
    """The records of the file, in its order."""
    return [
        one for part in re.split(r"(?=<Sentence )", FILE.read_text("utf-8"))[1:] if (one := _record(part)) is not None
    ]


def _record(part: str) -> Record | None:
    text = re.search(r"<Text>(.*?)</Text>", part, re.S)
    name = re.search(r'id="([^"]*)"', part)
    if text is None or name is None:
        return None
    events = tuple(
        Event(_quad(int(code[:2])), _country(actor), _country(target))
        for code, actor, target in re.findall(r'eventcode="(\d+)"\s+sourcecode="([^"]*)"\s+targetcode="([^"]*)"', part)
    )
    return Record(name.group(1), " ".join(text.group(1).split()), events)


def _quad(root: int) -> int:
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _country(code: str) -> str:
    return "IGO" if code.startswith("IGO") else code[:3]


@cache
def _codes() -> tuple[codes.CodeList, dict[str, int]]:
    made = codes.read_list(LIST.read_bytes(), LIST.name)
    return made, {code.id: _quad(root) for root, code in enumerate(made.codes, 1)}


@cache
def _threes() -> dict[str, str]:
    """ISO 3166 two letters to three."""
    return {
        twos[0]: three
        for three, twos in get_global("territory_aliases").items()
        if len(three) == 3 and three.isalpha() and len(twos) == 1 and three not in ("ZAR", "TMP", "BUR", "ROM", "YUG")
    }


@cache
def _names() -> dict[str, str]:
    territories = Locale("en").territories
    return {str(name).lower(): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}


def country_of(span: Span) -> str:
    """The country that a party's words tell, as three letters; `IGO`; `---` for none."""
    words = span.text.lower().replace("the ", "")
    if any(re.search(rf"\b{re.escape(name)}\b", words) for name in UNIONS):
        return "IGO"
    for word in re.findall(r"[\w.]+", words):
        if word.strip(".") in LEADERS:
            return _threes()[LEADERS[word.strip(".")]]
    for name in (words, *words.split()):
        name = name.removesuffix("'s").strip(".,'")
        if two := _names().get(name) or _of_people(name):
            return _threes().get(two, "---")
    return next((code for name in (span.text, *span.text.split()) if (code := _placed(name))), "---")


def _placed(name: str) -> str:
    """The country of the first place in the words."""
    found = find_places(name, 0, len(name), "en", Context())
    return next((_threes().get(place.country, "") for place in found if place.country), "")


@cache
def _of_people(word: str) -> str:
    """The country whose name the word begins like: `Guyanese`, `Syrian`; with the few that look otherwise."""
    if word in _PEOPLES:
        return _PEOPLES[word]
    if len(word) < 5 or not word.endswith(("an", "ese", "i", "ish", "ans", "is")):
        return ""
    for cut in (1, 2, 3):
        if two := _names().get(word[:-cut]):
            return two
    stem = re.sub(r"(ians?|ans?|ese|is?|ish)$", "", word)
    return next((code for name, code in sorted(_names().items()) if len(stem) > 3 and name.startswith(stem)), "")


_PEOPLES = {
    "us": "US", "u.s": "US", "u.s.": "US", "american": "US", "americans": "US", "washington": "US", "british": "GB",
    "uk": "GB", "u.k.": "GB", "french": "FR", "dutch": "NL", "german": "DE", "greek": "GR", "swiss": "CH",
    "danish": "DK",
    "swedish": "SE", "polish": "PL", "turkish": "TR", "spanish": "ES", "irish": "IE", "welsh": "GB", "thai": "TH",
    "filipino": "PH", "palestinian": "PS", "palestinians": "PS", "gaza": "PS", "hamas": "PS", "burmese": "MM",
    "myanmar": "MM", "iraqi": "IQ", "kremlin": "RU", "korean": "KR", "czech": "CZ", "islamic republic": "IR",
    "afghan": "AF", "argentine": "AR", "saudi": "SA", "emirati": "AE", "congolese": "CD", "ukrainian": "UA",
}  # fmt: skip


def found_events(text: str) -> list[Event]:
    """What the program finds, coarse: each doer with each target."""
    made, quads = _codes()
    lexicon = Lexicon.of(made, "en")
    return [
        event
        for start, end in split(text, 0, len(text))
        for act in find_acts(text, Sentence(start, end, "en", 0), lexicon)
        for event in _events(act, quads[act.act.code], text)
    ]


def _events(act: FoundAct, quad: int, text: str) -> Iterator[Event]:
    doers = [_of_party(party.said, text) for party in act.act.perpetrators] or ["---"]
    if act.act.code in MUTUAL and not act.act.victims and len(doers) > 1:
        yield from (Event(quad, one, other) for one in doers for other in doers if one != other)
        return
    spans = [party.said for party in act.act.victims] + ([act.act.target] if act.act.target else [])
    harmed = [_of_party(span, text) for span in spans] or ["---"]
    for doer in doers:
        for target in harmed:
            yield Event(quad, doer, target)
            if act.act.code in MUTUAL and target != "---":
                yield Event(quad, target, doer)


def _of_party(span: Span, text: str) -> str:
    """The country of a party; where its own words name none, of the place it is said to be in or from."""
    own = country_of(span)
    behind = re.match(r"\s+(?:in|from|of)\s+((?:the\s+)?[A-Z][\w'.]*(?:\s[A-Z][\w'.]*)*)", text[span.end :])
    if own != "---" or behind is None:
        return own
    return country_of(Span(behind.group(1), 0, len(behind.group(1))))


def judge(part: Sequence[Record], show: bool) -> Counter[str]:
    """How many events there are, and how many have their act, actor and target."""
    counts: Counter[str] = Counter()
    for record in part:
        found = found_events(record.text)
        for event in record.events:
            best = max(found, key=lambda one: _agreement(one, event), default=None)
            same = (False, False, False) if best is None else tuple(a == b for a, b in zip(best, event, strict=True))
            counts.update(events=1, act=same[0], actor=same[1], target=same[2], whole=all(same))
            if show and not all(same):
                print(record.name, tuple(event), "best", best and tuple(best), record.text[:150])
    return counts


def _agreement(one: Event, other: Event) -> tuple[int, bool]:
    return sum(a == b for a, b in zip(one, other, strict=True)), one.quad == other.quad


def main(arguments: Sequence[str]) -> int:
    """Prints both halves; 1 where one of the three is below what is asked, over all."""
    every = records()
    half = len(every) // 2
    parts = {"first half": judge(every[:half], "show" in arguments), "second half": judge(every[half:], False)}
    whole = parts["first half"] + parts["second half"]
    for name, counts in [*parts.items(), ("all", whole)]:
        shares = "  ".join(
            f"{kind} {counts[kind] / counts['events']:.2f}" for kind in ("actor", "target", "act", "whole")
        )
        print(f"{name:12} events {counts['events']:3}  {shares}")
    return int(any(whole[kind] < REACH * whole["events"] for kind in ("actor", "target", "act")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
