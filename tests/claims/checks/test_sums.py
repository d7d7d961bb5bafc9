"""Counts that do not add up, in seven languages, and counts that only look as if they did not."""

from __future__ import annotations

import pytest

from .making import codes, observed

SUM, SHARE, ALL = "parts-and-total", "share-over-whole", "all-of-another-number"
KILLED = {
    "en": "{} people were killed: 5 men, 4 women and 2 children.",
    "uk": "Загинуло {} людей: 5 чоловіків, 4 жінки та 2 дитини.",
    "ru": "Погибли {} человек: 5 мужчин, 4 женщины и 2 ребёнка.",
    "ar": "قُتل {} شخصًا: 5 رجال و4 نساء وطفلان.",
    "he": "{} הרוגים: 5 גברים, 4 נשים, 2 ילדים.",
    "es": "{} muertos: 5 hombres, 4 mujeres y 2 niños.",
    "fr": "{} morts : 5 hommes, 4 femmes et 2 enfants.",
}


@pytest.mark.parametrize("language", KILLED)
def test_parts_that_make_another_number(language: str) -> None:
    assert codes(KILLED[language].format(12), language=language) == [SUM]
    assert codes(KILLED[language].format(11), language=language) == []


def test_the_words_show_the_sum_and_nobody_is_accused() -> None:
    [found] = observed("12 were killed: 5 men, 4 women and 2 children.")
    assert found.words == "The parts named make 5 + 4 + 2 = 11; the whole is said to be 12."
    assert [span.text for span in found.spans] == ["12", "5", "4", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people (five men, four women and two children) were buried.",
        "They buried 12 people – 5 men, 4 women and 2 children – in Orin.",
        "5 men, 4 women and 2 children were buried, 12 people in all.",
        "They buried 5 men, 4 women and 2 children: a total of people, altogether 12.",
        "The 12 dead are:\n- 5 men\n- 4 women\n- 2 children",
    ],
)
def test_other_ways_to_say_it(text: str) -> None:
    assert codes(text) == [SUM]


@pytest.mark.parametrize(
    "text",
    [
        "12 people were killed, including 5 men and 4 women.",
        "12 people were killed, among them 5 men and 4 women.",
        "12 people were killed; 5 men and 4 women were hurt.",
        "12 people were killed: 5 men, 4 women and others.",
        "12 people were killed: 5 men, 4 women and an unknown number of children.",
        "12 people were killed: about 5 men, 4 women and 2 children.",
        "More than 12 people were killed: 5 men, 4 women and 2 children.",
        "12 people were killed (5 men, 4 women and 2 children on Monday, the rest later).",
        "12 villages (5,000 homes, 200 shops) were hit, 3 of them twice.",
        "12 people spoke: 5 of them women.",
        "In all 12 villages: 5 wells and 4 mills were hit in Orin, said 2 of them.",
        "The 12 dead are:\n- 5 men\n- 4 women\n- children",
        "The 12 dead are:\n- 5 men of 30 villages\n- 4 women",
        "Of 12 homes 40% were hit, 30% burned and 20% emptied.",
    ],
)
def test_what_need_not_add_up(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 people were killed, including 15 children.", "en"),
        ("Загинуло 12 людей, з них 15 дітей.", "uk"),
        ("Погибли 12 человек, в том числе 15 детей.", "ru"),
        ("قُتل 12 شخصا، بينهم 15 طفلا.", "ar"),
        ("נהרגו 12 אנשים, בהם 15 ילדים.", "he"),
        ("Murieron 12 personas, incluidos 15 niños.", "es"),
        ("12 personnes sont mortes, dont 15 enfants.", "fr"),
    ],
)
def test_a_part_larger_than_its_whole(text: str, language: str) -> None:
    assert codes(text, language=language) == [SUM]
    assert codes(text.replace("15", "12"), language=language) == []


def test_flats_may_be_more_than_their_buildings() -> None:
    assert codes("They hit 3 buildings, including 40 apartments.") == []
    assert codes("They hit 3 buildings (20 apartments and 15 shops).") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fire took 120% of all homes.", "en"),
        ("Вогонь знищив 120 % усіх будинків.", "uk"),
        ("Огонь уничтожил 120 % всех домов.", "ru"),
        ("دمّر الحريق 120% من جميع المنازل.", "ar"),
        ("האש כילתה 120% מכל הבתים.", "he"),
        ("El fuego destruyó el 120 % de todas las casas.", "es"),
        ("Le feu a détruit 120 % de toutes les maisons.", "fr"),
        ("Of the dead much is known (60% women, 30% men and 20% children).", "en"),
    ],
)
def test_a_share_over_the_whole(text: str, language: str) -> None:
    assert codes(text, language=language) == [SHARE]


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose by 150%.",
        "Fire took 99% of all homes.",
        "The prison held 180% of its capacity.",
        "Of the dead much is known (34% women, 33% men and 34% children).",
        "60% of the women, 50% of the men and 40% of the children were hungry.",
    ],
)
def test_shares_that_may_be(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Soldiers took 14 children. Later all 12 children came back.", "en"),
        ("Вони забрали 14 дітей. Згодом усі 12 дітей повернулися.", "uk"),
        ("Они забрали 14 детей. Позже все 12 детей вернулись.", "ru"),
        ("Se llevaron a 14 niños. Luego todos los 12 niños volvieron.", "es"),
        ("Ils ont pris 14 enfants. Ensuite tous les 12 enfants sont revenus.", "fr"),
    ],
)
def test_all_of_another_number(text: str, language: str) -> None:
    assert codes(text, language=language) == [ALL]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers took 14 children. Later all 14 children came back.",
        "Soldiers took 14 children; 12 children came back. All 12 children were fed.",
        "Soldiers took 14 men. All 12 children saw it.",
        "Soldiers took about 14 children. All 12 children came back.",
        "Soldiers took 14 children.\n\nIn another town all 12 children were safe.",
    ],
)
def test_all_of_the_number_spoken_of(text: str) -> None:
    assert codes(*text.split("\n\n")) == []
