"""The WhatsApp reader: every form of time, senders, WhatsApp's own words in seven languages, hostile files."""

from __future__ import annotations

import time

import pytest

from muniment.model.edtf import is_edtf
from muniment.model.reading import Passage, Reading
from muniment.read.giving import Part
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.whatsapp import WhatsappReader

KIND = "text/x-whatsapp-chat"
IOS = """[12/03/2024, 14:05:11] Ферма: \u200eПовідомлення й дзвінки захищено наскрізним шифруванням.
\u200e[12/03/2024, 14:05:12] Ферма: \u200eАйла додала Борин
[12/03/2024, 14:06:00] Айла: Міст закрито.
Другий рядок: теж її.

І третій, https://example.org/bridge.
\u200e[12/03/2024, 14:07:30] \u202a+000\u00a0111\u202c: \u200e<додано: 00000004-PHOTO-2024-03-12-14-07-30.jpg>
\u200e[12/03/2024, 14:08:00] Айла: план.pdf • \u200e2 сторінки \u200e<додано: 00000005-план.pdf>
[12/03/2024, 14:09:00] Айла: \u200eВи видалили це повідомлення.
[13/03/2024, 09:00:00] Айла: Так \u200e<Повідомлення змінено>
\u200e[13/03/2024, 09:01:00] Айла: \u200eРозташування: https://maps.google.com/?q=48.5,-35.25
"""
ANDROID = """12/3/24, 2:05\u202fPM - Messages and calls are end-to-end encrypted. Tap to learn more.
12/13/24, 2:06\u202fPM - Aila created group "Orin: the bridge"
12/13/24, 2:07\u202fPM - Aila: IMG-20241213-WA0001.jpg (file attached)
the caption
12/13/24, 2:08\u202fPM - Borin: \u200ePTT-20241213-WA0002.opus (file attached)
12/13/24, 12:00\u202fAM - Borin: <Media omitted>
12/14/24, 12:30\u202fPM - Borin: nobody (file attached to nothing) came
"""


def read(text: str | bytes) -> tuple[Reading, list[Part]]:
    source = Source(media_type=KIND, data=text if isinstance(text, bytes) else text.encode())
    reading = WhatsappReader().read(source)
    return reading, [part for part, _ in source.collected.parts]


def text_of(reading: Reading, passage: Passage) -> str:
    return reading.text[passage.start : passage.end]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_ios_messages_have_sender_time_and_place() -> None:
    reading, _ = read(IOS)
    sent = [(one.where, one.kind, one.by, one.at) for one in reading.passages]
    assert sent == [
        ("message 1", "note", None, "2024-03-12T14:05:11"),
        ("message 2", "note", "Ферма", "2024-03-12T14:05:12"),
        ("message 3", "message", "Айла", "2024-03-12T14:06:00"),
        ("message 4", "message", "+000\u00a0111", "2024-03-12T14:07:30"),
        ("message 5", "message", "Айла", "2024-03-12T14:08:00"),
        ("message 6", "message", "Айла", "2024-03-12T14:09:00"),
        ("message 7", "message", "Айла", "2024-03-13T09:00:00"),
        ("message 8", "message", "Айла", "2024-03-13T09:01:00"),
    ]
    assert text_of(reading, reading.passages[2]) == (
        "Міст закрито.\nДругий рядок: теж її.\n\nІ третій, https://example.org/bridge."
    )
    assert reading.metadata["chat:Kind"] == "WhatsApp, iOS form"
    assert reading.metadata["chat:Name"] == reading.title == "Ферма"
    assert reading.metadata["chat:Messages"] == "8"
    assert reading.metadata["chat:Participants"] == "2"


def test_what_ios_says_of_messages() -> None:
    reading, parts = read(IOS)
    marks = {one.where: one.marks for one in reading.passages if one.marks}
    assert marks == {"message 6": ("deleted",), "message 7": ("edited",), "message 8": ("location",)}
    (place,) = reading.positions
    assert (place.latitude, place.longitude, place.said_by) == (48.5, -35.25, "message 8: location sent")
    assert [part.path for part in parts] == ["00000004-PHOTO-2024-03-12-14-07-30.jpg", "00000005-план.pdf"]
    first = parts[0]
    assert not first.held
    assert (first.told.source, first.told.obtained) == ("+000\u00a0111", "2024-03-12T14:07:30")
    assert first.told.details["message:Where"] == "message 4"
    assert parts[1].told.details["message:Text"].startswith("план.pdf • ")


