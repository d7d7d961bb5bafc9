"""Forms of Spanish verbs from their infinitives: by rule, with the few irregular ones listed."""

from __future__ import annotations

from collections.abc import Iterator

Form = tuple[str, str, str, str]
"""(word, form, tense, number): form is fin, inf, act or part; number sg, pl or ``."""

_PARTICIPLES = {
    "abrir": "abierto", "cubrir": "cubierto", "descubrir": "descubierto", "decir": "dicho", "escribir": "escrito",
    "hacer": "hecho", "morir": "muerto", "poner": "puesto", "romper": "roto", "ver": "visto", "volver": "vuelto",
    "devolver": "devuelto", "resolver": "resuelto", "imponer": "impuesto", "exponer": "expuesto",
    "satisfacer": "satisfecho",
    "disponer": "dispuesto", "proponer": "propuesto", "deshacer": "deshecho", "inscribir": "inscrito",
    "revolver": "revuelto",
}  # fmt: skip
_PAST = {
    "tener": "tuv", "estar": "estuv", "andar": "anduv", "poder": "pud", "poner": "pus", "saber": "sup", "hacer": "hic",
    "querer": "quis", "venir": "vin", "decir": "dij", "traer": "traj", "haber": "hub",
}  # fmt: skip
_FUTURE = {
    "tener": "tendr", "poder": "podr", "poner": "pondr", "saber": "sabr", "hacer": "har", "querer": "querr",
    "venir": "vendr", "decir": "dir", "haber": "habr", "salir": "saldr",
}  # fmt: skip
_PRESENT = {
    "ser": "soy eres es somos son sea sean era eran fue fueron fuera fueran", "estar": "estoy está están esté estén",
    "ir": "voy va vamos van vaya vayan iba iban fue fueron yendo", "dar": "doy da dan dé den dio dieron diera dieran",
    "ver": "veo ve ven vea vean vio vieron veía veían viera vieran", "saber": "sé sabe saben sepa sepan",
    "haber": "he ha hemos han haya hayan había habían", "caer": "caigo cae caen caiga cayó cayeron cayendo",
    "oír": "oigo oye oyen oyó oyeron oyendo", "huir": "huyo huye huyen huyó huyeron huyendo",
    **{
        front + "seguir": " ".join(
            front + form for form in ["sigo", "sigue", "siguen", "siga", "sigan", "siguió", "siguieron"]
        )
        for front in ("", "con", "per")
    },
}  # fmt: skip
_GO = {
    "tener": "teng",
    "poner": "pong",
    "venir": "veng",
    "salir": "salg",
    "hacer": "hag",
    "decir": "dig",
    "traer": "traig",
}


def forms(verb: str) -> Iterator[Form]:
    """Every form that texts about what happened use, with its tense and number."""
    stem, kind = verb[:-2], verb[-2:].replace("í", "i")
    yield verb, "inf", "", ""
    for word in _PRESENT.get(verb, "").split():
        yield (
            word,
            "fin",
            "past" if word.endswith(("ó", "ron", "ue", "io", "ra", "ran", "ía", "ían", "era")) else "pres",
            _number(word),
        )
    if len(stem) < 2:
        yield verb, "inf", "", ""
        yield {"ir": "ido", "ser": "sido"}.get(verb, verb), "part", "past", "sg"
        return
    base = next((known for known in _PAST if verb.endswith(known) and known != "haber"), "")
    front = verb[: -len(base)] if base else ""
    yield from _present(stem, kind)
    yield from _past(stem, kind)
    if base:
        yield from _strong(front, base)
    late = base or ("haber" if verb == "haber" else "salir" if verb.endswith("salir") else "")
    yield from _later(verb[: -len(late)] + _FUTURE[late] if late in _FUTURE else verb.replace("ír", "ir"))
    yield from _participles(verb, stem, kind)


def _number(word: str) -> str:
    return "pl" if word.endswith("n") or word.endswith("mos") else "sg"


def _present(stem: str, kind: str) -> Iterator[Form]:
    for own in _stems(stem, kind):
        soft = _respelled(own, kind)
        if kind == "ar":
            endings, wish = ("a", "an", "as"), ("e", "en", "es")
        else:
            endings, wish = ("e", "en", "es"), ("a", "an", "as")
        for ending in endings:
            yield own + ending, "fin", "pres", "pl" if ending.endswith("n") else "sg"
        for ending in wish:
            yield soft + ending, "fin", "wish", "pl" if ending.endswith("n") else "sg"
        yield soft + "o", "fin", "pres", "sg"
    yield stem + {"ar": "amos", "er": "emos", "ir": "imos"}[kind], "fin", "pres", "pl"


