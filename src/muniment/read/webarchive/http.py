"""HTTP messages in records: status line, header lines, body; and which encodings lie on the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from muniment.read.webarchive.fields import Fields, fields

LONGEST_HEAD = 256 << 10
_BLANK = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?:[ \t][^\r\n]{0,500})?\r?(?:\n|\Z)")
_REQUEST = re.compile(rb"([A-Z]{3,20}) ")
_NAME = re.compile(r"[\w-]{1,30}")
MOST_LAYERS = 8


@dataclass(slots=True)
class Message:
    """A response's status and header lines. `body` is where in the block its body begins.

    `fault` says in words what is wrong with it; then the body is the whole block.
    """

    status: str = ""
    fields: Fields = field(default_factory=Fields)
    body: int = 0
    fault: str = ""

    @property
    def content_type(self) -> str:
        """As the server said it."""
        return self.fields.get("content-type")

    def layers(self) -> tuple[str, ...]:
        """What was done to the body, the outermost first: `chunked`, then the content encodings backwards."""
        transfer = _list(self.fields.every("transfer-encoding"))
        content = _list(self.fields.every("content-encoding"))
        return tuple(one for one in (*reversed(transfer), *reversed(content)) if one != "identity")


def message(block: bytes, whole: bool) -> Message:
    """The head of the response that begins `block`; `whole`: there is no more of the block than this."""
    status = _STATUS.match(block)
    if status is None:
        return Message(fault="it does not begin like an answer of a web server")
    blank = _BLANK.search(block)
    if blank is None and not whole:
        return Message(fault=f"its header lines do not end within {LONGEST_HEAD:,} bytes")
    stop, body = (blank.start(), blank.end()) if blank else (len(block), len(block))
    return Message(status.group(1).decode("ascii"), fields(block[status.end() : stop]), body)


def method(block: bytes) -> str:
    """`GET`, `POST` … of a request."""
    found = _REQUEST.match(block)
    return found.group(1).decode("ascii") if found else ""


def _list(values: list[str]) -> list[str]:
    named = [found.group().lower() for value in values for one in value.split(",") if (found := _NAME.search(one))]
    return named[:MOST_LAYERS]
