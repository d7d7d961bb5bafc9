"""Ukrainian and Russian as witnesses and neighbours say it: who did what to whom, and that nobody is named."""

from __future__ import annotations

import pytest

from .reading import acts, parties, polarities

CASES = [
    # They, unnamed: a verb in the plural alone.
    ("uk", "Дядька мого вбили біля криниці.", "killing", "", "Дядька"),
    ("uk", "Вуйка застрелили на порозі.", "killing", "", "Вуйка"),
    ("ru", "Зятя моего убили на огороде.", "killing", "", "Зятя"),
    ("ru", "Нас обстреляли на мосту.", "attack-civilians", "", "Нас"),
    # A prisoner that is led away, held and let go.
    ("uk", "Сваху гвардійці забрали просто з поля.", "detention", "гвардійці", "Сваху"),
    ("uk", "Загін Тарна відпустив мого свата.", "return", "Загін Тарна", "свата"),
    ("uk", "Спілка просить, щоб гвардія Кессари звільнила фельдшерку.", "return", "гвардія Кессари", "фельдшерку"),
    ("uk", "Двох лікарів затримав загін Тарна.", "detention", "загін Тарна", "лікарів"),
    ("uk", "Тестя закрили в гаражі гвардійці.", "detention", "гвардійці", "Тестя"),
    ("uk", "Мене в гаражі школи закрив старший гвардієць.", "detention", "гвардієць", "Мене"),
    ("ru", "Свата вчера забрала гвардия.", "detention", "гвардия", "Свата"),
    ("ru", "Шурина держал у себя отряд Тарна.", "detention", "отряд Тарна", "Шурина"),
    ("ru", "Фельдшера задержал отряд Тарна.", "detention", "отряд Тарна", "Фельдшера"),
    ("ru", "Гвардия отпустила двух монтеров.", "return", "Гвардия", "монтеров"),
    ("ru", "Двух печников гвардия обещает отпустить.", "return", "гвардия", "печников"),
    ("uk", "У полоні гвардії Кессари лишаються двоє теслярів.", "detention", "гвардії Кессари", "теслярів"),
    ("ru", "В плену у отряда Тарна сидят двое слесарей.", "detention", "отряда Тарна", "слесарей"),
    # Several verbs, one object.
    ("uk", "Коваля солдати вивели на подвір'я й застрелили.", "killing", "солдати", "Коваля"),
    ("ru", "Мельника солдаты вывели во двор и расстреляли.", "killing", "солдаты", "Мельника"),
    # Parts of the body: whose they are is who was hurt.
    ("ru", "Отцу осколком перебило ногу.", "injury", "", "Отцу"),
    ("ru", "Соседу солдаты сломали руку.", "injury", "солдаты", "Соседу"),
    ("uk", "Сусідці осколком перебило руку.", "injury", "", "Сусідці"),
    ("uk", "У кума міною відірвало ступню.", "injury", "", "кума"),
    # Shelling, burning, looting.
    ("uk", "бригада накрила садочок", "attack-schools", "бригада", "садочок"),
    ("uk", "гвардія б'є по мосту", "attack-infrastructure", "гвардія", "мосту"),
    ("uk", "Гвардія рознесла дах пекарні.", "attack-infrastructure", "Гвардія", "дах"),
    ("uk", "Гвардійці кинули гранату у двір кафе.", "attack-civilians", "Гвардійці", "двір"),
    ("uk", "Кіоск обнесли ще в перший день.", "property", "", "Кіоск"),
    ("uk", "Вилучення тракторів загоном Тарна тривало до осені.", "property", "загоном Тарна", "тракторів"),
    ("uk", "Стодолу спалив загін Тарна, а не гвардія Кессари.", "property", "загін Тарна", "Стодолу"),
    ("uk", "Хату нашу спалив загін Тарна.", "attack-homes", "загін Тарна", "Хату"),
    ("ru", "отряд накрыл детсад", "attack-schools", "отряд", "детсад"),
    ("ru", "Гвардия сбросила бомбу на рынок.", "attack-civilians", "Гвардия", "рынок"),
    ("ru", "Киоск обчистили в первый же день.", "property", "", "Киоск"),
    ("ru", "Изъятие сена отрядом Тарна шло до зимы.", "property", "отрядом Тарна", "сена"),
    ("ru", "Колонну гвардии обстрелял отряд Тарна.", "weapon-use", "отряд Тарна", "Колонну"),
    ("ru", "Избу нашу спалил отряд Тарна.", "attack-homes", "отряд Тарна", "Избу"),
    # Rescue, shields, relief, labour, children sent to fight.
    ("uk", "Гвардійці винесли бабцю з палаючої хати.", "rescue", "Гвардійці", "бабцю"),
    ("ru", "Сестру из-под плит вытащили гвардейцы.", "rescue", "гвардейцы", "Сестру"),
    ("uk", "Вони прикривалися нами, коли йшли через город.", "human-shields", "Вони", ""),
    ("uk", "Солдати поставили селян перед танком.", "human-shields", "Солдати", "селян"),
    ("ru", "Отряд Тарна превратил жителей в живой щит.", "human-shields", "Отряд Тарна", "жителей"),
    ("ru", "Солдаты посадили школьников на броню.", "human-shields", "Солдаты", "школьников"),
    ("uk", "Загін Тарна тримав підлітків на передовій.", "children-in-hostilities", "Загін Тарна", "підлітків"),
    ("uk", "волонтери привезли гуманітарку", "relief", "волонтери", "гуманітарку"),
    ("ru", "волонтеры привезли гуманитарку", "relief", "волонтеры", "гуманитарку"),
    ("ru", "Гвардейцы заставляли женщин мыть казарму.", "forced-labour", "Гвардейцы", "женщин"),
    ("ru", "пленные пашут на гвардию", "forced-labour", "", "пленные"),
    # Disappearance, warning, occupation, arms, exchange.
    ("uk", "Брата з того дня більше не бачили.", "disappearance", "", ""),
    ("ru", "Брата с того дня больше не видели.", "disappearance", "", ""),
    ("uk", "Дідуся вивезли, телефон мовчить.", "disappearance", "", "Дідуся"),
    ("uk", "Загін Тарна зайняв долину.", "occupation", "Загін Тарна", "долину"),
    ("ru", "Отряд Тарна занял высоту.", "occupation", "Отряд Тарна", "высоту"),
    ("ru", "Гвардия перечислила отряду деньги на мины.", "arms-or-money", "Гвардия", ""),
    ("uk", "Гвардія обміняла шістьох наших.", "exchange", "Гвардія", "наших"),
    ("ru", "Мирных придётся эвакуировать.", "evacuation", "", "Мирных"),
]  # fmt: skip

