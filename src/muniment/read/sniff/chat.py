"""Is a text an exported chat. Logs, diaries and prose have times in front of their lines too, so much is asked for.

A WhatsApp chat begins with an entry and soon has more of them; either WhatsApp's own words or turning characters are
among them, or senders who come back. Telegram's exports begin with fields and classes that nothing else has.
"""

from __future__ import annotations

import re
from collections import Counter

WHATSAPP = "text/x-whatsapp-chat"
TELEGRAM_JSON = "application/x-telegram-export+json"
TELEGRAM_HTML = "text/x-telegram-export+html"
_TURN = rb"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xd8\x9c|\xef\xbb\xbf)"
_DIGIT = rb"(?:\d|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9])"
_BEGIN = re.compile(rb"%b{0,4}\[?%b{0,4}%b{1,4}%b{0,4}[./-]" % (_TURN, _TURN, _DIGIT, _TURN))
_LEVELS = re.compile(
    r"(?:.*[.: \[-])?(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|fatal|crit(?:ical)?)\]?\Z", re.IGNORECASE
)
_ENOUGH = 3
_MARKS = ("\u200e", "\u200f")
_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:saved_messages|replies|verification_codes|personal_chat|bot_chat|(?:private|public)_'
    rb'(?:group|supergroup|channel))"'
)
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_MESSAGE = re.compile(rb'"messages"\s*:\s*\[\s*(?:\]|\{\s*"id"\s*:\s*-?\d+\s*,\s*"type"\s*:\s*")')
_ABOUT = re.compile(rb'\A\{\s*"about"\s*:\s*"[^"]{0,500}Telegram')
_ACCOUNT = re.compile(rb'"(?:personal_information|profile_pictures|contacts|chats|sessions|stories)"\s*:\s*[\[{]')


def chat_text(start: bytes) -> str:
    """The media type of a plain text that is a chat, or ""."""
    if _BEGIN.match(start) is None:
        return ""
    from muniment.read.chat.whatsapp_lines import entries, headers, style

    text = start.decode("utf-8", "ignore").replace("\r\n", "\n")
    first, form = next(headers(text), None), style(text)
    if first is None or form is None or first.start() != 0:
        return ""
    found = list(entries(text, form))
    senders = Counter(entry.by for entry in found if entry.by is not None)
    if any(_LEVELS.match(name) for name in senders):
        return ""
    if any(_own_words(entry.body, entry.by is None) for entry in found):
        return WHATSAPP
    if form[0] and len(found) > 1 and any(entry.body[:1] in _MARKS for entry in found if entry.body and entry.by):
        return WHATSAPP  # in a language whose words are not known here
    has_comma = first["gap"] in (",", "،")
    if (first["sec"] is None) == bool(first["open"]) or len(first["first"]) == 4 or (first["open"] and not has_comma):
        return ""
    enough = _ENOUGH if has_comma else 2 * _ENOUGH
    return WHATSAPP if senders.total() >= enough and len(senders) > 1 and max(senders.values()) > 1 else ""


def _own_words(body: str, unsent: bool) -> bool:
    """Whether WhatsApp says something there: encryption, a file, a deletion."""
    from muniment.read.chat import whatsapp_words as words

    marked = body[:1] in _MARKS
    if (marked or unsent) and words.encrypted(body):
        return True
    return bool(words.ADDED.match(body.lstrip("\u200e\u200f")) or words.ATTACHED.search(body[:1000])) or (
        (marked or body.startswith("<")) and (words.left_out(body) or words.deleted(body))
    )


def chat_json(start: bytes) -> str:
    """The media type of a JSON that is a chat's or an account's export, or ""."""
    if b'"messages"' in start and _MESSAGES.search(start):
        return TELEGRAM_JSON if _TYPE.search(start) and _MESSAGE.search(start) else ""
    return TELEGRAM_JSON if _ABOUT.match(start) and _ACCOUNT.search(start) else ""


def chat_page(start: bytes) -> str:
    """The media type of an HTML page that is one of a chat's export, or ""."""
    known = b"<title>Exported Data</title>" in start and b"page_wrap" in start and b'class="history"' in start
    return TELEGRAM_HTML if known else ""
