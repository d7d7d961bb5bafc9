"""Telegram's HTML export, one page of it: the same messages, as far as a page shows them.

Nothing a page refers to is loaded. The sender of a message that stands close below another of the same sender is not
written again; it is that of the message above. Words in places not known here are given too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.model.reading import Finding, Position, Reading
from muniment.read.chat.gathering import Gathering, counted
from muniment.read.chat.message import Attachment, Lines, Message
from muniment.read.chat.telegram_message import NOT_INCLUDED
from muniment.read.text.blocks import Block
from muniment.read.text.decode import decode
from muniment.read.text.hypertext import is_too_deep, walk, without_tags

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_WHEN = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC([+-]\d{2}):?(\d{2}))?\s*\Z", re.ASCII)
_REPLY = re.compile(r"#go_to_message(-?\d{1,20})")
_DEGREES = re.compile(r"maps\.google\.com/maps\?q=(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)")
_EXCUSE = re.compile("not included|exceeds maximum size|unavailable", re.IGNORECASE)
_MEDIA = {
    "media_voice_message": "voice note", "media_audio_file": "audio", "photo_wrap": "photo", "media_photo": "photo",
    "video_file_wrap": "video", "media_video": "video", "animated_wrap": "animation", "sticker_wrap": "sticker",
    "media_call": "call", "media_poll": "poll", "media_location": "location", "media_live_location": "location",
    "media_venue": "location", "media_contact": "contact", "media_invoice": "invoice", "media_game": "game",
}  # fmt: skip
_UNSAID = frozenset({"date", "userpic_wrap", "from_name", "reply_to", "fill", "video_play_bg", "gif_play"})
"""Classes of what is not text of the message: it has a place of its own, or shows a picture."""
_DEEP = 8


def read(label: str, data: bytes, gathering: Gathering) -> Reading:
    """The reading of one page."""
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode(data, "utf-8")
    if is_too_deep(decoded.text):
        note = Finding("markup-ignored", "nested too deeply for HTML; read as the text between the tags")
        gathering.add_block(Block(without_tags(decoded.text)))
        return gathering.reading(label, metadata={"text:encoding": decoded.encoding},
                                 findings=(*decoded.findings, note))  # fmt: skip
    tree = LexborHTMLParser(decoded.text)
    name = _text(tree.css_first("div.page_header div.text"))
    page = _Page(gathering)
    if name:
        gathering.add_block(Block(name, "heading"))
    for node in _messages(tree):
        page.take(node)
    metadata = {"text:encoding": decoded.encoding, "chat:Kind": "Telegram HTML", "chat:Name": name[:1000],
                **_pages(tree)}  # fmt: skip
    kept = {key: value for key, value in metadata.items() if value}
    return gathering.reading(label, metadata=kept, findings=(*decoded.findings, *page.findings()), title=name or None)


def _messages(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """What stands in the history: messages, and anything else that was put there; not what leads to other pages."""
    history = tree.css_first("div.history")
    parts = _children(history) if history is not None else iter(tree.css("body > div.message"))
    return (node for node in parts if "pagination" not in _classes(node))


class _Page:
    """Takes the messages of a page in order."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._by: str | None = None
        self._forwarded = ""
        self._missing = 0
        self._first_missing = ""

    def take(self, node: LexborNode) -> None:
        """One message."""
        classes = _classes(node)
        number = (node.attributes.get("id") or "").removeprefix("message")[:40]
        message = Message(f"message {number}" if number else "", "", "message" if "default" in classes else "note")
        lines = Lines()
        if message.kind == "message":
            self._sent(message, lines, node, "joined" in classes)
        else:
            _append(lines, node)
        message.write(lines)
        if any(note.startswith(NOT_INCLUDED) for note in message.notes):
            self._missing += 1
            self._first_missing = self._first_missing or message.where
        self._gathering.add(message)

    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the page."""
        words = "messages whose file is not in the export: {count}; ask for an export with all kinds of media"
        return counted("file-not-exported", self._missing, words, self._first_missing, "note")

    def _sent(self, message: Message, lines: Lines, node: LexborNode, joined: bool) -> None:
        body = next((child for child in _children(node) if "body" in _classes(child)), node)
        named = next((child for child in _children(body) if "from_name" in _classes(child)), None)
        if named is not None or not joined:
            self._by, self._forwarded = _text(named) or None, ""
        message.by = self._by
        for child in _children(body):
            self._part(message, lines, child)

    def _part(self, message: Message, lines: Lines, node: LexborNode) -> None:
        classes = _classes(node)
        if "date" in classes:
            message.written = (node.attributes.get("title") or _text(node))[:100]
            message.at = edtf(message.written)
        elif "reply_to" in classes:
            _reply(message, node)
        elif "forwarded" in classes and "body" in classes:
            self._forward(message, lines, node)
        elif "reactions" in classes:
            message.note(f"reaction {_text(node)}")
        elif "signature" in classes:
            message.note(f"signed {_text(node)}")
        elif "media_wrap" in classes:
            _media(message, lines, node)
        elif not classes & _UNSAID:
            _append(lines, node)

    def _forward(self, message: Message, lines: Lines, node: LexborNode) -> None:
        named = next((child for child in _children(node) if "from_name" in _classes(child)), None)
        if named is not None:
            when = named.css_first("span.date")
            said = (when.attributes.get("title") or "").strip() if when is not None else ""
            name = _text(named).removesuffix(_text(when)).strip()
            self._forwarded = f"forwarded from {name}" + (said and f", {said}")
        message.note(self._forwarded or "forwarded")
        for child in _children(node):
            self._part(message, lines, child)


def edtf(title: str) -> str | None:
    """The time in a page's title attribute; the offset where it is written, as versions since 2022 do."""
    match = _WHEN.match(title.strip())
    if match is None:
        return None
    day, month, year, hour, minute, second, east, minutes = match.groups()
    moment = f"{year}-{month}-{day}T{hour}:{minute}:{second}" + (f"{east}:{minutes}" if east else "")
    return moment if _exists(moment) else None


