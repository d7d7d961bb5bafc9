"""Forms of French verbs from their infinitives: by rule and pattern, with the few irregular ones listed."""

from __future__ import annotations

from collections.abc import Iterator

from .spanish import Form

_LISTED = {
    "être": "est sont soit soient était étaient fut furent sera seront serait seraient été étant suis sommes",
    "avoir": "a ont ait aient avait avaient eut eurent aura auront aurait auraient eu ayant ai avons",
    "faire": "fait font fasse fassent faisait faisaient fit firent fera feront ferait feraient faisant fais",
    "aller": "va vont aille aillent allait allaient alla allèrent ira iront irait iraient allé allée allés allées vais",
    "pouvoir": "peut peuvent pouvait pouvaient put purent pourra pourront pourrait pourraient pu",
    "vouloir": "veut veulent voulait voulaient voulut voudra voudrait voudraient voulu",
    "devoir": "doit doivent devait devaient dut devra devront devrait devraient dû",
    "savoir": "sait savent savait savaient sut saura saurait su", "falloir": "faut fallait faudra faudrait fallu",
    "voir": "voit voient voyait voyaient vit virent verra verrait vu vue vus vues voyant vois",
    "dire": "dit disent disait disaient dirent dira diront dirait dite dits dites disant dis",
    "mourir": "meurt meurent mourait mouraient mourut moururent mourra mourront mort morte morts mortes mourant",
    "fuir": "fuit fuient fuyait fuyaient fui fuyant fuira", "courir": "court courent courait couru",
    "mentir": "ment mentent mentait menti", "dormir": "dort dorment dormait dormi",
    "partir": "part partent partait parti partie partis",
    "sortir": "sort sortent sortait sorti sortie sortis", "servir": "sert servent servait servi",
    "croire": "croit croient croyait cru", "boire": "boit boivent bu", "lire": "lit lisent lu lue lus",
    "naître": "naît naissent né née", "haïr": "hait haïssent haï", "vaincre": "vainc vainquent vaincu vaincue vaincus",
}  # fmt: skip
_LIKE_PARTIR = ("mentir", "sentir", "partir", "sortir", "servir", "dormir", "repentir")
_PATTERNS: tuple[tuple[str, str, str, str], ...] = (
    # ending, present (sg pl), imperfect and present participle stem, participle
    ("prendre", "prend prennent", "pren", "pris"), ("mettre", "met mettent", "mett", "mis"),
    ("battre", "bat battent", "batt", "battu"), ("uire", "uit uisent", "uis", "uit"),
    ("aindre", "aint aignent", "aign", "aint"), ("eindre", "eint eignent", "eign", "eint"),
    ("oindre", "oint oignent", "oign", "oint"), ("aître", "aît aissent", "aiss", "u"),
    ("ouvrir", "ouvre ouvrent", "ouvr", "ouvert"), ("ffrir", "ffre ffrent", "ffr", "ffert"),
    ("crire", "crit crivent", "criv", "crit"), ("dire", "dit disent", "dis", "dit"),
    ("vivre", "vit vivent", "viv", "vécu"), ("suivre", "suit suivent", "suiv", "suivi"),
    ("cevoir", "çoit çoivent", "cev", "çu"), ("quérir", "quiert quièrent", "quér", "quis"),
    ("tenir", "tient tiennent", "ten", "tenu"), ("venir", "vient viennent", "ven", "venu"),
    ("clure", "clut cluent", "clu", "clus"), ("courir", "court courent", "cour", "couru"),
    ("asseoir", "assied asseyent", "assey", "assis"),
)  # fmt: skip


def forms(verb: str) -> Iterator[Form]:
    """Every form that texts about what happened use, with its tense and number."""
    yield verb, "inf", "", ""
    if verb in _LISTED:
        yield from _listed(verb)
        return
    for ending, present, stem, participle in _PATTERNS:
        if verb.endswith(ending):
            yield from _patterned(verb[: -len(ending)], verb, present, stem, participle)
            return
    if verb.endswith(_LIKE_PARTIR):
        yield from _patterned(verb[:-3], verb, f"t {verb[-3]}ent", verb[-3], verb[-3] + "i")
    elif verb.endswith("er"):
        yield from _first(verb[:-2], verb)
    elif verb.endswith("ir"):
        yield from _second(verb[:-2])
    elif verb.endswith("re"):
        yield from _third(verb[:-2])


