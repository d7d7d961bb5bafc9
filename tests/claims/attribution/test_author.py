"""Who wrote or published a document."""

from __future__ import annotations

import pytest

from muniment.claims.attribution import attribute, author_of
from muniment.claims.prose import sentences
from muniment.model.reading import Passage, Reading

from .saying import found


def reading(text: str, language: str = "en", **fields: object) -> Reading:
    return Reading("test/1", text, (Passage(0, len(text)),), language=language, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Statement of the Osmel Network\n\nWe saw it.", "Osmel Network"),
        ("en", "Dawn over Ostrivka\nBy Mira Tarn\n\nIt rained.", "Mira Tarn"),
        ("en", "It rained.\n\nReleased by the Water Institute", "the Water Institute"),
        ("en", "The Water Institute\n\nIt rained.", "The Water Institute"),
        ("uk", "Заява Мережі Острівки\n\nМи бачили.", "Мережі Острівки"),
        ("es", "Comunicado de la Red Osmel\n\nLlovió.", "Red Osmel"),
        ("ar", "بيان صادر عن شبكة أوسمل\n\nرأينا ذلك.", "شبكة أوسمل"),
    ],
)
def test_the_first_or_last_lines_say_whose_it_is(language: str, text: str, name: str) -> None:
    author = author_of(reading(text, language))
    assert (author.name, author.role) == (name, "author")
    assert author.said is not None
    assert text[author.said.start : author.said.end] == author.said.text


def test_metadata_come_first_an_author_before_a_publisher() -> None:
    text = "By Mira Tarn\n\nIt rained."
    assert author_of(reading(text, author="Lena Orsk")).name == "Lena Orsk"
    assert author_of(reading("It rained.", metadata={"og:site_name": "Courier", "dc:creator": "Orsk"})).name == "Orsk"
    assert author_of(reading("It rained.", metadata={"og:site_name": "Courier"})).name == "Courier"


def test_an_unknown_author_is_unnamed_but_there() -> None:
    author = author_of(reading("It rained in the night and nobody came."))
    assert (author.name, author.said, author.role) == ("", None, "author")


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("en", "Statement of the Osmel Network on the Second Anniversary of the Flood of Veldra", "Osmel Network"),
        (
            "en",
            "Statement by the Osmel Institute for River Studies regarding Tolm",
            "Osmel Institute for River Studies",
        ),
        ("en", "Statement of the Commission on Water on the Anniversary of the Flood", "Commission on Water"),
        ("en", "Statement of the Osmel Network for the Occasion of River Day", "Osmel Network"),
        ("uk", "Заява Мережі Острівки щодо повені у Велдрі", "Мережі Острівки"),
        ("uk", "Заява Інституту Осмел з нагоди річниці повені", "Інституту Осмел"),
        ("uk", "Заява Інституту Осмел про повінь у Толмі", "Інституту Осмел"),
        ("ru", "Заявление Сети Осмел по поводу наводнения", "Сети Осмел"),
        ("ru", "Заявление Института Осмел об обстреле Толма", "Института Осмел"),
        ("ru", "Заявление Института Осмел по случаю Дня реки", "Института Осмел"),
        ("ar", "بيان صادر عن شبكة أوسمل بشأن الفيضان", "شبكة أوسمل"),
        ("ar", "بيان شبكة أوسمل حول الفيضان", "شبكة أوسمل"),
        ("ar", "بيان شبكة أوسمل بمناسبة ذكرى الفيضان", "شبكة أوسمل"),
        ("he", "הודעת מכון אוסמל בנושא השיטפון", "מכון אוסמל"),
        ("he", "הצהרת רשת אוסמל לרגל יום השנה לשיטפון", "רשת אוסמל"),
        ("he", "הצהרת רשת אוסמל על השיטפון", "רשת אוסמל"),
        ("es", "Comunicado de la Red Osmel sobre la inundación", "Red Osmel"),
        ("es", "Declaración del Instituto Osmel con motivo del aniversario", "Instituto Osmel"),
        ("es", "Declaración del Instituto Osmel acerca de la crecida", "Instituto Osmel"),
        ("fr", "Déclaration du Réseau Osmel à l'occasion de l'anniversaire", "Réseau Osmel"),
        ("fr", "Déclaration du Réseau Osmel sur la crue", "Réseau Osmel"),
        ("fr", "Communiqué du Réseau Osmel concernant la crue", "Réseau Osmel"),
    ],
)
def test_the_name_in_a_title_ends_where_its_subject_begins(language: str, title: str, name: str) -> None:
    assert author_of(reading(title + "\n\n1999.", language)).name == name


