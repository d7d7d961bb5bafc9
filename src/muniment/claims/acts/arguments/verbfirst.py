"""Where the verb opens the clause, and the subject may stand before it as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.tokens import Token

from .kinds import Acts

if TYPE_CHECKING:
    from muniment.claims.acts.clauses import Clause


def verb_first(clause: Clause, tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
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