def _listed(verb: str) -> Iterator[Form]:
    for word in _LISTED[verb].split():
        if word.endswith("ant"):
            yield word, "act", "pres", ""
        elif word.endswith(
            (
                "é",
                "u",
                "ue",
                "us",
                "ues",
                "i",
                "ie",
                "is",
                "ies",
                "ée",
                "és",
                "ées",
                "dû",
                "mort",
                "morte",
                "morts",
                "mortes",
                "dite",
                "dits",
                "dites",
            )
        ) and word not in ("suis", "fais", "dis", "vais", "vois"):
            yield word, "part", "past", "pl" if word.endswith("s") else "sg"
        else:
            yield word, "fin", _tense(word), "pl" if word.endswith("nt") or word.endswith("ons") else "sg"
    if verb in ("faire", "dire"):
        for word in {"faire": "fait faite faits faites", "dire": "dit"}[verb].split():
            yield word, "part", "past", "pl" if word.endswith("s") else "sg"


def _tense(word: str) -> str:
    if word.endswith(("rait", "raient")) and word not in ("courait",):
        return "cond"
    if word.endswith(("ra", "ront")):
        return "fut"
    return (
        "past"
        if word.endswith(("ait", "aient", "ut", "urent", "it", "irent", "èrent"))
        and word not in ("fait", "sait", "dit", "voit", "fuit", "lit")
        else "pres"
    )


def _patterned(front: str, verb: str, present: str, stem: str, participle: str) -> Iterator[Form]:
    single, several = present.split()
    yield front + single, "fin", "pres", "sg"
    yield front + several, "fin", "pres", "pl"
    yield front + stem + "ait", "fin", "past", "sg"
    yield front + stem + "aient", "fin", "past", "pl"
    yield front + stem + "ant", "act", "pres", ""
    yield from _later(verb[:-1] if verb.endswith("re") else verb)
    if verb.endswith(("tenir", "venir")):
        for ending, number in (("int", "sg"), ("inrent", "pl")):
            yield verb[:-4] + ending, "fin", "past", number
        yield from _later(verb[:-4] + "iendr")
    yield from _agreeing(front + participle)


def _first(stem: str, verb: str) -> Iterator[Form]:
    hard = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    for own in {stem, *_stressed(stem)}:
        for ending, number in (("e", "sg"), ("ent", "pl"), ("es", "sg")):
            yield own + ending, "fin", "pres", number
        yield from _later(own + "er")
    for ending, tense, number in (
        ("ons", "pres", "pl"),
        ("ait", "past", "sg"),
        ("aient", "past", "pl"),
        ("a", "past", "sg"),
        ("ai", "past", "sg"),
        ("ais", "past", "sg"),
    ):
        yield hard + ending, "fin", tense, number
    yield stem + "èrent", "fin", "past", "pl"
    yield hard + "ant", "act", "pres", ""
    yield from _agreeing(stem + "é")


def _stressed(stem: str) -> Iterator[str]:
    """`enlèv-e`, `libèr-e`, `jett-e`, `emploi-e`."""
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouy":
        yield stem[:-2] + "è" + stem[-1]
        yield stem + stem[-1]
    if stem.endswith("y"):
        yield stem[:-1] + "i"


def _second(stem: str) -> Iterator[Form]:
    for ending, tense, number in (
        ("it", "past", "sg"),
        ("issent", "pres", "pl"),
        ("issait", "past", "sg"),
        ("issaient", "past", "pl"),
        ("irent", "past", "pl"),
    ):
        yield stem + ending, "fin", tense, number
    yield stem + "issant", "act", "pres", ""
    yield from _later(stem + "ir")
    yield from _agreeing(stem + "i")


def _third(stem: str) -> Iterator[Form]:
    for ending, tense, number in (
        ("", "pres", "sg"),
        ("ent", "pres", "pl"),
        ("ait", "past", "sg"),
        ("aient", "past", "pl"),
        ("it", "past", "sg"),
        ("irent", "past", "pl"),
    ):
        yield stem + ending, "fin", tense, number
    yield stem + "ant", "act", "pres", ""
    yield from _later(stem + "r")
    yield from _agreeing(stem + "u")


def _later(stem: str) -> Iterator[Form]:
    for ending, number in (("a", "sg"), ("ont", "pl"), ("ai", "sg"), ("ons", "pl")):
        yield stem + ending, "fin", "fut", number
    for ending, number in (("ait", "sg"), ("aient", "pl")):
        yield stem + ending, "fin", "cond", number


def _agreeing(participle: str) -> Iterator[Form]:
    for ending in ("", "e", "s", "es"):
        if ending != "s" or not participle.endswith("s"):
            yield participle + ending, "part", "past", "pl" if ending.endswith("s") else "sg"
