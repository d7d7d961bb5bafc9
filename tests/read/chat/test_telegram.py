"""The Telegram reader: messages of JSON and HTML exports, whole accounts, broken and hostile files."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from muniment.model.reading import Passage, Reading
from muniment.read.giving import Part
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.telegram import HTML, JSON, TelegramReader

AT = {"date": "2024-03-12T14:05:11", "date_unixtime": "1710245111"}
AILA: dict[str, Any] = {"type": "message", **AT, "from": "Айла", "from_id": "user1", "text": "", "text_entities": []}
NOT_INCLUDED = "(File not included. Change data exporting settings to download.)"


def chat(*messages: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"name": "Орін", "type": "private_supergroup", "id": 77, **fields, "messages": list(messages)}


def read(export: Any, kind: str = JSON) -> tuple[Reading, list[Part]]:
    if isinstance(export, str | bytes):
        data = export.encode() if isinstance(export, str) else export
    else:
        data = json.dumps(export, ensure_ascii=False, indent=1).encode()
    source = Source(media_type=kind, data=data)
    reading = TelegramReader().read(source)
    return reading, [part for part, _ in source.collected.parts]


def text_of(reading: Reading, passage: Passage) -> str:
    return reading.text[passage.start : passage.end]


def only(fields: dict[str, Any]) -> tuple[Passage, str, list[Part]]:
    reading, parts = read(chat({"id": 5, **AILA, **fields}))
    (passage,) = reading.passages
    return passage, text_of(reading, passage), parts


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def typed(*pieces: str | dict[str, Any]) -> dict[str, Any]:
    return {"text": list(pieces), "text_entities": [
        {"type": "plain", "text": piece} if isinstance(piece, str) else piece for piece in pieces
    ]}  # fmt: skip


def test_a_message_has_sender_time_and_place() -> None:
    passage, text, _ = only({"text": "Міст закрито.\nДругий рядок."})
    assert text == "Міст закрито.\nДругий рядок."
    assert (passage.kind, passage.where, passage.by, passage.at) == (
        "message", "message 5", "Айла", "2024-03-12T12:05:11Z",
    )  # fmt: skip


def test_without_seconds_since_1970_the_time_is_local() -> None:
    passage, _, _ = only({"text": "x", "date_unixtime": None})
    assert passage.at == "2024-03-12T14:05:11"


@pytest.mark.parametrize("seconds", ["9" * 40, "x", "-1e9", {}, [], 1e300])
def test_impossible_times(seconds: object) -> None:
    passage, _, _ = only({"text": "x", "date_unixtime": seconds, "date": "yesterday"})
    assert passage.at is None


def test_links_stand_on_their_words() -> None:
    pieces = typed(
        "Дивись ", {"type": "text_link", "text": "тут", "href": "https://example.org/a"}, " і ",
        {"type": "link", "text": "example.org/b"}, {"type": "bold", "text": "!"},
        {"type": "mention_name", "text": "Борин", "user_id": 9},
    )  # fmt: skip
    reading, _ = read(chat({"id": 5, **AILA, **pieces}))
    assert reading.text == "Дивись тут і example.org/b!Борин"
    assert [(link.text, link.target, link.start) for link in reading.links] == [
        ("тут", "https://example.org/a", 7),
        ("example.org/b", "example.org/b", 13),
    ]
    assert reading.passages[0].marks == ("mentions Борин (user9)",)


def test_what_is_said_of_a_message_becomes_marks() -> None:
    passage, _, _ = only({
        "text": "x", "forwarded_from": "Канал", "reply_to_message_id": 3, "edited": "2024-03-12T14:06:00",
        "edited_unixtime": "1710245160", "via_bot": "@b", "author": "Ред", "saved_from": "Архів",
        "reactions": [{"type": "emoji", "count": 2, "emoji": "👍", "recent": [{"from": "Борин"}]}],
    })  # fmt: skip
    assert set(passage.marks) == {
        "forwarded from Канал", "reply to message 3", "edited 2024-03-12T12:06:00Z", "via @b", "signed Ред",
        "saved from Архів", "reaction 👍 2 (Борин)",
    }  # fmt: skip


def test_reply_to_another_chat_and_nameless_sources() -> None:
    passage, _, _ = only(
        {"text": "x", "forwarded_from": None, "reply_to_message_id": 3, "reply_to_peer_id": "channel8"}
    )
    assert passage.marks == ("forwarded", "reply to message 3 in channel8")


def test_never_edited_as_2018_wrote_it() -> None:
    passage, _, _ = only({"text": "x", "edited": "1970-01-01T03:00:00"})
    assert passage.marks == ()


def test_a_photo_is_told_of() -> None:
    passage, text, parts = only({"text": "Дим", "photo": "photos/photo_1.jpg", "width": 8, "height": 6})
    assert text == "Дим\nphotos/photo_1.jpg"
    assert passage.marks == ("photo",)
    (part,) = parts
    assert (part.path, part.held) == ("photos/photo_1.jpg", False)
    assert (part.told.source, part.told.obtained) == ("Айла", "2024-03-12T12:05:11Z")
    assert part.told.details["message:Where"] == "message 5"
    assert part.told.details["message:SenderID"] == "user1"
    assert part.told.details["message:Text"].startswith("Дим")


def test_links_to_files() -> None:
    reading, _ = read(chat({"id": 5, **AILA, "text": "Дим", "photo": "photos/photo_1.jpg"}))
    (link,) = reading.links
    assert (link.text, link.target, link.state) == ("photos/photo_1.jpg", "photos/photo_1.jpg", "child")


def test_a_voice_note_and_its_kin() -> None:
    passage, _, parts = only({
        "file": "voice_messages/a.ogg", "media_type": "voice_message", "mime_type": "audio/ogg", "duration_seconds": 7,
        "thumbnail": "voice_messages/a.ogg_thumb.jpg", "file_name": "нотатка.ogg",
    })  # fmt: skip
    assert passage.marks == ("lasts 7 s", "voice note")
    assert [part.path for part in parts] == ["voice_messages/a.ogg", "voice_messages/a.ogg_thumb.jpg"]
    assert parts[0].told.name == "нотатка.ogg"
    assert parts[0].told.details["message:MediaType"] == "audio/ogg"
    assert parts[1].told.details["message:Role"] == "thumbnail"


@pytest.mark.parametrize("excuse", [NOT_INCLUDED, "(File exceeds maximum size. Change data exporting settings to "
                                    "download.)", "(File unavailable, please try again later)"])  # fmt: skip
def test_a_file_that_was_not_exported_is_said(excuse: str) -> None:
    reading, parts = read(chat({"id": 5, **AILA, "file": excuse, "thumbnail": excuse, "media_type": "video_file"}))
    assert parts == []
    (finding,) = [one for one in reading.findings if one.code == "file-not-exported"]
    assert ": 1;" in finding.text
    assert finding.where == "message 5"
    assert excuse in reading.text


def test_places_polls_contacts() -> None:
    reading, _ = read(chat(
        {"id": 1, **AILA, "location_information": {"latitude": 48.5, "longitude": -35.25}, "place_name": "Млин"},
        {"id": 2, **AILA, "poll": {"question": "Де?", "closed": True, "total_voters": 3,
                                   "answers": [{"text": "Там", "voters": 2, "chosen": False}]}},
        {"id": 3, **AILA, "contact_information": {"first_name": "Борин", "phone_number": "000 111"}},
    ))  # fmt: skip
    assert [text_of(reading, one) for one in reading.passages] == [
        "48.5, -35.25\nplace_name: Млин",
        "Де?\n- Там: 2\nclosed: yes, total_voters: 3",
        "contact_information: first_name: Борин, phone_number: 000 111",
    ]
    (place,) = reading.positions
    assert (place.latitude, place.longitude, place.said_by) == (48.5, -35.25, "message 1: location sent")


def test_words_of_fields_not_known_here_are_kept() -> None:
    _, text, _ = only({"todo_list": {"title": "Взяти", "items": ["воду", "хліб"]}})
    assert text == "todo_list: title: Взяти, items: воду, хліб"


def test_a_text_that_is_written_twice_and_differs_is_given_twice() -> None:
    twice = {"text": "Я там не був", "text_entities": [{"type": "plain", "text": "Я там був"}]}
    reading, _ = read(chat({"id": 1, **AILA, **twice}))
    assert reading.text == "Я там був\nЯ там не був"
    assert "text-differs" in codes(reading)


def test_a_message_without_words_has_a_place_all_the_same() -> None:
    assert only({})[1] == "(no words)"
    assert only({"self_destruct_period_seconds": 9})[1] == "destroys itself after 9 s"


def test_what_the_program_remarks_is_a_note() -> None:
    action = {"id": 1, "type": "service", **AT, "actor": "Айла", "actor_id": "user1", "action": "invite_members",
              "members": ["Борин", None], "text": "", "text_entities": []}  # fmt: skip
    reading, _ = read(chat(action, {"id": 2, "type": "unsupported"}))
    first, second = reading.passages
    assert (first.kind, first.by, text_of(reading, first)) == ("note", "Айла", "invite_members\nmembers: Борин")
    assert (second.kind, second.where) == ("note", "message 2")
    assert "message-unsupported" in codes(reading)


def test_what_is_known_of_the_chat() -> None:
    reading, _ = read(chat({"id": 1, **AILA, "text": "x"}, {"id": 2, **AILA, "text": "y", "from": "Борин",
                                                            "from_id": "user2"}))  # fmt: skip
    assert reading.title == "Орін"
    assert reading.metadata == {
        "chat:Kind": "Telegram private_supergroup", "chat:Name": "Орін", "telegram:id": "77", "chat:Messages": "2",
        "chat:Participants": "2", "chat:Sender:user1": "Айла", "chat:Sender:user2": "Борин",
    }  # fmt: skip
    assert [(one.what, one.edtf, one.said_by) for one in reading.moments] == [
        ("first message", "2024-03-12T12:05:11Z", "message 1"),
        ("last message", "2024-03-12T12:05:11Z", "message 2"),
    ]


def test_senders_of_one_name_are_told_apart() -> None:
    reading, _ = read(chat({"id": 1, **AILA, "text": "x"}, {"id": 2, **AILA, "text": "y", "from_id": "user9"}))
    assert [one.marks for one in reading.passages] == [("from user1",), ("from user9",)]
    assert "same-name" in codes(reading)


def test_a_deleted_account_keeps_its_number() -> None:
    passage, _, _ = only({"text": "x", "from": None})
    assert (passage.by, passage.marks) == (None, ("from user1",))


def test_a_whole_account() -> None:
    reading, _ = read({
        "about": "Here is the data you requested. Telegram", "personal_information": {"first_name": "Айла"},
        "contacts": {"about": "c", "list": [{"first_name": "Борин", "phone_number": "000"}]},
        "chats": {"about": "a", "list": [chat({"id": 1, **AILA, "text": "x"}), chat({"id": 1, **AILA, "text": "y"})]},
        "left_chats": {"about": "l", "list": [chat({"id": 1, **AILA, "text": "z"}, name="Тамск")]},
    })  # fmt: skip
    places = [(one.where, one.kind, text_of(reading, one)) for one in reading.passages]
    assert ("contacts 2", "table", "Борин\t000") in places
    assert ("chat 2, message 1", "message", "y") in places
    assert ("chat 3", "heading", "Тамск") in places
    assert ("chat 3, message 1", "message", "z") in places
    assert reading.metadata["chat:Chats"] == "3"
    assert reading.metadata["chat:Messages"] == "3"


def test_a_broken_message_costs_only_itself() -> None:
    whole = json.dumps(chat({"id": 1, **AILA, "text": "x"}, {"id": 2, **AILA, "text": "HERE"}))
    reading, _ = read(whole.replace('"HERE"', '"\\ud800"'))
    assert [text_of(reading, one) for one in reading.passages] == ["x", "?"]
    reading, _ = read(whole.replace('{"id": 1', '7, {"id": 1'))
    assert [one.kind for one in reading.passages] == ["code", "message", "message"]
    assert "message-broken" in codes(reading)


def test_numbers_beyond_all_measure() -> None:
    whole = json.dumps(chat({"id": 1, **AILA, "text": "x", "amount": 12345}))
    reading, _ = read(whole.replace("12345", "1e999"))
    assert text_of(reading, reading.passages[0]) == "x\namount: inf"


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = json.dumps(chat(*({"id": n, **AILA, "text": f"слово {n}"} for n in range(9))), ensure_ascii=False, indent=1)
    reading, _ = read(whole.encode()[:-150])
    assert [one.where for one in reading.passages][:8] == [f"message {n}" for n in range(8)]
    assert reading.passages[-1].kind == "code"
    assert {"export-broken", "message-broken"} <= set(codes(reading))
    assert reading.title == "Орін"


def test_one_message_nested_without_end_does_not_hide_the_next() -> None:
    deep = '{"id": 2, "type": "message", "text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    whole = json.dumps(chat({"id": 1, **AILA, "text": "x"}, {"id": 2}, {"id": 3, **AILA, "text": "z"}))
    reading, _ = read(whole.replace('{"id": 2}', deep))
    assert [one.where for one in reading.passages if one.kind == "message"] == ["message 1", "message 3"]
    assert "export-broken" in codes(reading)


def test_escapes_of_old_versions_are_mended() -> None:
    whole = json.dumps(chat({"id": 1, **AILA, "text": "HERE"})).replace("HERE", r"a\x0Bb \\x0B")
    reading, _ = read(whole)
    assert reading.text == "a\x0bb \\x0B"
    assert "export-mended" in codes(reading)


def test_byte_order_mark_and_letters_that_are_none() -> None:
    whole = json.dumps(chat({"id": 1, **AILA, "text": "x"}), ensure_ascii=False)
    assert read(b"\xef\xbb\xbf" + whole.encode())[0].text == "x"
    assert read(whole.encode("utf-16"))[0].text == "x"
    reading, _ = read(whole.encode().replace(b'"x"', b'"x\xff"'))
    assert reading.text == "x\ufffd"


@pytest.mark.parametrize(
    "data", ["", "{", "[]", "null", '{"messages": 7}', '{"messages": {}}', '{"chats": []}', '{"messages": [[]]}',
             '{"chats": {"list": [7]}}', '{"messages": [{}]}', '{"contacts": 7, "messages": [null]}'],
)  # fmt: skip
def test_other_shapes_raise_nothing(data: str) -> None:
    reading, _ = read(data)
    assert reading.reader == "telegram/1"


ODD: list[object] = [None, 7, 1.5, True, "x", [], {}, [[]], [{}], [None], {"a": {"b": ["c"]}}]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("key", ["id", "from", "from_id", "text", "text_entities", "photo", "poll", "reactions",
                                 "location_information", "inline_bot_buttons", "edited", "forwarded_from", "actor",
                                 "media_type", "type", "date", "duration_seconds"])  # fmt: skip
def test_any_value_in_any_field(key: str, value: object) -> None:
    reading, _ = read(chat({"id": 1, **AILA, "text": "слова", key: value}))
    assert len(reading.passages) == 1
    assert "слова" in reading.text or key == "text"


def test_hostile_paths_and_names_stay_names() -> None:
    _, _, parts = only({"photo": "../../etc/\u202egpj.x", "from": "A\u202eB"})
    assert [part.path for part in parts] == ["../../etc/\u202egpj.x"]
    assert parts[0].told.source == "A\u202eB"


def test_more_links_than_any_message_has() -> None:
    link = {"type": "text_link", "text": "a", "href": "https://example.org"}
    began = time.monotonic()
    reading, _ = read(chat({"id": 5, **AILA, "text": "a" * 50_000, "text_entities": [link] * 50_000}))
    assert (len(reading.text), len(reading.links)) == (50_000, 300)
    assert reading.passages[0].marks == ("50,000 links, of which 300 are listed",)
    assert time.monotonic() - began < 120


def test_in_a_confined_worker() -> None:
    data = json.dumps(chat({"id": 1, **AILA, "text": "x", "photo": "p.jpg"})).encode()
    page = PAGE.encode()
    with ReadingPool(workers=1) as pool:
        readings = {job.key: reading for job, reading in pool.read_all([Job("j", JSON, data=data),
                                                                        Job("h", HTML, data=page)])}  # fmt: skip
    assert readings["j"] == read(data)[0]
    assert readings["h"] == read(page, HTML)[0]


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title>
<link href="css/style.css" rel="stylesheet"/></head><body onload="CheckLocation();"><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">Орін </div></div></div>
<div class="page_body chat_page"><div class="history">
<a class="pagination block_link" href="messages.html">Previous messages</a>
<div class="message service" id="message-1"><div class="body details">12 March 2024</div></div>
<div class="message default clearfix" id="message11"><div class="pull_left userpic_wrap"><div class="userpic">
<div class="initials">А</div></div></div><div class="body">
 <div class="pull_right date details" title="12.03.2024 14:05:11 UTC+02:00">14:05</div>
 <div class="from_name">Айла </div>
 <div class="reply_to details">In reply to <a href="#go_to_message9" onclick="x">this message</a></div>
 <div class="text">Міст <strong>закрито</strong>.<br>Див. <a href="https://example.org/a">тут</a></div>
 <span class="reactions"><span class="reaction"><span class="emoji">👍</span><span class="count">2</span></span></span>
</div></div>
<div class="message default clearfix joined" id="message12"><div class="body">
 <div class="pull_right date details" title="12.03.2024 14:06:00 UTC+02:00">14:06</div>
 <div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg">
  <img class="photo" src="photos/photo_1_thumb.jpg"/></a></div>
 <div class="text">Дим</div></div></div>
<div class="message default clearfix" id="message13"><div class="body">
 <div class="pull_right date details" title="12.03.2024 14:07:00">14:07</div><div class="from_name">Борин</div>
 <div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body">
  <div class="from_name">Канал <span class="date details" title="11.03.2024 10:00:00 UTC+02:00"> 11.03.2024</span></div>
  <div class="media_wrap clearfix"><div class="media clearfix pull_left media_voice_message">
   <div class="fill pull_left"></div><div class="body"><div class="title bold">Voice message</div>
   <div class="description">Not included, change data exporting settings to download.</div>
   <div class="status details">00:07</div></div></div></div>
  <div class="text">Слова</div></div><div class="signature details">Ред</div></div></div>
<div class="message default clearfix" id="message14"><div class="body">
 <div class="pull_right date details" title="soon">14:08</div><div class="from_name">Борин</div>
 <div class="media_wrap clearfix"><a class="media clearfix pull_left block_link media_location"
  href="https://maps.google.com/maps?q=48.5,-35.25&amp;ll=48.5,-35.25&amp;z=16"><div class="fill"></div>
  <div class="body"><div class="title bold">Location</div></div></a></div></div></div>
<p>slipped in</p>
<a class="pagination block_link" href="messages3.html">Next messages</a>
</div></div></div></body></html>"""