VOICES = [
    ("en", "The Osmel Institute mourns the dead of Tolm. The army shelled it.\n\nThe Osmel Institute urges calm.",
     "The Osmel Institute"),
    ("uk", "Інститут Осмел засуджує обстріл Толма. Інститут Осмел закликає всі держави діяти.", "Інститут Осмел"),
    ("ru", "Сеть «Осмел» осуждает обстрел Толма. Сеть «Осмел» призывает все государства действовать.", "Сеть «Осмел»"),
    ("ar", "يدين معهد أوسمل القصف. ويدعو معهد أوسمل جميع الدول إلى التحرك.", "معهد أوسمل"),
    ("he", "מכון אוסמל מגנה את ההפגזה. מכון אוסמל קורא לכל המדינות לפעול.", "מכון אוסמל"),
    ("es", "El Instituto Osmel condena el ataque. El Instituto Osmel insta a los Estados a actuar.",
     "El Instituto Osmel"),
    ("fr", "L'Institut Osmel condamne l'attaque. L'Institut Osmel appelle les États à agir.", "L'Institut Osmel"),
]  # fmt: skip
OURS = [
    ("en", "The Osmel Institute condemns the attack.\n\nWe urge all states to act.", "The Osmel Institute"),
    ("uk", "Інститут Осмел засуджує обстріл.\n\nМи закликаємо всі держави діяти.", "Інститут Осмел"),
    ("ru", "Институт Осмел осуждает обстрел.\n\nМы призываем все государства действовать.", "Институт Осмел"),
    ("ar", "يدين معهد أوسمل القصف.\n\nندعو جميع الدول إلى التحرك.", "معهد أوسمل"),
    ("he", "מכון אוסמל מגנה את ההפגזה.\n\nאנו קוראים לכל המדינות לפעול.", "מכון אוסמל"),
    ("es", "El Instituto Osmel condena el ataque.\n\nInstamos a los Estados a actuar.", "El Instituto Osmel"),
    ("fr", "L'Institut Osmel condamne l'attaque.\n\nNous appelons les États à agir.", "L'Institut Osmel"),
]


@pytest.mark.parametrize(("language", "text", "name"), VOICES + OURS)
def test_who_alone_condemns_and_urges_in_a_statement_is_its_author(language: str, text: str, name: str) -> None:
    author = author_of(reading(text, language))
    assert author.name == name
    assert author.said is not None
    assert text[author.said.start : author.said.end] == name


@pytest.mark.parametrize(("language", "text", "name"), VOICES + OURS)
def test_the_authors_own_sentences_are_nobody_elses(language: str, text: str, name: str) -> None:
    assert name not in [link.name for one in found(text, language) for link in one.chain]


def test_the_author_under_a_shorter_name_is_the_author_still() -> None:
    text = "The Osmel Institute mourns the dead. The Institute urges that the bridge be closed. Lena Orsk said it fell."
    assert author_of(reading(text)).name == "The Osmel Institute"
    assert [one.chain[-1].name for one in found(text, "en")] == ["Lena Orsk"]


@pytest.mark.parametrize(
    "text",
    [
        "The Osmel Institute condemns the raid. The Tolm Council mourns. The Osmel Institute urges calm. "
        "The Tolm Council demands an end.",
        "The Osmel Institute condemns the raid.",
        "“The Osmel Institute condemns the raid. The Osmel Institute urges calm.” It rained.",
        "The Osmel Institute condemned the raid. The Osmel Institute urged calm.",
        "The institute condemns the raid. The institute urges calm.",
    ],
)
def test_without_one_full_name_in_its_own_voice_the_author_is_unknown(text: str) -> None:
    assert author_of(reading(text)).name == ""


def test_the_beginning_of_its_own_name_is_the_authors_voice_and_another_bodys_name_is_not() -> None:
    text = (
        "The Osmel Institute for Peace and Memory condemns the fire at Dorrin. We mourn the dead.\n\n"
        "The Osmel Institute for Peace urges all who read this to help. The Osmel Council says that nobody was hurt."
    )
    made = reading(text)
    assert author_of(made).name == "The Osmel Institute for Peace and Memory"
    named = [one.chain[-1].name for one in attribute(made, list(sentences(made)))]
    assert named == ["The Osmel Council"]


def test_a_look_names_nobody() -> None:
    made = reading("A closer look shows that the mill was burned.")
    assert [one.chain[-1].name for one in attribute(made, list(sentences(made)))] == [""]
