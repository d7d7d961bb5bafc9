"""Verbs that only carry a noun, lay what it names on somebody, or charge somebody with it."""

from __future__ import annotations

from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.who import Sense

from .site import Site


def carrying(site: Site, sense: Sense) -> tuple[str, str] | None:
    """`carried out attacks`, `came under fire`: the verb only carries the noun, and its parties are the noun's."""
    clause = site.clause
    if clause is None or site.phrase is None:
        return None
    outer = site.holders[-1] if site.holders else site.phrase
    lemma = sense.tokens[clause.group.head].lemma
    voice = "act" if clause.group.voice == "act" and not clause.group.impersonal else "pass"
    if lemma in sense.grammar["charges"] and (outer.prep or outer is not site.phrase):
        return ("charged", voice)
    blamed = clause.subject if voice == "pass" else clause.objects[0] if clause.objects else None
    if lemma in sense.grammar["blames"] and outer is blamed and site.phrase is outer and laid_on(site, sense):
        return ("blamed", voice)
    among = [*clause.objects, *clause.obliques]
    if voice == "pass" and clause.subject is not None:
        among.append(clause.subject)
    if not any(outer is phrase or outer in phrase.more for phrase in among):
        return None
    if lemma in sense.grammar["light_inflict"] and outer is not clause.subject:
        return ("inflict", voice)
    if lemma in sense.grammar["light_patient"] and outer is not clause.subject:
        return ("borne", voice)
    if lemma in sense.grammar["light_agent"] and (
        not outer.prep or outer in clause.objects or lemma in sense.grammar["light_with_preposition"]
    ):
        return ("light", voice)
    return None


def laid_on(site: Site, sense: Sense) -> list[Phrase]:
    """Whom it is laid on: `blamed the shelling on the army`."""
    near = [*site.following, *(site.clause.obliques if site.clause else [])]
    return [p for p in near if p.prep in sense.grammar["blamed_prepositions"] and sense.can_act(p)][-1:]
