"""The part of the scenario that is about persons, their accounts and consents, and about things."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .scenario import Scenario

BY = ("--as", "op-1")
WHY = ("--reason", "as they told us")


def witnesses(scene: Scenario, vault: tuple[str, ...]) -> None:
    """Keepers, a person with an identity, two accounts, consents, a thing that goes from hand to hand."""
    keeper = ("persons", "keeper")
    scene.json(*keeper, *BY, *vault, name="persons keeper")
    scene.json(*keeper, "--as", "op-2", *vault, name="persons keeper")
    person = _person(scene, vault)
    scene.json(*keeper, "--admit", "op-2", *BY, *vault, name="persons keeper")
    scene.json("persons", "reseal", *BY, *vault, name="persons reseal")
    scene.json("persons", "keepers", *vault, name="persons keeper")
    scene.json(*keeper, "--end", "op-2", *WHY, *BY, *vault, name="persons keeper")
    _accounts(scene, vault, person)
    _consents(scene, vault, person)
    _things(scene, vault)
    scene.json("persons", "show", person, *vault, name="persons show")
    mistaken = _label(scene, "persons", "add", "--note", "by mistake", *BY, *vault)
    scene.json("persons", "retract", mistaken, *WHY, *BY, *vault)
    scene.json("persons", "list", *vault)


def _person(scene: Scenario, vault: tuple[str, ...]) -> str:
    form: dict[str, Any] = {
        "name": "Zelmira Qorvane", "other_names": ["Zel"], "born": "1990~", "contact": "+999 555 0147",
        "address": "Mill lane 4, Ruvend", "documents": "none", "note": "asks for a woman interpreter",
    }  # fmt: skip
    (scene.folder / "identity.json").write_text(json.dumps(form), encoding="utf-8")
    told = ("--protection", "never at home", "--language", "uk", "--codename", "heron")
    person = _label(scene, "persons", "add", "--identity-file", "identity.json", *told, *BY, *vault)
    scene.json("persons", "edit", person, "--vulnerable", "yes", *WHY, *BY, *vault)
    scene.json("persons", "identity", person, *vault, name="persons identity")
    return person


def _accounts(scene: Scenario, vault: tuple[str, ...], person: str) -> None:
    told = (
        "--earlier",
        "Osmel Legal Aid; spring 2031",
        "--interviewer",
        "op-1",
        "--item",
        "item-1.2",
        "--language",
        "uk",
    )
    account = _label(
        scene, "accounts", "add", person, *told, "--date", "2031-05-02", "--method", "in person", *BY, *vault
    )
    scene.json("accounts", "edit", account, "--interpreter", "interp-3", *WHY, *BY, *vault)
    consent = ("consents", "add", person, "--use", "contact-again", "--given", "no", *BY, *vault)
    scene.json(*consent)
    again = _label(scene, "accounts", "add", person, "--earlier", "none", *WHY, *BY, *vault)
    scene.json("accounts", "retract", again, *WHY, *BY, *vault)
    scene.json("accounts", "list", "--person", person, *vault)
    scene.json("accounts", "show", account, *vault)


def _consents(scene: Scenario, vault: tuple[str, ...], person: str) -> None:
    terms = ("--condition", "without her voice", "--recipient", "court", "--given-by", "self", "--until", "2035")
    consent = _label(scene, "consents", "add", person, "--use", "court", "--given", "yes", *terms, *BY, *vault)
    scene.json("consents", "met", consent, "--item", "item-1.2", *WHY, *BY, *vault)
    scene.json("consents", "withdraw", consent, "--date", "2031-06", *WHY, *BY, *vault)
    scene.json("consents", "show", consent, *vault)
    scene.json("consents", "list", *vault)
    scene.json("consents", "retract", consent, *WHY, *BY, *vault)


def _things(scene: Scenario, vault: tuple[str, ...]) -> None:
    thing = _label(scene, "objects", "add", "a shell fragment", "--seal", "S-1", "--holder", "op-1", *BY, *vault)
    step = ("--date", "2031-05-04", "--to", "lab-1", "--by", "op-2", "--seal-intact", "yes")
    scene.json("objects", "transfer", thing, *step, *BY, *vault)
    scene.json("objects", "edit", thing, "--condition", "rusty", *WHY, *BY, *vault)
    scene.json("objects", "show", thing, *vault)
    scene.json("objects", "list", *vault)
    scene.json("objects", "retract", thing, *WHY, *BY, *vault)


def _label(scene: Scenario, *words: str) -> str:
    line = scene.json(*words).lines[0]
    label: str = line[words[0].removesuffix("s")]
    return label
