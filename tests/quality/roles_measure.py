"""How many acts, parties and polarities of the annotated sentences are right, empty and reversed.

    python -m tests.quality.roles_measure [dev | --held]

`dev` also prints what went wrong; the others give totals only. `--held` takes the sentences of `roles/held/`, for the
languages that have some.

By language and by genre: acts found (recall) and found rightly (precision); roles right, empty, reversed; polarity
right, unknown, reversed; swaps, where exchanging the two parties changed anything but the parties. How a match is
judged stands in `roles/README.md`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from muniment import codes
from muniment.claims.acts import FoundAct, Lexicon, find_acts
from muniment.claims.prose import Sentence
from muniment.claims.prose.sentences import split
from muniment.model.claims import Span

HERE = Path(__file__).parent / "roles"
LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
REVERSED = 0.01
"""Asked: at most so many reversed roles, and reversed polarities, of those that were matched."""

Row = dict[str, Any]
Stretch = tuple[int, int]


def rows(folder: Path, language: str) -> list[Row]:
    """The annotated sentences of a language."""
    return [json.loads(line) for line in (folder / f"{language}.jsonl").read_text("utf-8").splitlines()]


def found_in(text: str, language: str) -> list[FoundAct]:
    """What the program finds."""
    lexicon = Lexicon.of(codes.load("acts"), language)
    return [
        act
        for start, end in split(text, 0, len(text))
        for act in find_acts(text, Sentence(start, end, language, 0), lexicon)
    ]


def places(words: str, text: str, language: str) -> list[Stretch]:
    """Where annotated words stand in the text, as whole words; Arabic and Hebrew may write a letter or two before."""
    before = r"(?<!\w)\w{0,2}" if language in ("ar", "he") else r"(?<!\w)"
    return [found.span() for found in re.finditer(before + re.escape(words) + r"(?!\w)", text)]


def overlaps(span: Span, stretches: Sequence[Stretch]) -> bool:
    """Whether a stretch of the text meets one of others."""
    return any(span.start < end and start < span.end for start, end in stretches)


def pairs(wanted: Sequence[Row], found: Sequence[FoundAct], text: str, language: str) -> Iterator[tuple[Row, FoundAct]]:
    """The extracted acts that belong to annotated ones, each at most once; first those whose polarity is equal too."""
    left = list(found)
    for gold in sorted(wanted, key=lambda act: str(act["polarity"]) == "unknown"):
        alone = sum(other["code"] == gold["code"] for other in wanted) == 1
        trigger = places(gold["trigger"], text, language)
        able = [
            act for act in left
            if act.act.code == gold["code"]
            and (alone or (act.act.trigger is not None and overlaps(act.act.trigger, trigger)))
        ]  # fmt: skip
        able.sort(key=lambda act: (act.polarity != gold["polarity"], not _trigger_meets(act, trigger)))
        if able:
            left.remove(able[0])
            yield gold, able[0]


def _trigger_meets(act: FoundAct, trigger: Sequence[Stretch]) -> bool:
    return act.act.trigger is not None and overlaps(act.act.trigger, trigger)


def role_answers(gold: Row, act: FoundAct, text: str, language: str) -> Iterator[tuple[str, str]]:
    """(role, outcome) of one pair: right, empty, reversed, other (somebody else), extra (nobody is said)."""
    doers = [place for words in gold["perpetrators"] for place in places(words, text, language)]
    harmed = [place for words in _harmed(gold) for place in places(words, text, language)]
    given_doers = [party.said for party in act.act.perpetrators]
    given_harmed = [party.said for party in act.act.victims] + ([act.act.target] if act.act.target else [])
    yield "perpetrators", _outcome(given_doers, doers, harmed)
    yield "victims", _outcome(given_harmed, harmed, doers)


def _harmed(gold: Row) -> list[str]:
    return [*gold["victims"], *([gold["target"]] if gold["target"] else [])]


def _outcome(given: Sequence[Span], own: Sequence[Stretch], opposite: Sequence[Stretch]) -> str:
    if any(overlaps(span, opposite) and not overlaps(span, own) for span in given):
        return "reversed"
    if not own:
        return "extra" if given else "none"
    if not given:
        return "empty"
    return "right" if any(overlaps(span, own) for span in given) else "other"


def polarity_answer(gold: Row, act: FoundAct) -> str:
    """right, unknown (said, but given as unknown), claimed (unknown, but given as said), reversed."""
    if act.polarity == gold["polarity"]:
        return "right"
    if act.polarity == "unknown":
        return "unknown"
    return "claimed" if gold["polarity"] == "unknown" else "reversed"


def shape(found: Sequence[FoundAct]) -> list[tuple[object, ...]]:
    """All of a sentence's acts but who the parties are."""
    return sorted(
        (act.act.code, act.polarity, len(act.act.perpetrators), len(act.act.victims), act.act.target is not None)
        for act in found
    )


