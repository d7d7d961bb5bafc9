"""Is a text a mail, or a mailbox of mails. Never takes a letter or a memo for one.

Prose that begins with "From", and a text with the lines From, To and Subject alone, is plain text: what
makes a mail is several known header lines before the first empty one, and among them one that only a mail
program writes.
"""

from __future__ import annotations

import re

from muniment.read.mail.mbox import ENVELOPE

MAIL = "message/rfc822"
MAILBOX = "application/mbox"
_FIRST = re.compile(rb"(?:>From [^\r\n]*\r?\n)?[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:")
_LINE = re.compile(rb"([A-Za-z][!-9;-~]{0,100})[ \t]*:([^\r\n]*)(?:(?:\r\n?|\n)[ \t][^\r\n]*)*(?:\r\n?|\n|\Z)")
_KNOWN = frozenset(
    b"from to cc bcc subject date sender reply-to message-id in-reply-to references received return-path delivered-to"
    b" mime-version content-type content-transfer-encoding x-mailer user-agent dkim-signature importance x-priority"
    b" authentication-results list-id list-unsubscribe x-originating-ip x-received envelope-to thread-topic".split()
)
_BY_PROGRAM = {
    b"message-id": re.compile(rb"\s*<[^<>\s]+>"), b"received": re.compile(rb"[^\r\n]*(?:from|by|with)\b"),
    b"mime-version": re.compile(rb"\s*\d\.\d"), b"dkim-signature": re.compile(rb"\s*[a-z]+\s*="),
    b"return-path": re.compile(rb"\s*<[^>]*>"), b"content-transfer-encoding": re.compile(rb"\s*[\w-]+\s*\Z"),
    b"date": re.compile(rb"\s*(?:[A-Z][a-z]{2},?\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{2,4}\s+\d{1,2}:\d\d"),
}  # fmt: skip
"""Header lines that people do not type, and what their value must look like."""
_SENT = frozenset((b"from", b"to", b"received", b"subject", b"return-path", b"sender", b"delivered-to"))
_ENOUGH = 3


def mail(start: bytes) -> str:
    """The media type of a mail or mailbox that begins with `start`, or ""."""
    if start[:5] == b"From " and ENVELOPE.match(start):
        return MAILBOX
    if _FIRST.match(start) is None:
        return ""
    at = start.find(b"\n") + 1 if start[:6] == b">From " else 0
    seen: set[bytes] = set()
    by_program = False
    while (line := _LINE.match(start, at)) is not None:
        name = line.group(1).lower()
        if name in _KNOWN:
            seen.add(name)
            shape = _BY_PROGRAM.get(name)
            by_program = by_program or (shape is not None and shape.match(line.group(2)) is not None)
        at = line.end()
    rest = start[at:]
    is_over = rest[:1] in b"\r\n" or b"\n" not in rest  # the last line may be cut
    return MAIL if is_over and by_program and len(seen) >= _ENOUGH and seen & _SENT else ""
