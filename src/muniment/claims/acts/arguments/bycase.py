"""Where case and agreement tell the subject from the object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.tokens import Token

from .kinds import Acts

if TYPE_CHECKING:
    from muniment.claims.acts.clauses import Clause

_CORE = frozenset({"nom", "acc"})


def by_case(clause: Clause, tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
    """By case and agreement; where both are open, in the order subject, object."""
    group = clause.group
    bare = [phrase for phrase in clause.left + clause.right if not phrase.prep and not phrase.time]
    if group.voice == "part":
        _participle_by_case(clause, bare)
        bare = [phrase for phrase in bare if phrase is not clause.antecedent]
    _relative_by_case(clause, tokens)
    clause.obliques += [_marked(phrase) for phrase in bare if phrase.cases and not phrase.cases & _CORE]
    core = [phrase for phrase in bare if not phrase.cases or phrase.cases & _CORE]
    lone = [phrase for phrase in bare if phrase.cases and not phrase.cases & _CORE and "gen" in phrase.cases]
    if group.form in ("inf", "ger", "imp") or group.voice == "part" or group.impersonal:
        clause.objects += [phrase for phrase in core if not phrase.cases or "acc" in phrase.cases]
        _raised(clause, grammar, tokens)
        return
    subject = clause.subject or _nominative(core, clause, acts)
    clause.subject = subject
    clause.objects += [
        phrase for phrase in core if phrase is not subject and (not phrase.cases or "acc" in phrase.cases)
    ]
    given = [phrase for phrase in clause.objects if "dat" in phrase.cases]
    if given and len(given) < len(clause.objects):
        clause.objects = [phrase for phrase in clause.objects if phrase not in given]
        for phrase in given:
            phrase.prep = "DAT"
        clause.obliques += given
    if group.negated and not clause.objects and lone:
        clause.objects += lone
    if subject is not None and not clause.objects and group.voice == "act" and group.form == "fin":
        _object_in_tail(subject, clause)
    _shared(clause, core)


def _raised(clause: Clause, grammar: Grammar, tokens: Sequence[Token]) -> None:
    """`Hostages the front promises to free`: what stands before the promise is the object of what is promised."""
    parent = clause.parent
    if clause.group.form != "inf" or clause.link != "inf" or clause.objects or parent is None:
        return
    if tokens[parent.group.head].lemma in grammar["object_control"]:
        return
    ahead = [phrase for phrase in parent.objects if phrase in parent.left]
    clause.objects, parent.objects = ahead, [phrase for phrase in parent.objects if phrase not in ahead]


def _shared(clause: Clause, core: list[Phrase]) -> None:
    """`The smith they led out and shot`: a second verb without phrases of its own has the first one's object."""
    parent = clause.parent
    if clause.link != "and" or parent is None or clause.objects or core or clause.group.reflexive:
        return
    if clause.group.form == "fin" and clause.group.voice == parent.group.voice == "act":
        clause.objects = list(parent.objects)


def _marked(phrase: Phrase) -> Phrase:
    """A bare oblique case takes the place of a preposition: `INS`, `DAT`, `GEN`."""
    for case in ("ins", "dat", "gen"):
        if case in phrase.cases:
            phrase.prep = case.upper()
            break
    return phrase


def _participle_by_case(clause: Clause, bare: list[Phrase]) -> None:
    if clause.antecedent is None:
        behind = [phrase for phrase in clause.right if not phrase.prep and phrase.cases & _CORE]
        before = [phrase for phrase in clause.left if not phrase.prep]
        clause.antecedent = before[-1] if before else behind[0] if behind else None


def _relative_by_case(clause: Clause, tokens: Sequence[Token]) -> None:
    """What the antecedent is in a relative clause is told by the relative word's own case."""
    if clause.relative is None or clause.antecedent is None or clause.relative.prep:
        return
    cases = tokens[clause.relative.at].cases
    bare_nominative = any(not p.prep and "nom" in p.cases for p in clause.left + clause.right)
    if "nom" in cases and not ("acc" in cases and bare_nominative):
        clause.subject = clause.antecedent
    elif "acc" in cases:
        clause.objects = [clause.antecedent]
    elif "ins" in cases:
        clause.obliques.append(
            Phrase(clause.antecedent.first, clause.antecedent.last, clause.antecedent.head, prep="INS")
        )


def _nominative(core: list[Phrase], clause: Clause, acts: Acts) -> Phrase | None:
    """The subject among phrases that can be nominative: sure ones before open ones, agreeing ones alone."""
    able = [phrase for phrase in core if (not phrase.cases or "nom" in phrase.cases) and agrees(phrase, clause)]
    sure = [phrase for phrase in able if phrase.cases and "acc" not in phrase.cases]
    if sure:
        return sure[0]
    if len(able) == 1 and not clause.objects and _is_object_alone(able[0], core, clause):
        if acts(able[0]):
            core.remove(able[0])
            clause.either = able[0]
        return None
    doers = [phrase for phrase in able if acts(phrase)]
    return doers[0] if len(doers) == 1 else able[0] if able else None


def _is_object_alone(phrase: Phrase, core: list[Phrase], clause: Clause) -> bool:
    """`They shelled schools` without the *they*: one open phrase behind a plural verb."""
    return len(core) == 1 and phrase in clause.right and "pl" in clause.group.agree and clause.group.voice == "act"


def agrees(phrase: Phrase, clause: Clause) -> bool:
    """Number and, in the past, gender. Numbers and joined phrases go with either."""
    group = clause.group.agree
    if not group or not phrase.agree or phrase.more:
        return True
    only = phrase.agree & {"nom-sg", "nom-pl"}
    if "nom" in phrase.cases and len(only) == 1 and len(group & {"sg", "pl"}) == 1 and not phrase.counted:
        if {"sg", "pl"} <= phrase.agree and only != {f"nom-{number}" for number in group & {"sg", "pl"}}:
            return False  # `фельдшера` is many where it is a subject
    if "pl" in group and "sg" not in group:
        return "pl" in phrase.agree or phrase.counted
    genders = group & {"m", "f", "n"}
    if genders and phrase.agree & {"m", "f", "n"} and not phrase.agree & genders:
        return phrase.counted and "n" in genders
    return "sg" in phrase.agree or phrase.agree - {"nom-pl"} == {"pl"} & group or phrase.counted


def _object_in_tail(subject: Phrase, clause: Clause) -> None:
    """`Killed soldiers five villagers`: what looked like the subject's genitive is the object."""
    holder = subject
    while holder.tails and holder.tails[-1].tails:
        holder = holder.tails[-1]
    last = holder.tails[-1] if holder.tails and subject in clause.right else None
    if last is not None and {"acc", "gen"} <= last.cases and "anim" in last.agree and "nom" not in last.cases:
        clause.objects.append(holder.tails.pop())