def test_links_to_files_stand_on_their_names() -> None:
    reading, _ = read(IOS)
    children = [link for link in reading.links if link.state == "child"]
    assert [link.target for link in children] == ["00000004-PHOTO-2024-03-12-14-07-30.jpg", "00000005-план.pdf"]
    assert all(reading.text[link.start : link.end] == link.target for link in children)
    assert "https://example.org/bridge" in [link.target for link in reading.links]


def test_first_and_last_message_are_moments() -> None:
    reading, _ = read(IOS)
    assert [(one.what, one.written, one.edtf, one.said_by) for one in reading.moments] == [
        ("first message", "12/03/2024, 14:06:00", "2024-03-12T14:06:00", "message 3"),
        ("last message", "13/03/2024, 09:01:00", "2024-03-13T09:01:00", "message 8"),
    ]


def test_android_messages() -> None:
    reading, parts = read(ANDROID)
    kinds = [(one.kind, one.by, one.marks) for one in reading.passages]
    assert kinds == [
        ("note", None, ()),
        ("note", None, ()),
        ("message", "Aila", ()),
        ("message", "Borin", ("voice note",)),
        ("message", "Borin", ("file left out",)),
        ("message", "Borin", ()),
    ]
    assert text_of(reading, reading.passages[2]) == "IMG-20241213-WA0001.jpg (file attached)\nthe caption"
    assert [part.path for part in parts] == ["IMG-20241213-WA0001.jpg", "PTT-20241213-WA0002.opus"]
    assert "file-not-exported" in codes(reading)


def test_a_time_without_seconds_is_its_whole_minute() -> None:
    reading, parts = read(ANDROID)
    at = [one.at for one in reading.passages]
    assert at[2] == "2024-12-13T14:07:00/2024-12-13T14:07:59"
    assert at[4] == "2024-12-13T00:00:00/2024-12-13T00:00:59"
    assert at[5] == "2024-12-14T12:30:00/2024-12-14T12:30:59"
    assert all(is_edtf(one) for one in at if one)
    assert is_edtf(parts[0].told.obtained)


