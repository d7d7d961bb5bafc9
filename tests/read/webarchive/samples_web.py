"""Web archives written by warcio, about invented pages of an invented country; and reading them in process."""

from __future__ import annotations

import io
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from muniment.model.reading import Part, Reading
from muniment.read.interface import Source
from muniment.read.readers.webarchive import WebArchiveReader

WARC, ARC = "application/warc", "application/x-ia-arc"
DATE = "2024-01-02T03:04:05Z"
HTTP_DATE = "Tue, 02 Jan 2024 03:04:05 GMT"
ORIN = "https://news.veldra.example/orin/bridge.html?lang=uk"
PAGE = "<html><body><h1>Міст в Орині</h1><p>Міст зруйновано вночі.</p></body></html>".encode()

Headers = list[tuple[str, str]]


class Web:
    """A WARC file being written, record by record."""

    def __init__(self, gzip: bool = True, version: str = "1.0") -> None:
        self._out = io.BytesIO()
        self._count = 0
        self.writer = WARCWriter(self._out, gzip=gzip, warc_version=version)

    def info(self, date: str = DATE, **said: str) -> Web:
        """A `warcinfo` record."""
        record = self.writer.create_warcinfo_record("veldra.warc.gz", said or {"software": "orin-capture 1.4"})
        record.rec_headers.replace_header("WARC-Date", date)
        record.rec_headers.replace_header("WARC-Record-ID", "<urn:uuid:00000000-0000-4000-8000-00000000000a>")
        self.writer.write_record(record)
        return self

    def page(
        self, url: str = ORIN, body: bytes = PAGE, http: Headers | None = None, status: str = "200 OK", **warc: str
    ) -> Web:
        """A `response` record; `warc` are further header lines, with `_` for `-`."""
        lines = [("Content-Type", "text/html; charset=utf-8"), ("Date", HTTP_DATE)] if http is None else http
        head = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        self.record("response", url, body, head, **warc)
        return self

    def record(self, kind: str, url: str, body: bytes, head: Any = None, **warc: str) -> Web:
        """A record of any kind."""
        stated = {"WARC-Date": DATE, **{name.replace("_", "-"): value for name, value in warc.items()}}
        content_type = stated.pop("Content-Type", "")
        self._count += 1
        stated.setdefault("WARC-Record-ID", f"<urn:uuid:00000000-0000-4000-8000-{self._count:012}>")
        made = self.writer.create_warc_record(
            url, kind, io.BytesIO(body), len(body), content_type, warc_headers_dict=stated, http_headers=head
        )
        self.writer.write_record(made)
        return self

    @property
    def size(self) -> int:
        """Bytes written up to now."""
        return self._out.tell()

    @property
    def data(self) -> bytes:
        """The file."""
        return self._out.getvalue()


def bare(
    url: str, block: bytes, *lines: str, kind: str = "response", length: str = "", end: bytes = b"\r\n\r\n"
) -> bytes:
    """A WARC record written out by hand: for those that no honest program would write."""
    head = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {DATE}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        "Content-Type: application/http; msgtype=response", *lines, f"Content-Length: {length or len(block)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(head).encode() + block + end


def answer(body: bytes = PAGE, *lines: str) -> bytes:
    """An HTTP answer."""
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *lines, "", ""]).encode() + body


class Read:
    """A reading with what was handed out."""

    def __init__(self, data: bytes, media_type: str = WARC) -> None:
        source = Source(media_type=media_type, data=data)
        self.reading: Reading = WebArchiveReader().read(source)
        self.parts: list[tuple[Part, bytes]] = source.collected.parts

    @property
    def codes(self) -> list[str]:
        """The codes of its findings."""
        return [one.code for one in self.reading.findings]

    @property
    def children(self) -> dict[str, bytes]:
        """Path → bytes."""
        return {part.path: data for part, data in self.parts}

    @property
    def lines(self) -> list[str]:
        """The text of its passages."""
        return [self.reading.text[one.start : one.end] for one in self.reading.passages]

    def finding(self, code: str) -> str:
        """The sentence of the first finding of that code."""
        return next(one.text for one in self.reading.findings if one.code == code)

    def details(self, path: str = ORIN) -> dict[str, str]:
        """What was told of a child."""
        return next(part.told.details for part, _ in self.parts if part.path == path)
