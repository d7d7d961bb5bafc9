"""Where the subject stands before the verb and the object behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.tokens import Token

from .kinds import Acts

if TYPE_CHECKING:
    from muniment.claims.acts.clauses import Clause


def by_order(clause: Clause, tokens: Sequence[Token], acts: Acts, grammar: Grammar) -> None:
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
