"""Told in other words: verbs, frames, nouns, passives; who is unnamed; how far the words reach."""

from __future__ import annotations

import pytest

from .saying import brief, found

CASES = [
    ("en", "The mayor of Ostrivka said that the bridge was gone.", [("The mayor of Ostrivka", "the bridge was gone")]),
    ("en", "Foreign Minister Ana Brodt told reporters on Monday that it rained.",
     [("Foreign Minister Ana Brodt", "it rained")]),
    ("en", "The bridge was gone, the Water Institute said in a statement.",
     [("the Water Institute", "The bridge was gone")]),
    ("en", "According to the residents, the bridge was gone.", [("the residents", "the bridge was gone")]),
    ("en", "The bridge, according to residents, was gone.", [("residents", "The bridge"), ("residents", "was gone")]),
    ("en", "In the words of the mayor, nothing was left.", [("the mayor", "nothing was left")]),
    ("en", "The bridge was never safe, in the engineer's view.", [("the engineer's", "The bridge was never safe")]),
    ("en", "For the institute, this is a breach of the truce.", [("the institute", "this is a breach of the truce")]),
    ("en", "He justified the raid by claiming that the town was empty.", [("He", "the town was empty")]),
    ("en", "She likened the siege to a slow death.", [("She", "the siege to a slow death")]),
    ("en", "Ana Brodt, the foreign minister, urged Veldra to withdraw.", [("Ana Brodt", "Veldra to withdraw")]),
    ("en", "I heard from the baker that the mill had closed.", [("the baker", "the mill had closed")]),
    ("en", "The villagers asked the council to open the road.", [("The villagers", "the council to open the road")]),
    ("en", "Residents' allegations that gas was used were heard.", [("Residents", "gas was used")]),
    ("en", "Reportedly, the road was closed.", [("-", "the road was closed")]),
    ("en", "It is said that the mill is haunted.", [("-", "the mill is haunted")]),
    ("en", "The men were said to have been taken away.", [("-", "The men"), ("-", "have been taken away")]),
    ("uk", "За словами мера Острівки, міст зруйновано.", [("мера Острівки", "міст зруйновано")]),
    ("uk", "У поліції повідомили, що загинули двоє.", [("поліції", "загинули двоє")]),
    ("uk", "Міст зруйновано, повідомила речниця міністерства.", [("речниця міністерства", "Міст зруйновано")]),
    ("uk", "У листі Лена пише, що борошна нема.", [("Лена", "борошна нема")]),
    ("ru", "Министр иностранных дел Анна Брод заявила журналистам, что граница нарушена.",
     [("Министр иностранных дел Анна Брод", "граница нарушена")]),
    ("ru", "По данным института, насос старый.", [("института", "насос старый")]),
    ("ru", "Говорят, что мельницу закроют.", [("-", "мельницу закроют")]),
    ("ar", "قالت وزيرة الخارجية آنا برود للصحفيين إن الجسر سقط.", [("وزيرة الخارجية آنا برود", "الجسر سقط")]),
    ("ar", "الجيش قال إن الطريق آمن.", [("الجيش", "الطريق آمن")]),
    ("ar", "سقط الجسر، بحسب المتحدث باسم الجيش.", [("المتحدث باسم الجيش", "سقط الجسر")]),
    ("ar", "وأضافت أن الجسر سقط.", [("-", "الجسر سقط")]),
    ("he", "דובר הצבא טען שהכפר היה ריק.", [("דובר הצבא", "שהכפר היה ריק")]),
    ("he", "לדברי ראש העיר, הגשר נהרס.", [("ראש העיר", "הגשר נהרס")]),
    ("es", "Según fuentes médicas, murieron doce.", [("fuentes médicas", "murieron doce")]),
    ("es", "El puente, a juicio del ingeniero, cayó.", [("ingeniero", "El puente"), ("ingeniero", "cayó")]),
    ("es", "Se anunció que el camino estaba cerrado.", [("-", "el camino estaba cerrado")]),
    ("fr", "D'après l'armée, le village était vide.", [("l'armée", "le village était vide")]),
    ("fr", "Le pont est tombé, a indiqué le porte-parole du ministère.",
     [("le porte-parole du ministère", "Le pont est tombé")]),
    ("fr", "Le ministre a justifié le raid en affirmant que la ville était vide.",
     [("Le ministre", "la ville était vide")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_reported_speech_is_its_speakers(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert brief(text, language) == expected


def test_words_end_where_another_speaks() -> None:
    text = "The army denied that it shelled the town, but residents said that two shells fell."
    first, second = found(text, "en")
    assert text[first.start : first.end] == "it shelled the town"
    assert (first.polarity_of_content, second.polarity_of_content) == ("denied", "affirmed")


@pytest.mark.parametrize(
    ("language", "text", "polarity"),
    [
        ("en", "Minister Tarn rejects the claim that his men fired.", "denied"),
        ("en", "The mayor has not confirmed that the bridge fell.", "unknown"),
        ("en", "Brodt questioned whether it rained.", "unknown"),
        ("uk", "Міністерство заперечило, що міст упав.", "denied"),
        ("ru", "Армия отрицает, что мост упал.", "denied"),
        ("ar", "نفى الجيش أن تكون قواته قصفت الجسر.", "denied"),
        ("he", "הצבא הכחיש כי הגשר נהרס.", "denied"),
        ("es", "El ejército negó que el puente cayera.", "denied"),
        ("fr", "L'armée dément avoir détruit le pont.", "denied"),
    ],
)
def test_a_cue_may_deny_or_doubt_what_is_said(language: str, text: str, polarity: str) -> None:
    assert [one.polarity_of_content for one in found(text, language)] == [polarity]


def test_told_with_some_of_their_words_is_mixed() -> None:
    (one,) = found('She said the flour "came on foot".', "en")
    assert (one.kind, one.chain[-1].role) == ("mixed", "quoted")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A witness, who asked not to be named, said soldiers burned three houses."),
        ("uk", "Свідок, який просив не називати його імені, розповів, що спалили три хати."),
        ("ar", "قال شاهد طلب عدم الكشف عن اسمه إن البيوت احترقت."),
        ("he", "עדה שביקשה שלא להזדהות סיפרה כי הבתים נשרפו."),
        ("es", "La vecina, que pidió no ser identificada, declaró que ardieron tres casas."),
        ("fr", "Une témoin, qui a requis l'anonymat, a raconté que trois maisons ont brûlé."),
    ],
)
def test_who_does_not_want_to_be_named_has_no_name_but_is_there(language: str, text: str) -> None:
    (one,) = found(text, language)
    assert one.chain[-1].name == ""
    assert one.chain[-1].said is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The said road is, so to speak, a path; Mr Dahl answered the telephone."),
        ("en", "The strike claimed 12 lives."),
        ("en", "They spoke about the harvest."),
        ("en", "I say that the bridge is gone."),
        ("es", "Dicho camino es, por así decirlo, un sendero."),
        ("ru", "Объявленный список висит в зале."),
        ("en", "Smith said last week."),
    ],
)
def test_no_attribution_where_nobody_else_says_anything(language: str, text: str) -> None:
    assert found(text, language) == []
