"""Who says that another says: chains, blocks, messages; pronouns."""

from __future__ import annotations

import pytest

from muniment.model.reading import Passage

from .saying import brief, found, passages_of


def chains(text: str, language: str, *passages: Passage) -> list[tuple[str, ...]]:
    return [tuple(link.name for link in one.chain) for one in found(text, language, *passages)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Osk said Brodt told him that the bridge was mined.", [("Osk",), ("Osk", "Brodt")]),
        ("es", "Osk afirmó que Brodt le dijo que el puente estaba minado.", [("Osk",), ("Osk", "Brodt")]),
        ("en", "The ministry, quoting the police, said two men were missing.",
         [("The ministry",), ("The ministry", "the police")]),
        ("uk", "Посилаючись на поліцію, міністерство повідомило, що двоє зникли.",
         [("міністерство",), ("міністерство", "поліцію")]),
        ("en", "“The mayor told me that it fell,” said Mira Tarn.", [("Mira Tarn",), ("Mira Tarn", "The mayor")]),
    ],
)  # fmt: skip
def test_one_who_tells_what_another_said(language: str, text: str, expected: list[tuple[str, ...]]) -> None:
    assert chains(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "name", "said"),
    [
        ("en", "Lena Orsk runs the bakery. She said the flour was gone.", "Lena Orsk", "She"),
        ("en", "The baker, Ivan Dahl, stood in the square. “No bread,” he said.", "Ivan Dahl", "he"),
        ("en", "The residents met. They said the road was closed.", "The residents", "They"),
        ("uk", "Директор Даль і вчителька Орська прийшли. Вона сказала, що дах тече.", "вчителька Орська", "Вона"),
        ("ru", "Вчера пришла Елена Орская. По её словам, муки нет.", "Елена Орская", "её"),
        ("es", "Lena Orsk lleva la panadería. Dijo que no había harina.", "Lena Orsk", ""),
        ("ar", "وصلت المعلمة أمس. وقالت إن السقف يسرب.", "المعلمة", ""),
        ("en", "He said the road was closed.", "", "He"),
        ("uk", "Він сказав, що дорогу закрито.", "", "Він"),
    ],
)
def test_a_pronoun_stands_for_the_last_who_fits(language: str, text: str, name: str, said: str) -> None:
    last = found(text, language)[-1].chain[-1]
    assert last.name == name
    assert (last.said.text if last.said else "") == said


def test_she_is_not_the_father() -> None:
    assert chains("The father came. She said it rained.", "en") == [("",)]


def test_a_block_belongs_to_who_announces_it() -> None:
    text = "As a statement by more than 300 activists put it:\nWe saw it.\nWe ask for help.\nThe town is quiet now."
    block = found(text, "en", *passages_of(text))[0]
    assert block.kind == "block"
    assert block.chain[0].name == "more than 300 activists"
    assert text[block.start : block.end] == "We saw it.\nWe ask for help."


def test_passages_marked_as_quotations_are_one_block() -> None:
    text = "The Water Institute wrote:\nThe pump is old.\nIt will fail.\nNobody replied."
    block = found(text, "en", *passages_of(text, "paragraph", "quotation", "quotation", "paragraph"))[0]
    assert (block.kind, text[block.start : block.end]) == ("block", "The pump is old.\nIt will fail.")
    assert block.chain[-1].name == "The Water Institute"


def test_when_unsure_only_the_first_paragraph_is_the_block() -> None:
    text = "The mayor said:\nThe pump is old.\nThe town has 300 wells."
    block = found(text, "en", *passages_of(text))[0]
    assert text[block.start : block.end] == "The pump is old."


def test_who_speaks_inside_a_block_stands_behind_its_speaker() -> None:
    text = "The Water Institute wrote:\nThe mayor said that the pump is old."
    assert chains(text, "en", *passages_of(text, "paragraph", "quotation")) == [
        ("The Water Institute",),
        ("The Water Institute", "The mayor"),
    ]


def test_a_quotation_nobody_announces_is_somebodys_unnamed() -> None:
    text = "Chapter one\nThe pump is old."
    (block,) = found(text, "en", *passages_of(text, "heading", "quotation"))
    assert (block.kind, block.chain[-1].name, block.chain[-1].said) == ("block", "", None)


def test_a_message_is_its_senders_and_what_it_tells_stands_behind() -> None:
    text = "The mayor said that the pump is old."
    passage = Passage(0, len(text), "message", language="en", by="Mira")
    assert chains(text, "en", passage) == [("Mira",), ("Mira", "The mayor")]


def test_two_speakers_together() -> None:
    assert brief("It fell, the army and the police said.", "en") == [("the army and the police", "It fell")]
