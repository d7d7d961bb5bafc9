"""Scene: six documents on one clinic. What looks like six is four, then three, and never said to be independent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .commands import Person, file, found_vault

TEXTS = {
    "group-a.txt": (
        "Account taken by the Lantern Circle. I was in the yard behind the clinic at Ostrivka when the first shell "
        "came down on the roof. We carried out two nurses. I counted nine dead before it grew dark."
    ),
    "group-b.txt": (
        "Interview of the Marak Relief Board, second meeting. The witness stood outside, between the well and the "
        "wall, as the building in Ostrivka was struck. Somebody pulled nurses from the doorway; nine people had died "
        "by evening."
    ),
    "group-c.txt": (
        "Notes of the Sisters of the Ford. He told us that he had fetched water that afternoon and saw smoke over the "
        "health post. He helped to bear the wounded away and later named nine who did not live."
    ),
    "wire.txt": (
        "OSTRIVKA, 4 May 2031. Shelling hit a clinic on the eastern edge of the town on Sunday and killed at least "
        "nine people, according to residents. The Army of Veldra said it had no forces in range."
    ),
    "wire-uk.txt": (
        "ОСТРІВКА, 4 травня 2031. У неділю обстріл влучив у клініку на східній околиці міста; за словами мешканців, "
        "загинуло щонайменше дев'ятеро людей. Армія Велдри заявила, що не мала сил у досяжності."
    ),
    "satellite.txt": (
        "Image note 17. Between 3 and 5 May a structure of 40 by 18 metres at the eastern road lost its roof. Two "
        "craters lie north of it. Cause and casualties cannot be told from the images."
    ),
}
CHECKED = "Checked: text, pictures, citations. Not checked: translation, oral transmission, same informant."


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


@pytest.fixture
def items(op: Person) -> dict[str, str]:
    folder = op.vault.parent / "in"
    found = {name: op.add(file(folder, name, text))[0] for name, text in TEXTS.items()}
    op("read").ok()
    return found


def _claims(op: Person, items: dict[str, str]) -> list[str]:
    """One claim in each document, coded by hand."""
    words = {
        "group-a.txt": "the first shell came down on the roof",
        "group-b.txt": "the building in Ostrivka was struck",
        "group-c.txt": "saw smoke over the health post",
        "wire.txt": "Shelling hit a clinic on the eastern edge of the town on Sunday",
        "wire-uk.txt": "обстріл влучив у клініку на східній околиці міста",
        "satellite.txt": "lost its roof",
    }
    labels = []
    for name, item in items.items():
        told = ("--passage", words[name], "--code", "attack-medical", "--place", "Ostrivka", "--edtf", "2031-05-04")
        labels.append(op("claims", "add", item, *told, "--json").ok().json[0]["claim"])
    return labels


def _origins(op: Person, incident: str) -> dict[str, Any]:
    return op("origins", incident, "--json").ok().json[0]


def test_six_documents_are_four_groups_and_then_three(op: Person, items: dict[str, str]) -> None:
    claims = _claims(op, items)
    (candidate,) = op("incidents", "suggest", "--json").ok().json
    assert candidate["claims"] == claims
    named = ("--name", "The clinic at Ostrivka", "--reason", "one place, one day")
    incident = op("incidents", "confirm", candidate["candidate"], *named, "--json").ok().json[0]["incident"]

    before = _origins(op, incident)
    assert before["sentence"].startswith(f"6 documents in 6 groups; between groups no link was found. {CHECKED}")
    assert before["sentence"].endswith("Not finding a link is not independence.")

    three = [items[name] for name in ("group-a.txt", "group-b.txt", "group-c.txt")]
    op("link", "declare", "same-informant", *three, "--reason", "he told each group so").ok()
    assert _origins(op, incident)["sentence"].startswith("6 documents in 4 groups")

    wire = (items["wire.txt"], items["wire-uk.txt"])
    op("link", "declare", "translation", *wire, "--reason", "the desk says so").ok()
    after = _origins(op, incident)
    assert after["sentence"].startswith("6 documents in 3 groups")
    assert [group["items"] for group in after["groups"] if len(group["items"]) == 3] == [three]
    assert {tie["kind"] for group in after["groups"] for tie in group["ties"]} == {"same-informant", "translation"}

    op("rebuild").ok()
    assert _origins(op, incident) == after
    assert op("verify").exit_code == 0


def test_a_translation_that_was_brought_as_one_is_tied_by_that(op: Person, items: dict[str, str]) -> None:
    again = file(op.vault.parent / "again", "wire-fr.txt", "OSTRIVKA, 4 mai 2031. Des tirs ont touché une clinique.")
    made = op("add", again, "--translates", items["wire.txt"], "--by", "person-7", "--basis", "public", "--json").ok()
    translation = made.json[0]["item"]
    found = op("origins", items["wire.txt"], translation, "--json").ok().json[0]
    assert [group["items"] for group in found["groups"]] == [[items["wire.txt"], translation]]


def test_independence_must_be_argued_and_unties_nothing(op: Person, items: dict[str, str]) -> None:
    pair = (items["group-a.txt"], items["satellite.txt"])
    copied = op.add(file(op.vault.parent / "again", "copy.txt", f"Seen again. {TEXTS['satellite.txt']}"))[0]
    op("read").ok()
    refused = op("link", "declare", "independent", *pair, "--reason", "they look different")
    assert refused.exit_code == 2
    assert "who told each" in refused.err
    told = ("--told", "a witness in the yard", "--told", "an image of 5 May", "--relationship", "none known")
    argued = (*told, "--access", "one saw it, the other is a picture from above", "--reason", "read both")
    op("link", "declare", "independent", items["satellite.txt"], copied, *argued).ok()
    found = op("origins", items["satellite.txt"], copied, "--json").ok().json[0]
    assert found["sentence"].startswith("2 documents in 1 group.")
    assert len(found["argued"]) == 1
    op("link", "declare", "same-informant", *pair, "--reason", "for the test").ok()
    assert "withdraw that first" in op("link", "declare", "independent", *pair, *argued).err


def test_a_copy_inside_a_longer_text_ties_and_shows_the_passage(op: Person, items: dict[str, str]) -> None:
    longer = f"Review of the week. {TEXTS['wire.txt']} The river rose again on Monday and the ferry did not run."
    copy = op.add(file(op.vault.parent / "again", "review.txt", longer))[0]
    op("read").ok()
    found = op("origins", items["wire.txt"], copy, "--svg", "origins.svg", "--json").ok().json[0]
    (tie,) = found["groups"][0]["ties"]
    assert tie["kind"] == "text"
    assert tie["a_span"]["text"].startswith("OSTRIVKA, 4 May 2031")
    assert "The ferry" not in tie["b_span"]["text"]
    drawn = (op.vault / "origins.svg").read_text()
    assert "2 documents in 1 group" in drawn
    assert "they share a passage" in drawn


def test_documents_whose_claims_come_from_one_who_is_not_here_are_tied(op: Person, items: dict[str, str]) -> None:
    told = ("--code", "killing", "--speaker", "Ruvend Radio")
    first = op("claims", "add", items["group-a.txt"], "--passage", "I counted nine dead", *told, "--json").ok().json[0]
    second = op("claims", "add", items["wire.txt"], "--passage", "nine people", *told, "--json").ok().json[0]
    found = op("origins", first["claim"], second["claim"], "--json").ok().json[0]
    assert found["sentence"].startswith("2 documents in 1 group.")
    assert "both said to be from Ruvend Radio" in found["groups"][0]["ties"][0]["why"]


def test_a_withdrawn_declaration_ties_no_more(op: Person, items: dict[str, str]) -> None:
    pair = (items["group-a.txt"], items["group-b.txt"])
    link = op("link", "declare", "same-informant", *pair, "--reason", "they said so", "--json").ok().json[0]["link"]
    op("link", "withdraw", link, "--reason", "two men of one name").ok()
    assert op("origins", *pair, "--json").ok().json[0]["sentence"].startswith("2 documents in 2 groups")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A drawn scene, the same turned and shrunk, another one, and a plain wall twice."""
    from PIL import Image, ImageDraw

    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, seed in (("yard.png", 7), ("street.png", 11)):
        picture = Image.new("RGB", (640, 480), "#88a")
        draw = ImageDraw.Draw(picture)
        for number in range(60):
            at = ((number * seed * 37) % 600, (number * seed * 53) % 440)
            size = 20 + (number * seed) % 90
            draw.rectangle((*at, at[0] + size, at[1] + size), fill=(number * 4, (number * seed) % 255, 90))
        picture.save(folder / name)
    with Image.open(folder / "yard.png") as yard:
        yard.transpose(Image.Transpose.ROTATE_90).resize((240, 320)).convert("RGB").save(
            folder / "copy.jpg", quality=60
        )
    for name in ("wall.png", "wall-2.png"):
        Image.new("RGB", (300, 300 + len(name)), "#777").save(folder / name)
    return folder


