"""Paragraphs that a page break cut in two become one again.

A cut is believed only on evidence from both sides: the first half does not end like a sentence
and the second goes on like one. When in doubt nothing is joined; no character is ever dropped.
Running headers and footers between the halves are not recognised yet.
"""

from __future__ import annotations

import re

from muniment.read.text.blocks import Block, joined

_FINAL = ".!?…։؟۔。！？।॥:;：；؛"
"""Ends of sentences in any script; a colon introduces, a semicolon ends a clause of its own."""
_CLOSING = "\"'”’»›)]}*_“‘"
_INNER_END = re.compile(r"[.!?…։؟۔。।][\"'”’»)\]]*\s+\S")
_ENUMERATOR = re.compile(
    r"(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zа-яіїє][.)]|\([a-zа-яіїє\d]{1,4}\)|[ivxlc]{1,5}[.)])\s"
)
_OPEN_WORD = re.compile(
    r"(?:^|[\s(«“\"])(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|since|that|the|their|to|which|who|with"
    r"|в|во|и|из|к|на|о|об|от|по|при|с|со|у|за|для|что|который|которые|а|но|і|й|та|з|із|зі|до|від|про|щодо|як|що|які|який"
    r"|في|من|إلى|على|عن|مع|أن|إن|التي|الذي|الذين|بين|بعد|قبل|خلال|منذ|ضد|أو|ثم|حتى|كل"
    r"|של|את|על|אל|עם|מן|כי|או|גם|לא|בין|אחרי|לפני|כדי|אשר|הוא|היא"
    r"|de|del|la|el|los|las|en|y|o|que|con|por|para|un|una|du|des|le|les|et|ou|dans|par|pour|sur|au|aux|avec)$",
    re.IGNORECASE,
)
_SHORTEST = 25
_LONGEST = 20_000
"""Characters from which a paragraph is no longer joined to: no page holds so many, and work would grow without end."""
_LONG = 80


def heal(blocks: list[Block]) -> list[Block]:
    """`blocks` with cut paragraphs joined, each with a single space (none after a hyphen or dash)."""
    healed: list[Block] = []
    for block in blocks:
        if healed and is_cut(healed[-1], block):
            healed[-1] = joined(healed[-1], block, _between(healed[-1].text))
        else:
            healed.append(block)
    return healed


def is_cut(before: Block, after: Block) -> bool:
    """Whether `after` goes on with the sentence that `before` leaves unfinished."""
    if before.kind != "paragraph" or after.kind != "paragraph" or after.tight:
        return False
    first, second = before.text.rstrip(), after.text.lstrip()
    if not second or not _SHORTEST <= len(first) <= _LONGEST or _is_finished(first) or _ENUMERATOR.match(second):
        return False
    start = second.lstrip("\"'“‘«(„")[:1] or second[:1]
    if start.islower():
        return True
    if start.isupper() or not second[:200].strip(" \t0123456789.,-–/"):
        return False
    if start.isdigit():
        return _evidently_open(first)
    return _evidently_open(first) if start.isalpha() and start.lower() == start.upper() else False


def _is_finished(text: str) -> bool:
    return (text.rstrip(_CLOSING + " ") or text)[-1] in _FINAL


def _evidently_open(text: str) -> bool:
    """More than a missing full stop: a word or sign that cannot end a sentence, or whole ones before."""
    if text[-1] in ",،、-–—(«„" or _OPEN_WORD.search(text[-40:]):
        return True
    if any(text.count(one) > text.count(other) for one, other in ("()", "«»", "“”", "[]")):
        return True
    return len(text) >= _LONG and _INNER_END.search(text) is not None


def _between(text: str) -> str:
    """A hyphen or dash that clings to its word clings to the next one too."""
    return "" if text[-1] in "-—‐" and len(text) > 1 and text[-2].isalnum() else " "