FORMS = [
    ("[12/03/2024, 14:05:11] A: x", "2024-03-12T14:05:11"),
    ("[12.03.24, 14:05:11] A: x", "2024-03-12T14:05:11"),
    ("[2024-03-12, 2:05:11\u202fPM] A: x", "2024-03-12T14:05:11"),
    ("[12/3/24 14:05:11] A: x", "2024-03-12T14:05:11"),
    ("[12/03/2024 à 14:05:11] A: x", "2024-03-12T14:05:11"),
    ("\u200f[\u200f12\u200f/3\u200f/2024، 14:05:11] A: x", "2024-03-12T14:05:11"),
    ("[١٢\u200f/٣\u200f/٢٠٢٤، ٢:٠٥:١١\u00a0م] A: x", "2024-03-12T14:05:11"),
    ("[١٢\u200f/٣\u200f/٢٠٢٤، ١٢:٠٥:١١\u00a0ص] A: x", "2024-03-12T00:05:11"),
    ("[12.3.2024, 14:05:11] A: x", "2024-03-12T14:05:11"),
    ("12/03/2024, 14:05 - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("12.03.24, 14:05 - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("12/3/24 2:05 p.\u00a0m. - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("12/03/2024 à 14:05 - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("12-03-2024 02:05 pm - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("2024/03/12, 14:05 - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("2024-03-12 14 h 05 - A: x", "2024-03-12T14:05:00/2024-03-12T14:05:59"),
    ("12/03/24 14:05:11: A: x", "2024-03-12T14:05:11"),
]


@pytest.mark.parametrize(("line", "expected"), FORMS)
def test_forms_of_time(line: str, expected: str) -> None:
    later = line.replace("12", "13", 1).replace("١٢", "١٣", 1)
    if line[:5] in ("[2024", "2024/", "2024-"):
        later = line
    reading, _ = read(f"{line}\n{later}\n")
    assert (reading.passages[0].by, reading.passages[0].at) == ("A", expected)
    assert len(reading.passages) == 2


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/04/2024", "13/04/2024"], "day-month-year: a number over 12"),
        (["03/04/2024", "04/13/2024"], "month-day-year: a number over 12"),
        (["03.04.2024", "05.04.2024"], "day-month-year: points between the numbers"),
        (["03/04/2024", "05/04/2024", "06/04/2024", "01/05/2024"], "day-month-year: the order of the messages"),
        (["04/03/2024", "04/05/2024", "04/06/2024", "05/01/2024"], "month-day-year: the order of the messages"),
        (["04/04/2024"], "day-month-year: day and month are the same number"),
        (["2024-03-04"], "year-month-day: the year comes first"),
        (["03/04/2024", "05/04/2024"], "unknown"),
        (["13/04/2024", "04/13/2024"], "mixed: some dates have a number over 12 in front, others behind"),
        (["02/09/1445"], "calendar: the dates are of another calendar"),
    ],
)
def test_the_order_of_dates_is_decided_from_the_whole_file(dates: list[str], order: str) -> None:
    reading, _ = read("".join(f"[{date}, 14:05:11] A: x\n" for date in dates))
    assert reading.metadata["chat:DateOrder"] == order
    known = order.split(":")[0].endswith(("year", "day"))
    assert all((one.at is not None) == known for one in reading.passages)
    assert ("date-order-unknown" in codes(reading)) == (not known)


def test_files_named_by_their_day_decide() -> None:
    lines = [f"{day}, 10:00 - A: IMG-{name}-WA0001.jpg (file attached)\n"
             for day, name in (("03/04/2024", "20240403"), ("04/05/2024", "20240504"))]  # fmt: skip
    reading, _ = read("".join(lines))
    assert reading.metadata["chat:DateOrder"] == "day-month-year: the names of attached files"


def test_undecided_times_stay_as_written() -> None:
    reading, parts = read("[03/04/2024, 14:05:11] A: \u200e<attached: 00000001-PHOTO.jpg>\n")
    (passage,) = reading.passages
    assert passage.at is None
    assert passage.marks == ("written 03/04/2024, 14:05:11",)
    assert parts[0].told.obtained == ""
    assert parts[0].told.details["message:Written"] == "03/04/2024, 14:05:11"
    assert reading.moments[0].written == "03/04/2024, 14:05:11"
    assert reading.moments[0].edtf is None


WORDS = {
    "file left out": [
        "<Media omitted>", "\u200eimage omitted", "\u200eпсв.pdf \u200eдокумент пропущено", "<Медіа пропущено>",
        "<Без медиафайлов>", "\u200eизображение отсутствует", "<تم استبعاد الوسائط>", "\u200fلم يتم إدراج الصورة",
        "<המדיה לא נכללה>", "\u200fהתמונה הושמטה", "<Multimedia omitido>", "\u200eimagen omitida",
        "<Médias omis>", "\u200eimage absente",
    ],
    "deleted": [
        "This message was deleted", "\u200eYou deleted this message.", "Це повідомлення було видалено",
        "Данное сообщение удалено", "\u200fتم حذف هذه الرسالة.", "הודעה זו נמחקה", "Se eliminó este mensaje.",
        "Ce message a été supprimé",
    ],
    "edited": [
        "x <This message was edited>", "x \u200e<Повідомлення змінено>", "x <Сообщение изменено>",
        "x \u200f<تم تعديل هذه الرسالة>", "x <ההודעה נערכה>", "x <Se editó este mensaje.>",
        "x <Ce message a été modifié>",
    ],
    "forwarded": ["\u200eForwarded\nx", "[Переслано] x", "\u200fتمت إعادة التوجيه\nx", "[Reenviado] x"],
}  # fmt: skip


@pytest.mark.parametrize(("mark", "body"), [(mark, body) for mark, bodies in WORDS.items() for body in bodies])
def test_words_of_seven_languages(mark: str, body: str) -> None:
    reading, _ = read(f"[13/03/2024, 14:05:11] A: {body}\n")
    (passage,) = reading.passages
    assert (passage.kind, passage.marks) == ("message", (mark,))


@pytest.mark.parametrize(
    "body",
    [
        "I deleted this message",
        "the image omitted nothing",
        "he was forwarded",
        "x <y> z",
        "edited",
        "a (file attached) b",
    ],
)
def test_people_may_use_the_same_words(body: str) -> None:
    reading, parts = read(f"[13/03/2024, 14:05:11] A: {body}\n")
    assert reading.passages[0].marks == ()
    assert parts == []


@pytest.mark.parametrize(
    "words",
    ["file attached", "файл додано", "файл добавлен", "الملف مرفق", "קובץ מצורף", "archivo adjunto", "fichier joint"],
)
def test_attached_on_android(words: str) -> None:
    _, parts = read(f"13/03/2024, 14:05 - A: звіт 1.pdf ({words})\nпідпис\n")
    assert [part.path for part in parts] == ["звіт 1.pdf"]


@pytest.mark.parametrize("word", ["attached", "додано", "прикреплено", "المُرفق", "מצורף", "adjunto", "pièce jointe "])
def test_attached_on_ios(word: str) -> None:
    _, parts = read(f"[13/03/2024, 14:05:11] A: \u200e<{word}: звіт 1.pdf>\n")
    assert [part.path for part in parts] == ["звіт 1.pdf"]


def test_a_numbered_file_is_known_in_any_language() -> None:
    _, parts = read("[13/03/2024, 14:05:11] A: \u200e<Anhang: 00000012-AUDIO-2024-03-13-14-05-11.opus>\n")
    assert [part.path for part in parts] == ["00000012-AUDIO-2024-03-13-14-05-11.opus"]


def test_pasted_lines_of_another_form_stay_text() -> None:
    text = "".join(f"13/03/2024, 14:0{n} - A: x\n" for n in range(5))
    reading, _ = read(text + "[01/01/2020, 10:00:00] B: pasted\n")
    assert reading.metadata["chat:Messages"] == "5"
    assert reading.text.endswith("x\n[01/01/2020, 10:00:00] B: pasted")


def test_a_date_that_runs_back_is_said() -> None:
    reading, _ = read("[20/03/2024, 10:00:00] A: x\n[19/03/2024, 10:00:00] B: y\n")
    (finding,) = [one for one in reading.findings if one.code == "time-runs-back"]
    assert finding.where == "message 2"


def test_words_before_the_first_message_are_kept() -> None:
    reading, _ = read("Taken from the telephone in Tamsk\n[20/03/2024, 10:00:00] A: x\n")
    assert text_of(reading, reading.passages[0]) == "Taken from the telephone in Tamsk"


def test_no_chat_at_all_is_still_text() -> None:
    reading, _ = read("just words\n")
    assert reading.text == "just words"
    assert codes(reading) == ["chat-empty"]


def test_other_encodings() -> None:
    reading, _ = read(IOS.replace("\n", "\r\n").encode("utf-16"))
    assert reading.metadata["chat:Messages"] == "8"
    assert read(IOS.replace("\n", "\r\n"))[0].text == reading.text


def test_hostile_names_are_kept_as_they_are() -> None:
    _, parts = read(
        "[20/03/2024, 10:00:00] A: \u200e<attached: ../../etc/x>\n"
        "[20/03/2024, 10:00:01] A\u202egpj: \u200e<attached: a\u202egpj.exe>\n"
    )
    assert [part.path for part in parts] == ["../../etc/x", "a\u202egpj.exe"]
    assert parts[1].told.source == "A\u202egpj"


@pytest.mark.parametrize(
    "text",
    [
        "\u200e" * 300_000,
        "[" * 300_000,
        "1/" * 300_000,
        "[20/03/2024, 10:00:00] A: " + "x" * 10_000_000,
        "[20/03/2024, 10:00:00] A: " + "<attached: " * 50_000,
        "[20/03/2024, 10:00:00] " + "a:b" * 300_000,
        "[20/03/2024, 10:00:00] A: x (" + "a (" * 100_000,
        "[20/03/2024, 10:00:00]\n" * 50_000,
    ],
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    began = time.monotonic()
    reading, _ = read(text)
    assert len(reading.text) >= 0
    assert time.monotonic() - began < 120


def test_more_than_a_reading_can_hold_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"[20/03/2024, 10:00:00] A: \u200e<attached: {n}.jpg>\n" for n in range(100)]
    monkeypatch.setattr("muniment.read.chat.gathering.Gathering.__init__.__defaults__", (None, 5_000))
    reading, parts = read("".join(lines))
    (finding,) = [one for one in reading.findings if one.code == "chat-too-long"]
    assert finding.where == f"message {len(reading.passages) + 1}"
    assert 10 < len(reading.passages) < 100
    assert len(parts) == 100
    assert reading.metadata["chat:Messages"] == "100"


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = pool.read_all([Job("a", KIND, data=IOS.encode())])
    assert reading == read(IOS)[0]
