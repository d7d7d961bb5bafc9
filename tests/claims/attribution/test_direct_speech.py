"""Words in quotation marks of every style, behind dialogue dashes and labels: whose they are."""

from __future__ import annotations

import pytest

from .saying import brief, found

CASES = [
    ("en", "“We stay,” said the mayor. “We have nowhere to go.”",
     [("the mayor", "We stay"), ("the mayor", "We have nowhere to go")]),
    ("en", '"We stay," Mira Tarn said.', [("Mira Tarn", "We stay")]),
    ("en", "‘The bridge was never safe,’ said the engineer.", [("the engineer", "The bridge was never safe")]),
    ("en", "''It fell at noon,'' Mrs. Tarn said.", [("Mrs. Tarn", "It fell at noon")]),
    ("en", 'Mira Tarn told the court: "I saw the lorry."', [("Mira Tarn", "I saw the lorry")]),
    ("en", 'As President Osk put it, "this is our land and it stays ours".',
     [("President Osk", "this is our land and it stays ours")]),
    ("en", 'The teacher shrugged: "It has always leaked."', [("The teacher", "It has always leaked")]),
    ("en", "Q: Who opened it?\nA: The guard did.", [("Q", "Who opened it?"), ("A", "The guard did")]),
    ("en", '"We stay," another teacher, Mira Tarn, said.', [("another teacher", "We stay")]),
    ("uk", "«Ми лишимося», — наголосила лікарка Мира Тарн.", [("лікарка Мира Тарн", "Ми лишимося")]),
    ("uk", "„Ми лишимося“, — сказав мер.", [("мер", "Ми лишимося")]),
    ("uk", "«Міст, — сказав інженер, — ніколи не був безпечний».",
     [("інженер", "Міст"), ("інженер", "ніколи не був безпечний")]),
    ("uk", "— Ми лишимося, — сказав мер. — Нам нікуди йти.", [("мер", "Ми лишимося"), ("мер", "Нам нікуди йти")]),
    ("ru", "«Они пришли утром, — сказала учительница. — Их было двое».",
     [("учительница", "Они пришли утром"), ("учительница", "Их было двое")]),
    ("ru", "— Мы останемся, — сказал мэр.", [("мэр", "Мы останемся")]),
    ("ru", "Учительница рассказала: «Я видела двоих».", [("Учительница", "Я видела двоих")]),
    ("es", "—Nos quedaremos —dijo la vecina—. No tenemos adónde ir.",
     [("la vecina", "Nos quedaremos"), ("la vecina", "No tenemos adónde ir")]),
    ("es", "«Vinieron al alba», dijo Mira Tarn. «Nadie ayudó».",
     [("Mira Tarn", "Vinieron al alba"), ("Mira Tarn", "Nadie ayudó")]),
    ("fr", "« Ils sont venus à l'aube », a déclaré l'institutrice Mira Tarn.",
     [("l'institutrice Mira Tarn", "Ils sont venus à l'aube")]),
    ("fr", "« Nous resterons, a dit le maire, et vous aussi. »",
     [("le maire", "Nous resterons"), ("le maire", "et vous aussi")]),
    ("ar", "«جاؤوا عند الفجر»، قالت المعلمة ميرا تارن.", [("المعلمة ميرا تارن", "جاؤوا عند الفجر")]),
    ("ar", 'وقال المدير: "رأيتهم عند الجسر".', [("المدير", "رأيتهم عند الجسر")]),
    ("he", '"הם באו עם שחר", אמרה המורה מירה טרן.', [("המורה מירה טרן", "הם באו עם שחר")]),
    ("he", "״ראיתי אותם על הגשר״, סיפר הנהג.", [("הנהג", "ראיתי אותם על הגשר")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_direct_speech_is_its_speakers(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert brief(text, language) == expected
    assert {one.kind for one in found(text, language)} == {"direct"}
    assert {one.chain[-1].role for one in found(text, language)} == {"quoted"}


def test_a_quotation_runs_over_several_sentences() -> None:
    text = '"They came at dawn. We hid in the cellar. Nobody helped," said the teacher.'
    assert brief(text, "en") == [("the teacher", "They came at dawn. We hid in the cellar. Nobody helped")]


def test_names_and_terms_in_quotation_marks_are_no_speech() -> None:
    assert found('The film "We Will Return" is shown on Monday; whom they call "the Sparrow" came.', "en") == []
    assert found("Як пише «Кур’єр», насос старий.", "uk")[-1].kind != "direct"


def test_the_authors_own_words_are_nobody_elses() -> None:
    assert found("“I am so tired that I want nothing but to go home now!” I said.", "en") == []
    assert found("—¿Por qué? —pregunté.", "es") == []


def test_speech_that_nothing_attributes_is_somebodys_unnamed() -> None:
    (one,) = found("— Кто открыл ворота?", "ru")
    assert (one.chain[-1].name, one.chain[-1].said) == ("", None)
    assert one.cue is not None
    assert one.cue.text == "—"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = '"We stay," the mayor said.\n\n"We have always lived here and we shall not leave."'
    assert brief(text, "en")[-1] == ("the mayor", "We have always lived here and we shall not leave")


def test_lines_of_a_mail_quoted_with_a_mark_are_somebodys() -> None:
    text = "Mira wrote:\n> The bridge is gone.\n> Do not come."
    assert brief(text, "en")[0][0] == "Mira"


@pytest.mark.parametrize(
    "text",
    [
        '"It fell, and nobody came,” said Lena Orsk. It rained.',
        '“It fell, and nobody came," Lena Orsk said. It rained.',
    ],
)
def test_speech_typed_with_two_kinds_of_marks_ends_where_it_ends(text: str) -> None:
    assert brief(text, "en") == [("Lena Orsk", "It fell, and nobody came")]


def test_a_quotation_may_go_on_after_other_words_of_its_speaker_or_be_signed() -> None:
    assert [said for said, _ in brief("It fell, the mayor said. “Nobody came to help us.”", "en")] == ["the mayor"] * 2
    assert brief("“It fell, and nobody came to help us.” — Lena Orsk, baker", "en")[0][0] == "Lena Orsk"


def test_a_transcript_in_quotation_marks_has_its_speakers() -> None:
    text = '"TARN: Will they be there?\n\n"ORSK: They will not.'
    assert brief(text, "en") == [("TARN", "Will they be there?"), ("ORSK", "They will not")]


def test_a_heading_before_a_colon_is_no_speaker() -> None:
    assert "Talks with the police" not in [said for said, _ in brief("Talks with the police: it rained all day.", "en")]
