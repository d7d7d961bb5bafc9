"""Telegram's JSON export: chats and their messages, taken apart one by one, so that a broken one costs only itself.

Described at https://core.telegram.org/import-export. Only the frame is decoded at once; each message is decoded by
itself and forgotten when it has become a passage. A file that is cut off or not quite JSON is read as far as it goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from muniment.model.reading import Finding, Level, Reading
from muniment.read.chat.gathering import Gathering, counted
from muniment.read.chat.message import bare
from muniment.read.chat.telegram_message import DIFFERS, NOT_INCLUDED, message_of, plain
from muniment.read.text.blocks import Block

Buffer = bytes | memoryview
MOST_CHATS = 20_000
LONGEST_BROKEN = 128 << 20
"""So many bytes of a file that is no JSON are searched for messages."""
MOST_BROKEN = 1_000
MOST_ROWS = 50_000
"""So many rows of contacts, sessions and the like are read."""
_FRAME = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_ANY = msgspec.json.Decoder()
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError)
_OLD_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
_LISTS = ("chats", "left_chats")
_START = re.compile(r'"messages"\s*:\s*\[')
_NEXT = re.compile(
    r'\{\s{0,20}"id"\s{0,5}:\s{0,5}-?\d{1,20},\s{0,20}"type"\s{0,5}:\s{0,5}"(?:message|service|unsupported)"'
)
_BLANKS = re.compile(r"[\s,]*")
_NAME = re.compile(rb'"(name|type)"\s*:\s*("(?:[^"\\]|\\.){0,2000}")')

_SAID: tuple[tuple[str, Level, str], ...] = (
    ("file-not-exported", "note", "files that were sent but are not in the export: {count}; ask for an export with all "
     "kinds of media and no limit of size"),
    ("text-differs", "warning", "messages whose text the export has twice, in different words: {count}; Telegram "
     "writes the same twice, so the file may have been changed; both are given"),
    ("message-unsupported", "warning", "messages of a kind that the program could not export: {count}"),
    ("message-broken", "warning", "messages that cannot be taken apart: {count}; they are given as they are written"),
)  # fmt: skip


@dataclass
class _Odd:
    """What is odd about the messages: how often, and where first."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def note(self, what: str, where: str, count: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + count
        self.first.setdefault(what, where)

    def findings(self) -> tuple[Finding, ...]:
        made: tuple[Finding, ...] = ()
        for code, level, words in _SAID:
            made += counted(code, self.counts.get(code, 0), words, self.first.get(code, ""), level)
        return made


def read(label: str, data: Buffer, gathering: Gathering) -> Reading:
    """The reading of an export: of one chat, or of a whole account."""
    odd = _Odd()
    try:
        frame, findings = _frame(data)
        metadata = _whole(frame, gathering, odd)
    except _BROKEN as error:
        metadata = _salvaged(bytes(data[:LONGEST_BROKEN]), gathering, odd)
        where = f"after message {gathering.messages:,}" if gathering.messages else ""
        words = f"it is not whole, or not quite JSON ({str(error)[:100]}); what could be made out of it is given"
        findings = (Finding("export-broken", words, "error", where),)
    title = metadata.get("chat:Name")
    return gathering.reading(label, metadata=metadata, findings=(*findings, *odd.findings()), title=title)


def _frame(data: Buffer) -> tuple[dict[str, msgspec.Raw], tuple[Finding, ...]]:
    """The outermost object. Exports of 2018 to 2022 may have escapes that JSON does not know."""
    try:
        return _FRAME.decode(data), ()
    except msgspec.DecodeError:
        mended, count = _OLD_ESCAPE.subn(rb"\1\\u00\2", bytes(data))
        if not count:
            raise
        words = f"{count:,} control characters are written as old versions of Telegram did, which is not JSON; mended"
        return _FRAME.decode(mended), (Finding("export-mended", words, "note"),)


def _whole(frame: dict[str, msgspec.Raw], gathering: Gathering, odd: _Odd) -> dict[str, str]:
    if "messages" in frame:
        return _chat(frame, gathering, odd, "")
    metadata = {"chat:Kind": "Telegram account"}
    count = 0
    for key, raw in frame.items():
        if key in _LISTS:
            count += _chats(raw, gathering, odd, count)
        else:
            _section(key, raw, gathering)
    return {**metadata, "chat:Chats": str(count)}


def _chats(raw: msgspec.Raw, gathering: Gathering, odd: _Odd, before: int) -> int:
    inner = _FRAME.decode(raw)
    if "about" in inner:
        gathering.add_block(Block(plain(_ANY.decode(inner["about"]))))
    found = _LIST.decode(inner["list"])[:MOST_CHATS] if "list" in inner else []
    for number, one in enumerate(found, before + 1):
        chat = _FRAME.decode(one)
        name, kind = _said(chat, "name"), _said(chat, "type")
        gathering.add_block(Block(name or kind or "chat", "heading", where=f"chat {number}"))
        _chat(chat, gathering, odd, f"chat {number}, ")
    return len(found)