def test_one_picture_in_two_documents_ties_them_whichever_way_it_is_turned(op: Person, pictures: Path) -> None:
    names = ("yard.png", "copy.jpg", "street.png", "wall.png", "wall-2.png")
    items = {name: op.add(pictures / name)[0] for name in names}
    op("read").ok()
    found = op("origins", *items.values(), "--json").ok().json[0]
    groups = [set(group["items"]) for group in found["groups"]]
    assert {items["yard.png"], items["copy.jpg"]} in groups
    assert {items["street.png"]} in groups
    assert {items["wall.png"]} in groups
    assert "pictures with too little to see" in found["sentence"]


def test_accounts_that_go_back_to_one_person_are_one_group(op: Person, items: dict[str, str]) -> None:
    person = op("persons", "add", "--json").ok().json[0]["person"]
    three = [items[name] for name in ("group-a.txt", "group-b.txt", "group-c.txt")]
    for number, item in enumerate(three):
        asked = ("--item", item, "--date", f"2031-05-0{number + 5}", "--earlier", "unknown", "--reason", "needed")
        op("accounts", "add", person, *asked).ok()
    found = op("origins", *items.values(), "--json").ok().json[0]
    assert found["sentence"].startswith("6 documents in 4 groups")
    why = {tie["why"] for group in found["groups"] for tie in group["ties"]}
    assert why == {f"accounts of one person, {person}, are on record in both"}
