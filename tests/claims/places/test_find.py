"""Real towns of the whole world, since it is the gazetteer that is tested; nothing is said of them."""

from __future__ import annotations

import pytest

from muniment.claims.places import Context, find_places, place_named
from muniment.model.claims import Place

CASES: list[tuple[str, str, tuple[str, ...], list[tuple[str, str]]]] = [
    ("en", "Rain fell in Nakuru and Mombasa.", (), [("Nakuru", "KE"), ("Mombasa", "KE")]),
    ("en", "The hall in Paris, Texas, is new.", (), [("Paris", "US"), ("Texas", "US")]),
    ("en", "The hall in Paris is new.", (), [("Paris", "FR")]),
    ("en", "A meeting in Springfield.", (), [("Springfield", "")]),
    ("en", "A meeting in Tripoli.", (), [("Tripoli", "")]),
    ("en", "A meeting in Tripoli.", ("LB",), [("Tripoli", "LB")]),
    ("en", "A meeting in Tripoli.", ("LY",), [("Tripoli", "LY")]),
    ("en", "Paris Hilton, Jack London and Dr Florence came in May.", (), []),
    ("en", "Reading is nice. His niece Nancy came.", (), []),
    ("en", "It lies in Kenya, not in Peru.", (), [("Kenya", "KE"), ("Peru", "PE")]),
    (
        "uk",
        "У Харкові, Сумах та Білій Церкві йшов дощ.",
        (),
        [("Харкові", "UA"), ("Сумах", "UA"), ("Білій Церкві", "UA")],
    ),
    ("uk", "Мешканці Тернополя приїхали до Івано-Франківська.", (), [("Тернополя", "UA"), ("Івано-Франківська", "UA")]),
    ("uk", "У Калинівці", ("UA",), [("Калинівці", "")]),
    ("uk", "Значні суми та мир.", (), []),
    ("uk", "У Польщі й Україні", (), [("Польщі", "PL"), ("Україні", "UA")]),
    ("ru", "В Нижнем Новгороде и Самаре", (), [("Нижнем Новгороде", "RU"), ("Самаре", "RU")]),
    ("ru", "в Ростове-на-Дону", (), [("Ростове-на-Дону", "RU")]),
    ("ru", "Над площадью кружил орёл, мир и надежда.", (), []),
    ("ar", "هطل المطر بالإسكندرية وفي القاهرة.", ("EG",), [("بالإسكندرية", "EG"), ("القاهرة", "EG")]),
    ("ar", "صور كثيرة للسوق الجديدة في البيت", (), []),
    ("ar", "في مصر وكينيا", (), [("مصر", "EG"), ("وكينيا", "KE")]),
    ("he", "ירד גשם בליסבון ובחיפה.", (), [("בליסבון", "PT"), ("ובחיפה", "IL")]),
    ("he", "לאורך השדרות נשתלו עצים.", (), []),
    ("es", "Llovió en Londres y en Cuzco.", (), [("Londres", "GB"), ("Cuzco", "PE")]),
    ("es", "Rosario y Mercedes hablaron de la paz.", (), []),
    ("fr", "Il a plu à Bobo-Dioulasso et à Londres.", (), [("Bobo-Dioulasso", "BF"), ("Londres", "GB")]),
    ("en", "Florence, South Carolina, has a new hall.", (), [("Florence", "US"), ("South Carolina", "US")]),
    (
        "en",
        "Sofia, Bulgaria, has a new hall. Sofia, Anna and Bulgaria too.",
        (),
        [("Sofia", "BG"), ("Bulgaria", "BG"), ("Bulgaria", "BG")],
    ),
    ("en", "It was Jack London, England. Dr Florence, Italy.", (), [("England", "GB"), ("Italy", "IT")]),
    ("es", "Santiago, Chile, amaneció nublado.", (), [("Santiago", "CL"), ("Chile", "CL")]),
    ("en", "Mr. Houston and Dr. Denver shared a taxi.", (), []),
    ("en", "It left the city; Victoria was late.", (), []),
    ("en", "Chad had lunch with Sydney, and Jordan paid.", (), []),
    ("en", "It lies between Egypt, Jordan and Iraq.", (), [("Egypt", "EG"), ("Jordan", "JO"), ("Iraq", "IQ")]),
    ("en", "Jordan closed the road.", ("JO",), [("Jordan", "JO")]),
    ("en", "The road from Reading to Bath is new.", ("GB",), [("Reading", "GB"), ("Bath", "GB")]),
    ("en", "He went from Reading to writing.", (), []),
    ("en", "The mayor of Bath and the museum of Nice are new.", (), [("Bath", "GB"), ("Nice", "FR")]),
    ("en", "The ferry from Suva reached Honiara.", (), [("Suva", "FJ"), ("Honiara", "SB")]),
    ("en", "The ferry from Suva reached Bergen.", ("NO",), [("Bergen", "NO")]),
    ("es", "Ganó el pueblo; Santiago y Rosario rieron.", (), []),
    ("ru", "Музей «Порог» открыт.", (), []),
    ("es", "Como dijo, llovía.", (), []),
    ("ru", "Центр «Порог» открыт.", (), []),
    ("es", "En Santiago se abrió el mercado.", (), [("Santiago", "")]),
    ("es", "En Santiago se abrió el mercado.", ("CL",), [("Santiago", "CL")]),
    ("en", "A market opened in Santiago.", (), [("Santiago", "CL")]),
    ("es", "La visita fue a Ginebra.", (), [("Ginebra", "CH")]),
    ("es", "La visita fue a Ginebra.", ("CO",), [("Ginebra", "CO")]),
    ("es", "El señor Trujillo y la señora Lima llegaron.", (), []),
    ("es", "El alcalde de Oruro llegó.", (), [("Oruro", "BO")]),
    ("he", "בסן חוסה נפתח שוק.", (), [("בסן חוסה", "")]),
    ("he", "בסן חוסה נפתח שוק.", ("CR",), [("בסן חוסה", "CR")]),
    ("uk", "В Олександрівці відкрили школу.", ("UA",), [("Олександрівці", "")]),
    ("uk", "У Кривому Розі та Кам’янці-Подільському.", (), [("Кривому Розі", "UA"), ("Кам’янці-Подільському", "UA")]),
    ("uk", "Мер Луцька приїхав. Мер Роман теж.", ("UA",), [("Луцька", "UA")]),
    ("ru", "Под Орлом и возле Ельца сухо.", ("RU",), [("Орлом", "RU"), ("Ельца", "RU")]),
    ("ru", "Шахты и луга осмотрели.", ("RU",), []),
    ("ru", "Автобус из Торжка в Мирный.", ("RU",), [("Торжка", "RU")]),
    ("ar", "قال الراعي وحلب بقرته صباح اليوم", (), []),
    ("ar", "من دمشق وحلب", (), [("دمشق", "SY"), ("وحلب", "SY")]),
    ("ar", "في صور وفي صيدا", ("LB",), [("صور", "LB"), ("صيدا", "LB")]),
    ("ar", "في صور المعرض وفي صيدا", ("LB",), [("صيدا", "LB")]),
    ("ar", "في صور كثيرة", ("LB",), []),
    ("he", "שוק ברחובות וגן בנס ציונה", ("IL",), [("ברחובות", "IL"), ("בנס ציונה", "IL")]),
    ("he", "שוק ברחובות העיר וגן בנס ציונה", ("IL",), [("בנס ציונה", "IL")]),
    ("he", "שוק ברחובות", ("IL",), []),
    ("fr", "La gare de Brest est loin de Quimper.", ("FR",), [("Brest", "FR"), ("Quimper", "FR")]),
    ("fr", "Le car de Tours à Angers, au XIXe siècle.", ("FR",), [("Tours", "FR"), ("Angers", "FR")]),
    ("fr", "M. Lyon et Mme. Nantes, le 3 mai", (), []),
    ("fr", "Son ami Florence et sa nièce Nancy sont venus.", (), []),
]