POLARITIES = [
    ("uk", "Чи справді гвардія обстріляла школу, ніхто не каже.", "attack-schools", ["unknown"]),
    ("uk", "Невідомо, чи загін Тарна вбив фермера.", "killing", ["unknown"]),
    ("uk", "Гвардія й загін домовилися про обмін полоненими.", "exchange", ["unknown"]),
    ("ru", "Гвардия и отряд договорились об обмене пленными.", "exchange", ["unknown"]),
    ("ru", "Приказа стрелять по школе из штаба не поступало.", "attack-schools", ["unknown"]),
    ("uk", "Церкву спалено загоном Тарна, а не гвардією Кессари.", "attack-cultural", ["affirmed", "denied"]),
    ("ru", "Церковь сожжена отрядом Тарна, а не гвардией Кессары.", "attack-cultural", ["affirmed", "denied"]),
    ("uk", "кажуть якщо не підемо всіх постріляють", "killing", ["unknown"]),
    ("ru", "если вернутся, всех перебьют", "killing", ["unknown"]),
]  # fmt: skip

NOTHING = [
    ("uk", "Гвардія вивела нас із підвалу.", "detention"),
    ("ru", "Гвардия вывела нас из подвала.", "detention"),
    ("uk", "черга по молоко мене втомила", "weapon-use"),
    ("ru", "очередь за молоком меня утомила", "weapon-use"),
    ("uk", "Загін відпустив заручників.", "exchange"),
    ("uk", "Мене в гаражі школи закрив старший гвардієць.", "attack-schools"),
]


@pytest.mark.parametrize(("language", "text", "code", "who", "whom"), CASES)
def test_who_did_it_to_whom(language: str, text: str, code: str, who: str, whom: str) -> None:
    assert [found.act.code for found in acts(text, language)].count(code), acts(text, language)
    doers, harmed = parties(text, language, code)
    assert doers == [] if not who else any(who in said for said in doers)
    assert not whom or any(whom in said for said in harmed)


@pytest.mark.parametrize(("language", "text", "code", "expected"), POLARITIES)
def test_whether_it_happened(language: str, text: str, code: str, expected: list[str]) -> None:
    assert sorted(polarities(text, language, code)) == expected


@pytest.mark.parametrize(("language", "text", "code"), NOTHING)
def test_words_that_only_sound_like_it(language: str, text: str, code: str) -> None:
    assert polarities(text, language, code) == []
