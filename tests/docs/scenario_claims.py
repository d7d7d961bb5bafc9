"""The part of the run about claims: codes, dates, claims, incidents, origins, links; on an item of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .scenario import Scenario

STATEMENT = """Statement of the Lantern Circle
3 May 2031

On 2 May shells hit the clinic in Vienna and killed at least three nurses, according to Mayor Ilmar Tossen. We call it a
massacre. The Army of Veldra said that its troops had not fired on the clinic.
"""
OTHER = "Note of the Ford Sisters. A shell struck the clinic in Vienna on 2 May 2031; four nurses died there."
CODES = {
    "list": "ours",
    "version": "1",
    "title": "Ours",
    "codes": [{"id": "mill-burned", "label": "Mill burned", "definition": "A mill burned."}],
}


def claim(scene: Scenario, vault: tuple[str, ...]) -> None:
    """Run every command about claims."""
    first, second = _brought(scene, vault)
    scene.json("codes", *vault)
    (scene.folder / "ours.json").write_text(json.dumps(CODES))
    scene.json("codes", "adopt", "ours.json", "--reason", "mills matter here", *vault, name="codes adopt")
    date = ("the flood", "2031-03-01", "--source", "the mayor's diary")
    added = scene.json("dates", "add", *date, "--words", "flood", *vault, name="dates add").lines[0]
    scene.json("dates", "list", *vault, name="dates list")
    scene.json("dates", "withdraw", added["date"], "--reason", "another flood", *vault, name="dates withdraw")
    marks = scene.json("claims", "suggest", first, *vault, name="claims suggest").lines
    taken = scene.json("claims", "take", marks[0]["suggestion"], *vault, name="claims take").lines[0]
    labels = [taken["claim"], *_by_hand(scene, vault, second)]
    scene.json("claims", "compare", first, second, *vault, name="claims compare")
    _together(scene, vault, labels)
    scene.json("origins", *labels, *vault)
    reason = ("--reason", "one nurse told both")
    told = ("--told", "a nurse", "--told", "a driver", "--access", "both were there", "--relationship", "none known")
    scene.json("link", "declare", "independent", first, second, *told, *reason, *vault, name="link declare")
    link = scene.json("link", "declare", "same-informant", first, second, *reason, *vault, name="link declare").lines[0]
    scene.json("link", "list", *vault, name="link list")
    scene.json("origins", first, second, *vault)
    scene.json("link", "withdraw", link["link"], "--reason", "two nurses", *vault, name="link withdraw")


def _brought(scene: Scenario, vault: tuple[str, ...]) -> tuple[str, str]:
    labels = []
    for name, text in (("statement.txt", STATEMENT), ("note.txt", OTHER)):
        (scene.folder / name).write_text(text, encoding="utf-8")
        labels.append(scene.json("add", name, "--basis", "public", "--source", "post", *vault).lines[0]["item"])
    return labels[0], labels[1]


def _by_hand(scene: Scenario, vault: tuple[str, ...], item: str) -> list[str]:
    act = ("--code", "attack-medical", "--perpetrator", "somebody", "--involvement", "did", "--target", "the clinic")
    where = (
        "--place",
        "Vienna",
        "--place-is",
        "Vienna;AT;48.2;16.4;20000",
        "--time",
        "2 May 2031",
        "--edtf",
        "2031-05-02",
    )
    who = ("--asserter", "Ford Sisters", "--speaker", "?", "--hedge", "Note", "--label", "Note", "--basis", "told")
    words = ("--passage", "A shell struck the clinic in Vienna on 2 May 2031")
    added = scene.json("claims", "add", item, *words, *act, *where, *who, *vault, name="claims add").lines[0]
    deaths = (
        "--code",
        "killing",
        "--victim",
        "four nurses",
        "--group",
        "nurses",
        "--count",
        "four",
        "--low",
        "4",
        "--unit",
        "nurses",
    )
    method = ("--method", "a shell", "--place", "there")
    scene.json(
        "claims", "add", item, "--passage", "four nurses died there", *deaths, *method, *vault, name="claims add"
    )
    label: str = added["claim"]
    scene.json("claims", "edit", label, "--basis", "document", "--reason", "it is a note", *vault, name="claims edit")
    (scene.folder / "claims.csv").write_text(f"item,passage,code\n{item},four nurses died,killing\n")
    extra = scene.json("claims", "import", "claims.csv", *vault, name="claims import").lines[0]
    scene.json("claims", "retract", extra["claim"], "--reason", "said already", *vault, name="claims retract")
    scene.json("claims", "list", "--withdrawn", *vault, name="claims list")
    scene.json("claims", "show", label, *vault, name="claims show")
    return [label]


def _together(scene: Scenario, vault: tuple[str, ...], labels: list[str]) -> None:
    found = scene.json("incidents", "suggest", *vault, name="incidents suggest").lines
    given = ("--name", "The clinic", "--reason", "one place, one day")
    one = scene.json("incidents", "confirm", found[0]["candidate"], *given, *vault, name="incidents confirm").lines[0]
    renamed = ("--name", "The clinic in Vienna", "--reason", "clearer")
    scene.json("incidents", "rename", one["incident"], *renamed, *vault, name="incidents rename")
    apart = ("--name", "Another", "--reason", "perhaps not")
    both = scene.json("incidents", "split", one["incident"], labels[0], *apart, *vault, name="incidents split").lines
    merged = (both[0]["incident"], both[1]["incident"], "--reason", "it is one")
    scene.json("incidents", "merge", *merged, *vault, name="incidents merge")
    scene.json("incidents", "list", *vault, name="incidents list")
    scene.json("incidents", "show", one["incident"], *vault, name="incidents show")
