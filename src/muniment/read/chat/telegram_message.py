"""One message of Telegram's JSON export: its text with links, sender, time, files, and all the words it has besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec

from muniment.model.reading import Position
from muniment.read.chat.message import Attachment, Lines, Message
from muniment.read.text.page import edtf as edtf_of

NOT_INCLUDED = "file not included"
DIFFERS = "its text is written twice and differs"
_KINDS = {
    "voice_message": "voice note", "video_message": "video message", "video_file": "video", "audio_file": "audio",
    "animation": "animation", "sticker": "sticker",
}  # fmt: skip
_FILES = ("photo", "file", "thumbnail", "contact_vcard", "media")
_SILENT = frozenset({
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id", "actor", "actor_id", "text",
    "text_entities", "reply_to_message_id", "reply_to_peer_id", "forwarded_from", "forwarded_from_id", "saved_from",
    "via_bot", "author", "media_type", "mime_type", "duration_seconds", "duration", "width", "height", "file_size",
    "photo_file_size", "thumbnail_file_size", "self_destruct_period_seconds", "live_location_period_seconds",
    "reactions", "location_information", "poll", "inline_bot_buttons", "media_spoiler", "file_name", *_FILES,
})  # fmt: skip
"""Fields with a place of their own. The words of all others stand behind the text, each with its field's name."""
_DEEPEST = 6
_MOST_PIECES = 100_000
_MOST_NAMED = 20


def message_of(fields: dict[str, object], prefix: str) -> Message:
    """The message that `fields` are; `prefix` says in which chat, where there are several."""
    service = "actor" in fields or "action" in fields or fields.get("type") == "service"
    by = fields.get("actor") if service and "actor" in fields else fields.get("from")
    message = Message(f"{prefix}message {plain(fields.get('id'))}".rstrip()[:200], "")
    message.kind = "note" if service or fields.get("type") == "unsupported" else "message"
    message.by = plain(by) or None
    message.by_id = plain(fields.get("actor_id") or fields.get("from_id"))[:100]
    message.written = plain(fields.get("date"))[:100]
    message.at = moment(fields.get("date_unixtime"), fields.get("date"))
    if message.by is None and message.by_id:
        message.note(f"from {message.by_id}")  # the account was deleted, or the name is not known
    _remarks(message, fields)
    _Words(message, fields).write()
    return message