def found(text: str, language: str, countries: tuple[str, ...] = ()) -> list[Place]:
    """The places of a whole text."""
    return find_places(text, 0, len(text), language, Context(countries))


@pytest.mark.parametrize(("language", "text", "countries", "places"), CASES)
def test_a_name_is_the_place_that_the_words_and_the_context_say(
    language: str, text: str, countries: tuple[str, ...], places: list[tuple[str, str]]
) -> None:
    said = [(place.said.text, place.country) for place in found(text, language, countries)]
    assert [one for one in said if one[1]] == [one for one in places if one[1]]
    assert [one for one in places if not one[1]] == [one for one in said if not one[1] and one in places]


def test_a_resolved_place_says_where_and_by_what() -> None:
    [place] = found("Rain fell in Nakuru.", "en")
    assert (place.resolved, place.record, place.by) == ("Nakuru", "geonames:184622", "places/1 geonames-3.0.2")
    assert place.latitude == pytest.approx(-0.3, abs=0.1)
    assert place.longitude == pytest.approx(36.1, abs=0.1)
    assert place.uncertainty is not None
    assert 2_000 <= place.uncertainty <= 40_000


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "xx Paris. Rain fell in Nakuru. In Lisbon"
    [place] = find_places(text, 10, 30, "en")
    assert text[place.said.start : place.said.end] == place.said.text == "Nakuru"


def test_an_unresolved_place_has_no_country_and_no_point() -> None:
    [place] = found("A meeting in Springfield.", "en")
    assert (place.resolved, place.record, place.country, place.latitude) == ("", "", "", None)


def test_places_found_before_are_a_hint() -> None:
    context = Context().with_places(found("Rain fell in Beirut and in Sidon.", "en"))
    [place] = find_places("A meeting in Tripoli.", 0, 21, "en", context)
    assert place.country == "LB"


def test_a_name_that_stands_alone_needs_no_words_about_it() -> None:
    place = place_named("Florence", "en")
    assert place is not None
    assert place.country == "IT"
    assert place_named("Ostrivka Dolna", "en") is None


def test_a_name_that_people_bear_needs_words_that_say_in() -> None:
    assert found("She gave the book to Florence.", "en") == []
    assert [place.country for place in found("She read the book in Florence.", "en")] == ["IT"]


def test_small_towns_of_one_name_in_one_country_stay_undecided() -> None:
    assert [place.resolved for place in found("В Берёзовке починили колодец.", "ru", ("RU",))] == [""]


def test_another_language_has_no_places() -> None:
    assert found("in Paris", "xx") == []
