"""Whom a pronoun or a subject left out stands for: by sex and number as words, endings and verbs tell them."""

from __future__ import annotations

import pytest

from .saying import found

CASES = [
    ("ru", "Полиция закрыла мост. Она сообщила, что опора треснула.", "Полиция"),
    ("ru", "Комитет собрался вечером. Он объявил, что сбор отменён.", "Комитет"),
    ("ru", "Министерство закрыло дорогу. Оно сообщило, что мост упал.", "Министерство"),
    ("ru", "Жители вышли на площадь. Они сказали, что воды нет.", "Жители"),
    ("ru", "Врач Мира Толль и водитель Осип Брандт вернулись. Она сказала, что больница пуста.", "Врач Мира Толль"),
    ("ru", "Соседка Брандта пришла утром. Сказала, что магазин закрыт.", "Соседка Брандта"),
    ("ru", "С Леной Орской говорили вчера. Она сказала, что хлеба нет.", "Леной Орской"),
    ("uk", "Поліція закрила міст. Вона повідомила, що опора тріснула.", "Поліція"),
    ("uk", "Комітет зібрався ввечері. Він оголосив, що збір скасовано.", "Комітет"),
    ("uk", "Міністерство закрило дорогу. Воно повідомило, що міст упав.", "Міністерство"),
    ("uk", "Жителі вийшли на площу. Вони сказали, що води немає.", "Жителі"),
    ("uk", "Лікарка Міра Толль і водій Осип Брандт повернулися. Він сказав, що лікарня порожня.", "Осип Брандт"),
    ("uk", "Сусідка Брандта прийшла вранці. Сказала, що крамниця зачинена.", "Сусідка Брандта"),
    ("ru", "Полиция перекрывает мост. Она сообщила, что опора треснула.", "Полиция"),
    ("uk", "Поліція перекриває міст. Вона повідомила, що опора тріснула.", "Поліція"),
    ("en", "Lena Orsk said the bridge fell.\n\nShe added that the pump was old.", "Lena Orsk"),
    ("en", "The ministry closed the road. It said the bridge fell.", "The ministry"),
]


@pytest.mark.parametrize(("language", "text", "name"), CASES)
def test_whom_it_stands_for(language: str, text: str, name: str) -> None:
    assert found(text, language)[-1].chain[-1].name == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Комитет собрался вечером. Она сказала, что сбор отменён."),
        ("uk", "Комітет зібрався ввечері. Вона сказала, що збір скасовано."),
        ("en", "Osk's mother Lena Orsk said it fell.\n\nIt rained. He added that the pump was old."),
    ],
)
def test_who_does_not_fit_is_not_meant(language: str, text: str) -> None:
    assert found(text, language)[-1].chain[-1].name == ""
