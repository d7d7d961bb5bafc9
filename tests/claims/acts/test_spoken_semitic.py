"""Arabic and Hebrew as witnesses and chats have them: pronouns written onto words, spoken forms, passives, clefts."""

from __future__ import annotations

import pytest

from muniment import codes
from muniment.claims.acts import Lexicon
from muniment.claims.acts.morphology import arabic, hebrew
from muniment.claims.acts.tokens import marks_and_words

from .reading import acts, parties, polarities

CASES = [
    # who did it, behind a pronoun that is written onto a preposition
    ("he", "ירתה עלינו הפלוגה השלישית ליד הטחנה.", "attack-civilians", "פלוגה", "עלינו"),
    ("ar", "أطلقت عليهم كتيبة تارن النار قرب الطاحونة.", "attack-civilians", "كتيبة تارن", "عليهم"),
    ("ar", "كان حرس القلعة يمنع عنا الخبز.", "starvation", "حرس القلعة", "الخبز"),
    # a clause about a noun that its verb does not agree with
    ("he", "הרופאים שעצרה משטרת קסארה שוחררו.", "detention", "משטרת קסארה", "רופאים"),
    # passives that are written otherwise
    ("he", "הרועה נורה למוות בידי חיילים.", "killing", "חיילים", "רועה"),
    ("he", "שני צוערים מוחזקים במרתף בידי גדוד טארן.", "detention", "גדוד טארן", "צוערים"),
    ("ar", "حوصر المدرسون على يد حركة السهل.", "starvation", "حركة السهل", "المدرسون"),
    # a number between the noun of a deed and whom it hit
    ("ar", "ندين اعتقال خمسة مزارعين على يد شرطة كيسارا.", "detention", "شرطة كيسارا", "مزارعين"),
    ("ar", "تم طرد تسعين عائلة على يد حركة السهل.", "displacement", "حركة السهل", "عائلة"),
    # a plural before whose it is
    ("ar", "سرق مقاتلو كتيبة تارن بقر عمي.", "property", "مقاتلو كتيبة تارن", "بقر عمي"),
    # whose guns
    ("he", "תותחי משמר קסארה פגעו בבית הספר.", "attack-schools", "משמר קסארה", "בית הספר"),
    # a verb that only moves has its subject behind it
    ("ar", "جاء رجال كتيبة تارن وخطفوا المعلم.", "hostage-taking", "رجال كتيبة تارن", "المعلم"),
    # who did it behind the copula
    ("he", "מי ששרף את האסם היה גדוד טארן.", "property", "גדוד טארן", "אסם"),
    ("ar", "اللي نهب الدكان كان الفصيل.", "property", "الفصيل", "الدكان"),
    # a verb said again of a pronoun
    ("ar", "الجيش لم يقصف السوق، الفصيل قصفه.", "attack-civilians", "الجيش", "السوق"),
    ("he", "המשפחה ברחה ליער ושני שוטרים ירדו לחצר ושרפו את הבית.", "attack-homes", "שוטרים", "בית"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "code", "doer", "harmed"), CASES)
def test_who_did_it_to_whom(language: str, text: str, code: str, doer: str, harmed: str) -> None:
    doers, victims = parties(text, language, code)
    assert any(doer in said for said in doers)
    assert any(harmed in said for said in victims)
    assert not any(harmed in said for said in doers)


AGAIN = [
    ("ar", "مو الجيش اللي حرق البيوت، عناصر الفصيل هنه اللي حرقوها.", "attack-homes", "الجيش", "عناصر الفصيل"),
    ("ar", "لم يحرق الجيش المخزن، الفصيل هو من أحرقه.", "property", "الجيش", "الفصيل"),
    ("ar", "اللي حرق الباص مو الجيش، اللي حرقه الفصيل.", "attack-civilians", "الجيش", "الفصيل"),
    ("he", "לא הצבא שרף את האסם, המיליציה היא ששרפה אותו.", "property", "צבא", "מיליציה"),
    ("he", "לא משמר קסארה בזזו את החנות, אנשי גדוד טארן הם שבזזו אותה.", "property", "משמר קסארה", "אנשי גדוד טארן"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "code", "not_they", "but_they"), AGAIN)
def test_not_they_but_others(language: str, text: str, code: str, not_they: str, but_they: str) -> None:
    said = {found.polarity: [p.said.text for p in found.act.perpetrators] for found in acts(text, language)}
    assert said == {"denied": [not_they], "affirmed": [but_they]}
    assert {found.act.code for found in acts(text, language)} == {code}


POLARITIES = [
    ("he", "זה לא נכון שהפציצו את השוק.", "attack-civilians", "denied"),
    ("ar", "إن قصفت كتيبة تارن الجسر غرقت القرية.", "attack-infrastructure", "unknown"),
    ("ar", "من المقرر أن تتبادل كتيبة تارن وحركة السهل الأسرى.", "exchange", "unknown"),
    ("he", "מי שהפגיז את הגשר לא היה משמר קסארה.", "attack-infrastructure", "denied"),
    ("ar", "ما حدا انقتل بالحارة.", "killing", "denied"),
    ("ar", "ما انكسر ولا شباك بالمدرسة.", "attack-schools", "denied"),
    ("he", "הקשישים פונו מכפר אורן.", "evacuation", "affirmed"),
    ("he", "הפגזת כפר אורן נמשכה.", "attack-civilians", "affirmed"),
    ("he", "ירד לקנות חלב ושני חיילים עצרו אותו.", "detention", "affirmed"),
]


@pytest.mark.parametrize(("language", "text", "code", "polarity"), POLARITIES)
def test_whether_it_happened(language: str, text: str, code: str, polarity: str) -> None:
    assert polarities(text, language, code) == [polarity]


def test_of_one_shot_at_who_died_the_shooter_did_not_die() -> None:
    assert parties("قناص الجيش طخ على عمي ومات.", "ar", "killing")[1] == ["عمي"]
    assert parties("צלף ירה על הרועה ומת.", "he", "killing")[1] == ["רועה"]


FORMS = [
    (arabic.forms, "قصف", "قصفو"), (arabic.forms, "يقصف", "بتقصف"), (arabic.passives, "حرق", "انحرق"),
    (arabic.passives, "حاصر", "حوصر"), (arabic.passives, "اغتال", "اغتيل"),
    (hebrew.forms, "ירה", "נורה"), (hebrew.forms, "החזיק", "מוחזקים"), (hebrew.forms, "עצר", "נעצרים"),
]  # fmt: skip


@pytest.mark.parametrize(("forms", "verb", "form"), FORMS)
def test_a_form_is_known(forms: object, verb: str, form: str) -> None:
    assert form in {found[0] for found in forms(verb)}  # type: ignore[operator]


WORDS = [
    ("he", "כשעמדנו", ["כש", "עמדנו"]),
    ("he", "לוחמי", ["לוחמי"]),
    ("he", "החזית", ["ה", "חזית"]),
    ("he", "מ-600", ["מ", "600"]),
    ("he", "שוועד", ["ש", "ועד"]),
    ("he", "עליהם", ["על", "אותם"]),
    ("ar", "علينا", ["على", "نحن"]),
    ("ar", "كولم", ["كولم"]),
]


@pytest.mark.parametrize(("language", "word", "parts"), WORDS)
def test_what_a_word_is_made_of(language: str, word: str, parts: list[str]) -> None:
    morphology = Lexicon.of(codes.load("acts"), language).morphology
    assert [token.key for token in morphology.analyse(marks_and_words(word, 0, len(word)))] == parts