def _exists(moment: str) -> bool:
    from datetime import datetime

    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True


def _reply(message: Message, node: LexborNode) -> None:
    link = node.css_first("a")
    found = _REPLY.search((link.attributes.get("href") or "") if link is not None else "")
    message.note(f"reply to message {found[1]}" if found else _text(node) or "reply")


def _media(message: Message, lines: Lines, node: LexborNode) -> None:
    """A file, a place, a poll: its words, and where it lies."""
    for part in node.css("a, div.media, div.media_poll")[:_DEEP]:
        for known in _classes(part):
            if known in _MEDIA and _MEDIA[known] not in message.notes:
                message.note(_MEDIA[known])
        if part.tag == "a":
            _linked(message, lines, (part.attributes.get("href") or "").strip())
    _append(lines, node, links=False)
    if not message.attachments and _EXCUSE.search(_text(node)):
        message.note(NOT_INCLUDED)


def _linked(message: Message, lines: Lines, target: str) -> None:
    place = _DEGREES.search(target)
    if place is not None and abs(float(place[1])) <= 90 and abs(float(place[2])) <= 180:
        where = f"{message.where}: location sent"
        message.position = Position(float(place[1]), float(place[2]), said_by=where)
    if "://" in target:
        lines.line(target, target)
    elif target and not target.startswith("#"):
        message.attachments.append(Attachment(target))
        lines.line(target, child=True)


def _append(lines: Lines, node: LexborNode, links: bool = True) -> None:
    """The words of a part of the page, on lines of their own."""
    for block in walk(node):
        trimmed = block.trimmed()
        if trimmed.text:
            lines.block(trimmed.text, trimmed.marks if links else [])


def _pages(tree: LexborHTMLParser) -> dict[str, str]:
    """The pages before and after this one, as it links them."""
    found = {}
    for link in tree.css("a.pagination")[:2]:
        words = "previous" if "previous" in _text(link).lower() else "next"
        found[f"telegram:{words}"] = (link.attributes.get("href") or "")[:1000]
    return found


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if not child.is_text_node:
            yield child
        child = child.next


def _text(node: LexborNode | None) -> str:
    return " ".join((node.text() or "").split()) if node is not None else ""