def test_a_page_of_html() -> None:
    reading, _ = read(PAGE, HTML)
    seen = [(one.where, one.kind, one.by, one.at, text_of(reading, one)) for one in reading.passages]
    assert seen == [
        ("", "heading", None, None, "Орін"),
        ("message -1", "note", None, None, "12 March 2024"),
        ("message 11", "message", "Айла", "2024-03-12T14:05:11+02:00", "Міст закрито.\nДив. тут"),
        ("message 12", "message", "Айла", "2024-03-12T14:06:00+02:00", "photos/photo_1.jpg\nДим"),
        ("message 13", "message", "Борин", "2024-03-12T14:07:00",
         "Voice message\nNot included, change data exporting settings to download.\n00:07\nСлова"),
        ("message 14", "message", "Борин", None,
         "https://maps.google.com/maps?q=48.5,-35.25&ll=48.5,-35.25&z=16\nLocation"),
        ("", "note", None, None, "slipped in"),
    ]  # fmt: skip
    assert reading.title == reading.metadata["chat:Name"] == "Орін"
    assert reading.metadata["telegram:previous"] == "messages.html"
    assert reading.metadata["telegram:next"] == "messages3.html"


def test_what_a_page_says_of_messages() -> None:
    reading, parts = read(PAGE, HTML)
    assert {one.where: one.marks for one in reading.passages if one.marks} == {
        "message 11": ("reply to message 9", "reaction 👍2"),
        "message 12": ("photo",),
        "message 13": ("forwarded from Канал, 11.03.2024 10:00:00 UTC+02:00", "voice note", "file not included",
                       "signed Ред"),
        "message 14": ("location",),
    }  # fmt: skip
    assert [(link.text, link.target, link.state) for link in reading.links][:2] == [
        ("тут", "https://example.org/a", "ok"), ("photos/photo_1.jpg", "photos/photo_1.jpg", "child"),
    ]  # fmt: skip
    assert [(part.path, part.told.source, part.told.obtained) for part in parts] == [
        ("photos/photo_1.jpg", "Айла", "2024-03-12T14:06:00+02:00")
    ]
    assert [(one.latitude, one.longitude) for one in reading.positions] == [(48.5, -35.25)]
    assert "file-not-exported" in codes(reading)


def test_a_hostile_page() -> None:
    began = time.monotonic()
    message = '<div class="message default"><div class="body"><div class="text">'
    reading, _ = read("<div class=history>" + message * 20_000 + "x", HTML)
    assert "x" in reading.text
    reading, _ = read('<div class="history">' + (message + "y</div></div></div>") * 20_000, HTML)
    assert reading.metadata["chat:Messages"] == "20000"
    assert time.monotonic() - began < 120
