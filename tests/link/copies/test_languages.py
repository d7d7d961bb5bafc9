"""A report copied into another text and edited a little, in real languages and scripts."""

from __future__ import annotations

import pytest

from muniment.link.copies import copies

REPORTS = {
    "en": (
        "On Tuesday morning three boats left the harbour of Ostrivka with flour for the upper valley. Two of them came "
        "back before noon, because the lock keeper at the old mill had seen soldiers on both banks. The crew of the "
        "third boat has not been heard of since, and their families ask that anybody who met them should write.",
        "On Wednesday morning three boats left the harbour at Ostrivka with flour for the upper valley. Two came "
        "back before noon, because the lock keeper at the old mill had seen armed soldiers on both banks. The crew of "
        "the third boat has not been heard of since, and the families ask that anybody who met them should write.",
    ),
    "uk": (
        "У вівторок уранці три човни вийшли з гавані Острівки з борошном для верхньої долини. Два з них повернулися "
        "до полудня, бо сторож шлюзу біля старого млина бачив солдатів на обох берегах. Про команду третього човна "
        "відтоді нічого не чути, і родини просять написати всіх, хто їх зустрічав.",
        "У середу вранці три човни вийшли з гавані Острівки з борошном для верхньої долини. Два з них повернулися "
        "ще до полудня, бо сторож шлюзу біля млина бачив солдатів на обох берегах. Про команду третього човна "
        "відтоді нічого не відомо, і родини просять написати всіх, хто їх зустрічав.",
    ),
    "ru": (
        "Во вторник утром три лодки вышли из гавани Островки с мукой для верхней долины. Две из них вернулись до "
        "полудня, потому что сторож шлюза у старой мельницы видел солдат на обоих берегах. О команде третьей лодки с "
        "тех пор ничего не слышно, и семьи просят написать всех, кто их встречал.",
        "В среду утром три лодки вышли из гавани Островки с мукой для верхней долины. Две из них вернулись еще до "
        "полудня, потому что сторож шлюза у мельницы видел солдат на обоих берегах. О команде третьей лодки с "
        "тех пор ничего не известно, и семьи просят написать всех, кто их встречал.",
    ),
    "ar": (
        "غادرت ثلاثة قوارب ميناء أوستريفكا صباح الثلاثاء محملة بالدقيق إلى أعلى الوادي. عاد اثنان منها قبل الظهر لأن "
        "حارس الهويس عند الطاحونة القديمة رأى جنودا على الضفتين. ولم يسمع أحد شيئا عن طاقم القارب الثالث منذ ذلك "
        "الحين، وتطلب العائلات من كل من التقى بهم أن يكتب إليها.",
        "غادرت ثلاثة قوارب ميناء أوستريفكا صباح الأربعاء محملة بالدقيق إلى أعلى الوادي. عاد اثنان منها قبل الظهر لأن "
        "حارس الهويس عند الطاحونة رأى جنودًا على الضفتين. ولم يسمع أحد شيئا عن طاقم القارب الثالث منذ ذلك "
        "اليوم، وتطلب العائلات من كل من التقى بهم أن يكتب إليها.",
    ),
    "he": (
        "ביום שלישי בבוקר יצאו שלוש סירות מנמל אוסטריבקה עם קמח לעמק העליון. שתיים מהן חזרו לפני הצהריים, כי שומר "
        "הסכר ליד הטחנה הישנה ראה חיילים בשתי הגדות. על צוות הסירה השלישית לא נשמע דבר מאז, והמשפחות מבקשות מכל "
        "מי שפגש אותם לכתוב.",
        "ביום רביעי בבוקר יצאו שלוש סירות מנמל אוסטריבקה עם קמח לעמק העליון. שתיים מהן חזרו לפני הצהריים, כי שומר "
        "הסכר ליד הטחנה ראה חיילים בשתי הגדות. על צוות הסירה השלישית לא נשמע דבר מאז, והמשפחות מבקשות מכל "
        "מי שפגש בהם לכתוב.",
    ),
    "es": (
        "El martes por la mañana tres barcas salieron del puerto de Ostrivka con harina para el valle alto. Dos de "
        "ellas volvieron antes del mediodía, porque el guarda de la esclusa junto al viejo molino había visto soldados "
        "en las dos orillas. De la tripulación de la tercera no se sabe nada desde entonces.",
        "El miércoles por la mañana tres barcas salieron del puerto de Ostrivka con harina para el valle alto. Dos de "
        "ellas volvieron antes de mediodia, porque el guarda de la esclusa junto al molino había visto soldados "
        "en las dos orillas. De la tripulación de la tercera no se sabe nada desde entonces.",
    ),
    "fr": (
        "Mardi matin, trois bateaux ont quitté le port d’Ostrivka avec de la farine pour la haute vallée. Deux d’entre "
        "eux sont revenus avant midi, car l’éclusier du vieux moulin avait vu des soldats sur les deux rives. Depuis, "
        "on est sans nouvelles de l’équipage du troisième, et les familles demandent qu’on leur écrive.",
        "Mercredi matin, trois bateaux ont quitté le port d'Ostrivka avec de la farine pour la haute vallée. Deux "
        "d'entre eux sont revenus avant midi, car l'éclusier du moulin avait vu des soldats sur les deux rives. Depuis "
        "on est sans nouvelles de l'équipage du troisième, et les familles demandent qu'on leur écrive.",
    ),
    "ja": (
        "火曜日の朝、三艘の船が小麦粉を積んで港を出た。二艘は昼前に戻ってきた。古い水車小屋の番人が両岸に兵士を見たからである。",
        "水曜日の朝、三艘の船が小麦粉を積んで港を出た。二艘は昼前に戻った。水車小屋の番人が両岸に兵士を見たからである。",
    ),
}
FRAMES = {
    "en": ("Our correspondent in the valley sends us this.", "We shall go on asking the harbour office about it."),
    "uk": ("Наш кореспондент у долині надіслав нам таке.", "Ми й далі питатимемо про це управу гавані."),
    "ru": ("Наш корреспондент в долине прислал нам следующее.", "Мы и дальше будем спрашивать управу гавани."),
    "ar": ("أرسل إلينا مراسلنا في الوادي ما يلي.", "وسنواصل سؤال مكتب الميناء عن ذلك."),
    "he": ("כתבנו בעמק שלח לנו את הדברים הבאים.", "נמשיך לשאול את משרד הנמל על כך."),
    "es": ("Nuestro corresponsal en el valle nos envía esto.", "Seguiremos preguntando a la oficina del puerto."),
    "fr": ("Notre correspondant dans la vallée nous écrit.", "Nous continuerons d’interroger la capitainerie."),
    "ja": ("谷の記者から次の知らせが届いた。", "港の役所に引き続き尋ねる。"),
}


@pytest.mark.parametrize("language", REPORTS)
def test_an_edited_report_is_found_within_another_text(language: str) -> None:
    report, copy = REPORTS[language]
    before, behind = FRAMES[language]
    host = f"{before}\n\n{copy}\n\n{behind}"
    others = [(code, report) for code, (report, _) in REPORTS.items()]
    (found,) = [one for one in copies([*others, ("host", host)]).shared if one.b == "host"]
    assert found.a == language
    start = host.index(copy)
    assert abs(found.b_start - start) <= 20
    assert abs(found.b_end - start - len(copy)) <= 2
    assert found.a_end >= len(report) - 2
    assert 0.75 <= found.alike < 1


def test_one_report_in_two_languages_is_not_a_copy() -> None:
    assert copies([(code, report) for code, (report, _) in REPORTS.items()]).shared == ()
