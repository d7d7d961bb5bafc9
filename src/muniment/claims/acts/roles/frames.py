"""A table from the kind of cue and its voice to the places where its parties stand."""

from __future__ import annotations

from typing import NamedTuple

from muniment.claims.acts.who import Sense

from .carried import carrying
from .site import Site


class Frame(NamedTuple):
    """Where agents and patients stand, in order of preference: the first place that is taken counts."""

    agents: tuple[str, ...]
    patients: tuple[str, ...]


TABLE: dict[tuple[str, str], Frame] = {
    ("verb", "act"): Frame(("subject",), ("objects", "marked")),
    ("verb", "pass"): Frame(("by", "in-event"), ("subject", "objects")),
    ("verb", "part"): Frame(("by",), ("antecedent",)),
    ("verb", "unsure"): Frame((), ()),
    ("suffers", "unsure"): Frame((), ("subject",)),
    ("verb", "impersonal"): Frame(("by",), ("objects", "subject")),
    ("suffers", "act"): Frame(("by", "in-event"), ("subject", "either", "objects")),
    ("suffers", "pass"): Frame(("by",), ("subject",)),
    ("suffers", "part"): Frame(("by",), ("antecedent",)),
    ("suffers", "impersonal"): Frame(("by",), ("objects", "subject")),
    ("noun", "done-to"): Frame(("by", "owner-beside", "owner-adjective"), ("of", "on", "owner", "within")),
    ("noun", "done-by"): Frame(("by", "owner", "of-doer", "owner-adjective", "from"), ("on", "of-thing", "within")),
    ("noun", "both"): Frame(("of", "by"), ("marked-noun",)),
    ("noun", "somebody"): Frame(("by",), ("self",)),
    ("noun", "held"): Frame(("of-doer", "by", "with"), ("held",)),
    ("light", "act"): Frame(("subject",), ()),
    ("light", "pass"): Frame(("by-clause",), ()),
    ("borne", "act"): Frame(("by-clause",), ("subject",)),
    ("borne", "pass"): Frame(("by-clause",), ("subject",)),
    ("inflict", "act"): Frame(("subject",), ("objects",)),
    ("inflict", "pass"): Frame(("by-clause",), ("subject", "objects")),
    ("blamed", "act"): Frame(("blamed",), ("of", "owner", "within")),
    ("blamed", "pass"): Frame(("blamed",), ("of", "owner", "within")),
    ("charged", "act"): Frame(("accused",), ()),
    ("charged", "pass"): Frame(("subject",), ()),
    ("adj", ""): Frame((), ("bearer",)),
}


def frames(site: Site, sense: Sense, towards: bool) -> list[Frame]:
    """The frames that a cue can have where it stands, the likeliest first."""
    if site.kind == "verb":
        assert site.clause is not None
        group = site.clause.group
        voice = "impersonal" if group.impersonal else group.voice
        voice = "act" if towards and voice == "unsure" else voice
        return [TABLE["suffers" if site.suffers else "verb", voice]]
    if site.kind == "noun":
        return _of_noun(site, sense)
    return [TABLE["adj", ""], *_leaving(site, sense)] if site.kind == "adj" else []


def _of_noun(site: Site, sense: Sense) -> list[Frame]:
    """Done to what stands behind it, or by that; carried by a verb, or itself the one who was harmed."""
    assert site.phrase is not None
    word = sense.tokens[site.last if sense.grammar["head_last"] else site.phrase.head]
    by_doer = word.lemma in sense.grammar["done_by"] or word.key in sense.grammar["done_by"]
    frames = [TABLE["noun", "done-by" if by_doer else "done-to"]]
    if site.following and site.following[0].prep in sense.grammar["noun_object"]:
        return [TABLE["noun", "both"]]
    classes = sense.lexicon.classes_of(sense.tokens, site.last)
    if word.lemma in sense.grammar["held"] and site.phrase.prep in sense.grammar["inside"]:
        return [TABLE["noun", "held"]]
    if word.lemma in sense.grammar["harmed"] or classes & {"dead", "detainees"}:
        return [TABLE["noun", "somebody"], *_leaving(site, sense)]
    light = carrying(site, sense)
    if light is not None and light[0] == "blamed":
        return [TABLE[light]]
    return ([*frames, TABLE[light]]) if light else frames


def _leaving(site: Site, sense: Sense) -> list[Frame]:
    """`The shell left four dead`: those who are counted are left so by the subject."""
    clause, phrase = site.clause, site.phrase
    counted = clause is not None and phrase is not None and phrase.counted and phrase in clause.objects
    leaves = clause is not None and sense.tokens[clause.group.head].lemma in sense.grammar["leaving"]
    return [TABLE["light", "act"]] if counted and leaves else []