def _stems(stem: str, kind: str) -> list[str]:
    """The stem and what its vowel may become under stress."""
    found = [stem]
    for vowel, other in (("e", "ie"), ("o", "ue"), ("e", "i"), ("u", "ue")):
        at = stem.rfind(vowel)
        if at >= 0 and not set(stem[at + 1 :]) & set("aeiou") and (other != "i" or kind == "ir"):
            found.append(stem[:at] + other + stem[at + 1 :])
    if kind == "ir" and stem.endswith("u") and not stem.endswith(("gu", "qu")):
        found.append(stem + "y")
    return found


def _respelled(stem: str, kind: str) -> str:
    """The stem before the other vowel: `ataqu-e`, `cruc-e`, `dirij-a`, `persig-a`."""
    if kind == "ar":
        for end, other in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(end):
                return stem[:-1] + other
        return stem
    if stem.endswith("gu"):
        return stem[:-1]
    if stem.endswith("g"):
        return stem[:-1] + "j"
    return stem[:-1] + "zc" if stem.endswith("c") and stem[-2:-1] in "aeiou" else stem


def _past(stem: str, kind: str) -> Iterator[Form]:
    if kind == "ar":
        endings = (
            ("ó", "sg"),
            ("aron", "pl"),
            ("aba", "sg"),
            ("aban", "pl"),
            ("amos", "pl"),
            ("ara", "sg"),
            ("aran", "pl"),
            ("ase", "sg"),
            ("asen", "pl"),
            ("ábamos", "pl"),
        )
        for ending, number in endings:
            yield stem + ending, "fin", "past", number
        yield _respelled(stem, kind) + "é", "fin", "past", "sg"
        return
    for ending, number in (("ía", "sg"), ("ían", "pl"), ("imos", "pl"), ("í", "sg")):
        yield stem + ending, "fin", "past", number
    for own in {stem, _raised(stem) if kind == "ir" else stem}:
        vowel = "y" if own[-1] in "aeou" and not own.endswith(("gu", "qu")) else "i"
        for ending, number in (
            ("ó", "sg"),
            ("eron", "pl"),
            ("era", "sg"),
            ("eran", "pl"),
            ("ese", "sg"),
            ("esen", "pl"),
        ):
            yield own + vowel + ending, "fin", "past", number
        yield own + vowel + "endo", "act", "pres", ""


def _raised(stem: str) -> str:
    for vowel, other in (("e", "i"), ("o", "u")):
        at = stem.rfind(vowel)
        if at >= 0 and not set(stem[at + 1 :]) & set("aeiou"):
            return stem[:at] + other + stem[at + 1 :]
    return stem


def _strong(front: str, base: str) -> Iterator[Form]:
    stem = front + _PAST[base]
    third = stem[:-1] + "zo" if base == "hacer" else stem + "o"
    yield third, "fin", "past", "sg"
    yield stem + ("eron" if stem.endswith("j") else "ieron"), "fin", "past", "pl"
    yield stem + ("era" if stem.endswith("j") else "iera"), "fin", "past", "sg"
    yield stem + ("eran" if stem.endswith("j") else "ieran"), "fin", "past", "pl"
    if base in _GO:
        yield front + _GO[base] + "a", "fin", "wish", "sg"
        yield front + _GO[base] + "an", "fin", "wish", "pl"


def _later(stem: str) -> Iterator[Form]:
    for ending, number in (("á", "sg"), ("án", "pl"), ("é", "sg"), ("emos", "pl")):
        yield stem + ending, "fin", "fut", number
    for ending, number in (("ía", "sg"), ("ían", "pl")):
        yield stem + ending, "fin", "cond", number


def _participles(verb: str, stem: str, kind: str) -> Iterator[Form]:
    if kind == "ar":
        yield stem + "ando", "act", "pres", ""
    known = next((part for inf, part in _PARTICIPLES.items() if verb.endswith(inf)), "")
    part = known or stem + ("ado" if kind == "ar" else "ído" if stem[-1:] in "aeo" else "ido")
    for ending in ("o", "a", "os", "as"):
        yield part[:-1] + ending, "part", "past", "pl" if ending.endswith("s") else "sg"