def moment(seconds: object, written: object) -> str | None:
    """EDTF: UTC where seconds since 1970 are given, else local time as written."""
    try:
        known = int(str(seconds)) if seconds not in (None, "") else None
        if known is not None:
            return datetime.fromtimestamp(known, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        pass
    return edtf_of(plain(written)[:40])


def plain(value: object, depth: int = 0) -> str:
    """Any JSON value in words; what nests too deeply as JSON."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list) and depth > _DEEPEST:
        return _as_json(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (plain(one, depth + 1) for one in value)))
    if isinstance(value, dict):
        parts = ((key, plain(one, depth + 1)) for key, one in value.items())
        return ", ".join(f"{key}: {one}" for key, one in parts if one)
    return str(value)


def _as_json(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except (RecursionError, msgspec.MsgspecError):
        return "…"


def _remarks(message: Message, fields: dict[str, object]) -> None:
    """What the export says of the message, as marks."""
    if "forwarded_from" in fields:
        name, by_id = plain(fields["forwarded_from"]), plain(fields.get("forwarded_from_id"))
        message.note(" ".join(filter(None, ("forwarded from" if name or by_id else "forwarded", name, by_id))))
    if "saved_from" in fields:
        message.note(f"saved from {plain(fields['saved_from'])}".rstrip())
    if "reply_to_message_id" in fields:
        elsewhere = plain(fields.get("reply_to_peer_id"))
        message.note(f"reply to message {plain(fields['reply_to_message_id'])}" + (elsewhere and f" in {elsewhere}"))
    edited = moment(fields.get("edited_unixtime"), fields.get("edited"))
    if edited is not None and not edited.startswith(("1970-", "1969-")):  # which is how 2018 wrote "never"
        message.note(f"edited {edited}")
    for key, words in (("via_bot", "via {}"), ("author", "signed {}"), ("duration_seconds", "lasts {} s"),
                       ("self_destruct_period_seconds", "destroys itself after {} s"),
                       ("live_location_period_seconds", "live location for {} s")):  # fmt: skip
        if plain(fields.get(key)):
            message.note(words.format(plain(fields[key])))
    kind = plain(fields.get("media_type"))
    if kind or "photo" in fields:
        message.note(_KINDS.get(kind, kind) or "photo")
    _reactions(message, fields.get("reactions"))


def _reactions(message: Message, reactions: object) -> None:
    for one in reactions[:_MOST_NAMED] if isinstance(reactions, list) else []:
        if isinstance(one, dict):
            recent = one.get("recent")
            named = (
                [plain(who.get("from")) for who in recent if isinstance(who, dict)] if isinstance(recent, list) else []
            )
            who = ", ".join(filter(None, named[:_MOST_NAMED]))
            sign = plain(one.get("emoji")) or plain(one.get("type"))
            message.note(f"reaction {sign} {plain(one.get('count'))}" + (who and f" ({who})"))


class _Words:
    """Writes the text of a message: what was typed, then everything else that has words, a line each."""

    def __init__(self, message: Message, fields: dict[str, object]) -> None:
        self._message, self._fields = message, fields
        self._lines = Lines()

    def write(self) -> None:
        """All of it."""
        self._typed()
        for part in (self._place, self._poll, self._files, self._buttons, self._others):
            part()
        self._message.write(self._lines)

    def _typed(self) -> None:
        entities, text = self._fields.get("text_entities"), self._fields.get("text")
        value = entities if isinstance(entities, list) and entities else text
        pieces = value if isinstance(value, list) else [value]
        if value is entities and text is not None and _joined(text) != _joined(entities):
            self._message.note(DIFFERS)
            pieces = [*pieces, "\n", *(text if isinstance(text, list) else [text])]
        for piece in pieces[:_MOST_PIECES]:
            if isinstance(piece, dict):
                self._entity(piece)
            else:
                self._lines.add(plain(piece))
        for piece in pieces[_MOST_PIECES:]:
            self._lines.add(plain(piece.get("text")) if isinstance(piece, dict) else plain(piece))

    def _entity(self, piece: dict[str, object]) -> None:
        text, kind = plain(piece.get("text")), piece.get("type")
        target = plain(piece.get("href")) if kind == "text_link" else text if kind == "link" else ""
        self._lines.add(text, target)
        if kind == "mention_name" and plain(piece.get("user_id")):
            self._message.note(f"mentions {text} (user{plain(piece['user_id'])})")

    def _place(self) -> None:
        place = self._fields.get("location_information")
        if not isinstance(place, dict):
            return
        latitude, longitude = place.get("latitude"), place.get("longitude")
        self._lines.line(plain(place) if not (latitude or longitude) else f"{plain(latitude)}, {plain(longitude)}")
        self._message.note("location")
        if _is_degrees(latitude, 90) and _is_degrees(longitude, 180):
            where = f"{self._message.where}: location sent"
            self._message.position = Position(float(str(latitude)), float(str(longitude)), said_by=where)

    def _poll(self) -> None:
        poll = self._fields.get("poll")
        if not isinstance(poll, dict):
            return
        self._message.note("poll")
        self._lines.line(plain(poll.get("question")))
        answers = poll.get("answers")
        for answer in answers if isinstance(answers, list) else []:
            if isinstance(answer, dict):
                self._lines.line(f"- {plain(answer.get('text'))}: {plain(answer.get('voters')) or 0}")
        said = {key: value for key, value in poll.items() if key not in ("question", "answers")}
        self._lines.line(plain(said))

    def _files(self) -> None:
        for key in _FILES:
            path = plain(self._fields.get(key))
            if not path:
                continue
            if path.endswith(")") and "(" in path and _is_excuse(path):
                self._lines.line(path)
                if key != "thumbnail":
                    self._message.note(f"{NOT_INCLUDED}: {key}")
                continue
            self._attach(key, path)
        name = plain(self._fields.get("file_name"))
        if name and not any(one.path.endswith(name) for one in self._message.attachments):
            self._lines.line(name)

    def _attach(self, key: str, path: str) -> None:
        small = key == "thumbnail"
        details = {"message:Role": key, "message:MediaType": "" if small else plain(self._fields.get("mime_type"))}
        name = "" if small else plain(self._fields.get("file_name"))
        self._message.attachments.append(Attachment(path, name, details))
        if not small:
            self._lines.line(path, child=True)

    def _buttons(self) -> None:
        rows = self._fields.get("inline_bot_buttons")
        for row in rows if isinstance(rows, list) else []:
            for button in row if isinstance(row, list) else []:
                if isinstance(button, dict):
                    target = plain(button.get("data")) if button.get("type") in ("url", "auth") else ""
                    self._lines.line(plain(button.get("text")), target)

    def _others(self) -> None:
        for key, value in _told_first(self._fields):
            words = plain(value)
            if words:
                self._lines.line(words if key == "action" else f"{key}: {words}")
        if self._fields.get("type") == "unsupported":
            self._lines.line("unsupported")


def _joined(text: object) -> str:
    """The words of a text that is in pieces."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else [text]
    return "".join(plain(one.get("text")) if isinstance(one, dict) else plain(one) for one in pieces)


def _told_first(fields: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The fields without a place of their own, the action first."""
    if "action" in fields:
        yield "action", fields["action"]
    yield from ((key, value) for key, value in fields.items() if key not in _SILENT and key != "action")


def _is_excuse(path: str) -> bool:
    return any(words in path for words in ("(File ", "(Photo ", "(Story ", "(Video "))


def _is_degrees(value: object, most: int) -> bool:
    number: Callable[[str], float] = float
    try:
        return -most <= number(str(value)) <= most
    except ValueError:
        return False
