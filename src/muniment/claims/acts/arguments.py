"""Subject and objects of a clause: by order, by case, or verb first, as the language has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from .grammar import Grammar
from .phrases import Phrase
from .tokens import Token

if TYPE_CHECKING:
    from .clauses import Clause

Order = Literal["svo", "case", "vso"]


Acts = Callable[[Phrase], bool]


def arguments(clause: Clause, tokens: Sequence[Token], grammar: Grammar, order: Order, acts: Acts) -> None:
    """Fills subject, objects and obliques of a clause from its phrases, its antecedent and the clause it hangs on."""
    phrases = [phrase for phrase in clause.left + clause.right if not phrase.time]
    clause.obliques = [phrase for phrase in phrases if phrase.prep]
    _BY_ORDER[order](clause, tokens, acts, grammar)
    if clause.subject is None:
        clause.subject = _inherited(clause, grammar, tokens)


def _by_order(clause: Clause, tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
    """Subject before the verb, object behind it; a marked object (`a`) or an object pronoun lets the subject follow."""
    left = [phrase for phrase in clause.left if not phrase.prep and not phrase.time]
    right = [phrase for phrase in clause.right if not phrase.prep and not phrase.time]
    marked = [phrase for phrase in clause.left + clause.right if phrase.prep and phrase.prep in grammar["object_prep"]]
    group = clause.group
    if group.form in ("inf", "ger") or group.voice == "part":
        clause.objects = right or [phrase for phrase in marked if phrase in clause.right]
        if group.voice == "part" and left:
            clause.antecedent = left[-1]
        return
    if clause.antecedent is not None and clause.link == "rel":
        _relative_by_order(clause, left, right, acts, grammar)
        return
    if grammar["object_prep"] and right and acts(right[0]) and _subject_follows(clause, left, right, marked):
        clause.subject, clause.objects = right[0], [*left, *marked, *right[1:]]
        return
    clause.subject = left[-1] if left else None
    clause.objects = right or marked


def _subject_follows(clause: Clause, left: list[Phrase], right: list[Phrase], marked: list[Phrase]) -> bool:
    """`A mi tío lo mató la guardia`, `el granero lo quemó la guardia`, `mataron los soldados a cinco`."""
    if clause.group.voice != "act" or clause.group.reflexive:
        return False
    if marked and not left:
        return True
    return bool(clause.group.objects) or (not left and len(right) > 1)


def _relative_by_order(clause: Clause, left: list[Phrase], right: list[Phrase], acts: Acts, grammar: Grammar) -> None:
    assert clause.antecedent is not None
    clause.subject, clause.objects = clause.antecedent, right
    relative = clause.relative
    if (
        relative is not None
        and (relative.prep in grammar["object_prep"] or relative.key in grammar["object_relatives"])
        and (relative.prep or relative.key in grammar["object_relatives"])
    ):
        clause.subject = left[-1] if left else right[0] if right else None
        clause.objects = [clause.antecedent]
    elif relative is not None and relative.prep:
        clause.subject = left[-1] if left else None
    elif left:
        clause.subject, clause.objects = left[-1], [clause.antecedent, *right]
    elif (
        grammar["object_prep"]
        and right
        and acts(right[0])
        and clause.relative is not None
        and clause.relative.key == "que"
    ):
        clause.subject, clause.objects = right[0], [clause.antecedent]  # a person as object would have its `a`


def _by_case(clause: Clause, tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
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


_CORE = frozenset({"nom", "acc"})


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
    able = [phrase for phrase in core if (not phrase.cases or "nom" in phrase.cases) and _agrees(phrase, clause)]
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


def _agrees(phrase: Phrase, clause: Clause) -> bool:
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


def _verb_first(clause: Clause, tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
    """Verb, subject, object; or subject, verb, object. A marked object (`את`) or object pronoun frees the other place.

    A plural verb before its phrases has its subject in itself, and a lone phrase behind a verb may be either.
    """
    group = clause.group
    one = grammar["single_pronouns"] if "pl" in group.agree else frozenset()
    left = [p for p in clause.left if not p.prep and not p.time and tokens[p.head].key not in one]
    right = [phrase for phrase in clause.right if not phrase.prep and not phrase.time]
    marked = [phrase for phrase in clause.left + clause.right if phrase.prep and phrase.prep in grammar["object_prep"]]
    by = any(phrase.prep in grammar["by"] for phrase in clause.right)
    speaks = tokens[group.head].lemma in grammar["about"] | grammar["denials"] | grammar["report"]
    if by and group.voice == "act" and not marked and not group.objects and not speaks:
        group.voice = "pass"  # unpointed, the passive looks like the active
    if group.form == "inf":
        clause.objects = right or marked
    elif group.voice == "pass":
        clause.subject = (
            clause.antecedent if clause.link == "rel" else (left[-1] if left else right[0] if right else None)
        )
    elif clause.link == "rel" and clause.antecedent is not None:
        _relative_verb_first(clause, left, right, marked)
    elif group.objects and right:
        clause.subject, clause.objects = right[0], left[-1:] or right[1:]
    elif marked:
        clause.objects = marked
        clause.subject = left[-1] if left else right[0] if right else None
    elif left and len(right) < 2:
        clause.subject, clause.objects = left[-1], right
    elif right and not left and acts(right[0]) and _must_be_subject(clause, right[0], tokens, grammar):
        clause.subject, clause.objects = right[0], right[1:]
    else:
        _behind(clause, right, tokens, acts, grammar)


def _must_be_subject(clause: Clause, phrase: Phrase, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """A definite phrase that as an object would be marked; one that agrees, where the verb's aim has its own word."""
    agree = clause.group.agree
    fits = not agree & {"1"} and (not phrase.agree or bool(phrase.agree & agree) or phrase.counted)
    if not fits:
        return False
    definite = grammar["object_prep"] and any("def" in tokens[n].agree for n in range(phrase.first, phrase.last + 1))
    aimed = any(p.prep in grammar["fired_at"] and p.first < phrase.first for p in clause.right)
    return bool(definite) or aimed


