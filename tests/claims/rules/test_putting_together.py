"""The rules put together: voices, circumstances, labels. The rooms below have tests of their own."""

from __future__ import annotations

import re

from muniment.claims.extractor import Background, checked_marks
from muniment.claims.prose import Sentence
from muniment.claims.rules import RulesExtractor
from muniment.claims.rules.attaching import Circumstances, attached
from muniment.claims.rules.characterising import characterisations
from muniment.claims.times import Reference
from muniment.claims.vocabulary import Vocabulary
from muniment.codes import load
from muniment.model.claims import Act, Count, Party, Place, Span, Suggestion
from muniment.model.reading import Moment, Passage, Reading

KNOWN = Background(Vocabulary((load("acts"),)), (Reference("the harvest", "2031-03-01", ("harvest",)),))


def suggest(text: str, language: str = "en", known: Background = KNOWN, **fields: object) -> list[Suggestion]:
    passages = tuple(Passage(one.start(), one.end()) for one in re.finditer(r"[^\n]+", text))
    reading = Reading("text/1", text, passages, language=language, **fields)  # type: ignore[arg-type]
    return list(checked_marks(RulesExtractor(), "item-1.0", reading, known))


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(words, at, at + len(words))


def test_each_voice_gets_its_own_suggestion_and_the_author_stays_outermost() -> None:
    text = "Shells killed two nurses in Ostrivka. The Army of Veldra said that rebels had burned the mill."
    own, reported = suggest(text, author="Lantern Circle")
    assert [one.name for one in own.chain] == ["Lantern Circle"]
    assert [one.name for one in reported.chain] == ["Lantern Circle", "The Army of Veldra"]
    assert {act.code for act in own.acts} == {"killing"}


def test_an_author_who_is_not_known_is_unnamed() -> None:
    assert suggest("Shells killed two nurses in Ostrivka.")[0].chain[0].name == ""


def test_a_denial_denies_and_its_speaker_is_kept() -> None:
    (one,) = suggest("Colonel Danil Orrin denied that his troops had shelled the hospital in Ostrivka.")
    assert one.polarity == "denied"
    assert one.chain[-1].name.endswith("Danil Orrin")


def test_days_are_counted_from_dates_that_the_user_entered() -> None:
    (one,) = suggest("On the 10th day of the harvest soldiers killed four men.")
    (act,) = one.acts
    assert act.time is not None
    assert act.time.edtf == "2031-03-10"
    (without,) = suggest("On the 10th day of the harvest soldiers killed four men.", known=KNOWN._replace(dates=()))
    assert without.acts[0].time is None or without.acts[0].time.edtf == ""


def test_relative_times_are_counted_from_the_documents_own_date() -> None:
    moments = (Moment("published", "3 May 2031", "2031-05-03"),)
    (one,) = suggest("Soldiers killed four men yesterday.", moments=moments)
    assert one.acts[0].time is not None
    assert one.acts[0].time.edtf == "2031-05-02"


def test_names_are_the_same_every_time_and_differ_between_marks() -> None:
    text = "Shells killed two nurses in Ostrivka. Soldiers burned the mill."
    names = [one.suggestion for one in suggest(text)]
    assert names == [one.suggestion for one in suggest(text)]
    assert len(set(names)) == len(names) == 2


def test_a_language_that_the_rules_do_not_know_gets_no_marks() -> None:
    assert suggest("Soldiers killed four men.", language="xx") == []


def test_the_nearest_place_in_the_same_clause_is_taken_and_none_that_is_the_party() -> None:
    text = "In Ostrivka they sang while soldiers killed a man in Tamsil."
    act = Act("killing", span(text, "killed"))
    places = [Place(span(text, name), name) for name in ("Ostrivka", "Tamsil")]
    found = attached(text, act, Circumstances(places)).place
    assert found is not None
    assert found.resolved == "Tamsil"
    by = Act("killing", span(text, "killed"), perpetrators=(Party(span(text, "Tamsil")),))
    other = attached(text, by, Circumstances(places[1:])).place
    assert other is None


def test_a_number_counts_those_it_happened_to_and_nobody_elses() -> None:
    text = "Forty soldiers killed nine men."
    counts = [Count(span(text, "Forty"), 40, 40, "soldiers"), Count(span(text, "nine"), 9, 9, "men")]
    act = Act("killing", span(text, "killed"), victims=(Party(span(text, "nine men")),))
    found = attached(text, act, Circumstances(counts=counts)).count
    assert found is not None
    assert found.low == 9
    nobody = Act("killing", span(text, "killed"), victims=(Party(span(text, "men")),))
    assert attached(text, nobody, Circumstances(counts=counts[:1])).count is None


def test_labels_are_kept_verbatim_and_are_not_taken_out_of_names() -> None:
    text = "The Institute for Genocide Studies spoke of Genocidal acts and of ethnic  cleansing."
    found = characterisations(text, Sentence(0, len(text), "en", 0))
    assert [one.text for one in found] == ["Genocidal", "ethnic  cleansing"]
    arabic = "تحدثوا عن الإبادة الجماعية وجرائم حرب."
    assert [one.text for one in characterisations(arabic, Sentence(0, len(arabic), "ar", 0))] == [
        "الإبادة الجماعية",
        "وجرائم حرب",
    ]
    russian = "Они говорили о геноциде и военных преступлениях."
    assert [one.text for one in characterisations(russian, Sentence(0, len(russian), "ru", 0))] == [
        "геноциде",
        "военных преступлениях",
    ]