def _chat(chat: Mapping[str, msgspec.Raw], gathering: Gathering, odd: _Odd, prefix: str) -> dict[str, str]:
    """All messages of one chat; what the frame says of it."""
    messages = _LIST.decode(chat["messages"]) if "messages" in chat else []
    for number, raw in enumerate(messages, 1):
        _message(raw, number, gathering, odd, prefix)
    said = {
        "chat:Kind": f"Telegram {_said(chat, 'type')}".strip(),
        "chat:Name": _said(chat, "name"),
        "telegram:id": _said(chat, "id"),
    }
    return {name: value for name, value in said.items() if value}


def _message(raw: msgspec.Raw, number: int, gathering: Gathering, odd: _Odd, prefix: str) -> None:
    fields = decoded(bytes(raw))
    if not isinstance(fields, dict):
        where = f"{prefix}message at place {number}"
        odd.note("message-broken", where)
        gathering.add_block(Block(bytes(raw).decode("utf-8", "replace"), "code", where=where))
        return
    add(fields, gathering, odd, prefix)


def add(fields: dict[str, object], gathering: Gathering, odd: _Odd, prefix: str) -> None:
    """One message, taken apart."""
    message = message_of(fields, prefix)
    if fields.get("type") == "unsupported":
        odd.note("message-unsupported", message.where)
    missing = sum(note.startswith(NOT_INCLUDED) for note in message.notes)
    if DIFFERS in message.notes:
        odd.note("text-differs", message.where)
    if missing:
        odd.note("file-not-exported", message.where, missing)
    gathering.add(message)


def decoded(raw: bytes) -> object:
    """One JSON value, by the quick decoder or the forgiving one; None where it is none."""
    try:
        return _ANY.decode(raw)
    except _BROKEN:
        pass
    try:
        loaded: object = json.loads(raw.decode("utf-8", "replace"), strict=False)
        return _without_surrogates(loaded)
    except (ValueError, RecursionError):
        return None


def _without_surrogates(value: Any) -> Any:
    """Halves of a pair of surrogates are no characters: a question mark stands for each."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
        return value
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-8", "replace"))


def _said(frame: Mapping[str, msgspec.Raw], key: str) -> str:
    return bare(plain(decoded(bytes(frame[key]))))[:1000] if key in frame else ""


def _section(key: str, raw: msgspec.Raw, gathering: Gathering) -> None:
    """Anything else an account's export has: contacts, sessions. A heading, and a row for each thing in a list."""
    value = decoded(bytes(raw))
    if isinstance(value, str):
        gathering.add_block(Block(value, where=key))
        return
    gathering.add_block(Block(key.replace("_", " "), "heading", where=key))
    for number, row in enumerate(_rows(value), 1):
        if number > MOST_ROWS:
            break
        gathering.add_block(Block(row, "table", tight=number > 1, where=f"{key} {number}"))


def _rows(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield "\t".join(map(plain, one.values())) if isinstance(one, dict) else plain(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, list):
                yield from _rows(one)
            else:
                yield f"{key}\t{plain(one)}"
    else:
        yield plain(value)


def _salvaged(data: bytes, gathering: Gathering, odd: _Odd) -> dict[str, str]:
    """The messages of a file that is cut off or damaged, one behind the other as far as they go."""
    said: dict[str, str] = {}
    for name, value in _NAME.findall(data[:4096]):
        said.setdefault(name.decode(), bare(plain(decoded(value)))[:1000])
    if not gathering.messages:  # else it broke behind them
        text = data.decode("utf-8-sig", "replace")
        starts = [match.end() for match in _START.finditer(text)][:MOST_CHATS]
        for number, start in enumerate(starts, 1):
            end = starts[number] if number < len(starts) else len(text)
            _salvage(text, start, end, gathering, odd, f"chat {number}, " if len(starts) > 1 else "")
        if not starts:
            gathering.add_block(Block(text, "code"))
    metadata = {"chat:Kind": f"Telegram {said.get('type', '')}".strip(), "chat:Name": said.get("name", "")}
    return {name: value for name, value in metadata.items() if value}


def _salvage(text: str, at: int, end: int, gathering: Gathering, odd: _Odd, prefix: str) -> None:
    """Messages between two places; what cannot be taken apart is given as it is written."""
    reader = json.JSONDecoder(strict=False)
    broken = 0
    while at < end and broken < MOST_BROKEN:
        at = _behind_blanks(text, at)
        if text[at : at + 1] != "{":
            return
        try:
            found, at = reader.raw_decode(text, at)
            add(_without_surrogates(found), gathering, odd, prefix)
        except (ValueError, RecursionError):
            broken += 1
            after = _NEXT.search(text, at + 1, end)
            stop = after.start() if after else end
            where = f"{prefix}after message {gathering.messages:,}"
            odd.note("message-broken", where)
            gathering.add_block(Block(text[at:stop], "code", where=where))
            at = stop


def _behind_blanks(text: str, at: int) -> int:
    skipped = _BLANKS.match(text, at)
    return skipped.end() if skipped else at