def _relative_verb_first(clause: Clause, left: list[Phrase], right: list[Phrase], marked: list[Phrase]) -> None:
    assert clause.antecedent is not None
    agree, held = clause.group.agree, clause.antecedent.agree
    foreign = bool(agree and held and right and right[0].agree) and not (agree | {"1"}) & held
    if right and (clause.group.objects or (foreign and agree & right[0].agree)):
        clause.subject, clause.objects = right[0], [clause.antecedent]
    elif foreign and not right and not marked and "pl" in agree:
        clause.objects = [clause.antecedent]  # `the teacher that they arrested`
    else:
        clause.subject, clause.objects = clause.antecedent, right or marked


def _behind(clause: Clause, right: list[Phrase], tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
    """All phrases stand behind the verb. Where objects are marked, an unmarked one that can act may be the subject."""
    if right and tokens[clause.group.head].lemma in grammar["subject_behind"]:
        clause.subject = right[0]
    elif clause.group.agree & {"pl", "1"}:
        open_ = "pl" in clause.group.agree and grammar["object_prep"] and right and not right[0].counted
        if open_ and acts(right[0]):
            clause.either = right[0]
        else:
            clause.objects = right[:1]
    elif len(right) > 1:
        clause.subject, clause.objects = right[0], right[1:]
    elif right:
        clause.either = right[0]


def _inherited(clause: Clause, grammar: Grammar, tokens: Sequence[Token]) -> Phrase | None:
    """The subject that a clause without its own has from another."""
    parent = clause.parent
    if clause.link == "back" or (clause.group.voice == "part" and clause.antecedent is not None):
        return clause.antecedent
    if parent is None:
        return None
    lemma = tokens[parent.group.head].lemma
    charged = clause.group.prep and lemma in grammar["charges"]
    if clause.link == "ger" and clause.antecedent is not None and not clause.group.prep:
        return clause.antecedent
    if charged or (clause.link == "inf" and lemma in grammar["object_control"]):
        if parent.group.voice == "act":
            return parent.objects[0] if parent.objects else None
        return parent.subject or parent.antecedent
    if grammar["chains"] and clause.link in ("and", "that"):
        return _carried_on(clause, parent)
    if clause.link in ("and", "ger", "inf"):
        shared = parent.subject
        fits = shared is None or clause.group.form != "fin" or not shared.cases or _agrees(shared, clause)
        return shared if fits else None
    return None


def _carried_on(clause: Clause, parent: Clause) -> Phrase | None:
    """Where a verb has its subject in itself: the one before, if the verbs agree; a plural may be anybody's."""
    agree = clause.group.agree
    if clause.group.voice == "pass" and parent.group.voice == "act" and parent.objects:
        return None
    if clause.link == "that" and (not agree & {"m", "f"} or agree != parent.group.agree or clause.group.voice != "act"):
        return None
    if (
        parent.subject is not None
        and clause.either is not None
        and clause.link == "and"
        and agree == parent.group.agree
    ):
        clause.objects.append(clause.either)  # `came and rescued my children`
        clause.either = None
    return parent.subject


_BY_ORDER: dict[Order, Callable[[Clause, Sequence[Token], Acts, Grammar], None]] = {
    "svo": _by_order,
    "case": _by_case,
    "vso": _verb_first,
}