def measure(folder: Path, show: bool) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Counts by language and by genre."""
    by_language: dict[str, Counter[str]] = defaultdict(Counter)
    by_genre: dict[str, Counter[str]] = defaultdict(Counter)
    for language in LANGUAGES:
        for row in rows(folder, language) if (folder / f"{language}.jsonl").exists() else ():
            counts = _counts(row, language, show)
            by_language[language].update(counts)
            by_genre[row["genre"]].update(counts)
    return by_language, by_genre


def _counts(row: Row, language: str, show: bool) -> Counter[str]:
    counts = _judged(row, language, show)
    if "swap" in row:
        counts += _judged({**row, **row["swap"]}, language, show)
        counts["swaps"] += 1
        if shape(found_in(row["text"], language)) != shape(found_in(row["swap"]["text"], language)):
            counts["swaps changed"] += 1
            if show:
                print(f"{row['id']}  the swap changed more than the parties")
    return counts


def _judged(row: Row, language: str, show: bool) -> Counter[str]:
    found = found_in(row["text"], language)
    matched = list(pairs(row["acts"], found, row["text"], language))
    counts = Counter(sentences=1, gold=len(row["acts"]), found=len(found), matched=len(matched))
    for gold, act in matched:
        answers = [*role_answers(gold, act, row["text"], language), ("polarity", polarity_answer(gold, act))]
        for kind, outcome in answers:
            counts[("polarity " if kind == "polarity" else "role ") + outcome] += 1
        if show and any(outcome not in ("right", "none") for _, outcome in answers):
            print(f"{row['id']}  {gold['code']}: {dict(answers)}  {row['text']}")
    if show:
        missed = [gold["code"] for gold in row["acts"] if not any(gold is one for one, _ in matched)]
        false = [act.act.code for act in found if not any(act is one for _, one in matched)]
        if missed or false:
            print(f"{row['id']}  missed {missed} false {false}  {row['text']}")
    return counts


def table(counts: dict[str, Counter[str]]) -> str:
    """The counts as lines, with a line of all."""
    whole: Counter[str] = Counter()
    for one in counts.values():
        whole.update(one)
    head = (
        f"{'':10}{'sent.':>6}{'gold':>6}{'found':>6}{'prec.':>7}{'recall':>7}"
        f"{'role ok':>9}{'empty':>6}{'other':>6}{'extra':>6}{'rev.':>5}"
        f"{'pol. ok':>9}{'unkn.':>6}{'claim':>6}{'rev.':>5}{'swaps':>7}{'chg.':>5}"
    )
    return "\n".join([head, *(_line(name, one) for name, one in counts.items()), _line("all", whole)])


def _line(name: str, one: Counter[str]) -> str:
    precision = one["matched"] / one["found"] if one["found"] else 0.0
    recall = one["matched"] / one["gold"] if one["gold"] else 0.0
    roles = "".join(
        f"{one['role ' + kind]:>{width}}"
        for kind, width in (("right", 9), ("empty", 6), ("other", 6), ("extra", 6), ("reversed", 5))
    )
    polarity = "".join(
        f"{one['polarity ' + kind]:>{width}}"
        for kind, width in (("right", 9), ("unknown", 6), ("claimed", 6), ("reversed", 5))
    )
    return (
        f"{name:10}{one['sentences']:>6}{one['gold']:>6}{one['found']:>6}{precision:>7.2f}{recall:>7.2f}"
        f"{roles}{polarity}{one['swaps']:>7}{one['swaps changed']:>5}"
    )


def main(arguments: Sequence[str]) -> int:
    """Prints the tables; 1 where more is reversed than asked."""
    dev = "dev" in arguments
    by_language, by_genre = measure(HERE / "dev" if dev else HERE / "held" if "--held" in arguments else HERE, dev)
    print(table(by_language))
    print(table(by_genre))
    whole: Counter[str] = Counter()
    for one in by_language.values():
        whole.update(one)
    named = sum(whole[f"role {kind}"] for kind in ("right", "empty", "other", "reversed"))
    stated = whole["matched"]
    shares = whole["role reversed"] / max(named, 1), whole["polarity reversed"] / max(stated, 1)
    print("reversed roles {:.4f}, polarity {:.4f}".format(*shares))
    return int(whole["role reversed"] > REVERSED * named or whole["polarity reversed"] > REVERSED * stated)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
