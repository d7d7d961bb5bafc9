"""The part of the scenario in which two people judge, review, map and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.app.vault import Vault
from muniment.preserve import enter_records

if TYPE_CHECKING:
    from .scenario import Scenario

ONE, TWO = ("--as", "op-1"), ("--as", "op-2")
READ = ("--read-in", "en")


def judge(scene: Scenario, vault: tuple[str, ...]) -> None:
    """All commands of judgement once, in the vault of the two operators."""
    incident, claims = _on_record(scene)
    of = ("judge", incident, "--standard", "reasonable-grounds", "--reasons", "both speak of one night", *READ)
    happened = ("--proposition", "happened", "--outcome", "met", "--for", f"{claims[0]}: saw it")
    label = scene.json(*of, *happened, *ONE, *vault).lines[0]["judgement"]
    more = (
        "--on-translation",
        "item-1.3",
        "--against",
        claims[1],
        "--gap",
        "nobody counted",
        "--alternative",
        "a storm",
    )
    part = ("--proposition", "harmed", "--outcome", "not-enough", "--about", "the night shift")
    other = scene.json(*of, *part, *more, *ONE, *vault).lines[0]["judgement"]
    decide = ("--reasons", "I weighed it myself", *READ)
    scene.json("review", other, "--disagree", *decide, *TWO, *vault, name="review --agree")
    scene.json("review", *TWO, *vault)
    scene.json("review", label, "--agree", *decide, *TWO, *vault, name="review --agree")
    _edit_a_claim(scene, claims[1])
    scene.json("review", label, *vault, name="review JUDGEMENT")
    scene.json("review", other, *vault, name="review JUDGEMENT")
    _policy(scene, vault)
    _map(scene, vault, claims[0])
    _code(scene, vault)


def _on_record(scene: Scenario) -> tuple[str, list[str]]:
    with Vault(scene.folder / "vault", write=True, operator="op-1", settings=scene.folder / "settings") as vault:
        acts = [{"code": "attack-medical"}]
        told = [{"item": item, "acts": acts} for item in ("item-1.2", "item-1.3")]
        claims = [record.label for record in enter_records(vault.ledger, "claim", told)]
        fields = {"name": "The hospital", "claims": claims, "reason": "one night"}
        return enter_records(vault.ledger, "incident", [fields])[0].label, claims


def _edit_a_claim(scene: Scenario, claim: str) -> None:
    from muniment.preserve import find_record, revise_record

    with Vault(scene.folder / "vault", write=True, operator="op-1", settings=scene.folder / "settings") as vault:
        record = find_record(vault.ledger, claim)
        revise_record(vault.ledger, record, {**record.fields, "reason": "read again"})


def _policy(scene: Scenario, vault: tuple[str, ...]) -> None:
    scene.json("policy", "set", "judge_people", "3", "--reason", "a grave matter", *ONE, *vault, name="policy set")
    looser = ("judge_people", "2", "--reason", "there are two of us")
    proposed = scene.json("policy", "propose", *looser, *ONE, *vault, name="policy propose").lines[0]["act"]
    scene.json("policy", *vault)
    scene.json(
        "policy", "confirm", str(proposed), "--reason", "so there are", *TWO, *vault, name="policy confirm"
    )  # fmt: skip


def _map(scene: Scenario, vault: tuple[str, ...], claim: str) -> None:
    element = scene.json("elements", "--instrument", "Rome").lines[0]["element"]
    given = ("elements", "map", claim, "1", element, "--reasons", "the hospital was marked")
    mapping = scene.json(*given, *ONE, *vault, name="elements map").lines[0]["mapping"]
    scene.json("elements", "mapped", *vault, name="elements mapped")
    gone = ("elements", "unmap", mapping, "--reason", "too early")
    scene.json(*gone, *ONE, *vault, name="elements unmap")


def _code(scene: Scenario, vault: tuple[str, ...]) -> None:
    start = ("coding", "start", "--items", "1", "--people", "op-1,op-2", "--seed", "seven")
    of = scene.json(*start, *ONE, *vault, name="coding start").lines[0]
    scene.json("coding", "show", *vault, name="coding show")
    for who in (ONE, TWO):
        give = ("coding", "give", of["coding"], of["items"][0], "--code", "killing")
        scene.json(*give, *who, *vault, name="coding give")
        scene.json("coding", "show", of["coding"], *ONE, *vault, name="coding show")
