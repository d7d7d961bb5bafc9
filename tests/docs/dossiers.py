"""The part of the scenario in which a dossier is made, changed, explained and handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .scenario import Scenario

ONE, TWO = ("--as", "op-1"), ("--as", "op-2")
WHY = ("--reason", "asked for")


def dossier(scene: Scenario, vault: tuple[str, ...]) -> None:
    """All commands of dossiers once, in the vault of the two operators."""
    item = _plain(scene, vault)
    claims = [_claim(scene, vault, item, polarity) for polarity in ("affirmed", "denied")]
    label = _judged(scene, vault, claims)
    made = ("dossier", "make", label, claims[0], "--name", "For the inquiry", "--purpose", "one night")
    scene.json(*made, *ONE, *vault, name="dossier make, refused")
    explained = ("--left-out", "whoever said it asked us to wait")
    of = scene.json(*made, *explained, *ONE, *vault, name="dossier make").lines[0]["dossier"]
    scene.json("dossier", "add", of, item, "--note", "the notes", *WHY, *ONE, *vault, name="dossier add")
    scene.json("dossier", "move", of, item, "--to", "1", *WHY, *ONE, *vault, name="dossier move")
    annotated = ("--note", "the only account")
    scene.json("dossier", "annotate", of, claims[0], *annotated, *WHY, *ONE, *vault, name="dossier annotate")
    scene.json("dossier", "remove", of, item, *WHY, *TWO, *vault, name="dossier remove")
    scene.json("dossier", "explain", of, *explained, *ONE, *vault, name="dossier explain")
    scene.json("dossier", "list", *vault, name="dossier list")
    scene.json("dossier", "show", of, *vault, name="dossier show")
    given = ("--to", "UN inquiry", "--purpose", "un-inquiry", *ONE)
    scene.json("disclose", "package-of-dossier", "--dossier", of, *given, *vault)
    scene.json("verify", "package-of-dossier")


def _plain(scene: Scenario, vault: tuple[str, ...]) -> str:
    listed = scene.json("items", "--limit", "100", *vault).lines
    found: str = next(one["item"] for one in listed if "plain.txt" in one["names"])
    return found


def _claim(scene: Scenario, vault: tuple[str, ...], item: str, polarity: str) -> str:
    given = ("--passage", "Plain words from Tolvan", "--code", "attack-homes", "--polarity", polarity)
    label: str = scene.json("claims", "add", item, *given, *ONE, *vault, name="claims add").lines[0]["claim"]
    return label


def _judged(scene: Scenario, vault: tuple[str, ...], claims: list[str]) -> str:
    name = ("--name", "The houses at Tolvan", "--reason", "one night")
    confirmed = scene.json("incidents", "confirm", *claims, *name, *ONE, *vault, name="incidents confirm")
    of = ("judge", confirmed.lines[0]["incident"], "--proposition", "happened", "--standard", "reasonable-grounds")
    found = ("--outcome", "met", "--for", claims[0], "--against", claims[1], "--reasons", "as the notes say")
    label: str = scene.json(*of, *found, "--read-in", "en", *ONE, *vault).lines[0]["judgement"]
    agreed = ("--agree", "--reasons", "I weighed it myself", "--read-in", "en")
    scene.json("review", label, *agreed, *TWO, *vault, name="review --agree")
    return label
